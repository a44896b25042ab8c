#include "tests/support/sample_results.h"

#include <chrono>

#include "searchd/views/addresses.h"

namespace tests {
namespace {

using analyzers::EntryType;
using analyzers::Language;
using corpus::DateEvidence;
using corpus::DatePrecision;
using corpus::Document;
using corpus::Kind;
using searchd::FacetField;
using namespace std::chrono;

corpus::PublicationDate date_of(year_month_day day, DatePrecision precision, DateEvidence evidence,
                                std::string words) {
  corpus::PublicationDate date;
  date.first_day = day;
  date.precision = precision;
  date.evidence = evidence;
  date.words = std::move(words);
  return date;
}

Document english_statement() {
  Document document;
  document.id = "k3v7nq2pd5xa";
  document.kind = Kind::statement;
  document.language = Language::english;
  document.title = "Opening remarks at the ministerial meeting on stabilisation";
  document.body =
      "Ministers of the Global Coalition met in Kuwait City to speak about the stabilisation of Mosul.\n"
      "Italy announced that its trainers would stay until the police of Nineveh can do without them.\n"
      "The meeting thanked the donors of the funding facility, and named schools, water and power as what "
      "comes first.\n";
  document.url = "https://archive.example/2018/02/13/opening-remarks";
  document.published =
      date_of(2018y / 2 / 13, DatePrecision::day, DateEvidence::metadata, "2018-02-13T09:30:00");
  document.tags = {{EntryType::partner, "italy", "name", {{analyzers::TextField::body, 96, 101}}},
                   {EntryType::partner, "united-kingdom", "source", {}},
                   {EntryType::topic,
                    "stabilisation",
                    "phrase",
                    {{analyzers::TextField::title, 46, 59}, {analyzers::TextField::body, 72, 85}}},
                   {EntryType::topic, "military-campaign", "decision", {}},
                   {EntryType::person, "al-qurayshi", "name", {{analyzers::TextField::body, 0, 9}}}};
  document.hashtags = {"Mosul"};
  document.occurrences = {
      {document.url, ""},
      {"sha256:5f1d0c3b9a7e2f4d6c8b0a1e3d5f7092b4c6d8e0f1a3b5c7d9e1f3a5b7c9d1e3", "bytes=1034-1888"}};
  return document;
}

Document arabic_statement() {
  Document document;
  document.id = "m5w2hx7tc4qe";
  document.kind = Kind::statement;
  document.language = Language::arabic;
  document.title = "كلمة افتتاحية في الاجتماع الوزاري حول تحقيق الاستقرار";
  document.body =
      "اجتمع وزراء التحالف الدولي في مدينة الكويت لبحث الاستقرار في الموصل.\nأعلنت إيطاليا أن مدربيها "
      "باقون.\n";
  document.url = "https://archive.example/ar/2018/02/13/kalima";
  document.published = date_of(2018y / 2 / 1, DatePrecision::month, DateEvidence::address, "/2018/02/");
  document.tags = {{EntryType::partner, "italy", "name", {{analyzers::TextField::body, 75, 82}}},
                   {EntryType::topic, "stabilisation", "phrase", {{analyzers::TextField::title, 38, 53}}}};
  document.occurrences = {{document.url, ""}};
  return document;
}

Document digest_item() {
  Document document;
  document.id = "a2b3c4d5e6f7";
  document.kind = Kind::digest_item;
  document.language = Language::english;
  document.title = "Mosul’s book market opens again, says The Hill";
  document.body = "Traders on the street of books in Mosul have opened their shops again.\n";
  document.published = date_of(2019y / 1 / 1, DatePrecision::year, DateEvidence::visible_text, "2019");
  document.tags = {{EntryType::outlet, "the-hill", "name", {{analyzers::TextField::title, 38, 46}}},
                   {EntryType::topic, "stabilisation", "phrase", {}}};
  document.parent = "z7y6x5w4v3u2";
  return document;
}

Document mixed_post() {
  Document document;
  document.id = "q2w3e4r5t6y7";
  document.kind = Kind::social_post;
  document.language = Language::mixed;
  document.title = "#الموصل Mosul: صباح الخير good morning";
  document.body = "صباح الخير من #الموصل! Good morning from Mosul.\n";
  return document;
}

searchd::DocumentLink link_to(const Document& document) {
  return {document.id, document.title, document.kind, document.language};
}

searchd::Facet facet_of(FacetField field, std::vector<searchd::FacetValue> values, std::int64_t missing) {
  searchd::Facet facet;
  facet.field = field;
  facet.values_in_all = static_cast<std::int64_t>(values.size());
  facet.values = std::move(values);
  facet.missing = missing;
  return facet;
}

std::vector<searchd::Facet> facets() {
  std::vector<searchd::FacetValue> partners = {
      {"italy", "Italy", "إيطاليا", 57, true},
      {"united-kingdom", "United Kingdom", "المملكة المتحدة", 71, false},
      {"france", "France", "فرنسا", 33, false}};
  // The names of many partners, so that the list scrolls.
  const char* others[][3] = {{"germany", "Germany", "ألمانيا"},
                             {"netherlands", "Netherlands", "هولندا"},
                             {"jordan", "Jordan", "الأردن"},
                             {"kuwait", "Kuwait", "الكويت"},
                             {"iraq", "Iraq", "العراق"},
                             {"norway", "Norway", "النرويج"},
                             {"japan", "Japan", "اليابان"},
                             {"canada", "Canada", "كندا"},
                             {"the-league-of-arab-states", "League of Arab States", "جامعة الدول العربية"}};
  int count = 31;
  for (const auto& other : others) partners.push_back({other[0], other[1], other[2], count -= 3, false});
  auto months = facet_of(FacetField::month, {{"2018-02", "February 2018", "فبراير 2018", 12, false}}, 11);
  months.year_only = 1;
  return {facet_of(FacetField::partner, std::move(partners), 9),
          facet_of(FacetField::topic,
                   {{"stabilisation", "Stabilisation", "الاستقرار", 61, false},
                    {"military-campaign", "Military campaign", "الحملة العسكرية", 40, false}},
                   3),
          facet_of(FacetField::kind,
                   {{"statement", "Statement", "بيان", 44, false},
                    {"digest_item", "Digest item", "مادة من نشرة", 60, false},
                    {"social_post", "Social post", "منشور", 24, false}},
                   0),
          facet_of(FacetField::language,
                   {{"en", "English", "الإنجليزية", 90, false},
                    {"ar", "Arabic", "العربية", 37, false},
                    {"mixed", "Both", "كلتاهما", 1, false}},
                   0),
          facet_of(FacetField::outlet, {{"the-hill", "The Hill", "ذا هيل", 4, false}}, 124),
          months};
}

searchd::Hit hit_of(Document document, std::string passage, searchd::Marks marks) {
  searchd::Hit hit;
  hit.document = std::move(document);
  hit.score = 7.5;
  hit.passage = {std::move(passage), true, true, std::move(marks), {}};
  return hit;
}

}  // namespace

searchd::SearchRequest sample_request() {
  auto request = searchd::search_for("Mosul stabilisation");
  request.filters.partners = {"italy"};
  request.filters.languages = {"ar", "en", "mixed"};
  request.dates = {16801, 17896, "2016", "2018"};
  return request;
}

searchd::SearchResults sample_results() {
  searchd::SearchResults results;
  results.hits.push_back(hit_of(english_statement(),
                                "met in Kuwait City to speak about the stabilisation of Mosul.",
                                {{38, 51}, {55, 60}}));
  results.hits.back().title_marks = {{46, 59}};
  results.hits.back().translation = link_to(arabic_statement());
  results.hits.push_back(
      hit_of(arabic_statement(), "في مدينة الكويت لبحث الاستقرار في الموصل.", {{21, 30}, {34, 40}}));
  results.hits.push_back(
      hit_of(digest_item(), "Traders on the street of books in Mosul have opened", {{34, 39}}));
  results.hits.back().parent = searchd::DocumentLink{"z7y6x5w4v3u2", "Weekly digest, 14 to 20 January",
                                                     Kind::digest, Language::english};
  results.hits.push_back(
      hit_of(mixed_post(), "صباح الخير من #الموصل! Good morning from Mosul.", {{15, 21}, {41, 46}}));
  results.total = 128;
  results.facets = facets();
  results.interpretation.parsed = "(stem:mosul AND stem:stabilis)";
  results.interpretation.terms = {{"Mosul", {"Zmosul"}, {"stem"}},
                                  {"stabilisation", {"Zstabilis"}, {"stem"}}};
  results.sort = searchd::Sort::relevance;
  results.revision = 412;
  results.documents_in_all = 20114;
  results.took_ms = 2.5;
  return results;
}

searchd::DocumentView sample_document() {
  searchd::DocumentView view;
  view.document = english_statement();
  view.translation = link_to(arabic_statement());
  view.siblings = {link_to(digest_item())};
  view.revision = 412;
  return view;
}

searchd::DocumentView sample_history() {
  auto view = sample_document();
  const auto& document = view.document;
  corpus::Document told;
  told.kind = document.kind;
  told.language = document.language;
  told.url = document.url;
  auto newest = told;
  newest.published = document.published;
  newest.tags = {{analyzers::EntryType::place, "mosul", {}, {}}};
  const indexer::VersionTexts now{document.title, document.summary, document.body};
  const indexer::VersionTexts first{"Opening remarks", document.summary,
                                    "One paragraph, of which nothing stayed.\n" + document.body};
  view.versions.push_back({"2020-03-01T08:00:00Z", true, newest, true, {}, {}, {}});
  view.versions.push_back(
      {"2018-02-14T08:00:00Z", false, told, true, corpus::difference_between(now.title, now.title),
       corpus::difference_between(now.summary, now.summary), corpus::difference_between(now.body, now.body)});
  view.versions.push_back({"2018-02-13T08:00:00Z", false, told, true,
                           corpus::difference_between(first.title, now.title),
                           corpus::difference_between(first.summary, now.summary),
                           corpus::difference_between(first.body, now.body)});
  view.version_texts = {now, now, first};
  view.all_versions_known = true;
  return view;
}

searchd::DocumentView sample_digest() {
  searchd::DocumentView view;
  view.document = arabic_statement();
  view.document.kind = Kind::digest;
  view.document.title = "النشرة الأسبوعية 14–20 يناير 2019";
  view.translation = link_to(english_statement());
  view.items = {link_to(digest_item()), link_to(mixed_post())};
  view.revision = 412;
  return view;
}

Document sample_tombstone() {
  Document document;
  document.id = "t4t5t6t7t2t3";
  document.kind = Kind::news;
  document.url = "https://archive.example/2017/gone";
  document.withdrawn = corpus::Withdrawal{"gone from its source", "2026-11-20T08:50:25Z"};
  return document;
}

}  // namespace tests
