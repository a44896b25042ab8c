// Clitics one by one; whole words are in tests/golden/arabic_words.tsv.
#include "analyzers/arabic/stemmer.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <sstream>
#include <string>

#include "analyzers/arabic/clitics.h"
#include "analyzers/arabic/orthography.h"
#include "analyzers/fold.h"

using analyzers::to_utf16;
using analyzers::arabic::Stemmer;
using analyzers::arabic::without_article;
using analyzers::arabic::without_endings;
using analyzers::arabic::without_pronoun;

namespace {

struct Row {
  std::string why, word, rest;
};

template <std::size_t N, typename Function>
void check_rows(const Row (&rows)[N], Function function) {
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CAPTURE(row.word);
    const auto word = to_utf16(row.word);
    CHECK(std::u16string(function(word)) == to_utf16(row.rest));
  }
}

}  // namespace

TEST_CASE("the article goes with what is before it, where three letters stay") {
  check_rows(
      {
          {"al", "السلام", "سلام"},
          {"wa-al", "والحسن", "حسن"},
          {"bi-al", "بالحسن", "حسن"},
          {"ka-al", "كالحسن", "حسن"},
          {"fa-al", "فالحسن", "حسن"},
          {"li-al", "للاخر", "اخر"},
          {"wa-li-al", "وللاخر", "اخر"},
          {"fa-li-al", "فللاخر", "اخر"},
          {"wa-bi-al", "وبالحسن", "حسن"},
          {"wa-ka-al", "وكالحسن", "حسن"},
          {"fa-bi-al", "فبالحسن", "حسن"},
          {"two letters would stay", "الهم", "الهم"},
          {"no article", "سلام", "سلام"},
          {"nothing", "", ""},
      },
      without_article);
}

TEST_CASE("endings go one after another, where three letters stay") {
  const auto endings = [](std::u16string_view word) { return without_endings(word, false); };
  check_rows(
      {
          {"ha", "زوجها", "زوج"},
          {"an", "ساهدان", "ساهد"},
          {"at", "ساهدات", "ساهد"},
          {"un", "ساهدون", "ساهد"},
          {"in", "ساهدين", "ساهد"},
          {"iyya", "ساهديه", "ساهد"},
          {"h", "ساهده", "ساهد"},
          {"i", "ساهدي", "ساهد"},
          {"wa", "ساهدوا", "ساهد"},
          {"t", "ساهدت", "ساهد"},
          {"a", "ساهدا", "ساهد"},
          {"pronoun and plural", "بياناتهم", "بيان"},
          {"two endings", "امريكيين", "امريك"},
          {"adverb without its mark", "رسميا", "رسم"},
          {"three letters stay", "رقه", "رقه"},
          {"three letters stay, the ending of two does not fit", "فرات", "فرا"},
          {"nothing", "", ""},
      },
      endings);
}

TEST_CASE("the alef that carries tanwin goes first, also from three letters") {
  const auto endings = [](std::u16string_view word) { return without_endings(word, true); };
  check_rows({{"long", "رسميا", "رسم"},
              {"short", "حقا", "حق"},
              {"two letters stay", "ما", "ما"},
              {"no alef", "حق", "حق"}},
             endings);
}

TEST_CASE("pronouns of two letters or more are told apart") {
  check_rows({{"theirs", "هجماتهم", "هجمات"},
              {"theirs, two", "هجماتهما", "هجمات"},
              {"yours", "بيتكم", "بيت"},
              {"ours", "بيتنا", "بيت"},
              {"too short", "دمهم", "دمهم"}},
             without_pronoun);
}

TEST_CASE("every built-in plural has the stem of its singular, with the article too") {
  const Stemmer stemmer;
  std::size_t rows = 0;
  for (const auto& [plural, singular] : analyzers::built_in_list("arabic/broken_plurals.tsv")) {
    const analyzers::arabic::WrittenMarks marks{false, plural.find("ئ") != std::string_view::npos};
    const auto folded = analyzers::arabic::fold_orthography(plural);
    const auto stem = stemmer.stem(analyzers::arabic::fold_orthography(singular), {});
    CAPTURE(plural);
    CHECK(stemmer.stem(folded, marks) == stem);
    CHECK(stemmer.stem("ال" + folded, marks) == stem);
    ++rows;
  }
  CHECK(rows > 1000);
}

TEST_CASE("every protected name is kept whole but for its article") {
  const Stemmer stemmer;
  std::size_t rows = 0;
  for (const auto& [line, unused] : analyzers::built_in_list("arabic/protected_names.txt")) {
    std::istringstream names{std::string(line)};
    for (std::string name; names >> name; ++rows) {
      const auto folded = analyzers::arabic::fold_orthography(name);
      CAPTURE(name);
      CHECK(stemmer.stem(folded, {}) == stemmer.stem(name.starts_with("ال") ? folded.substr(4) : folded, {}));
    }
  }
  CHECK(rows > 500);
}

TEST_CASE("other prefixes are proposed where a word may have them, not where its first letter is its own") {
  const Stemmer stemmer;
  struct Case {
    std::string why, stem, other;
    bool proposed;
  };
  const Case rows[] = {
      {"the same verb, she", "يواصل", "تواصل", true},
      {"the same verb, he", "تواصل", "يواصل", true},
      {"future", "يواصل", "سيواصل", true},
      {"from the future", "سيواصل", "يواصل", true},
      {"two letters are left where hamza is not written", "يكد", "تكد", true},
      {"perfect of an unlisted verb", "يغربل", "غربل", true},
      {"preposition before an unlisted word", "غربل", "لغربل", true},
      {"preposition off an unlisted word", "بغربل", "غربل", true},
      {"ta is of the root", "تاريخ", "اريخ", false},
      {"ta is of the root, the other way", "اريخ", "تاريخ", false},
      {"ya is of the root", "يمين", "مين", false},
      {"ba is of the root", "بحر", "حر", false},
      {"ba is of the root, the other way", "حر", "بحر", false},
      {"lam is of the root", "لندن", "ندن", false},
      {"waw is of the root", "زير", "وزير", false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const auto variants = stemmer.variants(row.stem);
    const auto proposes = [&variants](const std::string& stem) {
      return std::any_of(variants.begin(), variants.end(),
                         [&stem](const auto& variant) { return variant.stem == stem; });
    };
    CHECK(proposes(row.other) == row.proposed);
    CHECK_FALSE(proposes(row.stem));
  }
  CHECK(stemmer.variants("").empty());
  CHECK(stemmer.variants("و").empty());
}

TEST_CASE("stop words are known however they were spelled") {
  const Stemmer stemmer;
  for (const char* word : {"من", "الي", "علي", "التي", "انه", "في"}) CHECK(stemmer.is_stop_word(word));
  for (const char* word : {"داعش", "تحالف", ""}) CHECK_FALSE(stemmer.is_stop_word(word));
}
