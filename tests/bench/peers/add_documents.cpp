// Adds documents one after another to a running engine and prints how long each took to be found over HTTP.
// Run by tests/bench/peers/run.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "tests/bench/peers/adding.h"

namespace {

struct Settings {
  int port = 0;
  std::size_t count = 20;
  std::string search, add, command, label = "\"total\":";
};

std::string filled(std::string text, const std::string& word) {
  for (auto at = text.find("WORD"); at != std::string::npos; at = text.find("WORD", at + word.size()))
    text.replace(at, 4, word);
  return text;
}

double ms_to_be_found(const Settings& settings, peers::HttpClient& client, const std::string& word) {
  const auto begin = peers::Clock::now();
  if (!settings.add.empty() && client.get(filled(settings.add, word)).status != 200)
    throw std::runtime_error("a document was not taken");
  if (!settings.command.empty() && std::system(filled(settings.command, word).c_str()) != 0)
    throw std::runtime_error("failed: " + settings.command);
  const std::string search = filled(settings.search, word);
  peers::wait_until_found(client, search, settings.label, begin);
  return peers::ms_since(begin);
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
    ms.push_back(ms_to_be_found(settings, client, peers::new_word(number)));
  peers::print_percentiles("visible", std::move(ms));
  return 0;
} catch (const std::exception& error) {
  std::cerr << "add_documents: " << error.what() << '\n';
  return 1;
}
