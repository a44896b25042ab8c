// pairs: how many pairs of words meet, and how many that must not meet are kept apart.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <iostream>
#include <map>
#include <string>

#include "indexer/vocabulary_place.h"
#include "tests/quality/conflation.h"

namespace {

void measure(const std::filesystem::path& file, const std::filesystem::path& vocabulary, bool each) {
  quality::PairMeter meter(indexer::load_vocabulary(vocabulary));
  std::map<std::string, quality::PairCount> counts;
  for (const auto& pair : quality::read_pairs(file)) {
    auto& count = counts[quality::class_of(pair)];
    const bool right = meter.holds(pair);
    ++count.all;
    count.right += right ? 1 : 0;
    if (each && !right) {
      std::printf("wrong: %s\t%s\t%s\t%s\n", pair.must_match ? "must_match" : "must_not_match",
                  pair.kind.c_str(), pair.a.c_str(), pair.b.c_str());
    }
  }
  for (const auto& [name, count] : counts) {
    std::printf("%-20s %5.1f %%  (%d of %d)\n", name.c_str(), count.percent(), count.right, count.all);
  }
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app(
      "Counts the pairs of a table that are as they must be: a document that holds one word alone, among a "
      "thousand "
      "others, is found by the other with match=all, and the other way round, or is not.",
      "pairs");
  std::filesystem::path file;
  std::filesystem::path vocabulary;
  bool each = false;
  app.add_option("FILE", file, "must_match or must_not_match, kind, a, b with tabs between")
      ->required()
      ->check(CLI::ExistingFile);
  app.add_option("--vocabulary", vocabulary, "folder of vocabulary files (the one beside the program)");
  app.add_flag("--wrong", each, "print the pairs that are not as they must be");
  CLI11_PARSE(app, argc, argv);
  try {
    measure(file, vocabulary, each);
    return EXIT_SUCCESS;
  } catch (const std::exception& error) {
    std::cerr << "pairs: " << error.what() << '\n';
    return EXIT_FAILURE;
  }
}
