// Reading in a process of its own: whatever happens there, the items before it are kept and the reason is
// said.
#include "corpus/sources/child_source.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <thread>
#include <vector>

#include "corpus/sources/item_frame.h"
#include "tests/support/listed_source.h"
#include "tests/support/places.h"
#include "tests/support/random_document.h"
#include "tests/support/records.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/corpus/source_listing.h"

using namespace corpus;
using tests::record;

namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif

// Gives two records and then does what a test wants to see survived.
class HostileSource : public Source {
 public:
  explicit HostileSource(std::function<void()> deed) : deed_(std::move(deed)) {}

  std::optional<SourceItem> next() override {
    if (++at_ <= 2) return record("key" + std::to_string(at_), "Title");
    deed_();
    return std::nullopt;
  }
  std::string_view format() const override { return "hostile"; }
  Progress progress() const override { return {static_cast<std::uint64_t>(at_) * 100, 1000}; }

 private:
  std::function<void()> deed_;
  int at_ = 0;
};

struct Outcome {
  int records = 0;
  std::string error;
};

Outcome read(const std::function<void()>& deed, const ChildLimits& limits = {}) {
  Outcome outcome;
  try {
    const auto source =
        read_in_child([&deed] { return std::make_unique<HostileSource>(deed); }, "folder/file.xml", limits);
    CHECK(source->format() == "hostile");
    while (source->next()) ++outcome.records;
    CHECK_FALSE(source->next().has_value());
  } catch (const SourceError& error) {
    outcome.error = error.what();
  }
  return outcome;
}

volatile std::uint64_t idle_work = 0;

void hang() {
  for (;;) idle_work = idle_work + 1;
}

void eat_memory() {
  std::vector<std::string> eaten;
  for (;;) eaten.emplace_back(std::size_t{1} << 20, 'x');
}

// Ends the child where the kernel let it do what it should not.
void require_refused(bool done) {
  if (done) throw SourceError("the cage is open");
}

std::string frame_of(const ItemMessage& message) {
  std::string bytes;
  append_frame(bytes, message);
  REQUIRE(frame_size_of(bytes) == bytes.size() - kItemFrameHead);
  return bytes.substr(kItemFrameHead);
}

std::string said_by_child(const std::function<void()>& deed) { return read(deed).error; }

}  // namespace

