#include "analyzers/word_breaker.h"

#include <doctest/doctest.h>

#include <string>

#include "analyzers/compounds.h"
#include "analyzers/fold.h"

using analyzers::Reading;
using analyzers::Segment;
using analyzers::WordBreaker;

namespace {

std::string segments_of(std::string_view text) {
  WordBreaker breaker;
  Reading reading;
  breaker.read(text, analyzers::has_spaced_joiners(text), reading);
  REQUIRE(reading.begins.size() == reading.units.size());
  REQUIRE(reading.ends.size() == reading.units.size());
  std::string all;
  for (const auto& segment : reading.segments) {
    const auto begin = reading.begins[segment.first], end = reading.ends[segment.last - 1];
    all += all.empty() ? "" : "|";
    if (segment.kind == Segment::Kind::emoji) all += "emoji ";
    if (segment.kind == Segment::Kind::number) all += "number ";
    all += text.substr(begin, end - begin);
  }
  return all;
}

}  // namespace

TEST_CASE("words are broken after Unicode's rules") {
  struct Row {
    std::string why, text, segments;
  };
  const Row rows[] = {
      {"words and punctuation", "dogs,chase;cats", "dogs|chase|cats"},
      {"apostrophe", "she's", "she's"},
      {"apostrophe like a quotation mark", "she’s", "she’s"},
      {"quotation marks", "‘she’", "she"},
      {"hyphen", "some-phrase", "some|phrase"},
      {"numbers", "2,500 and 99.5", "number 2,500|and|number 99.5"},
      {"colon", "a:b", "a|b"},
      {"emoji", "poo💩poo 🇮🇶", "poo|emoji 💩|poo|emoji 🇮🇶"},
      {"marks of direction are as good as not there",
       "\xE2\x80\xAB"
       "داعش\xE2\x80\x8F!",
       "داعش"},
      {"non-joiner in Persian", "می\xE2\x80\x8Cخورد", "می|خورد"},
      {"non-joiner in Arabic", "دا\xE2\x80\x8Cعش",
       "دا\xE2\x80\x8C"
       "عش"},
      {"invalid bytes",
       "a\xFF"
       "b",
       "a|b"},
      {"nothing", "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(segments_of(row.text) == row.segments);
  }
}

TEST_CASE("number_text writes a number one way") {
  const std::pair<const char*, const char*> rows[] = {{"2,500", "2500"},
                                                      {"٢،٥٠٠", "2500"},
                                                      {"1,234,567.89", "1234567.89"},
                                                      {"99.5", "99.5"},
                                                      {"7,5", "7.5"},
                                                      {"1.000.000", "1000000"},
                                                      {"10.0.0.1", "10.0.0.1"},
                                                      {"۱۴۰۰", "1400"},
                                                      {"0", "0"},
                                                      {"", ""}};
  for (const auto& [written, text] : rows)
    CHECK(analyzers::number_text(analyzers::to_utf16(written)) == text);
}
