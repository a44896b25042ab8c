// What a running searchd answers to many clients at once. Run by tests/bench/http_rate.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "tests/bench/http_load.h"

namespace {

// Words of the sample archive, percent-encoded where they are Arabic: الموصل, التحالف الدولي.
const std::vector<std::string> kSearches = {
    "/api/v1/search?q=mosul",
    "/api/v1/search?q=coalition%20members",
    "/api/v1/search?q=%D8%A7%D9%84%D9%85%D9%88%D8%B5%D9%84",
    "/api/v1/search?q=%22global%20coalition%22",
    "/search?q=stabilization&kind=statement",
    "/ar/search?q=%D8%A7%D9%84%D8%AA%D8%AD%D8%A7%D9%84%D9%81%20%D8%A7%D9%84%D8%AF%D9%88%D9%84%D9%8A",
};

struct Asked {
  int port = 8080, clients = 64, slow = 0;
  double seconds = 5;
  std::string target;  // empty: searches
};

std::vector<std::string> lines_of(const std::string& file) {
  std::ifstream stream(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  if (lines.empty()) throw std::runtime_error(file + " holds no address");
  return lines;
}

void print(const Asked& asked, const bench::Answered& answered, long ended) {
  std::printf(
      "%-12s %3d clients, %3d slow ones: %8.0f a second, p50 %.2f ms, p99 %.2f ms, worst %.2f ms; %zu "
      "answered, "
      "%ld other than 200, %ld lost",
      asked.target.empty() ? "searches" : asked.target.c_str(), asked.clients, asked.slow,
      answered.per_second(), answered.percentile(0.5), answered.percentile(0.99), answered.percentile(1),
      answered.micros.size(), answered.others, answered.lost);
  if (asked.slow > 0) std::printf("; %ld slow connections ended by the server", ended);
  std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) try {
  CLI::App app("Asks a running searchd with many clients at once and prints what became of it");
  Asked asked;
  std::string targets;
  app.add_option("--port", asked.port, "that searchd listens on")->capture_default_str();
  app.add_option("--clients", asked.clients, "that ask, each over a kept connection")->capture_default_str();
  app.add_option("--slow", asked.slow, "clients that send or read a byte now and then beside them")
      ->capture_default_str();
  app.add_option("--seconds", asked.seconds, "for so long")->capture_default_str();
  app.add_option("--target", asked.target, "the one address that is asked (default: searches in turn)");
  app.add_option("--targets", targets, "a file with an address in each line, asked in turn instead");
  CLI11_PARSE(app, argc, argv);
  auto addresses = asked.target.empty() ? kSearches : std::vector<std::string>{asked.target};
  if (!targets.empty()) addresses = lines_of(targets);
  std::unique_ptr<bench::SlowClients> slow;
  if (asked.slow > 0) {
    slow = std::make_unique<bench::SlowClients>(asked.port, asked.slow, kSearches.front());
    std::this_thread::sleep_for(std::chrono::seconds(1));  // until each of them holds on
  }
  const auto time = std::chrono::milliseconds(static_cast<long>(asked.seconds * 1000));
  const auto answered = bench::ask_fast(asked.port, asked.clients, addresses, time);
  print(asked, answered, slow ? slow->ended() : 0);
  return answered.others + answered.lost == 0 ? 0 : 1;
} catch (const std::exception& error) {
  std::cerr << "http_clients: " << error.what() << '\n';
  return 1;
}
