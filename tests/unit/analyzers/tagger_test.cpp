// What a text speaks of: names that must be found, and words that only look like them.
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

TEST_CASE("partners are found by name, adjective and acronym in English") {
  const TaggedRow rows[] = {
      {"Italy trains police.", "partner:italy", ""},
      {"Italian and Italians alike", "partner:italy", ""},
      {"Iraq's army", "partner:iraq", ""},
      {"Iraq’s army", "partner:iraq", ""},
      {"Iraqis and Syrians went home.", "partner:iraq place:syria", "partner:syria"},
      {"Syrian farmers", "place:syria", "partner"},
      {"the Republic of Iraq", "partner:iraq", ""},
      {"The UK and the U.S. agreed.", "partner:united-kingdom partner:united-states", ""},
      {"British and American planes", "partner:united-kingdom partner:united-states", ""},
      {"the United States of America", "partner:united-states", ""},
      {"UAE and U.A.E.", "partner:united-arab-emirates", ""},
      {"in the EU", "partner:european-union", ""},
      {"Nato and NATO", "partner:nato", ""},
      {"the Arab League and INTERPOL", "partner:arab-league partner:interpol", ""},
      {"Türkiye or Turkey", "partner:turkiye", ""},
      {"Côte d’Ivoire, Cote d'Ivoire", "partner:cote-divoire", ""},
      {"Bosnia & Herzegovina", "partner:bosnia-and-herzegovina", ""},
      {"South Korean pilots", "partner:south-korea", "place:north-korea"},
      {"North Korean pilots", "place:north-korea", "partner:south-korea"},
      {"Northern Ireland", "partner:united-kingdom", "partner:ireland"},
      {"#TogetherForIraq", "partner:iraq", ""},
      {"#ItalyagainstDaesh", "partner:italy", ""},
      {"Filipino and Philippine soldiers", "partner:philippines", ""},
      {"the Sahel-Saharan States: CEN-SAD", "partner:cen-sad", ""},
  };
  for (const auto& row : rows) check(row);
}

TEST_CASE("words that only look like a partner give none") {
  const TaggedRow rows[] = {
      {"Papua New Guinea", "place:papua-new-guinea", "partner"},
      {"Guinea-Bissau", "place:guinea-bissau", "partner"},
      {"Equatorial Guinea", "place:equatorial-guinea", "partner"},
      {"Guinea itself", "partner:guinea", ""},
      {"a guinea pig in the Gulf of Guinea", "", "partner"},
      {"the Democratic Republic of the Congo", "partner:democratic-republic-of-the-congo", "place"},
      {"the Republic of the Congo", "place:republic-of-the-congo", "partner"},
      {"eastern Congo", "partner:democratic-republic-of-the-congo", ""},
      {"down the Congo River", "", "partner"},
      {"Niger and its army", "partner:niger", "partner:nigeria"},
      {"Nigeria and Nigerian soldiers", "partner:nigeria", "partner:niger"},
      {"a Nigerien soldier", "partner:niger", "partner:nigeria"},
      {"the Niger Delta", "", "partner:niger"},
      {"Michael Jordan won again.", "", "partner"},
      {"a book by Jordan Peterson on rules", "", "partner"},
      {"Jordan hosted the meeting.", "partner:jordan", ""},
      {"talks in Jordan on Monday", "partner:jordan", ""},
      {"Jordan Hosts Small Group Meeting On Daesh", "partner:jordan", ""},
      {"the Jordan River", "", "partner"},
      {"a court in Atlanta, Georgia, said", "", "partner"},
      {"Georgia sent soldiers; the Georgian minister spoke.", "partner:georgia", ""},
      {"the state university, Georgia Tech", "", "partner"},
      {"we ate turkey", "", "partner"},
      {"Turkey Hosts Summit", "partner:turkiye", ""},
      {"let us go", "", "partner"},
      {"JOIN US NOW TODAY", "", "partner"},
      {"a hanging chad", "", "partner"},
      {"the drummer Chad Smith plays", "", "partner"},
      {"Chad joined the Coalition.", "partner:chad", ""},
      {"soldiers around Lake Chad", "place:lake-chad-basin", "partner"},
      {"they polish shoes", "", "partner"},
      {"Polish engineers", "partner:poland", ""},
      {"Latin American art", "", "partner"},
      {"300 US dollars", "", "partner"},
      {"African American voters", "", "partner place"},
      {"South America", "", "partner"},
      {"Organization of American States", "", "partner"},
      {"the Panama Papers", "", "partner"},
      {"Islamic State of Iraq and Syria", "group:daesh", "partner place"},
      {"Islamic State of Iraq and the Levant", "group:daesh", "partner place"},
      {"the African Union", "group:african-union", "partner place"},
      {"the European Union", "partner:european-union", "place:europe"},
      {"the Combating Terrorism Center at West Point", "group:combating-terrorism-center", ""},
      {"Global Coalition and Coalition partners", "group:global-coalition", "partner"},
      {"the New York Times", "", "place outlet"},
      {"Syrian Democratic Forces", "group:syrian-democratic-forces", "place:syria"},
      {"see https://www.gov.uk/world/iraq for more", "", "partner"},
      {"Bosnian Serb leaders", "", "partner:serbia"},
  };
  for (const auto& row : rows) check(row);
}

