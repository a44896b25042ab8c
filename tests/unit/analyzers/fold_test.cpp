#include "analyzers/fold.h"

#include <doctest/doctest.h>

#include <random>

#include "analyzers/analyzer.h"
#include "analyzers/utf8.h"

using analyzers::Folder;

namespace {

std::string fold(const Folder& folder, std::string_view word) {
  std::string folded;
  folder.fold(analyzers::to_utf16(word), folded, analyzers::kLongestWord);
  return folded;
}

/// A word of letters that are hard to fold.
std::u16string random_word(std::mt19937& random) {
  const std::u16string_view letters =
      u"aZé09ßİıǅøæﬁＡé'."
      u"،٠۹ءآأؤإئابةتكىيـًَّٰٔٓٱٲٵکگہھۀےۓﷲﻻﷺﷻأ\x200C\x200D\x0301\x0327\x3099か가ΜΐςЙ\x0591אःক়२\x2060\xFEFF\xD83D"
      u"\xDE00\xD800";
  std::u16string word;
  const auto size = random() % 12;
  for (std::size_t i = 0; i < size; ++i) word += letters[random() % letters.size()];
  return word;
}

}  // namespace

TEST_CASE("fold makes one form of the ways to write a word") {
  struct Row {
    std::string why, written, folded;
  };
  const Row rows[] = {
      {"capitals", "Coalition", "coalition"},
      {"accents", "résumé", "resume"},
      {"accents as marks of their own", "re\xCC\x81sume\xCC\x81", "resume"},
      {"Turkish dotted capital", "ELİF", "elif"},
      {"dotless i", "Diyarbakır", "diyarbakir"},
      {"strokes and ligatures", "Łódź ſæŒø", "lodzsaeoeo"},
      {"sharp s", "Straße", "strasse"},
      {"full width", "ＩＳＩＳ２０１４", "isis2014"},
      {"final sigma", "ΜΆΪΟΣ", "μαιοσ"},
      {"Bengali digits", "৭০৬", "706"},
      {"superscript", "km²", "km2"},
      {"apostrophes and full stops", "bay'ah U.S", "bayahus"},
      {"alefs", "آأإٱا", "ااااا"},
      {"hamzas", "ءؤئ", ""},
      {"hamza as a mark of its own", "سو\xD9\x94ال", "سال"},
      {"harakat on every letter", "مُحَمَّدٌ", "محمد"},
      {"tatweel", "د~ــــاعش", "داعش"},
      {"teh marbuta, alef maksura", "قرة مصطفى", "قرهمصطفي"},
      {"Persian letters", "کی گ", "كيك"},
      {"Urdu letters", "ہے ھ", "هيه"},
      {"presentation forms", "ﺩﺍﻋﺶ", "داعش"},
      {"ligature of a whole name", "ﷲ", "الله"},
      {"lam alef ligature", "ﻻ", "لا"},
      {"Quranic marks", "ٱلرَّحۡمَٰنِ", "الرحمن"},
      {"Persian digits", "۱۴۰۰", "1400"},
      {"Korean stays composed", "한국", "한국"},
      {"joiners inside", "می\xE2\x80\x8Cخورد", "ميخورد"},
      {"punctuation alone", "!?", ""},
      {"nothing", "", ""},
  };
  const Folder folder;
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(fold(folder, row.written) == row.folded);
    CHECK_MESSAGE(fold(folder, row.folded) == row.folded, "folding twice changes nothing more");
  }
}

TEST_CASE("folding any word twice changes nothing more, and the short way folds as ICU does") {
  const Folder folder;
  std::mt19937 random(2014);
  for (int i = 0; i < 20'000; ++i) {
    const auto word = random_word(random);
    std::string once, by_icu, twice;
    folder.fold(word, once, analyzers::kLongestWord);
    folder.fold_by_icu(word, by_icu, analyzers::kLongestWord);
    REQUIRE(once == by_icu);
    folder.fold(analyzers::to_utf16(once), twice, analyzers::kLongestWord);
    CAPTURE(i);
    REQUIRE(once == twice);
  }
}

TEST_CASE("a folded word is cut at its last allowed code point") {
  const Folder folder;
  std::string folded;
  folder.fold(std::u16string(1000, u'م'), folded, 64);
  CHECK(folded.size() == 64 * 2);
  folded.clear();
  folder.fold(std::u16string(1000, u'\xFB01'), folded, 5);
  CHECK(folded == "fifif");
}

TEST_CASE("a hundred thousand marks on one letter are folded at once") {
  const Folder folder;
  std::u16string word = u"a";
  for (int i = 0; i < 100'000; ++i) word += i % 2 == 0 ? u'\x0301' : u'\x0327';
  std::string folded;
  folder.fold(word + u"b", folded, 64);
  CHECK(folded == "ab");
}
