// Which stems may be of one root.
#include "analyzers/related_words.h"

#include <doctest/doctest.h>

#include <string>

using analyzers::begin_alike;
using analyzers::root_key;

TEST_CASE("English stems begin alike with five letters and three fifths of the longer one") {
  CHECK(begin_alike("believ", "belief"));
  CHECK(begin_alike("elect", "elector"));
  CHECK(begin_alike("religi", "religion"));
  CHECK(begin_alike("religion", "religi"));
  CHECK_FALSE(begin_alike("war", "warfar"));         // too short to tell
  CHECK_FALSE(begin_alike("inter", "internation"));  // 5 of 11
  CHECK_FALSE(begin_alike("govern", "goverment"));   // misspelt: another rule's
  CHECK_FALSE(begin_alike("12345", "123456"));
  CHECK_FALSE(begin_alike("", ""));
}

TEST_CASE("Arabic stems of one root mostly leave the same letters") {
  CHECK(root_key("ارتكب") == root_key("ارتكاب"));
  CHECK(root_key("ارتكب") == root_key("مرتكب"));
  CHECK(root_key("دمر") == root_key("تدمير"));
  CHECK(root_key("علم") == root_key("تعليم"));
  CHECK(root_key("علم") != root_key("عمل"));
}

TEST_CASE("fewer than three letters of a root name none") {
  for (const std::string stem : {"", "في", "اوي", "مكتب", "a", "ا"}) {
    CAPTURE(stem);
    CHECK(root_key(stem).empty());
  }
}
