// Counts of members, told from other counts.
#include "corpus/ledger.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "analyzers/utf8.h"

using namespace corpus;

namespace {

struct Row {
  const char* why;
  const char* text;
  std::vector<int> members;
};

void check(const std::vector<Row>& rows) {
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CAPTURE(row.text);
    std::vector<int> found;
    for (const auto& count : member_counts(row.text)) {
      found.push_back(count.members);
      CHECK(std::string(row.text).find(count.words) != std::string::npos);
      CHECK(count.begin < count.end);
    }
    CHECK(found == row.members);
  }
}

}  // namespace

TEST_CASE("member_counts finds how many members the Coalition is said to have") {
  check({
      {"its standing text", "The Coalition’s 79 members are committed to tackling Daesh.", {79}},
      {"a straight apostrophe", "The Coalition's 79 members are committed.", {79}},
      {"a statement", "Ministers of the Global Coalition’s 74 partners will meet.", {74}},
      {"a greeting", "Read who our 83 partners are and why Daesh must stay defeated.", {83}},
      {"a no-break space", "Read who our 83\u00A0partners\u00A0are and why Daesh must stay defeated.", {83}},
      {"in the next sentence", "The Global Coalition gathers in Rome. 83 partners will meet.", {83}},
      {"its", "The Coalition was formed in 2014. Its 81 members act together.", {81}},
      {"of", "Today 84 members of the Global Coalition met.", {84}},
      {"a verb", "The Coalition now has 82 members.", {82}},
      {"member states", "The Coalition counts 77 member states and five organisations.", {77}},
      {"countries that it comprises", "The Global Coalition brings together 68 countries.", {68}},
      {"a coalition of", "He thanked a coalition of 62 nations.", {62}},
      {"some of its states", "Thirty countries of the Coalition met in Washington.", {}},
      {"all of its states", "The 68 countries of the Coalition met in Washington.", {68}},
      {"compound", "The 86-member Global Coalition agreed.", {86}},
      {"in words", "The Coalition’s eighty-one members agreed.", {81}},
      {"a round number in words", "The Coalition’s seventy members agreed.", {70}},
      {"two in one text", "The Coalition had 60 members then. The Coalition has 87 members now.", {60, 87}},
      {"Arabic, number first", "يلتزم أعضاء التحالف بذلك. يضم التحالف الدولي 85 عضوًا.", {85}},
      {"Arabic-Indic digits", "يضم التحالف ٨٢ عضواً", {82}},
      {"Arabic, number behind", "إن أعضاء التحالف الـ81 ملتزمون بالتصدي لداعش", {81}},
      {"Arabic, number behind, apart", "إن أعضاء التحالف الـ 81 ملتزمون", {81}},
      {"Arabic states", "يضم التحالف الدولي 79 دولة", {79}},
      {"Arabic, of us", "تعرّف على شركائنا الـ80 ولماذا نواصل هزيمة داعش", {80}},
      {"Arabic in words",
       "يضم التحالف واحدا وثمانين عضوا",
       {}},  // the accusative of one is no number of ours
      {"Arabic in words", "لدى التحالف خمسة وسبعين شريكا", {75}},
  });
}

TEST_CASE("member_counts leaves other counts alone") {
  check({
      {"victims", "In that attack 81 people were killed, the Coalition said.", {}},
      {"captured", "The Coalition reports that 30 members were captured.", {}},
      {"of Daesh", "The Coalition says 50 members of Daesh surrendered.", {}},
      {"of the police", "The Coalition trained 90 members of the police.", {}},
      {"another body", "NATO’s 29 members and the Coalition agreed.", {}},
      {"the Security Council", "The Coalition thanked the 15 members of the Security Council.", {}},
      {"the small group", "The Coalition’s Small Group met: 12 members of the group spoke.", {}},
      {"somebody's", "UNDP and its 20 partners rebuilt houses. Daesh had destroyed them.", {}},
      {"states that are no members", "Fighters from 80 countries joined Daesh, the Coalition says.", {}},
      {"no Coalition anywhere", "The club’s 80 members met; 75 partners came.", {}},
      {"local partners", "The Coalition works with 40 local partners.", {}},
      {"millions", "The Coalition freed 75 million members of nothing.", {}},
      {"a part of a number", "The Coalition’s 1,081 members of staff.", {}},
      {"a fraction", "The Coalition’s 7.75 members.", {}},
      {"a year", "The Coalition, 2018 members only.", {}},
      {"too few", "The Coalition’s 5 members met.", {}},
      {"too many", "The Coalition’s 400 members met.", {}},
      {"a list", "The Coalition took 81, members said.", {}},
      {"percent", "In the Coalition 75% members agree.", {}},
      {"Arabic victims", "قال التحالف إن 81 شخصا قتلوا", {}},
      {"Arabic fighters", "أعلن التحالف مقتل 30 عضوا من داعش", {}},
      {"Arabic parliament", "التقى التحالف 40 عضوا في مجلس النواب", {}},
      {"Arabic states that are no members", "جاء مقاتلون من 80 دولة كما يقول خصوم داعش", {}},
      {"nothing", "", {}},
  });
}

TEST_CASE("a count carries its sentence and its place in code points") {
  const std::string text = "مرحبا. The Coalition’s 81 members are committed. More follows.";
  const auto counts = member_counts(text);
  REQUIRE(counts.size() == 1);
  CHECK(counts[0].words == "The Coalition’s 81 members are committed.");
  std::u32string letters;
  analyzers::for_each_code_point(text, [&](char32_t c) { letters.push_back(c); });
  CHECK(letters.substr(counts[0].begin, counts[0].end - counts[0].begin) == U"81 members");
}

TEST_CASE("a very long sentence is quoted in part") {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "word ";
  text += "of the Coalition’s 81 members ";
  for (int i = 0; i < 200; ++i) text += "كلمة ";
  const auto counts = member_counts(text);
  REQUIRE(counts.size() == 1);
  std::size_t size = 0;
  analyzers::for_each_code_point(counts[0].words, [&](char32_t) { ++size; });
  CHECK(size <= 200);
  CHECK(counts[0].words.find("81 members") != std::string::npos);
}

TEST_CASE("each evidence has its name") {
  CHECK(ledger_evidence_name(LedgerEvidence::boilerplate) == "boilerplate");
  CHECK(ledger_evidence_name(LedgerEvidence::welcome) == "welcome");
  CHECK(ledger_evidence_name(LedgerEvidence::statement) == "statement");
}
