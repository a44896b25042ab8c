// The tagger remembers plain words: what it finds is what it would find if it did not.
#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "analyzers/analyzer.h"
#include "tests/unit/analyzers/tagged_rows.h"

using namespace tests;

namespace {

const char* const kPieces[] = {"Iraq",
                               "iraq",
                               "Iraqis",
                               "the",
                               "United",
                               "States",
                               "of",
                               "America",
                               "US",
                               "#US",
                               "WHO",
                               "who",
                               "U.S.",
                               "NATO",
                               "TOLD",
                               "DOLLARS",
                               "Jordan",
                               "Michael",
                               "Guinea",
                               "Papua",
                               "New",
                               "Global",
                               "Coalition",
                               "mass",
                               "graves",
                               "العراق",
                               "والعراق",
                               "للعراق",
                               "وللعراق",
                               "بالأردن",
                               "عُمان",
                               "عمان",
                               "أعلنت",
                               "باريس",
                               "التحالف",
                               "الدولي",
                               "الأنبار",
                               "#Iraq",
                               "@NATO",
                               "#TogetherForIraq",
                               "counter-terrorism",
                               "al-Baghdadi",
                               "https://who.int/iraq",
                               "F-16",
                               "\xE9t\xE9",
                               "Côte",
                               "d’Ivoire"};
const char* const kGaps[] = {" ", " ", " ", " ",  ", ", ". ",  "\n", "\n\n",
                             "_", "",  "-", " (", ") ", "’s ", "، ", "؟ "};

std::string random_text(std::mt19937& random) {
  std::string text;
  for (auto size = 1 + random() % 30; size > 0; --size) {
    text += kPieces[random() % std::size(kPieces)];
    text += kGaps[random() % std::size(kGaps)];
  }
  return text;
}

/// Knows the words it is told to know, and takes down those it is shown.
class Witness : public analyzers::WordVisitor {
 public:
  explicit Witness(bool knows_all) : knows_all_(knows_all) {}

  bool knows(std::string_view written, std::size_t begin, std::size_t) override {
    if (knows_all_) known.emplace_back(written, begin);
    return knows_all_;
  }
  void see_plain(const analyzers::Token& word, std::size_t begin, std::size_t) override {
    plain.emplace_back(word.exact, begin);
  }
  void see_other(const analyzers::Token& word, std::size_t begin, std::size_t) override {
    other.emplace_back(word.exact, begin);
  }

  using Words = std::vector<std::pair<std::string, std::size_t>>;
  Words known, plain, other;

 private:
  bool knows_all_;
};

}  // namespace

TEST_CASE("texts are tagged as by a tagger to which no word is plain") {
  const auto& remembering = tagger();
  const analyzers::Analyzer icu_alone{analyzers::Analyzer::IcuAlone{}};
  const analyzers::Tagger judge(remembering.vocabulary(), icu_alone);
  std::mt19937 random(2014);
  for (int i = 0; i < 4'000; ++i) {
    const auto title = random_text(random), body = random_text(random);
    CAPTURE(title);
    CAPTURE(body);
    const analyzers::TextToTag text{.title = title, .summary = {}, .body = body, .digest_item = i % 2 == 0};
    REQUIRE(remembering.tags_of(text) == judge.tags_of(text));
  }
}

TEST_CASE("a word is remembered as it is when others took its place") {
  const std::string text = "Iraqis and الأردنيون of NATO spoke of the مقابر الجماعية with WHO";
  const auto before = tags_of_body(text);
  REQUIRE_FALSE(before.empty());
  std::string others;
  for (int i = 0; i < 50'000; ++i)
    others += "word" + std::string(1, static_cast<char>('a' + i % 26)) + std::to_string(i) + ' ' +
              std::string(1 + i % 40, static_cast<char>('a' + i % 26)) + ' ';
  (void)tags_of_body(others);
  CHECK(tags_of_body(text) == before);
}

TEST_CASE("a visitor that knows plain words is shown the others alone") {
  const analyzers::Analyzer analyzer;
  const std::string text = "Mosul, والموصل F-16s #Iraq (2017) al-Baghdadi";
  Witness learned(false), knowing(true);
  analyzer.for_each_word(text, learned);
  analyzer.for_each_word(text, knowing);
  CHECK(learned.plain == Witness::Words{{"mosul", 0}, {"والموصل", 7}, {"2017", 35}});
  CHECK(knowing.known == Witness::Words{{"Mosul", 0}, {"والموصل", 7}, {"2017", 35}});
  CHECK(knowing.plain.empty());
  CHECK(knowing.other == learned.other);
  CHECK_FALSE(learned.other.empty());
}
