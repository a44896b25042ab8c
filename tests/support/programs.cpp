#include "tests/support/programs.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <thread>

namespace tests {
namespace {

using Clock = std::chrono::steady_clock;

int exit_code_of(int status) { return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status); }

// Starts `command` with its output (and its errors, where asked for) in pipes that the caller reads.
pid_t start(const std::vector<std::string>& command, int out, int err) {
  std::vector<char*> words;
  words.reserve(command.size() + 1);
  for (const auto& word : command) words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);

  const pid_t test = getpid();
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error(std::string("cannot fork: ") + std::strerror(errno));
  if (child > 0) return child;

  // A test that crashes cannot end it; whoever reads that test's output would wait for it.
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != test) _exit(127);

  const int nothing = open("/dev/null", O_RDONLY);
  dup2(nothing, STDIN_FILENO);
  dup2(out, STDOUT_FILENO);
  if (err >= 0) dup2(err, STDERR_FILENO);
  unsetenv("SIJILL_DATA");
  execv(words[0], words.data());
  _exit(127);
}

std::array<int, 2> make_pipe() {
  std::array<int, 2> ends{};
  if (pipe2(ends.data(), O_CLOEXEC) != 0) throw std::runtime_error("cannot make a pipe");
  return ends;
}

}  // namespace

ProgramResult run_program(const std::vector<std::string>& command) {
  const auto out = make_pipe();
  const auto err = make_pipe();
  const pid_t child = start(command, out[1], err[1]);
  close(out[1]);
  close(err[1]);

  ProgramResult result;
  std::array<pollfd, 2> both{{{out[0], POLLIN, 0}, {err[0], POLLIN, 0}}};
  std::array<std::string*, 2> texts{&result.out, &result.err};
  for (int open_ends = 2; open_ends > 0;) {
    if (poll(both.data(), both.size(), -1) < 0 && errno != EINTR) break;
    for (std::size_t i = 0; i < both.size(); ++i) {
      if (both[i].fd < 0 || both[i].revents == 0) continue;
      std::array<char, 65536> bytes{};
      const ssize_t got = read(both[i].fd, bytes.data(), bytes.size());
      if (got > 0) {
        texts[i]->append(bytes.data(), static_cast<std::size_t>(got));
      } else {
        close(both[i].fd);
        both[i].fd = -1;
        --open_ends;
      }
    }
  }
  int status = 0;
  waitpid(child, &status, 0);
  result.exit_code = exit_code_of(status);
  return result;
}

RunningProgram::RunningProgram(const std::vector<std::string>& command) {
  const auto out = make_pipe();
  process_ = start(command, out[1], -1);
  close(out[1]);
  output_ = out[0];
}

RunningProgram::~RunningProgram() {
  if (!ended_) {
    kill(process_, SIGKILL);
    waitpid(process_, nullptr, 0);
  }
  close(output_);
}

std::optional<std::string> RunningProgram::wait_for_line(const std::string& part,
                                                         std::chrono::milliseconds longest) {
  const auto end = Clock::now() + longest;
  for (;;) {
    for (std::size_t newline; (newline = unread_.find('\n')) != std::string::npos;) {
      const std::string line = unread_.substr(0, newline);
      unread_.erase(0, newline + 1);
      if (line.find(part) != std::string::npos) return line;
    }
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
    pollfd readable{output_, POLLIN, 0};
    if (left <= 0 || poll(&readable, 1, static_cast<int>(left)) <= 0) return std::nullopt;
    std::array<char, 4096> bytes{};
    const ssize_t got = read(output_, bytes.data(), bytes.size());
    if (got <= 0) return std::nullopt;
    unread_.append(bytes.data(), static_cast<std::size_t>(got));
  }
}

void RunningProgram::send(int signal) const {
  if (!ended_) kill(process_, signal);
}

std::optional<int> RunningProgram::wait_for_end(std::chrono::milliseconds longest) {
  const auto end = Clock::now() + longest;
  while (!ended_) {
    int status = 0;
    if (waitpid(process_, &status, WNOHANG) == process_) {
      ended_ = exit_code_of(status);
      break;
    }
    if (Clock::now() >= end) return std::nullopt;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return ended_;
}

}  // namespace tests
