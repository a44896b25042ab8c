// Runs the real programs: one command to its end, or a server for as long as a test needs it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include <sys/types.h>

namespace tests {

/// What a program said and how it ended.
struct ProgramResult {
  int exit_code = 0;  // 128 + signal where it was killed
  std::string out, err;
};

/// Runs `command` (a path and its arguments) to its end, with nothing on standard input and no environment
/// variable of ours that would change settings. Throws std::runtime_error where it cannot be started.
ProgramResult run_program(const std::vector<std::string>& command);

/// A program that runs until it is stopped; its standard output is read line by line.
class RunningProgram {
 public:
  explicit RunningProgram(const std::vector<std::string>& command);  // throws std::runtime_error
  ~RunningProgram();  // kill -9 where it still runs; so too where the test ends without it
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  pid_t id() const { return process_; }

  /// The next line of its output that contains `part`; nothing where the program ends or `longest` passes
  /// first.
  std::optional<std::string> wait_for_line(const std::string& part, std::chrono::milliseconds longest);

  void send(int signal) const;

  /// Its exit code (128 + signal where it was killed); nothing where it still runs after `longest`.
  std::optional<int> wait_for_end(std::chrono::milliseconds longest);

 private:
  pid_t process_ = -1;
  int output_ = -1;
  std::string unread_;
  std::optional<int> ended_;
};

}  // namespace tests
