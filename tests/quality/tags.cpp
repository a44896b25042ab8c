// tags: how many partner tags are right, and how many are missing, on the texts that people have labelled.
#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "indexer/vocabulary_place.h"
#include "tests/quality/collection.h"
#include "tests/quality/partner_labels.h"

namespace {

struct Settings {
  std::filesystem::path vocabulary, speeches;
  bool list = false;
  bool tuning = false;
};

void print(const std::string& name, const quality::PartnerCount& count) {
  std::printf("%-28s %5zu %5zu %5zu %5zu   %.4f    %.4f  %.4f\n", name.c_str(), count.right, count.wrong,
              count.missed, count.implied, count.precision(), count.recall(), count.strict_precision());
}

// The lines of figures to which a text counts.
std::vector<std::string> groups_of(const quality::LabelledText& text) {
  std::vector<std::string> groups = {text.collection + " " + text.language, "in " + text.language,
                                     text.tuning ? "half for tuning" : "half that reports", "together"};
  const bool lists = std::any_of(text.labels.begin(), text.labels.end(),
                                 [](const auto& label) { return label.second == "listed"; });
  if (!lists) groups.emplace_back("texts without a long list");
  return groups;
}

void measure_labels(const Settings& settings, const analyzers::Tagger& tagger) {
  std::map<std::string, quality::PartnerCount> counts;
  const auto texts = quality::read_labelled_texts([](const std::string& collection) {
    std::cerr << "tags: " << collection << " is not there: left out\n";
  });
  for (const auto& text : texts) {
    std::vector<quality::PartnerError> errors;
    const auto count = quality::count_partners(tagger, text, errors);
    for (const auto& name : groups_of(text)) counts[name].add(count);
    if (!settings.list || (settings.tuning && !text.tuning)) continue;
    for (const auto& error : errors) {
      std::printf("%s\t%s\t%s\t%s\t%s\n", error.what.c_str(), text.id.c_str(), error.partner.c_str(),
                  error.rule.c_str(), error.words.c_str());
    }
  }
  std::printf("%-28s right wrong  miss impl.  precision recall  strict precision\n",
              (std::to_string(texts.size()) + " texts").c_str());
  for (const auto& [name, count] : counts) print(name, count);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Counts the tagger's partner tags against labels (tests/quality/partners/README.md).", "tags");
  Settings settings;
  app.add_option("--vocabulary", settings.vocabulary,
                 "folder of vocabulary files (the one beside the program)");
  app.add_flag("--list", settings.list, "print every tag that is wrong or missing, and where it was read");
  app.add_flag("--tuning", settings.tuning, "list only those of the half by which rules may be made");
  CLI11_PARSE(app, argc, argv);
  try {
    const analyzers::Analyzer analyzer;
    const auto vocabulary = indexer::load_vocabulary(settings.vocabulary);
    const analyzers::Tagger tagger(vocabulary, analyzer);
    measure_labels(settings, tagger);
    return EXIT_SUCCESS;
  } catch (const std::exception& error) {
    std::cerr << "tags: " << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
