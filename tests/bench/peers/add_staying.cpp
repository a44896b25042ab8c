// Adds documents one after another to an archive and its index, which a server serves, from a program that
// stays as `indexer watch` does, and prints how long each took: in the archive, in the index, and until it is
// found over HTTP. Run by tests/bench/peers/run.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <iostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "corpus/document.h"
#include "indexer/vocabulary_place.h"
#include "indexer/writing_desk.h"
#include "tests/bench/peers/http_client.h"

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kLongest = std::chrono::seconds(60);
constexpr auto kPause = std::chrono::microseconds(200);  // between two looks

double ms_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

// A word that no text has, of letters alone.
std::string new_word(std::size_t number) {
  std::string word = "z";
  auto rest = static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count() / 1000);
  for (rest = rest * 1000 + number; rest > 0; rest /= 20) word += "bcdfghjklmnpqrstvwxz"[rest % 20];
  return word;
}

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

class Times {
 public:
  void add(double ms) { ms_.push_back(ms); }
  void print(const std::string& name) {
    std::ranges::sort(ms_);
    std::cout << name << ".p50\t" << ms_[ms_.size() / 2] << '\n'
              << name << ".p95\t" << ms_[ms_.size() * 95 / 100] << '\n';
  }

 private:
  std::vector<double> ms_;
};

void wait_for(peers::HttpClient& client, const std::string& word, Clock::time_point begin) {
  const auto search = "/api/v1/search?cross=off&q=" + word;
  while (peers::total_in(client.get(search).body, "\"total\":") != 1) {
    if (Clock::now() - begin > kLongest) throw std::runtime_error("a document was not found");
    std::this_thread::sleep_for(kPause);
  }
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
  Times in_archive, in_index, visible;
  for (std::size_t number = 0; number < count; ++number) {
    const auto word = new_word(number);
    const auto begin = Clock::now();
    put(writing.archive, word);
    in_archive.add(ms_since(begin));
    const auto written = Clock::now();
    indexer::update_index(writing.archive, index, writing.lock, options);
    in_index.add(ms_since(written));
    wait_for(client, word, begin);
    visible.add(ms_since(begin));
  }
  in_archive.print("staying.archive");
  in_index.print("staying.index");
  visible.print("staying.visible");
  return 0;
} catch (const std::exception& error) {
  std::cerr << "add_staying: " << error.what() << '\n';
  return 1;
}
