// tags: how many partner tags are right, and how many are missing, on the texts that people have labelled.
#include <unicode/locid.h>

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
#include "tests/quality/measures.h"
#include "tests/quality/partner_labels.h"

namespace {

struct Settings {
  std::filesystem::path vocabulary, speeches;
  bool list = false;
  bool tuning = false;
};

void print(const std::string& name, const quality::PartnerCount& count) {
  std::printf("%-28s %5zu %5zu %5zu %5zu   %.4f    %.4f  %.4f            %.4f\n", name.c_str(), count.right,
              count.wrong, count.missed, count.implied, count.precision(), count.recall(),
              count.strict_precision(), count.salience());
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
  std::printf("%-28s right wrong  miss impl.  precision recall  strict precision  salience\n",
              (std::to_string(texts.size()) + " texts").c_str());
  for (const auto& [name, count] : counts) print(name, count);
}

void print_agreement(const analyzers::Vocabulary& vocabulary) {
  const auto agreement =
      quality::agreement_of_labels(vocabulary.entries(analyzers::EntryType::partner).size());
  std::printf(
      "two people on %zu texts: %zu partners named for both, %zu for the first alone, %zu for the second "
      "alone\n"
      "Cohen's kappa %.4f, F1 %.4f, same salience %zu of %zu\n",
      agreement.texts, agreement.both, agreement.only_first, agreement.only_second, agreement.kappa,
      agreement.f1, agreement.same_salience, agreement.both);
}

// The speakers of partners, by the code with which a speech's id begins: AFG_60_2005; EU for the Union.
std::map<std::string, std::string> partners_by_code(const analyzers::Vocabulary& vocabulary) {
  std::map<std::string, std::string> partners;
  for (const auto& entry : vocabulary.entries(analyzers::EntryType::partner)) {
    const auto iso2 = entry.facts.find("iso2");
    if (iso2 == entry.facts.end() || iso2->second.empty()) continue;
    partners[icu::Locale("und", iso2->second.c_str()).getISO3Country()] = entry.id;
  }
  partners["EU"] = "european-union";
  return partners;
}

struct SpeechCount {
  std::size_t speeches = 0, named = 0, most_frequent = 0, most_salient = 0;

  void add(const SpeechCount& other) {
    speeches += other.speeches;
    named += other.named;
    most_frequent += other.most_frequent;
    most_salient += other.most_salient;
  }
};

void print(const char* name, const SpeechCount& count) {
  const auto share = [&count](std::size_t part) {
    return static_cast<double>(part) / static_cast<double>(std::max<std::size_t>(count.speeches, 1));
  };
  std::printf("%-28s %5zu    %.4f          %.4f         %.4f (%zu)\n", name, count.speeches,
              share(count.named), share(count.most_frequent), share(count.most_salient), count.most_salient);
}

// How often the most salient partner of a speech is the one that speaks. Titles, which say it, are not read.
void measure_speeches(const Settings& settings, const analyzers::Vocabulary& vocabulary,
                      const analyzers::Tagger& tagger) {
  const auto codes = partners_by_code(vocabulary);
  SpeechCount tuning;
  SpeechCount reporting;
  quality::for_each_line(settings.speeches, [&](const std::string& line) {
    if (line.empty()) return;
    const auto document = quality::document_from_line(line).document;
    const auto speaker = codes.find(document.key.substr(0, document.key.find('_')));
    if (speaker == codes.end()) return;
    const auto found = quality::partners_of(tagger, document.body);
    const bool right = found.most_salient == speaker->second;
    (quality::is_for_tuning(document.key) ? tuning : reporting)
        .add({1, found.named.count(speaker->second),
              static_cast<std::size_t>(found.most_frequent == speaker->second),
              static_cast<std::size_t>(right)});
    if (settings.list && !right)
      std::printf("speech\t%s\t%s\n", document.key.c_str(), found.most_salient.c_str());
  });
  std::printf("the speaker's partner is  speeches    named   most frequent   most salient\n");
  print("half for tuning", tuning);
  print("half that reports", reporting);
  tuning.add(reporting);
  print("together", tuning);
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Counts the tagger's partner tags against labels (tests/quality/partners/README.md).", "tags");
  Settings settings;
  app.add_option("--vocabulary", settings.vocabulary,
                 "folder of vocabulary files (the one beside the program)");
  app.add_flag("--list", settings.list, "print every tag that is wrong or missing, and where it was read");
  app.add_flag("--tuning", settings.tuning, "list only those of the half by which rules may be made");
  app.add_option("--speeches", settings.speeches,
                 "speeches of states, one JSON object a line (ungdc_en): whose most salient partner speaks?")
      ->check(CLI::ExistingFile);
  CLI11_PARSE(app, argc, argv);
  try {
    const analyzers::Analyzer analyzer;
    const auto vocabulary = indexer::load_vocabulary(settings.vocabulary);
    const analyzers::Tagger tagger(vocabulary, analyzer);
    if (settings.speeches.empty()) {
      measure_labels(settings, tagger);
      print_agreement(vocabulary);
    } else {
      measure_speeches(settings, vocabulary, tagger);
    }
    return EXIT_SUCCESS;
  } catch (const std::exception& error) {
    std::cerr << "tags: " << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