TEST_CASE("a reader that hangs, crashes or is killed costs its file, and what it had read is kept") {
  struct Row {
    const char* why;
    std::function<void()> deed;
    const char* says;
  };
  ChildLimits limits;
  limits.cpu = std::chrono::seconds(1);
  limits.silence = std::chrono::seconds(60);
  const Row rows[] = {
      {"hangs", hang, "one record took more than 1 seconds to read"},
      {"killed", [] { raise(SIGKILL); }, "was killed (SIGKILL)"},
      {"crashes", [] { signal(SIGSEGV, SIG_DFL), raise(SIGSEGV); }, "crashed (signal 11"},
      {"gives up", [] { signal(SIGABRT, SIG_DFL), std::abort(); }, "crashed (signal 6"},
      {"ends", [] { _exit(0); }, "ended early"},
      {"breaks off", [] { throw SourceError("file.xml:7 is cut off"); }, "file.xml:7 is cut off"},
      {"throws", [] { throw std::runtime_error("a library's own"); }, "could not be read: a library's own"},
      {"throws no exception", [] { throw 7; }, "ended early"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const auto outcome = read(row.deed, limits);
    CHECK(outcome.records == 2);
    CHECK_MESSAGE(outcome.error.find(row.says) != std::string::npos, outcome.error);
    CHECK_MESSAGE(outcome.error.find("file.xml") != std::string::npos, outcome.error);
    CHECK_MESSAGE(outcome.error.find("what was read before is kept: 2 records and parts of pages, up to byte "
                                     "200 of 1000. What follows was not read") != std::string::npos,
                  outcome.error);
  }
}

TEST_CASE("a reader that eats memory is ended, and the program's own is not touched") {
  if (kSanitized) {
    MESSAGE("skipped: sanitizers map more memory than any limit allows");
    return;
  }
  ChildLimits limits;
  limits.memory = std::uint64_t{64} << 20;
  const auto outcome = read(eat_memory, limits);
  CHECK(outcome.records == 2);
  CHECK_MESSAGE(outcome.error.find("reading it takes more memory than 64 MB") != std::string::npos,
                outcome.error);
}

TEST_CASE("a reader that waits for ever is ended by the clock") {
  ChildLimits limits;
  limits.silence = std::chrono::milliseconds(300);
  const auto outcome = read([] { pause(); }, limits);
  CHECK(outcome.records == 2);
  CHECK_MESSAGE(outcome.error.find("nothing came from the process") != std::string::npos, outcome.error);
}

TEST_CASE("a reader has no file of the program's, and may not write, connect, signal or start anything") {
  const tests::TemporaryDirectory directory;
  const auto kept = directory / "kept";
  std::ofstream(kept) << "kept";
  const int open_file = open(kept.c_str(), O_RDWR | O_CLOEXEC);
  REQUIRE(open_file >= 0);
  const pid_t parent = getpid();
  CHECK(said_by_child([&] { require_refused(write(open_file, "x", 1) == 1); }).empty());
  if (kSanitized) {
    MESSAGE("partly skipped: sanitizers start processes of their own");
  } else {
    CHECK(said_by_child([&] { require_refused(open(kept.c_str(), O_WRONLY) >= 0); }).empty());
    CHECK(said_by_child([&] {
            require_refused(open((directory / "new").c_str(), O_CREAT | O_RDWR, 0600) >= 0);
          }).empty());
    CHECK(said_by_child([&] { require_refused(unlink(kept.c_str()) == 0); }).empty());
    CHECK(said_by_child([] { require_refused(socket(AF_INET, SOCK_STREAM, 0) >= 0); }).empty());
    CHECK(said_by_child([parent] { require_refused(kill(parent, 0) == 0); }).empty());
    CHECK(said_by_child([] { require_refused(std::system("true") == 0); }).empty());
  }
  CHECK(said_by_child([&] { require_refused(open(kept.c_str(), O_RDONLY) < 0); }).empty());
  close(open_file);
  CHECK(std::filesystem::file_size(kept) == 4);
}

TEST_CASE("items come through the pipe as they were") {
  Record full = record("a", "Title \"quoted\"\n", "ب\u2028\t.");
  full.document.occurrences = {{"sha256:1", "bytes=1-2"}};
  full.document.withdrawn = Withdrawal{"no longer published", "2026-11-21T09:00:00Z"};
  full.parent_key = "digest";
  full.translation_key = "b";
  full.where = "file.xml:7";
  full.raw_sha256 = "00ff";
  full.raw = std::string("\"bytes\":9\n\0\xFF\n", 13);
  full.media_type = "text/html; charset=windows-1256";
  full.fetched_from = "https://example.org/a";
  full.fetched_at = "2026-11-21T09:00:00Z";
  full.joins_equal = true;
  Record kept = record("kept", "From an export");
  kept.tags_given = true;
  kept.memory = Record::Memory{{"s", "f", "t", "v", "r"}, true, 3, {{"s", "p", "h"}}, {{"s", "1", "2"}}};
  const std::vector<SourceItem> items{
      full,
      kept,
      Skipped{"file.xml:8", "draft", "key"},
      Problem{"file.xml:9", "is \uFFFD broken"},
      Boilerplate{"load-more", "Load \"lines\":2 More", "s", "a"},
      Capture{"s", "page.txt", std::string("a\0\xFF\nb", 5), {{0, 5, "", "x"}}},
      Capture{"s", "page.txt", "مرحبا\r\n", {{0, 12, "key", ""}}},
      corpus::FoundTwin{"abcdefghijkl", "key", {0.31, -0.25, {"same day"}}, tests::from("pair")},
  };
  const auto source = read_in_child([&] { return std::make_unique<tests::ListedSource>(items); }, "x", {});
  for (std::size_t at = 0; at < items.size(); ++at) {
    CAPTURE(at);
    const auto item = source->next();
    REQUIRE(item.has_value());
    CHECK(frame_of({*item, {}, {}, {}}) == frame_of({items[at], {}, {}, {}}));
  }
  CHECK_FALSE(source->next().has_value());
}

TEST_CASE("every document comes through the pipe as it was") {
  std::mt19937 random(20261121);
  for (int i = 0; i < 300; ++i) {
    Record sent;
    sent.document = tests::random_document(random);
    sent.joins_equal = i % 2 == 0;
    const auto message = message_of_frame(frame_of({sent, {}, {}, {7, 9}}));
    REQUIRE(message.item.has_value());
    const auto& back = std::get<Record>(*message.item);
    CHECK(back.document == sent.document);
    CHECK(back.joins_equal == sent.joins_equal);
    CHECK(message.progress.read == 7);
  }
}

TEST_CASE("text that is not UTF-8 comes through the pipe with U+FFFD for its bytes") {
  const auto message = message_of_frame(frame_of({Problem{"a\xFF", "\xE2\x80 b"}, {}, {}, {}}));
  CHECK(std::get<Problem>(*message.item) == Problem{"a\uFFFD", "\uFFFD b"});
}

TEST_CASE("a frame that is cut off anywhere, or goes on, is refused") {
  auto sent = record("a", "Title");
  sent.document.tags = {{analyzers::EntryType::topic, "women", "name", {{analyzers::TextField::body, 1, 4}}}};
  sent.document.published = *parse_date("2018-02-13");
  sent.document.withdrawn = Withdrawal{"gone", "2026-11-21T09:00:00Z"};
  sent.memory = Record::Memory{{"s", "f", "t", "v", "r"}, true, 3, {{"s", "p", "h"}}, {{"s", "1", "2"}}};
  const auto frame = frame_of({sent, {}, {}, {1, 2}});
  for (std::size_t size = 0; size < frame.size(); ++size) {
    CAPTURE(size);
    CHECK_THROWS_AS(message_of_frame(std::string_view(frame).substr(0, size)), FrameError);
  }
  CHECK_THROWS_AS(message_of_frame(frame + '\0'), FrameError);
}

TEST_CASE("what is no item is refused, whatever the reader sends") {
  const auto refuses = [](const Record& record) {
    CHECK_THROWS_AS(message_of_frame(frame_of({record, {}, {}, {}})), FrameError);
  };
  auto sent = record("a", "Title");
  sent.document.kind = static_cast<Kind>(99);
  refuses(sent);
  sent = record("a", "Title");
  sent.document.tags = {{analyzers::EntryType::topic, "women", "name", {{analyzers::TextField::body, 4, 1}}}};
  refuses(sent);
  sent = record("a", "Title");
  sent.document.withdrawn = Withdrawal{"gone", "some day"};
  refuses(sent);
  sent = record("a", "Title");
  sent.document.events = {EventDate{}};
  refuses(sent);
  sent = record("a", "Title");
  sent.memory = Record::Memory{{}, false, 0, {}, {{"s", "2", "1"}}};
  refuses(sent);
  CHECK_THROWS_AS(message_of_frame("\xFF"), FrameError);
  CHECK_THROWS_AS(frame_size_of("\xFF\xFF\xFF\xFF"), FrameError);
}

TEST_CASE("a file read in a child gives what it gives here") {
  const std::filesystem::path folder = tests::data_folder();
  for (const char* file : {"captures/home_en.txt", "captures/press_ar.txt", "wxr/site.xml",
                           "wxr/broken_items.xml", "wp_rest/posts.json", "wp_rest/broken_records.json"}) {
    CAPTURE(file);
    const auto here = open_source(folder / file);
    const auto there = open_in_child(folder / file);
    CHECK(there->format() == here->format());
    for (;;) {
      const auto expected = here->next();
      const auto item = there->next();
      REQUIRE(item.has_value() == expected.has_value());
      if (!item) break;
      CHECK(frame_of({*item, {}, {}, {}}) == frame_of({*expected, {}, {}, {}}));
    }
  }
  CHECK_THROWS_WITH_AS(open_in_child(folder / "none"), doctest::Contains("none is not there"), SourceError);
}
