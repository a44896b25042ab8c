#include "analyzers/language.h"

#include <doctest/doctest.h>

#include <string>

using analyzers::Language;
using analyzers::language_code;
using analyzers::language_from_code;
using analyzers::language_of;

TEST_CASE("the language of a text is told by its letters") {
  struct Row {
    std::string why, text;
    Language language;
  };
  const Row rows[] = {
      {"English", "The Coalition met in Rome.", Language::english},
      {"Arabic", "اجتمع التحالف في روما.", Language::arabic},
      {"Arabic with a Latin name", "قال التحالف (CJTF) إن المدينة تحررت", Language::arabic},
      {"half and half is mixed", "ab اب", Language::mixed},
      {"a little Arabic", "The word تحالف means coalition", Language::mixed},
      {"one Arabic letter among many", "The Coalition met in Rome and spoke of many things, of و",
       Language::english},
      {"tags and links do not count",
       "التقى الوزير #GlobalCoalition @UNDPinIraq https://www.gov.uk/government/news", Language::arabic},
      {"Arabic tags in English text", "Watch this #هزيمة_داعش", Language::english},
      {"nothing but a tag", "#هزيمة_داعش", Language::arabic},
      {"nothing", "", Language::english},
      {"digits alone", "2014 - 2015", Language::english},
      {"another script", "Η συμμαχία", Language::other},
      {"presentation forms", "ﺍﻟﺴﻼﻡ", Language::arabic},
      {"invalid bytes", "\xFF\xFE", Language::english},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(language_code(language_of(row.text)) == language_code(row.language));
  }
}

TEST_CASE("a language is known by its code") {
  struct Row {
    std::string code;
    std::optional<Language> language;
  };
  const Row rows[] = {
      {"ar", Language::arabic},
      {"ar-IQ", Language::arabic},
      {"AR_eg", Language::arabic},
      {"ara", Language::arabic},
      {"en", Language::english},
      {"en_GB", Language::english},
      {"EN", Language::english},
      {"eng", Language::english},
      {"fr", Language::other},
      {"ckb", Language::other},
      {"zh-Hant-TW", Language::other},
      {"mixed", Language::mixed},
      {"other", Language::other},
      {"", std::nullopt},
      {"e", std::nullopt},
      {"english", std::nullopt},
      {"e2", std::nullopt},
      {"en-", std::nullopt},
      {"-en", std::nullopt},
      {"en GB", std::nullopt},
      {"عربي", std::nullopt},
      {"en-toolongpart", std::nullopt},
  };
  for (const auto& row : rows) {
    CAPTURE(row.code);
    CHECK(language_from_code(row.code) == row.language);
  }
  for (const auto language : {Language::arabic, Language::english, Language::mixed, Language::other}) {
    CHECK(language_from_code(language_code(language)) == language);
  }
}

TEST_CASE("Arabic letters are those of the Arabic blocks, not their digits and marks") {
  CHECK(analyzers::is_arabic_letter(U'ا'));
  CHECK(analyzers::is_arabic_letter(U'ی'));
  CHECK(analyzers::is_arabic_letter(0xFEFB));
  CHECK_FALSE(analyzers::is_arabic_letter(U'٢'));
  CHECK_FALSE(analyzers::is_arabic_letter(0x064B));
  CHECK_FALSE(analyzers::is_arabic_letter(U'،'));
  CHECK_FALSE(analyzers::is_arabic_letter(U'a'));
  CHECK_FALSE(analyzers::is_arabic_letter(0xFEFF));
}
