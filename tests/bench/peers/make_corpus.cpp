// Writes the corpus of the benchmark: documents composed of runs of real paragraphs, with tags and dates, as
// JSON Lines that `indexer import` takes and as the table that the peers load. Run by tests/bench/peers/run.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "analyzers/vocabulary.h"
#include "corpus/document_json.h"
#include "tests/bench/peers/dice.h"
#include "tests/bench/peers/paragraphs.h"
#include "tests/support/places.h"

namespace {

using analyzers::EntryType;
using corpus::Document;
using peers::Dice;

/// How many tags of a type a document has, and how often each entry occurs.
struct TagPlan {
  EntryType type;
  double exponent;             // of Zipf's law over the entries in the order of the vocabulary
  std::vector<double> counts;  // of 100 documents, how many have 0, 1, 2 ... draws
};

const std::vector<TagPlan> kTagPlans = {{EntryType::partner, 0.9, {10, 35, 25, 13, 9, 5, 3}},
                                        {EntryType::topic, 0.6, {0, 45, 30, 17, 8}},
                                        {EntryType::place, 0.9, {40, 30, 20, 10}},
                                        {EntryType::outlet, 0.9, {70, 30}}};

std::vector<double> summed(std::vector<double> weights) {
  for (std::size_t at = 1; at < weights.size(); ++at) weights[at] += weights[at - 1];
  return weights;
}

class Composer {
 public:
  Composer(const peers::Texts& texts, const analyzers::Vocabulary& vocabulary, std::uint64_t seed)
      : texts_(texts), vocabulary_(vocabulary), dice_(seed) {
    for (const auto& plan : kTagPlans)
      weights_.push_back(peers::zipf(vocabulary.entries(plan.type).size(), plan.exponent));
  }

  /// The next document; `number` names it.
  Document compose(std::size_t number) {
    Document document;
    char key[32];
    std::snprintf(key, sizeof key, "bench:d%07zu", number);
    document.key = key;
    document.language = dice_.share() < 0.5 ? analyzers::Language::arabic : analyzers::Language::english;
    const double kind = dice_.share();
    document.kind = kind < .7 ? corpus::Kind::news : kind < .9 ? corpus::Kind::statement : corpus::Kind::page;
    write_text(document);
    document.published = corpus::parse_date(day()).value();
    document.published.evidence = corpus::DateEvidence::metadata;
    document.tags = tags();
    return document;
  }

