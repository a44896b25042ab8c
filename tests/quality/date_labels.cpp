#include "tests/quality/date_labels.h"

#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "analyzers/utf8.h"
#include "corpus/dates/date_finder.h"
#include "corpus/dates/feed_date.h"
#include "corpus/dates/written_date.h"
#include "tests/quality/collection.h"
#include "tests/support/places.h"

namespace tests {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

std::vector<std::string> split(const std::string& text, const std::string& between) {
  std::vector<std::string> parts;
  for (std::size_t at = 0;;) {
    const auto end = text.find(between, at);
    parts.push_back(text.substr(at, end - at));
    if (end == std::string::npos) return parts;
    at = end + between.size();
  }
}

// "COLLECTION ID BEGIN-END" of a label on a text of others.
struct Place {
  std::string collection, id;
  std::size_t begin = 0, end = 0;
};

Place place_of(const DateLabel& label) {
  const auto parts = split(label.words, " ");
  const auto range = split(parts.at(2), "-");
  return {parts[0], parts[1], std::stoul(range.at(0)), std::stoul(range.at(1))};
}

std::string cut(const std::string& text, const Place& place) {
  std::string part;
  std::size_t at = 0;
  analyzers::for_each_code_point(text, [&](char32_t c) {
    if (at >= place.begin && at < place.end) analyzers::append_code_point(part, c);
    ++at;
  });
  if (at < place.end) throw std::runtime_error(place.id + " ends before a label's place");
  return part;
}

bool is_of_sample(const DateLabel& label) { return label.source == "sample"; }
bool is_of_others(const DateLabel& label) { return label.source == "found" || label.source == "later"; }

void fill_from_sample(std::vector<DateLabel>& labels) {
  std::map<std::string, json> documents;
  for (const auto& entry : fs::directory_iterator(sample_folder())) {
    if (entry.path().extension() != ".jsonl") continue;
    quality::for_each_line(entry.path(), [&](const std::string& line) {
      auto document = json::parse(line);
      documents.emplace(document.at("key"), std::move(document));
    });
  }
  for (auto& label : labels) {
    if (!is_of_sample(label)) continue;
    const auto& document = documents.at(label.words);
    label.words = document.at("body");
    label.own = document.contains("published") ? document["published"].value("date", "") : "";
  }
}

// The text of `id` where `line` is its document; the id stands at the front of the line.
bool is_document(const std::string& line, const std::string& id) {
  const std::string front = line.substr(0, 16 + id.size());
  return front.find("\"" + id + "\"") != std::string::npos;
}

// Gives the labels on `collection` their words; false where it is not at hand.
bool fill_from_collection(std::vector<DateLabel*>& labels, const fs::path& folder) {
  auto file = folder / "docs.jsonl";
  if (!fs::exists(file)) file += ".zst";
  if (!fs::exists(file)) return false;
  std::size_t left = labels.size();
  quality::for_each_line(file, [&](const std::string& line) {
    if (left == 0) return;
    for (auto* label : labels) {
      if (split(label->words, " ").size() != 3 || !is_document(line, split(label->words, " ")[1])) continue;
      label->words = cut(json::parse(line).at("text"), place_of(*label));
      --left;
    }
  });
  if (left > 0) throw std::runtime_error(file.string() + " has not every text of its labels");
  return true;
}

void add_labels(const char* name, std::vector<DateLabel>& labels) {
  std::size_t number = 0;
  quality::for_each_line(fs::path(quality_folder()) / "dates" / name, [&](const std::string& line) {
    ++number;
    if (line.empty() || line[0] == '#') return;
    const auto fields = split(line, "\t");
    const std::string where = std::string(name) + ":" + std::to_string(number);
    if (fields.size() != 5) throw std::runtime_error(where + " is no label");
    DateLabel label{fields[0], fields[1], fields[3], where, fields[2] == "-" ? "" : fields[2], {}};
    if (fields[4] != "-") label.dates = split(fields[4], "; ");
    labels.push_back(std::move(label));
  });
}

}  // namespace

DateLabels read_date_labels(const fs::path& shared) {
  DateLabels read;
  for (const char* name : {"ours.tsv", "placed.tsv", "later.tsv"}) add_labels(name, read.labels);
  fill_from_sample(read.labels);
  std::map<std::string, std::vector<DateLabel*>> others;
  for (auto& label : read.labels) {
    if (is_of_others(label)) others[place_of(label).collection].push_back(&label);
  }
  for (auto& [collection, labels] : others) {
    if (fill_from_collection(labels, shared / "data/collections" / collection)) continue;
    for (auto* label : labels) label->source.clear();
    read.absent += labels.size();
  }
  std::erase_if(read.labels, [](const DateLabel& label) { return label.source.empty(); });
  return read;
}

std::vector<std::string> dates_read(const DateLabel& label) {
  std::optional<corpus::PublicationDate> one;
  if (label.source == "field") {
    one = corpus::written_date(label.words);
  } else if (label.source == "feed") {
    one = corpus::feed_date(label.words);
  } else if (label.source == "address") {
    one = corpus::date_in_address(label.words);
  } else if (label.source == "line") {
    one = corpus::date_within_line(label.words);
  } else {
    const auto own = corpus::parse_date(label.own).value_or(corpus::PublicationDate{});
    std::vector<std::string> dates;
    for (const auto& event : corpus::events_in("", "", label.words, own)) dates.push_back(to_string(event));
    return dates;
  }
  if (!one) return {};
  return {to_string(*one)};
}

}  // namespace tests
