// The one line on a terminal that says how far a long command has come.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace indexer {

/// What there is to say: "importing export.xml", 12,000 documents, and how much of the whole is done (done of
/// whole; whole 0: unknown), in any unit.
struct Progress {
  std::string doing;
  std::int64_t documents = 0;
  std::uint64_t done = 0, whole = 0;
};

/// "importing export.xml: 12000 documents, 37 %, 810/s, 0:25 left", what is not known left out.
std::string progress_text(const Progress& progress, std::chrono::milliseconds since_begin);

/// Writes progress over itself on standard error, twice a second at most; nothing where that is no terminal.
/// The line is gone when this is destroyed.
class ProgressLine {
 public:
  /// Silent where `wanted` is false, too.
  explicit ProgressLine(bool wanted);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const Progress& progress);

  /// Takes the line away, so that something else can be written; the next show() brings it back.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;
  bool shows_;
  bool on_screen_ = false;
  std::string doing_;
  std::uint64_t last_done_ = 0;  // less than before: another work has begun, with a clock of its own
  Clock::time_point begin_, last_;
};

}  // namespace indexer