TEST_CASE("a language, a newspaper, a company, a championship and a currency are no partners") {
  const TaggedRow rows[] = {
      {"a book in the Turkish language", "", "partner"},
      {"French-speaking readers", "", "partner"},
      {"Spanish language lessons", "", "partner"},
      {"He answered in German.", "", "partner"},
      {"translated from French\nby hand", "", "partner"},
      {"in German prisons", "partner:germany", ""},
      {"the Germans' language", "partner:germany", ""},
      {"in American, British and French hands", "partner:united-states partner:united-kingdom partner:france",
       ""},
      {"the Cyprus Mail reported", "", "partner"},
      {"a Turkish Airlines flight", "", "partner"},
      {"the British Open champion", "", "partner"},
      {"an open British society", "partner:united-kingdom", ""},
      {"Britain's Open University", "partner:united-kingdom", ""},
      {"Iraq times its election", "partner:iraq", ""},
      {"باللغة الفرنسية", "", "partner"},
      {"كتب بالفرنسية", "", "partner"},
      {"اللغة التركية والحكومة التركية", "partner:turkiye", ""},
      {"بالقوات الفرنسية", "partner:france", ""},
  };
  for (const auto& row : rows) check(row);
}

TEST_CASE("Georgia among American states, a man called Chad and the diameter of the moon are no partners") {
  const TaggedRow rows[] = {
      {"David Perdue of Georgia, a Republican, and his colleague from Utah", "", "partner:georgia"},
      {"Georgia joined in 2014 with Albania and Croatia.", "partner:georgia", ""},
      {"A Republican visited Tbilisi, and the Georgian minister thanked him.", "partner:georgia", ""},
      {"the Georgia Institute of Technology", "", "partner"},
      {"جورجيا ميلوني في روما", "", "partner:georgia"},
      {"وقال تشاد هاميل إنه رأى القرش", "", "partner"},
      {"وقالت تشاد إنها ستشارك", "partner:chad", ""},
      {"انضمت تشاد ومالي", "partner:chad", ""},
      {"نصف قطر الأرض", "", "partner"},
      {"يبلغ قطر الأنبوب 30 سم", "", "partner"},
      {"زار أمير قطر بغداد", "partner:qatar", ""},
      {"الإمبراطور الروماني المقدس", "", "partner"},
      {"الوزير الروماني", "partner:romania", ""},
      {"Islamic State in Iraq and the Sham", "group:daesh", "partner"},
  };
  for (const auto& row : rows) check(row);
}

