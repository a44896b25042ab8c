// Writes the queries of the benchmark, one file an engine: CLASS, tab, address a line. Run by
// tests/bench/peers/run.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/bench/peers/queries.h"
#include "tests/bench/peers/table.h"

namespace {

// Corpora of all sizes begin with the same documents: so their queries are the same too.
constexpr std::size_t kDrawnFrom = 20'000;

std::vector<peers::DrawnFrom> read_table(const std::string& file) {
  std::vector<peers::DrawnFrom> documents;
  peers::for_each_row(file, [&documents](const peers::Row& row) {
    documents.push_back({row.language, row.title, row.body, row.partners, row.topics});
    return documents.size() < kDrawnFrom;
  });
  return documents;
}

void write(const std::filesystem::path& folder, const std::string& name,
           const std::vector<peers::Query>& queries) {
  struct Engine {
    const char* name;
    std::string (*target)(const peers::Query&);
  };
  constexpr Engine kEngines[] = {{"sijill", peers::sijill_target},
                                 {"sijill_plain", peers::sijill_plain_target},
                                 {"peer", peers::peer_target},
                                 {"groonga", peers::groonga_target}};
  for (const auto& engine : kEngines) {
    std::ofstream file(folder / (name + '.' + engine.name), std::ios::binary);
    for (const auto& query : queries) file << query.of_class << '\t' << engine.target(query) << '\n';
    file.close();
    if (!file) throw std::runtime_error("cannot write into " + folder.string());
  }
}

}  // namespace

int main(int argc, char** argv) try {
  CLI::App app(
      "Writes FOLDER/queries.* (500) and FOLDER/fresh.* (never repeated) from the table of a corpus");
  std::string table, folder;
  std::size_t fresh = 5'000;
  std::uint64_t seed = 7;
  app.add_option("table", table, "what make_corpus wrote: BASE.tsv")->required();
  app.add_option("folder", folder, "where to write")->required();
  app.add_option("--fresh", fresh, "how many queries that never repeat");
  app.add_option("--seed", seed, "another one draws other queries");
  CLI11_PARSE(app, argc, argv);
  const auto documents = read_table(table);
  const auto queries = peers::draw_queries(documents, seed);
  write(folder, "queries", queries);
  write(folder, "fresh", peers::draw_fresh_queries(documents, fresh, queries, seed + 1));
  return 0;
} catch (const std::exception& error) {
  std::cerr << "make_queries: " << error.what() << '\n';
  return 1;
}
