// The gate on tags: over the labelled texts of our own sample no figure may fall below what was reached.
#include <doctest/doctest.h>

#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "tests/quality/kept.h"
#include "tests/quality/partner_labels.h"
#include "tests/support/places.h"

namespace {

constexpr double kTolerance = 0.0005;  // how figures are rounded in kept.tsv

struct OurTagger {
  analyzers::Vocabulary vocabulary = analyzers::Vocabulary::load(tests::vocabulary_folder());
  analyzers::Analyzer analyzer;
  analyzers::Tagger tagger{vocabulary, analyzer};
};

const OurTagger& ours() {
  static const OurTagger kOurs;
  return kOurs;
}

// The labelled texts that stand in the repository.
const std::vector<quality::LabelledText>& own_texts() {
  static const auto kTexts = quality::read_labelled_texts([](const std::string&) {}, "sample");
  return kTexts;
}

}  // namespace

TEST_CASE("the labels are what they say: 300 texts, a fifth of them labelled twice, partners that exist") {
  namespace fs = std::filesystem;
  const auto folder = fs::path(tests::quality_folder()) / "partners";
  const auto labels = quality::read_partner_labels(folder / "labels.tsv");
  const auto second = quality::read_partner_labels(folder / "second.tsv");
  CHECK(labels.size() == 300);
  CHECK(second.size() == 60);
  for (const auto& [id, partners] : labels) {
    CAPTURE(id);
    for (const auto& [partner, salience] : partners) {
      CAPTURE(partner);
      CHECK(ours().vocabulary.find(analyzers::EntryType::partner, partner) != nullptr);
    }
  }
  CHECK(own_texts().size() == 170);
  for (const auto& text : own_texts()) {
    CAPTURE(text.id);
    CHECK_FALSE(text.body.empty());
    CHECK(text.second == second.contains(text.id));
  }
}

TEST_CASE("two people agree on which partners a text names") {
  const auto agreement =
      quality::agreement_of_labels(ours().vocabulary.entries(analyzers::EntryType::partner).size());
  MESSAGE("kappa " << agreement.kappa << ", F1 " << agreement.f1);
  CHECK(agreement.texts == 60);
  CHECK(agreement.kappa > 0.95);
  CHECK(agreement.f1 > 0.95);
}

TEST_CASE("no figure of the tags of our own sample falls below the kept one") {
  const auto kept = quality::kept_figures();
  quality::PartnerCount count;
  std::vector<quality::PartnerError> errors;
  for (const auto& text : own_texts()) count.add(quality::count_partners(ours().tagger, text, errors));
  CHECK(count.right + count.missed > 400);
  const auto check = [&kept](const std::string& name, double figure) {
    CAPTURE(name);
    REQUIRE(kept.contains(name));
    MESSAGE(name << ": " << figure << ", kept " << kept.at(name));
    CHECK(figure >= kept.at(name) - kTolerance);
  };
  check("tags precision", count.precision());
  check("tags strict precision", count.strict_precision());
  check("tags recall", count.recall());
  check("tags salience", count.salience());
}

TEST_CASE("a vocabulary that knows less makes the figure fall") {
  const auto whole = ours().vocabulary.text();
  const auto begin = whole.find("\niraq\t");
  REQUIRE(begin != std::string::npos);
  auto poorer = whole;
  for (auto at = begin; (at = poorer.find("العراق", at)) < poorer.find("\nireland\t");) {
    poorer.replace(at, std::string("العراق").size(), "بلاد");
  }
  const auto vocabulary = analyzers::Vocabulary::from_text(poorer);
  const analyzers::Tagger tagger(vocabulary, ours().analyzer);
  quality::PartnerCount with;
  quality::PartnerCount without;
  std::vector<quality::PartnerError> errors;
  for (const auto& text : own_texts()) {
    if (text.language != "ar") continue;
    with.add(quality::count_partners(ours().tagger, text, errors));
    without.add(quality::count_partners(tagger, text, errors));
  }
  CHECK(without.recall() < with.recall() - 0.02);
}
