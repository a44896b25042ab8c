#include "indexer/progress.h"

#include <unistd.h>

#include <cstdio>

namespace indexer {
namespace {

using std::chrono::milliseconds;

std::string minutes_and_seconds(std::uint64_t seconds) {
  constexpr std::uint64_t kMinute = 60;
  const auto rest = std::to_string(seconds % kMinute);
  return std::to_string(seconds / kMinute) + (rest.size() < 2 ? ":0" : ":") + rest;
}

}  // namespace

std::string progress_text(const Progress& progress, milliseconds since_begin) {
  constexpr std::uint64_t kWhole = 100;
  constexpr double kThousand = 1000;
  std::string text = progress.doing + ": " + std::to_string(progress.documents) + " documents";
  if (progress.whole > 0) text += ", " + std::to_string(progress.done * kWhole / progress.whole) + " %";
  const auto seconds = static_cast<double>(since_begin.count()) / kThousand;
  if (seconds < 1) return text;
  text += ", " +
          std::to_string(static_cast<std::int64_t>(static_cast<double>(progress.documents) / seconds)) + "/s";
  if (progress.whole == 0 || progress.done == 0 || progress.done >= progress.whole) return text;
  const auto left =
      seconds * static_cast<double>(progress.whole - progress.done) / static_cast<double>(progress.done);
  return text + ", " + minutes_and_seconds(static_cast<std::uint64_t>(left)) + " left";
}

ProgressLine::ProgressLine(bool wanted) : shows_(wanted && ::isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() { clear(); }

void ProgressLine::show(const Progress& progress) {
  if (!shows_) return;
  constexpr milliseconds kBetween{500};
  const auto now = Clock::now();
  if (last_ == Clock::time_point() || progress.done < last_done_) begin_ = now;
  const bool soon = now - last_ < kBetween;
  last_done_ = progress.done;
  if (soon && progress.doing == doing_) return;
  doing_ = progress.doing;
  last_ = now;
  const auto text = progress_text(progress, std::chrono::duration_cast<milliseconds>(now - begin_));
  std::fprintf(stderr, "\r\x1b[K%s", text.c_str());
  std::fflush(stderr);
  on_screen_ = true;
}

void ProgressLine::clear() {
  if (!on_screen_) return;
  std::fputs("\r\x1b[K", stderr);
  std::fflush(stderr);
  on_screen_ = false;
}

}  // namespace indexer
