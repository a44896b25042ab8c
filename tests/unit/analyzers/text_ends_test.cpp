// The ends of a text.
#include "analyzers/text_ends.h"

#include <doctest/doctest.h>

#include <string_view>

#include "analyzers/utf8.h"

using analyzers::cut_to;
using analyzers::trimmed;

TEST_CASE("cut_to never cuts a letter in two") {
  CHECK(cut_to("ab", 5) == "ab");
  CHECK(cut_to("abc", 2) == "ab");
  CHECK(cut_to("عع", 3) == "ع");
  CHECK(cut_to("عع", 1).empty());
  CHECK(cut_to("👇a", 4) == "👇");
  CHECK(cut_to("", 0).empty());
}

TEST_CASE("trimmed leaves the blanks between words, and takes those it was told to take") {
  CHECK(trimmed("  a b ") == "a b");
  CHECK(trimmed("\ta\t") == "\ta\t");
  CHECK(trimmed("\t a \t", " \t") == "a");
  CHECK(trimmed("   ").empty());
  CHECK(trimmed("").empty());
}

TEST_CASE("sound text has no invalid bytes, no replacement sign and no control sign but the tab") {
  for (const std::string_view good : {"", "a\tb", "سِجِلّ", "👇"}) CHECK(analyzers::is_sound_utf8(good));
  for (const std::string_view bad : {"\xC3", "\xEF\xBF\xBD", "a\x01", "a\nb"}) {
    CAPTURE(bad);
    CHECK_FALSE(analyzers::is_sound_utf8(bad));
  }
}
