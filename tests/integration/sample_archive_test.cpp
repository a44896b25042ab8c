// The sample archive is what a newcomer meets first: whole, linked, sourced and varied.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/tagger.h"
#include "analyzers/vocabulary.h"
#include "corpus/archive.h"
#include "corpus/document_json.h"
#include "tests/support/places.h"
#include "tests/support/temporary_directory.h"

using analyzers::Language;
using corpus::DatePrecision;
using corpus::Kind;
using corpus::Record;

namespace {

const std::filesystem::path kSampleDirectory = tests::sample_folder();

std::vector<std::string> lines_of(const std::filesystem::path& file) {
  std::ifstream stream(file);
  REQUIRE_MESSAGE(stream.good(), file.string());
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

std::vector<Record> read_sample() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(kSampleDirectory)) {
    if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Record> records;
  for (const auto& file : files) {
    for (const auto& line : lines_of(file)) {
      CAPTURE(line);
      records.push_back(corpus::record_from_json(line));
    }
  }
  return records;
}

const std::vector<Record>& sample() {
  static const std::vector<Record> records = read_sample();
  return records;
}

std::map<std::string, const Record*> sample_by_key() {
  std::map<std::string, const Record*> by_key;
  for (const auto& record : sample()) by_key[record.document.key] = &record;
  return by_key;
}

std::vector<std::string> columns_of(const std::string& line) {
  std::vector<std::string> columns;
  std::size_t begin = 0;
  for (auto tab = line.find('\t'); tab != std::string::npos; tab = line.find('\t', begin)) {
    columns.push_back(line.substr(begin, tab - begin));
    begin = tab + 1;
  }
  columns.push_back(line.substr(begin));
  return columns;
}

}  // namespace

TEST_CASE(
    "every document of the sample has a key of its own, a title, a text and no address we would have made "
    "up") {
  CHECK(sample().size() >= 130);
  CHECK(sample_by_key().size() == sample().size());
  for (const auto& record : sample()) {
    const auto& document = record.document;
    CAPTURE(document.key);
    CHECK(document.key.starts_with("sample:" + std::string(corpus::kind_name(document.kind)) + "-"));
    CHECK_FALSE(document.title.empty());
    CHECK(document.body.size() > 40);
    CHECK(document.body.ends_with("\n"));
    CHECK(document.url.empty());
  }
}

TEST_CASE("titles are told apart within a language") {
  std::map<Language, std::set<std::string>> titles;
  for (const auto& record : sample()) {
    CAPTURE(record.document.title);
    CHECK(titles[record.document.language].insert(record.document.title).second);
  }
}

TEST_CASE(
    "a document and its translation are of one kind and one date and of two languages, and name each other") {
  const auto by_key = sample_by_key();
  int pairs = 0;
  for (const auto& record : sample()) {
    if (record.translation_key.empty()) continue;
    CAPTURE(record.document.key);
    const auto other = by_key.find(record.translation_key);
    REQUIRE(other != by_key.end());
    CHECK(other->second->translation_key == record.document.key);
    CHECK(other->second->document.language != record.document.language);
    CHECK(other->second->document.kind == record.document.kind);
    CHECK(corpus::to_string(other->second->document.published) ==
          corpus::to_string(record.document.published));
    if (record.document.language == Language::english) ++pairs;
  }
  CHECK(pairs >= 44);
}

TEST_CASE("every digest has items of its own language and day, and every item has its digest") {
  const auto by_key = sample_by_key();
  std::map<std::string, int> items;
  for (const auto& record : sample()) {
    CAPTURE(record.document.key);
    CHECK((record.document.kind == Kind::digest_item) == !record.parent_key.empty());
    if (record.parent_key.empty()) continue;
    const auto digest = by_key.find(record.parent_key);
    REQUIRE(digest != by_key.end());
    CHECK(digest->second->document.kind == Kind::digest);
    CHECK(digest->second->document.language == record.document.language);
    CHECK(corpus::to_string(digest->second->document.published) ==
          corpus::to_string(record.document.published));
    ++items[record.parent_key];
  }
  for (const auto& record : sample()) {
    CAPTURE(record.document.key);
    if (record.document.kind == Kind::digest) CHECK(items[record.document.key] >= 3);
  }
}

