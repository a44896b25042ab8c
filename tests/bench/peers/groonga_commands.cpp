// Writes what Groonga is told to load the benchmark's corpus: its schema, the documents, its indexes. Run by
// tests/bench/peers/run.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "tests/bench/peers/table.h"

namespace {

constexpr const char* kTables = R"(table_create Partners TABLE_HASH_KEY ShortText
table_create Topics TABLE_HASH_KEY ShortText
table_create Months TABLE_HASH_KEY ShortText
table_create Docs TABLE_HASH_KEY ShortText
column_create Docs title COLUMN_SCALAR ShortText
column_create Docs text COLUMN_SCALAR|COMPRESS_LZ4 Text
column_create Docs lang COLUMN_SCALAR ShortText
column_create Docs kind COLUMN_SCALAR ShortText
column_create Docs day COLUMN_SCALAR UInt32
column_create Docs partner COLUMN_VECTOR Partners
column_create Docs topic COLUMN_VECTOR Topics
column_create Docs month COLUMN_SCALAR Months
column_create Partners docs COLUMN_INDEX Docs partner
column_create Topics docs COLUMN_INDEX Docs topic
column_create Months docs COLUMN_INDEX Docs month
load --table Docs
[
)";
constexpr const char* kIndexes = R"(
]
table_create Terms TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerNFKC130
column_create Terms docs COLUMN_INDEX|WITH_POSITION Docs text
table_create Days TABLE_PAT_KEY UInt32
column_create Days docs COLUMN_INDEX Docs day
)";

nlohmann::json ids(const std::string& joined) {
  auto list = nlohmann::json::array();
  if (joined.empty()) return list;
  for (const auto& id : peers::split(joined, ',')) list.push_back(id);
  return list;
}

}  // namespace

int main(int argc, char** argv) try {
  CLI::App app("Writes Groonga's commands for a corpus to standard output");
  std::string table;
  app.add_option("table", table, "what make_corpus wrote: BASE.tsv")->required();
  CLI11_PARSE(app, argc, argv);
  std::ios::sync_with_stdio(false);
  std::cout << kTables;
  bool first = true;
  peers::for_each_row(table, [&first](const peers::Row& row) {
    const nlohmann::json document = {{"_key", row.id},
                                     {"title", row.title},
                                     {"text", row.title + ' ' + row.body},
                                     {"lang", row.language},
                                     {"kind", row.kind},
                                     {"day", peers::day_number(row.day)},
                                     {"partner", ids(row.partners)},
                                     {"topic", ids(row.topics)},
                                     {"month", row.day.substr(0, 7)}};
    std::cout << (first ? "" : ",\n")
              << document.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    first = false;
    return true;
  });
  std::cout << kIndexes;
  std::cout.flush();
  return std::cout.good() ? 0 : 1;
} catch (const std::exception& error) {
  std::cerr << "groonga_commands: " << error.what() << '\n';
  return 1;
}
