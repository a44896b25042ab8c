#include "analyzers/arabic/orthography.h"

#include <doctest/doctest.h>

#include <string>

using analyzers::arabic::fold_orthography;

TEST_CASE("fold_orthography makes one form of the spellings of a word") {
  struct Row {
    std::string why, typed, folded;
  };
  const Row rows[] = {
      {"alef with madda", "آجن", "اجن"},
      {"alef with hamza above", "أحمد", "احمد"},
      {"alef with hamza below", "إعاذ", "اعاذ"},
      {"alef wasla", "ٱلحمد", "الحمد"},
      {"alef with wavy hamza", "ٲٳٵ", "ااا"},
      {"alef maksura", "مستشفى", "مستشفي"},
      {"Farsi yeh, e, yeh barree", "یېےۓى", "ييييي"},
      {"teh marbuta", "مدرسة", "مدرسه"},
      {"hehs", "ھۀہۂۃە", "هههههه"},
      {"kafs and gaf", "کڪگ", "ككك"},
      {"hamza on waw and yeh", "مسؤول مسئول", "مسول مسول"},
      {"hamza alone", "سماء", "سما"},
      {"tatweel", "العـــراق", "العراق"},
      {"harakat and shadda", "مُحَمَّدٌ", "محمد"},
      {"dagger alef and Quranic marks", "ٱلرَّحۡمَٰنِۖ", "الرحمن"},
      {"Arabic digits", "٠١٢٣٤٥٦٧٨٩", "0123456789"},
      {"Persian digits", "۰۱۲۳۴۵۶۷۸۹", "0123456789"},
      {"other letters stay", "چپژڤ", "چپژڤ"},
      {"other scripts are left alone", "Coalition 2014", "Coalition 2014"},
      {"nothing", "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(fold_orthography(row.typed) == row.folded);
    CHECK_MESSAGE(fold_orthography(row.folded) == row.folded, "folding twice changes nothing more");
  }
}