 private:
  // Runs of one to five consecutive paragraphs until the length that was drawn: 2 kB in the middle.
  void write_text(Document& document) {
    const auto& texts = texts_.of[document.language == analyzers::Language::arabic ? 0 : 1];
    const double drawn = dice_.log_normal(7.6, 0.55) * (document.kind == corpus::Kind::page ? 2 : 1);
    const auto wanted = static_cast<std::size_t>(std::clamp(drawn, 250.0, 40'000.0));
    while (document.body.size() < wanted) {
      const auto& text = dice_.one_of(texts);
      const std::size_t first = dice_.below(text.paragraphs.size());
      const std::size_t end = std::min(first + 1 + dice_.below(5), text.paragraphs.size());
      if (document.title.empty()) document.title = title(text, text.paragraphs[first]);
      for (std::size_t at = first; at < end && document.body.size() < wanted; ++at)
        document.body += text.paragraphs[at] + '\n';
    }
  }

  // The text's own headline, or the first 6 to 13 words of the paragraph.
  std::string title(const peers::Text& text, const std::string& paragraph) {
    const bool headline = dice_.share() < .6;
    const std::size_t words = 6 + dice_.below(8);
    if (headline && !text.title.empty()) return text.title;
    std::size_t end = 0;
    for (std::size_t word = 0; word < words && end != std::string::npos; ++word)
      end = paragraph.find(' ', end + 1);
    return paragraph.substr(0, end);
  }

  // More of them in later years: 2014 to November 2026.
  std::string day() {
    const int year = 2014 + std::min(12, static_cast<int>(13 * std::pow(dice_.share(), 0.8)));
    const int month = std::min(1 + static_cast<int>(dice_.below(12)), year == 2026 ? 10 : 12);
    const auto two = [](int number) { return (number < 10 ? "-0" : "-") + std::to_string(number); };
    return std::to_string(year) + two(month) + two(1 + static_cast<int>(dice_.below(28)));
  }

  std::vector<analyzers::Tag> tags() {
    std::vector<analyzers::Tag> tags;
    for (std::size_t at = 0; at < kTagPlans.size(); ++at) {
      const auto entries = vocabulary_.entries(kTagPlans[at].type);
      for (std::size_t left = dice_.by_weight(summed(kTagPlans[at].counts)); left > 0; --left)
        tags.push_back({kTagPlans[at].type, entries[dice_.by_weight(weights_[at])].id, "source", {}});
    }
    const auto name = [](const analyzers::Tag& tag) { return std::pair(tag.type, std::string_view(tag.id)); };
    std::ranges::sort(tags, {}, name);
    const auto doubles = std::ranges::unique(tags, {}, name);
    tags.erase(doubles.begin(), doubles.end());
    return tags;
  }

  const peers::Texts& texts_;
  const analyzers::Vocabulary& vocabulary_;
  Dice dice_;
  std::vector<std::vector<double>> weights_;  // of the entries, by plan
};

std::string ids_of(const Document& document, EntryType type) {
  std::string ids;
  for (const auto& tag : document.tags) {
    if (tag.type == type) ids += (ids.empty() ? "" : ",") + tag.id;
  }
  return ids;
}

/// ID, language, kind, title, body, day, partners, topics: a line of the table. No backslashes, which some
/// loaders take for more than a letter; text of ours ends at tabs and line ends, so they become spaces.
std::string table_line(const Document& document) {
  std::string texts[] = {document.title, document.body};
  for (auto& text : texts) {
    std::ranges::replace_if(
        text, [](char c) { return c == '\t' || c == '\n'; }, ' ');
    std::ranges::replace(text, '\\', '/');
  }
  return document.key.substr(6) + '\t' + (document.language == analyzers::Language::arabic ? "ar" : "en") +
         '\t' + std::string(corpus::kind_name(document.kind)) + '\t' + texts[0] + '\t' + texts[1] + '\t' +
         to_string(document.published) + '\t' + ids_of(document, EntryType::partner) + '\t' +
         ids_of(document, EntryType::topic) + '\n';
}

void write(std::size_t documents, std::uint64_t seed, const std::filesystem::path& shared,
           const std::string& base) {
  const auto texts = peers::read_texts(shared);
  const auto vocabulary = analyzers::Vocabulary::load(tests::vocabulary_folder());
  Composer composer(texts, vocabulary, seed);
  std::ofstream lines(base + ".jsonl", std::ios::binary), table(base + ".tsv", std::ios::binary);
  std::uint64_t text_bytes = 0;
  for (std::size_t number = 0; number < documents; ++number) {
    const auto document = composer.compose(number);
    text_bytes += document.title.size() + document.body.size();
    lines << corpus::to_json_line(document) << '\n';
    table << table_line(document);
  }
  std::ofstream facts(base + ".facts", std::ios::binary);
  facts << "documents\t" << documents << "\nseed\t" << seed << "\ntext_bytes\t" << text_bytes << "\nmade_of\t"
        << texts.name << '\n';
  for (auto* file : {&lines, &table, &facts}) {
    file->close();
    if (!*file) throw std::runtime_error("cannot write " + base + ".*");
  }
}

}  // namespace

int main(int argc, char** argv) try {
  CLI::App app("Writes BASE.jsonl, BASE.tsv and BASE.facts: the corpus of the benchmark of peers");
  std::string base;
  std::size_t documents = 20'000;
  std::uint64_t seed = 42;
  std::string shared = tests::shared_folder();
  app.add_option("base", base, "path of the files to write, without their endings")->required();
  app.add_option("--documents", documents, "how many")->check(CLI::Range(100, 9'999'999));
  app.add_option("--seed", seed, "another one makes another corpus");
  app.add_option("--shared", shared,
                 "folder that has data/collections; without them the sample archive is used");
  CLI11_PARSE(app, argc, argv);
  write(documents, seed, shared, base);
  return 0;
} catch (const std::exception& error) {
  std::cerr << "make_corpus: " << error.what() << '\n';
  return 1;
}
