// Readers beside a writer: each sees whole batches, one state as long as it holds a snapshot, and every
// change.
#include <doctest/doctest.h>

#include <atomic>
#include <map>
#include <thread>

#include "corpus/archive.h"
#include "tests/support/records.h"
#include "tests/support/temporary_directory.h"

using corpus::Archive;
using tests::from;
using tests::record;

namespace {

constexpr int kBatches = 60;
constexpr int kDocuments = 12;

// Each batch gives every document the batch's number as title.
void write(const std::filesystem::path& file) {
  Archive archive(file, Archive::Access::read_write);
  for (int batch = 1; batch <= kBatches; ++batch) {
    archive.begin_batch();
    for (int i = 0; i < kDocuments; ++i)
      archive.put(record(std::to_string(i), std::to_string(batch)), from("s"));
    archive.commit_batch();
  }
}

struct Seen {
  bool torn = false, moved = false, missed = false;
};

// Looks at the archive until the writer has ended, following its changes in small pages.
Seen read(const std::filesystem::path& file, const std::atomic<bool>& written) {
  Seen seen;
  const Archive archive(file, Archive::Access::read_only);
  corpus::Revision followed = 0;
  std::map<std::string, std::string> titles;  // as the changes told them
  for (bool last = false; !last;) {
    last = written;
    const Archive::Snapshot snapshot(archive);
    const auto revision = archive.revision();
    if (revision % kDocuments != 0) seen.torn = true;
    for (auto page = archive.changed_since(followed, 5); !page.empty();
         page = archive.changed_since(followed, 5)) {
      followed = page.back().revision;
      for (const auto& change : page) titles[change.document.key] = change.document.title;
    }
    for (const auto& [key, title] : titles) {
      if (title != titles.begin()->second) seen.torn = true;
      if (archive.find_by_key(key)->title != title) seen.missed = true;
    }
    if (followed != revision || archive.revision() != revision) seen.moved = true;
  }
  if (titles.size() != kDocuments || titles.begin()->second != std::to_string(kBatches)) seen.missed = true;
  return seen;
}

}  // namespace

TEST_CASE("readers beside a writer see whole batches, stand still in a snapshot and miss no change") {
  const tests::TemporaryDirectory directory;
  const auto file = directory / "archive.db";
  { const Archive made(file, Archive::Access::read_write); }
  std::atomic<bool> written = false;
  Seen seen[3];
  {
    std::vector<std::jthread> readers;
    for (auto& one : seen) readers.emplace_back([&] { one = read(file, written); });
    write(file);
    written = true;
  }
  for (const auto& one : seen) {
    CHECK_FALSE(one.torn);
    CHECK_FALSE(one.moved);
    CHECK_FALSE(one.missed);
  }
}
