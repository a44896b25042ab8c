#include "indexer/pull_commands.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <iostream>
#include <thread>

#include "corpus/plain_text.h"
#include "indexer/commands.h"
#include "indexer/pull_desk.h"
#include "indexer/stop_signal.h"

namespace indexer {
namespace {

using std::chrono::milliseconds;

constexpr int kStoppedBySignal = 128;  // plus the signal, as a shell has it
constexpr milliseconds kTurn{50};      // of a wait: a stop is noticed between two

bool pause(milliseconds time) {
  const auto until = std::chrono::steady_clock::now() + time;
  while (stop_signal() == 0) {
    const auto now = std::chrono::steady_clock::now();
    if (now >= until) return true;
    std::this_thread::sleep_for(std::min<std::chrono::steady_clock::duration>(kTurn, until - now));
  }
  return false;
}

void warn_all(const std::vector<corpus::Problem>& problems, std::int64_t count, const char* what) {
  for (const auto& problem : problems) {
    spdlog::warn("{}: {}", corpus::plain_line(problem.where), corpus::plain_line(problem.what));
  }
  const auto named = static_cast<std::int64_t>(problems.size());
  if (count > named) spdlog::warn("and {} {} more", count - named, what);
}

void tell(const PullReport& report) {
  warn_all(report.import.problems, report.import.problem_count, "problems");
  warn_all(report.import.remarks, report.import.remark_count, "remarks");
  for (const auto& doubt : report.doubts) spdlog::warn("{}", corpus::plain_line(doubt));
}

int stopped() {
  const int signal = stop_signal();
  spdlog::warn("stopped by {}; what was done is kept, the same command goes on from here",
               signal == SIGINT ? "Ctrl-C" : "SIGTERM");
  return kStoppedBySignal + signal;
}

}  // namespace

int run_pull(const Settings& settings) {
  note_stop_signals();
  PullDesk desk(settings, pause);
  const auto report = desk.pull().run(true);
  tell(report);
  if (!settings.quiet) {
    std::cout << to_text(report, settings.site.address, desk.requests()) << std::flush;
  }
  if (report.stopped) return stopped();
  if (!settings.no_update && !desk.update_index()) return stopped();
  return report.import.problem_count > 0 || !report.doubts.empty() ? kDoneWithProblems : kDone;
}

}  // namespace indexer
