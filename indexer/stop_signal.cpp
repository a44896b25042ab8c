#include "indexer/stop_signal.h"

#include <spdlog/spdlog.h>

#include <csignal>
#include <initializer_list>

namespace indexer {
namespace {

volatile std::sig_atomic_t noted_signal = 0;

void note(int signal) { noted_signal = signal; }

}  // namespace

void note_stop_signals() {
  struct sigaction action {};
  action.sa_handler = note;
  action.sa_flags = static_cast<int>(SA_RESETHAND | SA_RESTART);
  ::sigemptyset(&action.sa_mask);
  for (const int signal : {SIGINT, SIGTERM}) ::sigaction(signal, &action, nullptr);
  ::signal(SIGPIPE, SIG_IGN);  // who no longer listens does not end a write to the archive
}

int stop_signal() { return noted_signal; }

int stopped(const char* state) {
  constexpr int kStoppedBySignal = 128;
  const int signal = stop_signal();
  spdlog::warn("stopped by {}; {}", signal == SIGINT ? "Ctrl-C" : "SIGTERM", state);
  return kStoppedBySignal + signal;
}

}  // namespace indexer
