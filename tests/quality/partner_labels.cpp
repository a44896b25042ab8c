#include "tests/quality/partner_labels.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "analyzers/salience.h"
#include "analyzers/utf8.h"
#include "tests/quality/collection.h"
#include "tests/quality/measures.h"
#include "tests/support/places.h"

namespace quality {
namespace {

namespace fs = std::filesystem;

fs::path labels_folder() { return fs::path(tests::quality_folder()) / "partners"; }

std::vector<std::string> columns_of(const std::string& line) {
  std::vector<std::string> columns(1);
  for (const char c : line) {
    if (c == '\t') {
      columns.emplace_back();
    } else {
      columns.back() += c;
    }
  }
  return columns;
}

// The lines of a table behind the one that names the columns.
void for_each_row(const fs::path& file, std::size_t columns,
                  const std::function<void(const std::vector<std::string>&)>& visit) {
  bool head = true;
  for_each_line(file, [&](const std::string& line) {
    if (line.empty() || line.front() == '#') return;
    if (std::exchange(head, false)) return;
    const auto row = columns_of(line);
    if (row.size() != columns) throw CollectionError(file.string() + ": a line with other columns: " + line);
    visit(row);
  });
}

// The code points [begin, end) of `text`.
std::string part_of(const std::string& text, std::size_t begin, std::size_t end) {
  std::size_t seen = 0;
  std::size_t first = text.size();
  std::size_t last = text.size();
  analyzers::for_each_code_point_at(text, [&](char32_t, std::size_t at) {
    if (seen == begin) first = at;
    if (seen == end) last = at;
    ++seen;
  });
  return text.substr(first, last - first);
}

std::vector<fs::path> files_of(const std::string& collection) {
  std::vector<fs::path> files;
  if (collection == "sample") {
    for (const auto& entry : fs::directory_iterator(tests::sample_folder())) {
      if (entry.path().extension() == ".jsonl") files.push_back(entry.path());
    }
    return files;
  }
  const auto folder = fs::path(tests::shared_folder()) / "data/collections" / collection;
  for (const auto* name : {"docs.jsonl", "docs.jsonl.zst"}) {
    if (fs::exists(folder / name)) files.push_back(folder / name);
  }
  return files;
}

// Puts the texts of one collection into those that wait for them.
void fill(const std::vector<fs::path>& files, const std::map<std::string, LabelledText*>& waiting,
          const std::map<std::string, std::pair<std::size_t, std::size_t>>& places) {
  for (const auto& file : files) {
    for_each_line(file, [&](const std::string& line) {
      if (line.empty()) return;
      const auto document = document_from_line(line).document;
      const auto found = waiting.find(document.key);
      if (found == waiting.end()) return;
      auto& text = *found->second;
      const auto [begin, end] = places.at(document.key);
      if (text.collection != "ungdc_en") text.title = document.title;  // theirs says who speaks
      text.summary = document.summary;
      text.body = part_of(document.body, begin, end);
    });
  }
}

std::string words_of(const LabelledText& text, const analyzers::Span& span) {
  const auto& field = span.field == analyzers::TextField::title     ? text.title
                      : span.field == analyzers::TextField::summary ? text.summary
                                                                    : text.body;
  constexpr std::uint32_t kAround = 30;
  auto words = part_of(field, span.begin < kAround ? 0 : span.begin - kAround, span.begin) + "[" +
               part_of(field, span.begin, span.end) + "]" + part_of(field, span.end, span.end + kAround);
  for (auto& c : words) {
    if (c == '\n' || c == '\t') c = ' ';
  }
  return words;
}

double share(std::size_t part, std::size_t all) {
  return all == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(all);
}

}  // namespace

std::map<std::string, std::map<std::string, std::string>> read_partner_labels(const fs::path& file) {
  constexpr std::array<std::string_view, 4> kSaliences = {"main", "mentioned", "listed", "implied"};
  std::map<std::string, std::map<std::string, std::string>> labels;
  for_each_row(file, 3, [&](const std::vector<std::string>& row) {
    auto& of_text = labels[row[0]];
    if (row[1] == "-") return;
    if (std::find(kSaliences.begin(), kSaliences.end(), row[2]) == kSaliences.end())
      throw CollectionError(file.string() + ": no salience: " + row[2]);
    if (!of_text.emplace(row[1], row[2]).second)
      throw CollectionError(file.string() + ": labelled twice: " + row[0] + " " + row[1]);
  });
  return labels;
}

std::vector<LabelledText> read_labelled_texts(const std::function<void(const std::string&)>& missing,
                                              const std::string& only) {
  const auto labels = read_partner_labels(labels_folder() / "labels.tsv");
  std::vector<LabelledText> texts;
  std::map<std::string, std::pair<std::size_t, std::size_t>> places;
  for_each_row(labels_folder() / "documents.tsv", 6, [&](const std::vector<std::string>& row) {
    if (!only.empty() && row[0] != only) return;
    LabelledText text;
    text.collection = row[0];
    text.id = row[1];
    text.language = row[2];
    text.labels = labels.at(text.id);
    text.second = row[5] == "twice";
    text.tuning = is_for_tuning(text.id);
    places[text.id] = {std::stoul(row[3]), std::stoul(row[4])};
    texts.push_back(std::move(text));
  });
  std::map<std::string, std::map<std::string, LabelledText*>> waiting;
  for (auto& text : texts) waiting[text.collection][text.id] = &text;
  std::set<std::string> gone;
  for (const auto& [collection, of_it] : waiting) {
    const auto files = files_of(collection);
    if (files.empty()) {
      missing(collection);
      gone.insert(collection);
    } else {
      fill(files, of_it, places);
    }
  }
  std::erase_if(texts, [&gone](const LabelledText& text) { return gone.contains(text.collection); });
  return texts;
}

void PartnerCount::add(const PartnerCount& other) {
  right += other.right;
  wrong += other.wrong;
  missed += other.missed;
  implied += other.implied;
  same_salience += other.same_salience;
}

double PartnerCount::precision() const { return share(right, right + wrong); }
double PartnerCount::recall() const { return share(right, right + missed); }
double PartnerCount::strict_precision() const { return share(right, right + wrong + implied); }
double PartnerCount::salience() const { return share(same_salience, right); }

PartnerCount count_partners(const analyzers::Tagger& tagger, const LabelledText& text,
                            std::vector<PartnerError>& errors) {
  PartnerCount count;
  auto missed = text.labels;
  const analyzers::TextToTag read{text.title, text.summary, text.body, false};
  const auto tags = tagger.tags_of(read);
  const auto saliences = analyzers::saliences_of(tags, read);
  for (std::size_t i = 0; i < tags.size(); ++i) {
    const auto& tag = tags[i];
    if (tag.type != analyzers::EntryType::partner) continue;
    const auto label = text.labels.find(tag.id);
    missed.erase(tag.id);
    if (label != text.labels.end() && label->second != "implied") {
      ++count.right;
      if (analyzers::salience_name(saliences[i].salience) == label->second) ++count.same_salience;
      continue;
    }
    const bool implied = label != text.labels.end();
    ++(implied ? count.implied : count.wrong);
    errors.push_back({implied ? "implied" : "wrong", tag.id, tag.rule,
                      tag.spans.empty() ? "" : words_of(text, tag.spans.front())});
  }
  for (const auto& [partner, salience] : missed) {
    if (salience == "implied") continue;
    ++count.missed;
    errors.push_back({"missed", partner, salience, ""});
  }
  return count;
}

namespace {

std::set<std::string> named_in(const std::map<std::string, std::string>& labels) {
  std::set<std::string> named;
  for (const auto& [partner, salience] : labels) {
    if (salience != "implied") named.insert(partner);
  }
  return named;
}

}  // namespace

Agreement agreement_of_labels(std::size_t partners) {
  const auto first = read_partner_labels(labels_folder() / "labels.tsv");
  Agreement agreement;
  for (const auto& [id, second] : read_partner_labels(labels_folder() / "second.tsv")) {
    ++agreement.texts;
    const auto& other = first.at(id);
    const auto a = named_in(other);
    const auto b = named_in(second);
    for (const auto& partner : a) {
      if (!b.contains(partner)) {
        ++agreement.only_first;
        continue;
      }
      ++agreement.both;
      if (other.at(partner) == second.at(partner)) ++agreement.same_salience;
    }
    agreement.only_second += static_cast<std::size_t>(
        std::count_if(b.begin(), b.end(), [&a](const auto& partner) { return !a.contains(partner); }));
  }
  const auto all = static_cast<double>(agreement.texts * partners);
  const auto of_first = static_cast<double>(agreement.both + agreement.only_first) / all;
  const auto of_second = static_cast<double>(agreement.both + agreement.only_second) / all;
  const double same = 1 - static_cast<double>(agreement.only_first + agreement.only_second) / all;
  const double by_chance = of_first * of_second + (1 - of_first) * (1 - of_second);
  agreement.kappa = (same - by_chance) / (1 - by_chance);
  agreement.f1 = share(2 * agreement.both, 2 * agreement.both + agreement.only_first + agreement.only_second);
  return agreement;
}

PartnersOfText partners_of(const analyzers::Tagger& tagger, const std::string& text) {
  const analyzers::TextToTag read{"", "", text, false};
  const auto tags = tagger.tags_of(read);
  const auto saliences = analyzers::saliences_of(tags, read);
  PartnersOfText partners;
  double most_weight = 0;
  std::size_t most_places = 0;
  for (std::size_t i = 0; i < tags.size(); ++i) {
    if (tags[i].type != analyzers::EntryType::partner) continue;
    partners.named.insert(tags[i].id);
    if (saliences[i].weight > most_weight) {
      most_weight = saliences[i].weight;
      partners.most_salient = tags[i].id;
    }
    if (tags[i].spans.size() > most_places) {
      most_places = tags[i].spans.size();
      partners.most_frequent = tags[i].id;
    }
  }
  return partners;
}

}  // namespace quality
