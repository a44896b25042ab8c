// Names and how the other script writes them.
#include "analyzers/transliteration.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "analyzers/analyzer.h"

using namespace analyzers;

namespace {

constexpr double kAlike = 0.78;

double likeness(const char* latin, const char* arabic) {
  static const Analyzer analyzer;
  return sound_likeness(analyzer.fold(latin), analyzer.fold(arabic));
}

bool share_a_key(const char* latin, const char* arabic) {
  static const Analyzer analyzer;
  const auto left = sound_keys(analyzer.fold(latin), false), right = sound_keys(analyzer.fold(arabic), true);
  return std::any_of(left.begin(), left.end(), [&right](const std::string& key) {
    return std::find(right.begin(), right.end(), key) != right.end();
  });
}

}  // namespace

TEST_CASE("a name and its letters in the other script share a key and are alike") {
  const char* const pairs[][2] = {
      {"Newton", "نيوتن"},      {"Shakespeare", "شكسبير"}, {"Kuechly", "كيكلي"},    {"Baghouz", "الباغوز"},
      {"Raqqa", "الرقة"},       {"Manning", "مانينغ"},     {"Manning", "ماننج"},    {"Luther", "لوثر"},
      {"Zurich", "زيورخ"},      {"Vistula", "فيستولا"},    {"Hussein", "حسين"},     {"Michael", "مايكل"},
      {"Molinari", "موليناري"}, {"Deptford", "ديبتفورد"},  {"Kavanaugh", "كافانو"}, {"Genghis", "جنكيز"}};
  for (const auto& [latin, arabic] : pairs) {
    CAPTURE(latin);
    CAPTURE(arabic);
    CHECK(share_a_key(latin, arabic));
    CHECK(likeness(latin, arabic) >= kAlike);
  }
}

TEST_CASE("words that only have consonants in common are less alike") {
  const char* const pairs[][2] = {{"Slovakia", "سلوفينيا"}, {"Poland", "هولندا"}, {"Turkey", "ديك"},
                                  {"market", "مركز"},       {"party", "برد"},     {"Mosul", "المسلة"}};
  for (const auto& [latin, arabic] : pairs) {
    CAPTURE(latin);
    CAPTURE(arabic);
    CHECK(likeness(latin, arabic) < kAlike);
  }
}

TEST_CASE("what is no name of either script has no key and is like nothing") {
  for (const std::string word : {"", "1990", "f16", "москва", "مـ1"}) {
    CAPTURE(word);
    CHECK(sound_keys(word, false).empty());
    CHECK(sound_keys(word, true).empty());
    CHECK(sound_likeness(word, "نيوتن") == 0);
  }
  CHECK(sound_keys(std::string(200, 'b'), false).empty());
  CHECK(sound_likeness(std::string(200, 'b'), "ب") == 0);
  CHECK(sound_likeness("newton", "") == 0);
}