TEST_CASE("partners are found in Arabic with what is written together with them") {
  const TaggedRow rows[] = {
      {"زار العراق", "partner:iraq", ""},
      {"في العراق وبالأردن وللكويت", "partner:iraq partner:jordan partner:kuwait", ""},
      {"الحكومة الإيطالية", "partner:italy", ""},
      {"الإيطاليون والإيطاليين", "partner:italy", ""},
      {"إيطالي وإيطالية", "partner:italy", ""},
      {"والأمريكيون والأميركية", "partner:united-states", ""},
      {"الولايات المتحدة الأمريكية", "partner:united-states", ""},
      {"بريطانيا والمملكة المتحدة", "partner:united-kingdom", ""},
      {"أيرلندا الشمالية", "partner:united-kingdom", "partner:ireland"},
      {"المملكة العربية السعودية والسعوديون", "partner:saudi-arabia", ""},
      {"الاتحاد الأوروبي", "partner:european-union", "place"},
      {"الاتحاد الأفريقي", "group:african-union", "partner place"},
      {"حلف الناتو", "partner:nato", ""},
      {"جامعة الدول العربية", "partner:arab-league", ""},
      {"النيجر ونيجيريا", "partner:niger partner:nigeria", ""},
      {"جيش النيجر", "partner:niger", "partner:nigeria"},
      {"بابوا غينيا الجديدة وغينيا بيساو وغينيا الاستوائية", "place:guinea-bissau", "partner"},
      {"جمهورية الكونغو الديمقراطية", "partner:democratic-republic-of-the-congo", "place"},
      {"جمهورية الكونغو", "place:republic-of-the-congo", "partner"},
      {"سلطنة عمان", "partner:oman", "place:amman"},
      {"شاركت عُمان في الاجتماع", "partner:oman", "place:amman"},
      {"الكويت وعمان وقطر", "partner:oman", "place:amman"},
      {"وصل إلى عمّان", "place:amman", "partner:oman"},
      {"العاصمة الأردنية عمان", "place:amman partner:jordan", "partner:oman"},
      {"اجتماع في عمان", "", "partner:oman place:amman"},
      {"خليج عمان", "", "partner"},
      {"أردن أن يعدن إلى بيوتهن", "", "partner"},
      {"نهر الأردن", "", "partner"},
      {"المغرب العربي", "", "partner"},
      {"المغرب والمغاربة", "partner:morocco", ""},
      {"يده اليمنى في اليد اليمنى", "", "partner"},
      {"الحكومة اليمنية والجيش اليمني", "partner:yemen", ""},
      {"مجرى الأحداث", "", "partner"},
      {"الحكومة المجرية", "partner:hungary", ""},
      {"قال العقيد تركي المالكي", "", "partner"},
      {"الجيش التركي", "partner:turkiye", ""},
      {"كوريا الجنوبية والكورية الجنوبية", "partner:south-korea", "place"},
      {"كوريا الشمالية", "place:north-korea", "partner"},
      {"العِـــراق", "partner:iraq", ""},
      {"أمريكا اللاتينية", "", "partner"},
      {"قوات سوريا الديمقراطية", "group:syrian-democratic-forces", "partner place"},
      {"الدولة الإسلامية في العراق والشام", "group:daesh", "partner"},
  };
  for (const auto& row : rows) check(row);
}

TEST_CASE("places with a common word for a name need a word that says so") {
  const TaggedRow rows[] = {
      {"مدينة القائم", "place:al-qaim", ""},
      {"عادت الحياة في القائم", "place:al-qaim", ""},
      {"التهديد القائم يستمر", "", "place"},
      {"الدعم المالي", "", "place"},
      {"هجوم في مالي", "place:mali", ""},
      {"مالي والنيجر", "place:mali partner:niger", ""},
      {"النيجر ومالي", "place:mali", ""},
      {"دعم مالي جديد", "", "place"},
      {"الطبقة الوسطى", "", "place"},
      {"سد الطبقة", "place:tabqa", ""},
      {"مدينة سرت", "place:sirte", ""},
      {"حماة الوطن", "", "place"},
      {"في مسقط رأسه", "", "place partner"},
      {"أمطار وسيول خطيرة", "", "place partner"},
      {"في حديثه عن السلام", "", "place"},
      {"مخيم الهول", "place:al-hol topic:detention-repatriation", ""},
      {"الموصل والرقة ودير الزور", "place:mosul place:raqqa place:deir-ez-zor", ""},
      {"Mosul, Raqqah, Deir ez-Zor, Deir Ezzor", "place:mosul place:raqqa place:deir-ez-zor", ""},
      {"Al-Qaim, Al Qaim and Al Hol", "place:al-qaim place:al-hol", ""},
      {"At Tanf Garrison", "place:tanf", ""},
      {"Kuwait City", "place:kuwait-city partner:kuwait", ""},
      {"a hit song", "", "place"},
      {"a nice day in Nice, France", "place:nice", ""},
      {"Have a nice day. Nice!", "", "place:nice"},
      {"London announced support.", "partner:united-kingdom", ""},
      {"Police in London said", "place:london", "partner"},
      {"a message to Paris", "place:paris", "partner"},
      {"أعلنت باريس دعمها", "partner:france", ""},
      {"وصل إلى باريس", "place:paris", "partner"},
      {"Washington's policy on Syria", "partner:united-states", ""},
      {"Paris, Texas", "", "place:paris"},
  };
  for (const auto& row : rows) check(row);
}

