// Which spellings of a name meet in one key, and which names must not.
#include "analyzers/name_key.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "analyzers/analyzer.h"

namespace {

/// The key of a word as it is typed.
std::string key_of(const analyzers::Analyzer& analyzer, const std::string& typed) {
  const auto tokens = analyzer.analyze(typed);
  REQUIRE(tokens.size() == 1);
  return analyzers::name_key(tokens.front().exact, tokens.front().arabic);
}

}  // namespace

TEST_CASE("the spellings of one name have one key, in both scripts") {
  const analyzers::Analyzer analyzer;
  const struct {
    std::string key;
    std::vector<std::string> spellings;
  } rows[] = {
      {"KRXi", {"Qurayshi", "Quraishi", "Qurashi", "Qureshi", "Qureishi", "القرشي", "قريشي"}},
      {"MMD", {"Mohammed", "Muhammad", "Mohamed", "Mohamad", "Muhammed", "محمد", "مُحَمَّد"}},
      {"RKa", {"Raqqa", "Raqqah", "Raqa", "الرقة", "الرقه"}},
      {"HSN", {"Hussein", "Husain", "Husayn", "Hussain", "حسين", "الحسين"}},
      {"FLGa", {"Fallujah", "Falluja", "Faluja", "الفلوجة"}},
      {"BGS", {"Baghouz", "Baghuz", "الباغوز", "باغوز"}},
      {"SLMNa", {"Sulaymaniyah", "Sulaimaniya", "Sulaymaniyya", "Suleimaniah", "السليمانية"}},
      {"aBDLa", {"Abdullah", "Abdallah", "Abdulla", "عبدالله"}},
      {"BGDDi", {"Baghdadi", "Bagdadi", "البغدادي"}},
      {"MSTFa", {"Mustafa", "Moustafa", "Mostafa", "مصطفى"}},
      {"MSa", {"Musa", "Moussa", "موسى"}},
      {"HFTR", {"Haftar", "Hifter", "حفتر"}},
      {"YSF", {"Yusuf", "Youssef", "Yousif", "يوسف"}},
      {"KRBLa", {"Karbala", "Kerbala", "كربلاء"}},
      {"TKRT", {"Tikrit", "Takrit", "تكريت"}},
      {"HMa", {"Hama", "Hamah", "حماة"}},
      {"HMS", {"Homs", "Hims", "حمص"}},
  };
  for (const auto& row : rows) {
    for (const auto& spelling : row.spellings) {
      CAPTURE(spelling);
      CHECK(key_of(analyzer, spelling) == row.key);
    }
  }
}

TEST_CASE("names that only sound alike have keys of their own") {
  const analyzers::Analyzer analyzer;
  const std::pair<std::string, std::string> rows[] = {
      {"Baghdad", "Baghdadi"}, {"Baghdad", "البغدادي"},  {"Mosul", "المسلة"}, {"Niger", "نيجيريا"},
      {"Poland", "هولندا"},    {"Slovakia", "سلوفينيا"}, {"Iraq", "Iran"},    {"Raqqa", "Rocky"},
      {"Basra", "Bashar"},     {"Libya", "Albu"},        {"Syria", "Basra"},  {"Turkey", "Tariq"}};
  for (const auto& [one, other] : rows) {
    CAPTURE(one);
    CAPTURE(other);
    CHECK(key_of(analyzer, one) != key_of(analyzer, other));
  }
}

TEST_CASE("what is too short to tell names apart, or no name, has no key") {
  for (const char* word : {"", "a", "ali", "iraq2", "said", "are", "area", "liberation", "forces2", "1234",
                           "weakness", "\xD0\xB8\xD1\x80", "\xFF\xFE"}) {
    CAPTURE(word);
    CHECK(analyzers::name_key(word, false).empty());
  }
  for (const char* word : {"", "علي", "و", "ال", "سعد", "2014", "\xD0\xB8\xD1\x80\xD0\xB0\xD0\xBA"}) {
    CAPTURE(word);
    CHECK(analyzers::name_key(word, true).empty());
  }
}

TEST_CASE("a key never grows with the word") {
  std::string long_word;
  for (int i = 0; i < 1000; ++i) long_word += "bd";
  CHECK(analyzers::name_key(long_word, false).size() == 16);
}