TEST_CASE("every kind, both languages and every precision of a date occur") {
  std::map<Kind, int> kinds;
  std::map<Language, int> languages;
  std::map<DatePrecision, int> precisions;
  for (const auto& record : sample()) {
    ++kinds[record.document.kind];
    ++languages[record.document.language];
    ++precisions[record.document.published.precision];
  }
  CHECK(kinds.size() == 8);
  CHECK(languages.size() == 2);
  CHECK(languages[Language::english] >= 45);
  CHECK(languages[Language::arabic] >= 45);
  for (const auto precision :
       {DatePrecision::unknown, DatePrecision::year, DatePrecision::month, DatePrecision::day}) {
    CAPTURE(corpus::date_precision_name(precision));
    CHECK(precisions[precision] >= 5);
  }
}

TEST_CASE("every year from 2014 to 2025 is told") {
  std::set<int> years;
  for (const auto& record : sample()) {
    if (record.document.published.precision == DatePrecision::unknown) continue;
    years.insert(static_cast<int>(record.document.published.first_day.year()));
  }
  CHECK(years.size() == 12);
  CHECK(*years.begin() == 2014);
  CHECK(*years.rbegin() == 2025);
}

TEST_CASE("SOURCES.tsv names a source for every document, and no other") {
  const auto by_key = sample_by_key();
  std::set<std::string> sourced;
  for (const auto& line : lines_of(kSampleDirectory / "SOURCES.tsv")) {
    if (line.starts_with("#")) continue;
    CAPTURE(line);
    const auto columns = columns_of(line);
    REQUIRE(columns.size() == 4);
    CHECK(by_key.contains(columns[0]));
    CHECK((columns[1].empty() || corpus::canonical_url(columns[1]).has_value()));
    CHECK_FALSE(columns[2].empty());
    CHECK_FALSE(columns[3].empty());
    sourced.insert(columns[0]);
  }
  CHECK(sourced.size() == by_key.size());
}

TEST_CASE("the archive takes the whole sample and makes every link of it") {
  const tests::TemporaryDirectory directory;
  corpus::Archive archive(directory / "archive.db", corpus::Archive::Access::read_write);
  archive.begin_batch();
  for (const auto& record : sample()) {
    CAPTURE(record.document.key);
    CHECK(archive.put(record, {}).outcome == corpus::Archive::Outcome::added);
  }
  archive.commit_batch();
  for (const auto& record : sample()) {
    CAPTURE(record.document.key);
    const auto stored = archive.find_by_key(record.document.key);
    REQUIRE(stored.has_value());
    CHECK(stored->translation.empty() == record.translation_key.empty());
    CHECK(stored->parent.empty() == record.parent_key.empty());
  }
}

namespace {

/// Which entries of `type` are found in the sample, each with the number of documents that speak of it.
std::map<std::string, int> tagged_in_sample(const analyzers::Vocabulary& vocabulary,
                                            analyzers::EntryType type) {
  const analyzers::Analyzer analyzer;
  const analyzers::Tagger tagger(vocabulary, analyzer);
  std::map<std::string, int> documents;
  for (const auto& record : sample()) {
    const auto& document = record.document;
    const bool item = document.kind == Kind::digest_item;
    for (const auto& tag : tagger.tags_of({document.title, document.summary, document.body, item})) {
      if (tag.type == type) ++documents[tag.id];
    }
  }
  return documents;
}

}  // namespace

TEST_CASE("every topic is met in the sample, sixty partners and a dozen newspapers") {
  const auto vocabulary = analyzers::Vocabulary::load(tests::vocabulary_folder());
  const auto topics = tagged_in_sample(vocabulary, analyzers::EntryType::topic);
  for (const auto& topic : vocabulary.entries(analyzers::EntryType::topic)) {
    CAPTURE(topic.id);
    CHECK(topics.contains(topic.id));
  }
  CHECK(tagged_in_sample(vocabulary, analyzers::EntryType::partner).size() >= 60);
  CHECK(tagged_in_sample(vocabulary, analyzers::EntryType::outlet).size() >= 12);
}
