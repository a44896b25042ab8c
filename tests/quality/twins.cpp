// twins: how many texts are paired with their version in the other language, and how many pairs are right.
#include <CLI/CLI.hpp>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analyzers/freedict.h"
#include "analyzers/lexicon_sources.h"
#include "corpus/twins.h"
#include "indexer/vocabulary_place.h"
#include "tests/quality/collection.h"

namespace {

struct Settings {
  std::filesystem::path documents, arabic, english, vocabulary, dictionaries = analyzers::kFreedictFolder;
  bool each = false;
  std::size_t alone = 0;
};

/// The pairs that two sets of judgments make: of the documents that answer the same question.
std::set<std::pair<std::string, std::string>> true_pairs(const Settings& settings) {
  const auto english = quality::read_qrels(settings.english);
  std::set<std::pair<std::string, std::string>> pairs;
  for (const auto& [question, judgments] : quality::read_qrels(settings.arabic)) {
    const auto other = english.find(question);
    if (other == english.end()) continue;
    for (const auto& [a, grade] : judgments) {
      for (const auto& [e, other_grade] : other->second) {
        if (grade > 0 && other_grade > 0) pairs.emplace(a, e);
      }
    }
  }
  return pairs;
}

/// Takes every `nth` pair out of `pairs` and names one document of it, in turn the English and the Arabic:
/// the other then stands alone, as most documents of an archive may.
std::set<std::string> leave_alone(std::set<std::pair<std::string, std::string>>& pairs, std::size_t nth) {
  std::set<std::string> left_out;
  std::set<std::pair<std::string, std::string>> kept;
  std::size_t count = 0;
  for (const auto& pair : pairs) {
    if (nth == 0 || ++count % nth != 0) {
      kept.insert(pair);
    } else {
      left_out.insert(left_out.size() % 2 == 0 ? pair.second : pair.first);
    }
  }
  pairs = std::move(kept);
  return left_out;
}

void measure(const Settings& settings) {
  const analyzers::Analyzer analyzer;
  const auto vocabulary = indexer::load_vocabulary(settings.vocabulary);
  const analyzers::Tagger tagger(vocabulary, analyzer);
  const auto lexicon = analyzers::lexicon_of(vocabulary, analyzer);
  const auto dictionary = analyzers::read_freedict(settings.dictionaries, analyzer);
  corpus::TwinFinder finder(analyzer, lexicon, dictionary ? &*dictionary : nullptr);
  std::vector<std::string> ids;
  auto wanted = true_pairs(settings);
  const auto left_out = leave_alone(wanted, settings.alone);
  quality::for_each_line(settings.documents, [&](const std::string& line) {
    auto document = quality::document_from_line(line).document;
    if (left_out.count(document.key) > 0) return;
    // As an import sees it: no one says which language it is in.
    document.language = analyzers::language_of(document.title + "\n" + document.body);
    document.tags = tagger.tags_of({document.title, document.summary, document.body, false});
    finder.add(document);
    ids.push_back(document.key);
  });
  std::size_t right = 0;
  const auto pairs = finder.pairs();
  std::set<std::pair<std::string, std::string>> missed = wanted;
  for (const auto& pair : pairs) {
    const std::pair names(ids[pair.arabic], ids[pair.english]);
    const bool holds = wanted.count(names) > 0;
    right += holds ? 1 : 0;
    missed.erase(names);
    if (!settings.each) continue;
    std::printf("%s\t%s\t%s\t%.3f\t%.3f\t%.2f", holds ? "right" : "wrong", names.first.c_str(),
                names.second.c_str(), pair.score, pair.runner_up, pair.order);
    for (const auto& reason : pair.reasons) std::printf("\t%s", reason.c_str());
    std::printf("\n");
  }
  if (settings.each) {
    for (const auto& [a, e] : missed) std::printf("missed\t%s\t%s\n", a.c_str(), e.c_str());
  }
  const auto share = [](std::size_t part, std::size_t all) {
    return all == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(all);
  };
  std::printf("documents %zu, pairs wanted %zu, made %zu, right %zu\nprecision %.4f\nrecall    %.4f\n",
              ids.size(), wanted.size(), pairs.size(), right, share(right, pairs.size()),
              share(right, wanted.size()));
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app(
      "Pairs the documents of a collection with their version in the other language "
      "(docs/import_quality.md).",
      "twins");
  Settings settings;
  app.add_option("--docs", settings.documents, "documents, one JSON object a line")
      ->required()
      ->check(CLI::ExistingFile);
  app.add_option("--arabic", settings.arabic, "which Arabic document answers which question")
      ->required()
      ->check(CLI::ExistingFile);
  app.add_option("--english", settings.english, "which English document answers the same questions")
      ->required()
      ->check(CLI::ExistingFile);
  app.add_option("--vocabulary", settings.vocabulary,
                 "folder of vocabulary files (the one beside the program)");
  app.add_option("--dictionaries", settings.dictionaries,
                 "folder of FreeDict's dictionaries; another one: none");
  app.add_option("--alone", settings.alone,
                 "leave one document of every Nth pair out, so that the other has none");
  app.add_flag("--pairs", settings.each, "print every pair with its reasons, and those missed");
  CLI11_PARSE(app, argc, argv);
  try {
    measure(settings);
    return EXIT_SUCCESS;
  } catch (const std::exception& error) {
    std::cerr << "twins: " << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
