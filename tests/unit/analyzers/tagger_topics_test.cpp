// What a text is about: phrases of topics, outlets that are named as sources, lists of members.
#include "analyzers/tagger.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/places.h"
#include "tests/unit/analyzers/tagged_rows.h"

using namespace analyzers;
using namespace tests;

TEST_CASE("topics need a phrase, or two words near each other") {
  const TaggedRow rows[] = {
      {"airstrikes near the river", "topic:military-campaign", ""},
      {"the battle for Mosul", "topic:military-campaign", ""},
      {"Countering Daesh’s Finance: a guest explains", "topic:counter-finance", ""},
      {"The Minister of Finance: a profile", "", "topic:counter-finance"},
      {"One IED was found, cleared and handled", "topic:demining", ""},
      {"دمّر داعش البيعة القديمة في قرقوش", "", "topic:daesh-leadership"},
      {"أعاد الأهالي بناء البيعة بعد التنظيم", "", "topic:daesh-leadership"},
      {"أعلن المقاتلون البيعة لزعيم داعش", "topic:daesh-leadership", ""},
      {"قدّموا البيعة لداعش", "topic:daesh-leadership", ""},
      {"التحالف بقيادة الولايات المتحدة ضد داعش", "", "topic:daesh-leadership"},
      {"حملة بقيادة العراق على داعش", "", "topic:daesh-leadership"},
      {"قوات بقيادة محلية تقاتل تنظيم داعش", "", "topic:daesh-leadership"},
      {"بقيادة التحالف هُزم داعش", "", "topic:daesh-leadership"},
      {"قيادة تنظيم داعش", "topic:daesh-leadership", ""},
      {"قُتل عدد من قيادات داعش", "topic:daesh-leadership", ""},
      {"مقتل زعيم داعش", "topic:daesh-leadership", ""},
      {"a battle of ideas", "", "topic:military-campaign"},
      {"stabilisation support", "topic:stabilisation", ""},
      {"security and stability", "", "topic:stabilisation"},
      {"terrorist financing", "topic:counter-finance", ""},
      {"foreign terrorist fighters", "topic:foreign-fighters", ""},
      {"ISIL’s propaganda", "topic:counter-propaganda", ""},
      {"the Africa Focus Group", "topic:africa", ""},
      {"Africa is large", "", "topic"},
      {"repatriated from al-Hol", "topic:detention-repatriation", ""},
      {"brought to justice", "topic:justice-accountability", ""},
      {"four cultural heritage sites", "topic:cultural-heritage", ""},
      {"#ThisGenerationLearns", "topic:education", ""},
      {"students back to school", "topic:education", ""},
      {"the first female Mukhtar", "topic:women", ""},
      {"humanitarian assistance", "topic:humanitarian-aid", ""},
      {"since I handled IEDs", "topic:demining", ""},
      {"I started this work - since I handled it", "", "topic:demining"},
      {"parliamentary elections", "topic:elections-governance", ""},
      {"rebuilding homes", "topic:reconstruction", ""},
      {"rebuilding trust", "", "topic"},
      {"the death of Daesh’s leader", "topic:daesh-leadership", ""},
      {"a suicide bomber", "topic:attacks", ""},
      {"the ministerial meeting", "topic:ministerial-meetings", ""},
      {"Panama joins the Global Coalition", "topic:membership", ""},
      {"the COVID-19 pandemic", "topic:health-covid", ""},
      {"training of Iraqi forces", "topic:training-advice", ""},
      {"internally displaced people", "topic:displacement-return", ""},
      {"#VictimsOfTerrorism", "topic:victims-memory", ""},
      {"Yazidi families", "topic:minorities", ""},
      {"olive farmers", "topic:livelihoods", ""},
      {"the Afghan branch of Daesh", "topic:khorasan", ""},
      {"غارات جوية", "topic:military-campaign", ""},
      {"تحقيق الاستقرار", "topic:stabilisation", ""},
      {"تمويل الإرهاب", "topic:counter-finance", ""},
      {"والمقاتلين الإرهابيين الأجانب", "topic:foreign-fighters", ""},
      {"عودة النازحين", "topic:displacement-return", ""},
      {"لإعادة إعمار المدينة", "topic:reconstruction", ""},
      {"إزالة الألغام", "topic:demining", ""},
      {"العراقيات في العمل", "topic:women", ""},
      {"العراقية", "", "topic"},
      {"بالعراق", "", "topic"},
      {"المساعدات الإنسانية", "topic:humanitarian-aid", ""},
      {"الاجتماع الوزاري", "topic:ministerial-meetings", ""},
      {"التراث الثقافي", "topic:cultural-heritage", ""},
      {"مقتل زعيم داعش", "topic:daesh-leadership", ""},
      {"تفجير انتحاري", "topic:attacks", ""},
      {"انضمام كينيا إلى التحالف", "topic:membership", ""},
      {"ضحايا الإرهاب", "topic:victims-memory", ""},
      {"جائزة نوبل لنادية مراد", "topic:justice-accountability person:nadia-murad", ""},
      {"هذا الأمر واضح والعمل مستمر", "", "topic"},
      {"government to change the services in Iraq", "", "topic"},
      {"It joined. Daesh fled. Homes burn.", "", "topic:reconstruction"},
  };
  for (const auto& row : rows) check(row);
}

TEST_CASE("the two halves of a phrase must stand in one paragraph") {
  CHECK(has(tags_of_body("They rebuild the old bridge"), "topic:reconstruction"));
  CHECK_FALSE(has(tags_of_body("They rebuild\nthe old bridge"), "topic:reconstruction"));
  CHECK_FALSE(has(tags_of_body("They rebuild what one two three four five six seven eight bridge"),
                  "topic:reconstruction"));
}