TEST_CASE("people are found by every spelling, and speak for their partners") {
  const TaggedRow rows[] = {
      {"Abu Bakr al-Baghdadi", "person:al-baghdadi topic:daesh-leadership", "partner"},
      {"Al-Baghdadi’s death", "person:al-baghdadi", ""},
      {"أبو بكر البغدادي", "person:al-baghdadi", ""},
      {"مقتل أبي الحسن الهاشمي القرشي", "person:abu-al-hasan-al-qurayshi person:al-qurayshi", ""},
      {"Melania Trump", "", "person partner"},
      {"al-Qurayshi", "person:al-qurayshi", ""},
      {"Quraishi", "person:al-qurayshi", ""},
      {"al-Qurashi", "person:al-qurayshi", ""},
      {"القرشي", "person:al-qurayshi", ""},
      {"Abu Ibrahim Al Quraishi", "person:abu-ibrahim-al-qurayshi person:al-qurayshi", ""},
      {"Abu al-Hasan al-Hashimi al-Quraishi", "person:abu-al-hasan-al-qurayshi person:al-qurayshi", ""},
      {"أبو إبراهيم الهاشمي القرشي", "person:abu-ibrahim-al-qurayshi person:al-qurayshi", ""},
      {"Kadhimi spoke", "person:al-kadhimi partner:iraq", ""},
      {"مصطفى الكاظمي", "person:al-kadhimi partner:iraq", ""},
      {"@MAKadhimi’s visit", "person:al-kadhimi partner:iraq", ""},
      {"MP Murrison", "person:andrew-murrison partner:united-kingdom", ""},
      {"Mike Pompeo", "person:mike-pompeo partner:united-states", ""},
      {"وقال بومبيو", "person:mike-pompeo partner:united-states", ""},
      {"Sophie Wilmès and Wilmes", "person:sophie-wilmes partner:belgium", ""},
      {"Boris Johnson came. Johnson spoke.", "person:boris-johnson partner:united-kingdom", ""},
      {"Johnson spoke.", "", "person partner"},
      {"Mr Allen, an actor", "", "person partner"},
      {"General Allen", "person:john-allen partner:united-states", ""},
      {"رئيس الوزراء محمد شياع السوداني، وأضاف السوداني", "person:al-sudani partner:iraq", ""},
      {"الجيش السوداني", "place:sudan", "person partner"},
      {"حقان فيدان", "person:hakan-fidan", ""},
      {"ليز تروس", "person:liz-truss partner:united-kingdom", ""},
      {"Jens Stoltenberg", "person:jens-stoltenberg partner:nato", ""},
      {"Trump Tower", "", "person partner"},
      {"Nadia Murad", "person:nadia-murad", "partner"},
  };
  for (const auto& row : rows) check(row);
}

TEST_CASE("groups imply the partner whose they are") {
  const TaggedRow rows[] = {
      {"Iraqi Security Forces", "group:iraqi-security-forces partner:iraq", ""},
      {"the ISF and Peshmerga", "group:iraqi-security-forces group:peshmerga partner:iraq", ""},
      {"البيشمركة", "group:peshmerga partner:iraq", ""},
      {"the U.S. Agency for International Development (USAID)", "group:usaid partner:united-states", ""},
      {"IS fighters", "group:daesh", ""},
      {"it is over", "", "group"},
      {"who is it", "", "group"},
      {"Da’esh, Da'esh, ISIL, ISIS", "group:daesh", ""},
      {"ISIS-K attacked", "group:isis-khorasan group:daesh", ""},
      {"@UNDPinIraq and @undpiniraq", "group:undp group:united-nations", ""},
      {"UN Women", "group:un-women", ""},
      {"an Islamic state of affairs", "", "group:daesh"},
      {"قاعدة البيانات", "", "group"},
      {"تنظيم القاعدة", "group:al-qaeda", ""},
  };
  for (const auto& row : rows) check(row);
}

