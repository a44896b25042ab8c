// Asks a server the queries of a file over keep-alive connections and prints exact percentiles: KEY, tab,
// VALUE a line, milliseconds. Run by tests/bench/peers/run.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "tests/bench/peers/http_client.h"

namespace {

using Clock = std::chrono::steady_clock;

struct Question {
  std::string of_class, target;
};

struct Settings {
  std::string queries, totals, label = "\"total\":", name = "c1";
  int port = 0, server = 0;
  std::size_t clients = 1, warm = 1, passes = 1;
  double longest_s = 1e9;  // of the warm passes, and of the measured ones
};

struct Sample {
  std::size_t question;
  double ms;
};

struct Run {
  std::vector<Sample> samples;
  double seconds = 0, server_ms = 0;
  std::size_t failures = 0;
};

/// Processor time that process `id` has used so far, in milliseconds; 0 where there is none of this id.
double processor_ms(int id) {
  std::ifstream file("/proc/" + std::to_string(id) + "/stat");
  std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto end_of_name = text.rfind(')');
  if (end_of_name == std::string::npos) return 0;
  std::istringstream fields(text.substr(end_of_name + 1));
  std::string skipped;
  for (int field = 3; field < 14; ++field) fields >> skipped;  // 14 and 15 are the ticks: man 5 proc
  double user = 0, system = 0;
  fields >> user >> system;
  return (user + system) * 1000 / static_cast<double>(sysconf(_SC_CLK_TCK));
}

std::vector<Question> read_questions(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::vector<Question> questions;
  for (std::string line; std::getline(file, line);) {
    const auto tab = line.find('\t');
    if (tab == std::string::npos) throw std::runtime_error(path + " has a line without a tab");
    questions.push_back({line.substr(0, tab), line.substr(tab + 1)});
  }
  if (questions.empty()) throw std::runtime_error("no questions in " + path);
  return questions;
}

/// Takes the next question until `passes` over all are made or the time is up.
class Asking {
 public:
  Asking(const Settings& settings, const std::vector<Question>& questions, std::vector<long>& totals)
      : settings_(settings), questions_(questions), totals_(totals) {}

  Run run(std::size_t passes) {
    next_ = 0;
    failures_ = 0;
    end_ = passes * questions_.size();
    std::vector<std::vector<Sample>> samples(settings_.clients);
    const double server_before = processor_ms(settings_.server);
    const auto begin = Clock::now();
    until_ = begin + std::chrono::duration_cast<Clock::duration>(
                         std::chrono::duration<double>(std::min(settings_.longest_s, 1e6)));
    {
      std::vector<std::jthread> clients;
      for (auto& own : samples) clients.emplace_back([this, &own] { ask(own); });
    }
    Run run;
    run.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    run.server_ms = processor_ms(settings_.server) - server_before;
    run.failures = failures_;
    for (const auto& own : samples) run.samples.insert(run.samples.end(), own.begin(), own.end());
    return run;
  }

 private:
  void ask(std::vector<Sample>& samples) {
    peers::HttpClient client(settings_.port);
    for (std::size_t turn = next_++; turn < end_ && Clock::now() < until_; turn = next_++) {
      const std::size_t question = turn % questions_.size();
      try {
        const auto begin = Clock::now();
        const auto& answer = client.get(questions_[question].target);
        const double ms = std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
        if (answer.status != 200) throw peers::HttpFailure("status " + std::to_string(answer.status));
        samples.push_back({question, ms});
        if (turn < questions_.size()) totals_[question] = peers::total_in(answer.body, settings_.label);
      } catch (const peers::HttpFailure& failure) {
        if (failures_++ == 0) std::cerr << failure.what() << ": " << questions_[question].target << '\n';
      }
    }
  }

  const Settings& settings_;
  const std::vector<Question>& questions_;
  std::vector<long>& totals_;  // each is written by the one client that asks it first
  std::atomic<std::size_t> next_ = 0, failures_ = 0;
  std::size_t end_ = 0;
  Clock::time_point until_;
};

void print_percentiles(const std::string& name, std::vector<double>& ms) {
  std::ranges::sort(ms);
  const auto at = [&ms](double share) {
    return ms[std::min(ms.size() - 1, static_cast<std::size_t>(share * static_cast<double>(ms.size())))];
  };
  double sum = 0;
  for (const double one : ms) sum += one;
  std::cout << name << ".p50\t" << at(.5) << '\n'
            << name << ".p95\t" << at(.95) << '\n'
            << name << ".p99\t" << at(.99) << '\n'
            << name << ".worst\t" << ms.back() << '\n'
            << name << ".mean\t" << sum / static_cast<double>(ms.size()) << '\n';
}

void print(const Settings& settings, const std::vector<Question>& questions, const Run& run) {
  std::map<std::string, std::vector<double>> by_class;
  for (const auto& sample : run.samples) {
    by_class["all"].push_back(sample.ms);
    by_class[questions[sample.question].of_class].push_back(sample.ms);
  }
  if (run.samples.empty()) throw std::runtime_error("not one question was answered");
  for (auto& [name, ms] : by_class) print_percentiles(settings.name + '.' + name, ms);
  if (run.server_ms > 0)
    std::cout << settings.name << ".processor_ms\t" << run.server_ms / static_cast<double>(run.samples.size())
              << '\n';
  std::cout << settings.name << ".asked\t" << run.samples.size() << '\n'
            << settings.name << ".failed\t" << run.failures << '\n'
            << settings.name << ".per_second\t" << static_cast<double>(run.samples.size()) / run.seconds
            << '\n';
}

void add_options(CLI::App& app, Settings& settings) {
  app.add_option("queries", settings.queries, "CLASS, tab, address a line")->required();
  app.add_option("--port", settings.port, "of the server on this machine")->required();
  app.add_option("--server", settings.server, "its process id: its processor time a query is printed too");
  app.add_option("--clients", settings.clients, "connections at once")->check(CLI::Range(1, 1000));
  app.add_option("--warm", settings.warm, "passes over all queries before the measured ones");
  app.add_option("--passes", settings.passes, "passes that are measured")->check(CLI::Range(1, 100'000));
  app.add_option("--longest", settings.longest_s, "seconds: the warm passes end then, and the measured ones");
  app.add_option("--name", settings.name, "begins each key");
  app.add_option("--label", settings.label, "what stands before the total in an answer");
  app.add_option("--totals", settings.totals, "file to write the totals to, a line for each query, -1: none");
}

}  // namespace

int main(int argc, char** argv) try {
  CLI::App app("Asks a server queries and prints how long it took");
  Settings settings;
  add_options(app, settings);
  CLI11_PARSE(app, argc, argv);
  const auto questions = read_questions(settings.queries);
  std::vector<long> totals(questions.size(), -1);
  Asking asking(settings, questions, totals);
  if (settings.warm > 0) asking.run(settings.warm);
  print(settings, questions, asking.run(settings.passes));
  if (!settings.totals.empty()) {
    std::ofstream file(settings.totals, std::ios::binary);
    for (std::size_t at = 0; at < totals.size(); ++at)
      file << questions[at].of_class << '\t' << totals[at] << '\n';
  }
  return 0;
} catch (const std::exception& error) {
  std::cerr << "ask: " << error.what() << '\n';
  return 1;
}
