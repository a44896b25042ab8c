// Twins: the Arabic and the English version of one text are told from other texts of the same matters.
#include "corpus/twins.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "analyzers/lexicon_sources.h"
#include "analyzers/tagger.h"
#include "corpus/document_json.h"
#include "tests/support/places.h"

namespace {

/// The vocabulary and the lexicon made of it; no dictionary, so that the test needs none to be installed.
struct Setting {
  analyzers::Analyzer analyzer;
  analyzers::Vocabulary vocabulary = analyzers::Vocabulary::load(tests::vocabulary_folder());
  analyzers::Tagger tagger{vocabulary, analyzer};
  analyzers::Lexicon lexicon = analyzers::lexicon_of(vocabulary, analyzer);
};

const Setting& setting() {
  static const Setting made;
  return made;
}

corpus::Document document(const std::string& title, const std::string& body, const std::string& date = {}) {
  corpus::Document made;
  made.title = title;
  made.body = body;
  made.language = analyzers::language_of(title + body);
  if (!date.empty()) made.published = corpus::parse_date(date).value();
  made.tags = setting().tagger.tags_of({title, "", body, false});
  return made;
}

std::vector<corpus::TwinPair> pairs_of(const std::vector<corpus::Document>& documents) {
  corpus::TwinFinder finder(setting().analyzer, setting().lexicon, nullptr);
  for (const auto& one : documents) finder.add(one);
  return finder.pairs();
}

const char* const kEnglish =
    "Italy trained 2,500 Iraqi police officers in Baghdad. The Carabinieri will train another 1,200 in "
    "Mosul, the "
    "minister of defence said on Tuesday, and Spain will send forty engineers to clear mines near the "
    "airport.\n";
const char* const kArabic =
    "دربت إيطاليا 2500 من رجال الشرطة العراقية في بغداد. وقال وزير الدفاع يوم الثلاثاء إن الكارابينييري "
    "سيدربون 1200 "
    "آخرين في الموصل، وسترسل إسبانيا أربعين مهندساً لإزالة الألغام قرب المطار.\n";
const char* const kOther =
    "France opened two schools in Raqqa with UNICEF. Norway and Denmark pay for water and electricity in "
    "Anbar until "
    "2019; some 700 families have returned.\n";

}  // namespace

TEST_CASE("the two versions of a text are paired, with what speaks for it") {
  const auto pairs = pairs_of({document("Water in Anbar", kOther, "2018-03-01"),
                               document("Italy trains the police", kEnglish, "2018-03-06"),
                               document("إيطاليا تدرب الشرطة", kArabic, "2018-03-06")});
  REQUIRE(pairs.size() == 1);
  CHECK(pairs[0].arabic == 2);
  CHECK(pairs[0].english == 1);
  CHECK(pairs[0].score > 0.3);
  CHECK(pairs[0].score <= 1.0001);
  const std::set<std::string> reasons(pairs[0].reasons.begin(), pairs[0].reasons.end());
  CHECK(reasons.contains("numbers: 2500, 1200"));
  CHECK(reasons.contains("same day"));
}

TEST_CASE("what cannot be a version of a text is not paired with it") {
  struct Row {
    const char* why;
    corpus::Document english;
  };
  auto french =
      document("Formation de la police",
               "L'Italie forme 2500 policiers irakiens a Bagdad, puis 1200 a Mossoul; l'Espagne envoie "
               "quarante ingenieurs.\n");
  french.language = analyzers::Language::english;  // by its script
  const std::vector<Row> rows = {
      {"it speaks of something else", document("Water in Anbar", kOther)},
      {"it was published a year later", document("Italy trains the police", kEnglish, "2019-03-06")},
      {"it is French", french},
      {"it has one sentence of many", document("Italy", std::string(kEnglish) + kOther + kOther + kOther +
                                                            kOther + kOther + kOther + kOther)}};
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(pairs_of({row.english, document("إيطاليا تدرب الشرطة", kArabic, "2018-03-06")}).empty());
  }
}

TEST_CASE("no document has two twins") {
  const auto pairs =
      pairs_of({document("Italy trains the police", kEnglish), document("Water in Anbar", kOther),
                document("إيطاليا تدرب الشرطة", kArabic), document("تدريب الشرطة", kArabic)});
  CHECK(pairs.size() <= 1);
}

TEST_CASE("nothing to compare is no pair") {
  CHECK(pairs_of({}).empty());
  CHECK(pairs_of({document("", ""), document("", "")}).empty());
  CHECK(pairs_of({document("Mosul", ""), document("الموصل", "")}).empty());
}

TEST_CASE("the translations of the sample archive are found, and no others") {
  std::vector<corpus::Document> documents;
  std::map<std::string, std::string> translation_of;
  for (const auto& entry : std::filesystem::directory_iterator(tests::sample_folder())) {
    if (entry.path().extension() != ".jsonl") continue;
    std::ifstream stream(entry.path());
    for (std::string line; std::getline(stream, line);) {
      const auto record = corpus::record_from_json(line);
      auto tagged = record.document;
      tagged.tags = setting().tagger.tags_of({tagged.title, tagged.summary, tagged.body, false});
      documents.push_back(tagged);
      if (record.translation_key.empty()) continue;
      translation_of[tagged.key] = record.translation_key;
      translation_of[record.translation_key] = tagged.key;
    }
  }
  std::size_t right = 0;
  std::size_t wrong = 0;
  for (const auto& pair : pairs_of(documents)) {
    const auto& arabic = documents[pair.arabic].key;
    const auto& english = documents[pair.english].key;
    const bool holds = translation_of.contains(arabic) && translation_of.at(arabic) == english;
    if (!holds) MESSAGE(arabic << " with " << english << ", " << pair.score << " against " << pair.runner_up);
    ++(holds ? right : wrong);
  }
  MESSAGE("right " << right << ", wrong " << wrong << " of " << translation_of.size() / 2);
  CHECK(wrong == 0);
  CHECK(right >= 100);
}
