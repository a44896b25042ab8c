#include "indexer/archive_look.h"

#include <sys/stat.h>

#include <exception>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

namespace indexer {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::hours kLongest{24};

fs::path note_of(const fs::path& data) { return data / "archive.looked"; }

// The same as long as the computer runs.
std::string this_start() {
  std::ifstream file("/proc/sys/kernel/random/boot_id");
  std::string id;
  std::getline(file, id);
  return id;
}

// Tells a file that was written, or another one in its place. Empty where there is none, and where a log
// beside it holds what is not in it yet: whoever left that did not come to an end.
std::string state_of_file(const fs::path& data) {
  struct stat file {};
  std::error_code error;
  const auto archive = data / "archive.db";
  if (::stat(archive.c_str(), &file) != 0 || fs::exists(data / "archive.db-wal", error)) return {};
  std::ostringstream text;
  text << file.st_dev << ' ' << file.st_ino << ' ' << file.st_size << ' ' << file.st_mtim.tv_sec << ' '
       << file.st_mtim.tv_nsec << ' ' << file.st_ctim.tv_sec << ' ' << file.st_ctim.tv_nsec;
  return text.str();
}

}  // namespace

ArchiveLook::ArchiveLook(fs::path data, Clock::time_point now)
    : data_(std::move(data)), now_(now), exceptions_(std::uncaught_exceptions()) {
  std::ifstream note(note_of(data_));
  std::string start, state;
  std::chrono::seconds::rep looked_at = 0;
  if (!(note >> looked_at) || !std::getline(note >> std::ws, start) || !std::getline(note, state)) return;
  looked_at_ = std::chrono::seconds(looked_at);
  const auto age = now_.time_since_epoch() - looked_at_;
  const bool is_recent = age >= Clock::duration::zero() && age < kLongest;
  sound_ =
      is_recent && !start.empty() && start == this_start() && !state.empty() && state == state_of_file(data_);
  // Until this one has come to its end, nobody knows.
  std::error_code ignored;
  fs::remove(note_of(data_), ignored);
}

void ArchiveLook::found_sound() {
  sound_ = true;
  looked_at_ = std::chrono::duration_cast<std::chrono::seconds>(now_.time_since_epoch());
}

// What cannot be noted is looked at again.
ArchiveLook::~ArchiveLook() {
  if (!sound_ || std::uncaught_exceptions() > exceptions_) return;
  const auto state = state_of_file(data_);
  if (state.empty()) return;
  std::ofstream(note_of(data_)) << looked_at_.count() << '\n' << this_start() << '\n' << state << '\n';
}

}  // namespace indexer