TEST_CASE("digest items name their outlet where they attribute to it") {
  const TaggedRow rows[] = {
      {"The leader died, Metro reported.", "outlet:metro", ""},
      {"According to The New York Times, it is so.", "outlet:new-york-times", "place"},
      {"He pledged allegiance, reported The National.", "outlet:the-national", ""},
      {"It was behind the attack, BBC reported.", "outlet:bbc", ""},
      {"said an official, Aljazeera reported.", "outlet:al-jazeera", ""},
      {"he said in an op-ed for Al-Sharq Al-Awsat.", "outlet:al-sharq-al-awsat", ""},
      {"According to the The Hill, Pompeo said", "outlet:the-hill", ""},
      {"According to Al-Arabiya, it is complicated.", "outlet:al-arabiya", ""},
      {"Evening Standard reported that it was.", "outlet:evening-standard", ""},
      {"The Telegraph reported that it was.", "outlet:the-telegraph", ""},
      {"he told the Guardian", "outlet:the-guardian", ""},
      {"writing in The Times, she said", "outlet:the-times", ""},
      {"in an interview with the BBC", "outlet:bbc", ""},
      {"told the London-based newspaper Al-Sharq Al-Awsat", "outlet:al-sharq-al-awsat", ""},
      {"Reuters has learned that", "outlet:reuters", ""},
      {"Agence France-Presse (AFP) reported", "outlet:afp", ""},
      {"an article published yesterday in The Economist", "outlet:the-economist", ""},
      {"Ten people were freed (Reuters)", "outlet:reuters", ""},
      {"ذكرت صحيفة الغارديان البريطانية أن", "outlet:the-guardian", ""},
      {"وأفادت وكالة رويترز بأن", "outlet:reuters", ""},
      {"بحسب بي بي سي", "outlet:bbc", ""},
      {"وفقاً للغارديان", "outlet:the-guardian", ""},
      {"وفقاً لصحيفة الشرق الأوسط", "outlet:al-sharq-al-awsat", "place:middle-east"},
      {"نقلت قناة العربية عن مصدر", "outlet:al-arabiya", ""},
      {"قالت صحيفة نيويورك تايمز", "outlet:new-york-times", "place:new-york"},
      {"في مقابلة مع قناة الجزيرة", "outlet:al-jazeera", ""},
      {"تصريحات لصحيفة التايمز", "outlet:the-times", ""},
      {"the metro station in Baghdad", "", "outlet"},
      {"The National Security Adviser said", "", "outlet"},
      {"over the hill", "", "outlet"},
      {"the BBC building burnt", "", "outlet"},
      {"في الشرق الأوسط", "place:middle-east", "outlet"},
      {"القوات العربية", "", "outlet"},
      {"شبه الجزيرة", "", "outlet"},
  };
  for (const auto& row : rows) check(row, true);
  for (const auto& row : rows) check({row.text, "", "outlet"}, false);
}

TEST_CASE("a list of the members tags them as listed only") {
  const std::string list =
      "Albania, Australia, Austria, the Kingdom of Bahrain, Belgium, Bosnia and Herzegovina, Bulgaria, "
      "Canada, Croatia, "
      "Cyprus, Czechia, Denmark, Egypt, Estonia, the European Union, Finland and France";
  for (const auto& tag : tags_of_body(list)) {
    CAPTURE(tag.id);
    if (tag.type == EntryType::partner) CHECK(tag.rule == "member list");
  }
  const auto tags = tags_of_body("Denmark spoke.\n" + list);
  const auto denmark =
      std::find_if(tags.begin(), tags.end(), [](const Tag& tag) { return tag.id == "denmark"; });
  REQUIRE(denmark != tags.end());
  CHECK(denmark->rule == "name");
  CHECK(denmark->spans == std::vector<Span>{{TextField::body, 0, 7}});

  // Signs and a few words may stand between; a full stop ends the list.
  const auto parted = tags_of_body(
      "In the west Albania, Austria and Belgium; in the north Denmark, Estonia, Finland, Latvia; to the "
      "south "
      "Greece, Italy and Spain. Canada is no neighbour.");
  for (const auto& tag : parted) {
    CAPTURE(tag.id);
    if (tag.type == EntryType::partner) CHECK(tag.rule == (tag.id == "canada" ? "name" : "member list"));
  }

  const auto few = tags_of_body("Albania, Australia, Austria, Belgium, Bulgaria and Canada");
  CHECK(few.size() == 6);
  CHECK(few.front().rule == "name");
}

TEST_CASE("the digest items of the seeds name exactly their outlets") {
  const std::filesystem::path seeds = std::filesystem::path(tests::shared_folder()) / "seeds";
  if (!std::filesystem::exists(seeds)) {
    MESSAGE("skipped: no seeds at " << seeds.string());
    return;
  }
  const std::vector<std::pair<std::string, std::string>> captures = {
      {"000_5878493574c6ff34.txt", "metro new-york-times the-national bbc al-jazeera "},
      {"001_ec23979837ed0373.txt", "al-sharq-al-awsat the-hill al-arabiya evening-standard the-telegraph "}};
  for (const auto& [file, outlets] : captures) {
    CAPTURE(file);
    std::ifstream in(seeds / file);
    std::string line;
    std::string named;
    bool in_digest = false;
    while (std::getline(in, line)) {
      if (line.starts_with("Weekly digest")) in_digest = true;
      if (line.starts_with("What is the Coalition?")) break;
      if (!in_digest) continue;
      for (const auto& tag : tags_of_body(line, true)) {
        if (tag.type == EntryType::outlet) named += tag.id + " ";
      }
    }
    CHECK(named == outlets);
  }
}
