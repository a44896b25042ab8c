// Adds documents one after another to a running engine and prints how long each took to be found over HTTP.
// Run by tests/bench/peers/run.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/bench/peers/http_client.h"

namespace {

using Clock = std::chrono::steady_clock;
constexpr auto kLongest = std::chrono::seconds(60);
constexpr auto kPause = std::chrono::microseconds(200);  // between two looks

struct Settings {
  int port = 0;
  std::size_t count = 20;
  std::string search, add, command, label = "\"total\":";
};

// A word that no text has, of letters alone: Q and then the time and `number` in letters.
std::string new_word(std::size_t number) {
  std::string word = "q";
  auto rest = static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count() / 1000);
  for (rest = rest * 1000 + number; rest > 0; rest /= 20) word += "bcdfghjklmnpqrstvwxz"[rest % 20];
  return word;
}

std::string filled(std::string text, const std::string& word) {
  for (auto at = text.find("WORD"); at != std::string::npos; at = text.find("WORD", at + word.size()))
    text.replace(at, 4, word);
  return text;
}

double ms_to_be_found(const Settings& settings, peers::HttpClient& client, const std::string& word) {
  const auto begin = Clock::now();
  if (!settings.add.empty() && client.get(filled(settings.add, word)).status != 200)
    throw std::runtime_error("a document was not taken");
  if (!settings.command.empty() && std::system(filled(settings.command, word).c_str()) != 0)
    throw std::runtime_error("failed: " + settings.command);
  const std::string search = filled(settings.search, word);
  while (peers::total_in(client.get(search).body, settings.label) != 1) {
    if (Clock::now() - begin > kLongest) throw std::runtime_error("a document was not found");
    std::this_thread::sleep_for(kPause);
  }
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

}  // namespace

int main(int argc, char** argv) try {
  CLI::App app("Adds documents and waits until each is found");
  Settings settings;
  app.add_option("--port", settings.port, "of the server")->required();
  app.add_option("--count", settings.count, "how many documents")->check(CLI::Range(1, 10'000));
  app.add_option("--search", settings.search, "address that finds the document by its WORD")->required();
  app.add_option("--add", settings.add, "address that adds a document with WORD in it");
  app.add_option("--command", settings.command, "or the shell's words that do");
  app.add_option("--label", settings.label, "what stands before the total in an answer");
  CLI11_PARSE(app, argc, argv);
  peers::HttpClient client(settings.port);
  std::vector<double> ms;
  for (std::size_t number = 0; number < settings.count; ++number)
    ms.push_back(ms_to_be_found(settings, client, new_word(number)));
  std::ranges::sort(ms);
  std::cout << "visible.p50\t" << ms[ms.size() / 2] << "\nvisible.p95\t" << ms[ms.size() * 95 / 100] << '\n';
  return 0;
} catch (const std::exception& error) {
  std::cerr << "add_documents: " << error.what() << '\n';
  return 1;
}
