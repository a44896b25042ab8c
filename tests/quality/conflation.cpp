#include "tests/quality/conflation.h"

#include <algorithm>
#include <fstream>
#include <string_view>
#include <utility>

#include "analyzers/freedict.h"
#include "searchd/search/index_state.h"
#include "tests/quality/collection.h"

namespace quality {
namespace {

constexpr std::size_t kOthers = 1000;
constexpr char kKey[] = "the-one-document";

// Our own sentences in both languages, from the sample archive.
std::vector<std::string> sentences() {
  std::vector<std::string> sentences;
  for (const auto& file : judged_sample()) {
    for_each_line(file, [&sentences](const std::string& line) {
      const auto body = document_from_line(line).document.body;
      for (std::size_t begin = 0; begin < body.size();) {
        const auto end = std::min(body.find_first_of(".\n", begin), body.size());
        if (end - begin > 1) sentences.push_back(body.substr(begin, end - begin) + ".");
        begin = end + 1;
      }
    });
  }
  return sentences;
}

// Texts made up of them, three at a time.
std::vector<corpus::Record> others() {
  const auto known = sentences();
  std::vector<corpus::Record> records;
  for (std::size_t number = 0; number < kOthers; ++number) {
    corpus::Record record;
    record.document.key = "other-" + std::to_string(number);
    for (const std::size_t step : {1U, 7U, 13U})
      record.document.body += known[number * step % known.size()] + "\n";
    record.document.language = analyzers::language_of(record.document.body);
    records.push_back(std::move(record));
  }
  return records;
}

}  // namespace

std::vector<WordPair> read_pairs(const std::filesystem::path& file) {
  std::vector<WordPair> pairs;
  for_each_line(file, [&](const std::string& line) {
    std::vector<std::string> columns;
    for (std::size_t begin = 0; begin <= line.size();) {
      const auto end = std::min(line.find('\t', begin), line.size());
      columns.push_back(line.substr(begin, end - begin));
      begin = end + 1;
    }
    if (line.empty() || line.front() == '#' || columns.front() == "expect") return;
    const bool known = columns.front() == "must_match" || columns.front() == "must_not_match";
    if (columns.size() != 4 || !known) throw CollectionError(file.string() + ": no pair: " + line);
    pairs.push_back({columns[0] == "must_match", columns[1], columns[2], columns[3]});
  });
  return pairs;
}

PairMeter::PairMeter(analyzers::Vocabulary vocabulary)
    : vocabulary_(std::move(vocabulary)),
      writer_(folder_.path(), vocabulary_, 1),
      view_([this] {
        writer_.put(others());
        writer_.commit();
        return std::make_shared<searchd::IndexView>(indexer::IndexDirectory(folder_ / "index"),
                                                    analyzers::kFreedictFolder);
      }()),
      searcher_(view_) {}

void PairMeter::put(const std::string& text) {
  if (text_ == text) return;
  corpus::Record record;
  record.document.key = kKey;
  record.document.body = text;
  record.document.language = analyzers::language_of(text);
  writer_.put({std::move(record)});
  writer_.commit();
  view_->lease(true).give_back();  // looks at once: a searcher would only after a while
  text_ = text;
}

bool PairMeter::finds(const std::string& question, const std::string& text, bool cross) {
  put(text);
  searchd::SearchRequest request;
  request.typed = question;
  request.repair = true;
  request.per_page = static_cast<int>(kOthers) + 1;
  request.match = searchd::Match::all;
  request.cross = cross;
  request.rules = rules;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  const auto found = searcher_.rank(request, deadline);
  const auto id = corpus::document_id_of(kKey);
  return std::any_of(found.begin(), found.end(), [&id](const auto& ranked) { return ranked.id == id; });
}

bool PairMeter::holds(const WordPair& pair) {
  const bool cross = pair.kind == "cross";
  return finds(pair.b, pair.a, cross) == pair.must_match && finds(pair.a, pair.b, cross) == pair.must_match;
}

std::string class_of(const WordPair& pair) {
  return pair.kind.substr(0, pair.kind.find('-')) + (pair.must_match ? " must match" : " must not match");
}

}  // namespace quality
