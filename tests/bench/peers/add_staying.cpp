// Adds documents one after another to an archive and its index, which a server serves, from a program that
// stays as `indexer watch` does, and prints how long each took: in the archive, in the index, and until it is
// found over HTTP. Run by tests/bench/peers/run.
#include <CLI/CLI.hpp>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "corpus/document.h"
#include "indexer/vocabulary_place.h"
#include "indexer/writing_desk.h"
#include "tests/bench/peers/adding.h"

namespace {

void put(corpus::Archive& archive, const std::string& word) {
  corpus::Record record;
  record.document.key = "bench:" + word;
  record.document.id = corpus::document_id_of(record.document.key);
  record.document.kind = corpus::Kind::news;
  record.document.language = analyzers::Language::english;
  record.document.title = "One more";
  record.document.body = "With " + word + " in it.";
  record.raw_sha256 = corpus::sha256_hex(record.document.body);
  archive.begin_batch();
  archive.put(record, {"bench.jsonl", "json-lines", corpus::now_utc(), "add_staying", ""});
  archive.commit_batch();
}

}  // namespace

int main(int argc, char** argv) try {
  CLI::App app("Adds documents from one program and waits until each is found");
  indexer::Settings settings;
  settings.command = "import";
  int port = 0;
  std::size_t count = 20;
  app.add_option("--port", port, "of the server")->required();
  app.add_option("--count", count, "how many documents")->check(CLI::Range(1, 10'000));
  app.add_option("--data", settings.data, "folder that the server serves")->required();
  app.add_option("--vocabulary", settings.vocabulary, "folder of the index's vocabulary")->required();
  CLI11_PARSE(app, argc, argv);
  indexer::Writing writing(settings);
  const auto vocabulary = indexer::load_vocabulary(settings.vocabulary);
  const auto options = indexer::update_options(settings, vocabulary);
  indexer::IndexDirectory index(settings.index());
  peers::HttpClient client(port);
  std::vector<double> in_archive, in_index, visible;
  for (std::size_t number = 0; number < count; ++number) {
    const auto word = peers::new_word(number);
    const auto begin = peers::Clock::now();
    put(writing.archive, word);
    in_archive.push_back(peers::ms_since(begin));
    const auto written = peers::Clock::now();
    indexer::update_index(writing.archive, index, writing.lock, options);
    in_index.push_back(peers::ms_since(written));
    peers::wait_until_found(client, "/api/v1/search?cross=off&q=" + word, "\"total\":", begin);
    visible.push_back(peers::ms_since(begin));
  }
  peers::print_percentiles("staying.archive", in_archive);
  peers::print_percentiles("staying.index", in_index);
  peers::print_percentiles("staying.visible", visible);
  return 0;
} catch (const std::exception& error) {
  std::cerr << "add_staying: " << error.what() << '\n';
  return 1;
}
