// The words of a text, packed: the same as the analyzer shows, and never words outside the text.
#include "analyzers/token_table.h"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "analyzers/passages.h"

namespace {

using analyzers::Analyzer;
using analyzers::TokenTable;

using Shown = std::vector<std::tuple<std::string, std::string, std::size_t, std::size_t>>;

Shown shown_by_analyzer(const Analyzer& analyzer, const std::string& text) {
  Shown shown;
  analyzer.for_each_token(text, [&](const analyzers::Token& word, std::size_t begin, std::size_t end) {
    shown.emplace_back(word.exact, word.stem, begin, end);
  });
  return shown;
}

Shown shown_by_table(const std::string& packed, std::string_view text) {
  Shown shown;
  TokenTable(packed, text)
      .for_each([&](std::string_view exact, std::string_view stem, std::size_t begin, std::size_t end) {
        shown.emplace_back(exact, stem, begin, end);
      });
  return shown;
}

const char* const kPieces[] = {"Mosul",
                               "the cities",
                               "والموصل",
                               "للتحالف",
                               "#ThisGeneration",
                               "@UNDPinIraq",
                               "https://a.b/c-d?e=f",
                               "F-16s",
                               "U.S.",
                               "counter-terrorism",
                               "٢٠١٧",
                               "3,5",
                               "أُمم",
                               "الـمـدن",
                               "\u200f",
                               "d'Italie",
                               "\n",
                               "don't",
                               "\xff\xfe",
                               "(",
                               "…",
                               "العربية/English",
                               "C++",
                               "أحمد، مدرسةٌ",
                               "«سؤال»؟",
                               "“Happy\u201d—cities’",
                               "ABC أَبجَد",
                               "\xd8",
                               "a"};

std::string made_up(std::mt19937& random) {
  std::string text;
  for (auto size = random() % 40; size > 0; --size) {
    text += kPieces[random() % std::size(kPieces)];
    if (random() % 4 != 0) text += ' ';
  }
  return text;
}

}  // namespace

TEST_CASE("a table shows the words that the analyzer shows") {
  const Analyzer analyzer;
  std::mt19937 random(6);
  for (int i = 0; i < 3'000; ++i) {
    const auto text = made_up(random);
    CAPTURE(text);
    REQUIRE(shown_by_table(analyzers::pack_tokens(analyzer, text), text) ==
            shown_by_analyzer(analyzer, text));
  }
}

TEST_CASE("passages and marks are the same from a table") {
  const Analyzer analyzer;
  std::mt19937 random(7);
  const std::vector<analyzers::WantedTerm> wanted{
      {"mosul"}, {"موصل"}, {"a", true}, {"the", true, {"cities"}}, {"counter", true, {"terrorism"}}};
  for (int i = 0; i < 1'000; ++i) {
    const auto text = made_up(random);
    CAPTURE(text);
    const auto packed = analyzers::pack_tokens(analyzer, text);
    const auto found = analyzers::find_wanted(TokenTable(packed, text), wanted);
    CHECK(analyzers::marks_in(text, found) == analyzers::marks_in(analyzer, text, wanted));
    const auto from_table = analyzers::best_passages(text, found, wanted.size(), 40);
    const auto from_text = analyzers::best_passages(analyzer, text, wanted, 40);
    REQUIRE(from_table.size() == from_text.size());
    for (std::size_t at = 0; at < from_text.size(); ++at) {
      CHECK(from_table[at].text == from_text[at].text);
      CHECK(from_table[at].marks == from_text[at].marks);
    }
  }
}

TEST_CASE("a table is a fraction of its text") {
  const Analyzer analyzer;
  std::string text;
  for (int i = 0; i < 50; ++i) text += "The Coalition met in Rome, with 79 members. التقى التحالف، في روما. ";
  CHECK(4 * analyzers::pack_tokens(analyzer, text).size() < text.size());
}

TEST_CASE("changed bytes are refused or show words inside the text") {
  const Analyzer analyzer;
  std::mt19937 random(8);
  for (int i = 0; i < 3'000; ++i) {
    const auto text = made_up(random);
    auto packed = analyzers::pack_tokens(analyzer, text);
    packed[random() % packed.size()] ^= static_cast<char>(1 + random() % 255);
    std::size_t last = 0;
    try {
      TokenTable(packed, text)
          .for_each([&](std::string_view, std::string_view, std::size_t begin, std::size_t end) {
            REQUIRE(begin >= last);
            REQUIRE(begin <= end);
            REQUIRE(end <= text.size());
            last = begin;
          });
    } catch (const analyzers::TokenTableError&) {
    }
  }
}

TEST_CASE("a table that is cut off or belongs to a longer text is refused") {
  const Analyzer analyzer;
  const std::string text = "The Coalition met in Rome. التقى التحالف في روما";
  const auto packed = analyzers::pack_tokens(analyzer, text);
  for (std::size_t size = 0; size < packed.size(); ++size) {
    CHECK_THROWS_AS(shown_by_table(packed.substr(0, size), text), analyzers::TokenTableError);
  }
  CHECK_THROWS_AS(shown_by_table(packed, text.substr(1)), analyzers::TokenTableError);
  CHECK_THROWS_AS(shown_by_table(packed, text + '.'), analyzers::TokenTableError);
  CHECK_THROWS_AS(shown_by_table(packed + '\0', text), analyzers::TokenTableError);
  CHECK(shown_by_table(analyzers::pack_tokens(analyzer, ""), "").empty());
}
