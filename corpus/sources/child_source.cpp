// One process for each file. The parent trusts nothing that comes over the pipe: other people's bytes made
// it.
#include "corpus/sources/child_source.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <new>
#include <system_error>
#include <thread>
#include <utility>

#include "corpus/descriptor.h"
#include "corpus/sources/child_cage.h"
#include "corpus/sources/item_frame.h"

namespace corpus {
namespace {

constexpr std::size_t kPipe = std::size_t{1} << 20;
constexpr int kTurnsForEnd = 1000;
constexpr std::chrono::milliseconds kTurnForEnd{2};
constexpr int kBroken = 70;  // exit code of a child that could not even say what was wrong

// --- the child ---

void write_all(int pipe, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(pipe, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) _exit(0);  // nobody reads any more
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

class Sender {
 public:
  explicit Sender(int pipe) : pipe_(pipe) {}

  void send(const ItemMessage& message) {
    bytes_.clear();
    append_frame(bytes_, message);
    write_all(pipe_, bytes_);
  }

 private:
  int pipe_;
  std::string bytes_;
};

void send_all_of(Source& source, Sender& sender, const ChildLimits& limits) {
  ItemMessage opened;
  opened.format = source.format();
  sender.send(opened);
  for (;;) {
    allow_cpu(limits.cpu);
    ItemMessage message;
    message.item = source.next();
    message.progress = source.progress();
    sender.send(message);
    if (!message.item) return;
  }
}

// What is thrown here becomes words: an exception that left this function would find the parent's handlers.
[[noreturn]] void be_child(const std::function<std::unique_ptr<Source>()>& open,
                           const std::filesystem::path& path, int pipe, pid_t parent,
                           const ChildLimits& limits) noexcept {
  ItemMessage failure;
  Sender sender(pipe);
  try {
    enter_cage(pipe, parent, limits);
    const auto source = open();
    send_all_of(*source, sender, limits);
    _exit(0);
  } catch (const SourceError& error) {
    failure.failure = error.what();
  } catch (const std::bad_alloc&) {
    failure.failure =
        path.string() + ": reading it takes more memory than " + std::to_string(limits.memory >> 20U) + " MB";
  } catch (const std::exception& error) {
    failure.failure = path.string() + ": it could not be read: " + error.what();
  } catch (...) {
    _exit(kBroken);
  }
  try {
    sender.send(failure);
  } catch (...) {
    _exit(kBroken);
  }
  _exit(0);
}

// --- the parent ---

std::string cause_of(int status, const ChildLimits& limits) {
  if (WIFEXITED(status)) return "the process that read it ended early";
  const int signal = WTERMSIG(status);
  switch (signal) {
    case SIGXCPU:
      return "one record took more than " + std::to_string(limits.cpu.count()) + " seconds to read";
    case SIGKILL: return "the process that read it was killed (SIGKILL), perhaps for want of memory";
    default:
      return "the process that read it crashed (signal " + std::to_string(signal) + ", " +
             ::strsignal(signal) + ")";
  }
}

class ChildSource final : public Source {
 public:
  ChildSource(const std::function<std::unique_ptr<Source>()>& open, std::filesystem::path path,
              const ChildLimits& limits)
      : path_(std::move(path)), limits_(limits) {
    start(open);
    format_ = next_message().format;
    if (format_.empty()) break_off("the process that read it sent a record before the format");
  }
  ~ChildSource() override {
    if (child_ > 0) end_child();
  }
  ChildSource(const ChildSource&) = delete;
  ChildSource& operator=(const ChildSource&) = delete;

  std::optional<SourceItem> next() override {
    if (ended_) return std::nullopt;
    auto item = std::move(next_message().item);
    if (item) {
      ++items_;
      return item;
    }
    ended_ = true;
    end_child();
    return std::nullopt;
  }

  std::string_view format() const override { return format_; }
  Progress progress() const override { return progress_; }

 private:
  void start(const std::function<std::unique_ptr<Source>()>& open) {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) fail_to_start(errno);
    pipe_ = Descriptor(ends[0]);
    Descriptor writing(ends[1]);
    (void)::fcntl(writing.number(), F_SETPIPE_SZ, static_cast<int>(kPipe));  // fewer turns; not needed
    const pid_t parent = ::getpid();
    child_ = ::fork();
    if (child_ < 0) fail_to_start(errno);
    if (child_ == 0) be_child(open, path_, writing.number(), parent, limits_);
  }

  [[noreturn]] void fail_to_start(int error) const {
    throw SourceError(path_.string() + ": no process could be started to read it: " +
                      std::error_code(error, std::generic_category()).message());
  }

  ItemMessage next_message() {
    try {
      read_bytes(kItemFrameHead);
      read_bytes(frame_size_of(bytes_));
      auto message = message_of_frame(bytes_);
      progress_ = message.progress.size > 0 || message.item ? message.progress : progress_;
      if (message.failure.empty()) return message;
      end_child();
      throw SourceError(message.failure + (items_ > 0 ? how_far() : std::string()));
    } catch (const FrameError& error) {
      break_off(std::string("the process that read it sent what is no record (") + error.what() + ")");
    }
  }

  // The next bytes into bytes_.
  void read_bytes(std::size_t size) {
    bytes_.clear();
    while (bytes_.size() < size) {
      if (at_ == filled_) fill();
      const auto count = std::min(size - bytes_.size(), filled_ - at_);
      bytes_.append(buffer_.data() + at_, count);
      at_ += count;
    }
  }

  void fill() {
    at_ = filled_ = 0;
    wait_for_bytes();
    const auto got = ::read(pipe_.number(), buffer_.data(), buffer_.size());
    if (got < 0 && errno == EINTR) return;
    if (got <= 0) break_off({});
    filled_ = static_cast<std::size_t>(got);
  }

  void wait_for_bytes() {
    pollfd waiting{pipe_.number(), POLLIN, 0};
    const auto until = std::chrono::steady_clock::now() + limits_.silence;
    for (;;) {
      const auto left =
          std::chrono::duration_cast<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
      const int ready = ::poll(&waiting, 1, static_cast<int>(std::max<std::int64_t>(left.count(), 0)));
      if (ready > 0 || (ready < 0 && errno != EINTR)) return;
      if (ready == 0) {
        break_off("nothing came from the process that read it for " +
                  std::to_string(limits_.silence.count() / 1000) + " seconds");
      }
    }
  }

  /// Ends the reading. `why` is empty where the child's own end tells it.
  [[noreturn]] void break_off(const std::string& why) {
    const int status = end_child(!why.empty());
    throw SourceError(path_.string() + ": " + (why.empty() ? cause_of(status, limits_) : why) + how_far());
  }

  std::string how_far() const {
    std::string words = "; what was read before is kept: " + std::to_string(items_) +
                        (items_ == 1 ? " record or part of a page" : " records and parts of pages");
    if (progress_.size > 0) {
      words += ", up to byte " + std::to_string(progress_.read) + " of " + std::to_string(progress_.size);
    }
    return words + ". What follows was not read";
  }

  int end_child(bool kill = true) {
    ended_ = true;
    int status = 0;
    for (int turn = 0; !kill && turn < kTurnsForEnd;
         ++turn) {  // it has closed the pipe and will end by itself
      if (::waitpid(child_, &status, WNOHANG) == child_) {
        child_ = -1;
        return status;
      }
      std::this_thread::sleep_for(kTurnForEnd);
    }
    (void)::kill(child_, SIGKILL);
    while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) continue;
    child_ = -1;
    return status;
  }

  std::filesystem::path path_;
  ChildLimits limits_;
  Descriptor pipe_{-1};
  pid_t child_ = -1;
  std::string format_;
  Progress progress_;
  std::array<char, 1U << 16U> buffer_{};
  std::size_t at_ = 0, filled_ = 0;
  std::string bytes_;  // of the message that is read
  std::int64_t items_ = 0;
  bool ended_ = false;
};

}  // namespace

std::unique_ptr<Source> open_in_child(const std::filesystem::path& path, const ChildLimits& limits) {
  return read_in_child([&path] { return open_source(path); }, path, limits);
}

std::unique_ptr<Source> read_in_child(const std::function<std::unique_ptr<Source>()>& open,
                                      const std::filesystem::path& path, const ChildLimits& limits) {
  return std::make_unique<ChildSource>(open, path, limits);
}

}  // namespace corpus