TEST_CASE("a tag says its strongest rule and all its spans, in code points, field after field") {
  const std::string title = "🇮🇹 إيطاليا";
  const std::string body = "Italians — Italy’s best — and the Italian way";
  const auto tags =
      tagger().tags_of({.title = title, .summary = "Italy", .body = body, .digest_item = false});
  REQUIRE(tags.size() == 1);
  CHECK(tags[0].type == EntryType::partner);
  CHECK(tags[0].id == "italy");
  CHECK(tags[0].rule == "name");
  const std::vector<Span> spans = {{TextField::title, 3, 10},
                                   {TextField::summary, 0, 5},
                                   {TextField::body, 0, 8},
                                   {TextField::body, 11, 18},
                                   {TextField::body, 34, 41}};
  CHECK(tags[0].spans == spans);
  CHECK(part(body, 11, 18) == "Italy’s");
}

TEST_CASE("each rule names itself") {
  struct Case {
    const char* text;
    const char* key;
    const char* rule;
    const char* span;
  };
  const Case cases[] = {
      {"by Italy", "partner:italy", "name", "Italy"},
      {"an Italian ship", "partner:italy", "adjective", "Italian"},
      {"the U.S. said", "partner:united-states", "acronym", "U.S."},
      {"Ankara announced it", "partner:turkiye", "capital", "Ankara"},
      {"with Pompeo", "partner:united-states", "speaker", "Pompeo"},
      {"in Kuwait City", "partner:kuwait", "within", "Kuwait City"},
      {"foreign fighters came", "topic:foreign-fighters", "phrase", "foreign fighters"},
      {"they rebuild a school", "topic:reconstruction", "words", "rebuild a school"},
      {"من القوات العراقيّة", "partner:iraq", "within", "القوات العراقيّة"},
      {"وبالعراق", "partner:iraq", "name", "وبالعراق"},
      {"New York Times quoted Abu Ibrahim al-Hashimi al-Qurayshi", "person:abu-ibrahim-al-qurayshi", "name",
       "Abu Ibrahim al-Hashimi al-Qurayshi"},
  };
  for (const auto& one : cases) {
    CAPTURE(one.text);
    const auto tags = tags_of_body(one.text);
    const auto found =
        std::find_if(tags.begin(), tags.end(), [&](const Tag& tag) { return key_of(tag) == one.key; });
    REQUIRE(found != tags.end());
    CHECK(found->rule == one.rule);
    REQUIRE(found->spans.size() == 1);
    CHECK(part(one.text, found->spans[0].begin, found->spans[0].end) == one.span);
  }
}

TEST_CASE("tags come ordered by type and then by id, each once") {
  const auto tags = tags_of_body(
      "Daesh in Mosul, Iraq: airstrikes by France, Australia and Iraq; Pompeo and Macron; Raqqa");
  REQUIRE(tags.size() > 6);
  CHECK(std::is_sorted(tags.begin(), tags.end(), [](const Tag& a, const Tag& b) {
    return a.type != b.type ? a.type < b.type : a.id < b.id;
  }));
  for (std::size_t i = 1; i < tags.size(); ++i) CHECK(key_of(tags[i]) != key_of(tags[i - 1]));
}

TEST_CASE("hostile text is tagged like any other") {
  CHECK(tags_of_body("").empty());
  CHECK(tags_of_body(std::string(1000, '\xff')).empty());
  CHECK(has(tags_of_body("\xff\xfeIraq\xc3"), "partner:iraq"));
  const auto tags = tags_of_body("\xff Iraq");
  REQUIRE(tags.size() == 1);
  CHECK(tags[0].spans == std::vector<Span>{{TextField::body, 2, 6}});
  std::string long_text;
  for (int i = 0; i < 20000; ++i) long_text += "Islamic State of Iraq and Iraq and ";
  const auto many = tags_of_body(long_text);
  CHECK(has(many, "group:daesh"));
  CHECK(has(many, "partner:iraq"));
}

TEST_CASE("text_field_name gives the words of the exchange format") {
  CHECK(text_field_name(TextField::title) == "title");
  CHECK(text_field_name(TextField::summary) == "summary");
  CHECK(text_field_name(TextField::body) == "body");
}
