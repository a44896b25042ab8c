// Spellings one by one; whole words are in tests/golden/english_words.tsv.
#include "analyzers/english/stemmer.h"

#include <doctest/doctest.h>

#include "analyzers/english/spelling.h"

using analyzers::english::american_spelling;
using analyzers::english::Stemmer;

TEST_CASE("british spellings become American ones") {
  struct Row {
    std::string british, american;
  };
  const Row rows[] = {
      {"organise", "organize"},
      {"organisation", "organization"},
      {"organisations", "organizations"},
      {"radicalised", "radicalized"},
      {"stabilising", "stabilizing"},
      {"mobilises", "mobilizes"},
      {"fertiliser", "fertilizer"},
      {"analyse", "analyze"},
      {"paralysed", "paralyzed"},
      {"labour", "labor"},
      {"neighbourhood", "neighborhood"},
      {"honourable", "honorable"},
      {"armoured", "armored"},
      {"rumours", "rumors"},
      {"dishonour", "dishonor"},
      {"centre", "center"},
      {"centres", "centers"},
      {"centred", "centered"},
      {"kilometres", "kilometers"},
      {"theatre", "theater"},
      {"defence", "defense"},
      {"licences", "licenses"},
      {"programme", "program"},
      {"travelling", "traveling"},
      {"cancelled", "canceled"},
      {"counsellors", "counselors"},
      {"judgement", "judgment"},
      {"women", "woman"},
      {"children", "child"},
      {"people", "person"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.british);
    CHECK(american_spelling(row.british) == row.american);
    CHECK_MESSAGE(american_spelling(row.american) == row.american, "American words are never changed");
  }
}

TEST_CASE("words that only look British are left alone") {
  for (const char* word :
       {"rise",        "arise",    "wise",      "otherwise", "exercise",   "exercised",  "surprise",
        "surprising",  "promise",  "promises",  "raise",     "praise",     "noise",      "advise",
        "advisers",    "precise",  "precision", "premise",   "compromise", "expertise",  "enterprise",
        "enterprises", "paradise", "franchise", "televised", "supervisor", "improvised", "advertising",
        "disguise",    "cruise",   "our",       "four",      "hour",       "tour",       "pour",
        "source",      "course",   "court",     "journal",   "tournament", "there",      "where",
        "more",        "red",      "ring",      "pred",      "controlled", "excellent",  "installed",
        "silence",     "evidence", ""}) {
    CAPTURE(word);
    CHECK(american_spelling(word) == word);
  }
}

TEST_CASE("both spellings have one stem") {
  const Stemmer stemmer;
  const std::pair<const char*, const char*> pairs[] = {
      {"organised", "organized"}, {"stabilisation", "stabilization"},
      {"neighbours", "neighbor"}, {"centre", "centers"},
      {"defence", "defense"},     {"traveller", "travelers"},
      {"programmes", "program"},  {"cooperation", "cooperate"}};
  for (const auto& [one, other] : pairs) {
    CAPTURE(one);
    CHECK(stemmer.stem(one) == stemmer.stem(other));
  }
}

TEST_CASE("words that Porter2 throws together stay apart") {
  const Stemmer stemmer;
  const std::pair<const char*, const char*> pairs[] = {
      {"university", "universe"},   {"organization", "organ"},   {"organize", "organ"},
      {"experience", "experiment"}, {"important", "import"},     {"several", "severe"},
      {"emergency", "emerge"},      {"author", "authority"},     {"execute", "executive"},
      {"animal", "animate"},        {"past", "paste"},           {"negligent", "negligible"},
      {"united", "unit"},           {"international", "intern"}, {"isis", "isi"}};
  for (const auto& [one, other] : pairs) {
    CAPTURE(one);
    CHECK(stemmer.stem(one) != stemmer.stem(other));
  }
}

TEST_CASE("words with other letters than a to z are their own stem") {
  const Stemmer stemmer;
  for (const char* word : {"r2d2", "2014", "99.5", "μαιοσ", "тест", ""}) CHECK(stemmer.stem(word) == word);
}

TEST_CASE("stop words of English are known") {
  const Stemmer stemmer;
  CHECK(stemmer.is_stop_word("the"));
  CHECK(stemmer.is_stop_word("where"));
  CHECK_FALSE(stemmer.is_stop_word("daesh"));
}
