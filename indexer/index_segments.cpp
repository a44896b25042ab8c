#include "indexer/index_segments.h"

#include <xapian.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <future>
#include <string>
#include <system_error>
#include <utility>

#include "analyzers/analyzer.h"
#include "indexer/free_space.h"
#include "indexer/index_document.h"
#include "indexer/position_changes.h"
#include "indexer/stored_versions.h"

namespace indexer {
namespace {

namespace fs = std::filesystem;

// Databases merged at a time: each holds four files open, and a process may have 1,024.
constexpr std::size_t kMostMerged = 128;

// Xapian gathers what it is given in trees, which are slow once they outgrow the processor's cache.
constexpr Xapian::docid kDocumentsInMemory = 1000;

// Less than this is no room: a database is written by blocks of 8 KB, several at a time.
constexpr std::uintmax_t kNoRoom = 1'000'000;

bool is_full(const fs::path& folder) {
  std::error_code error;
  const auto space = fs::space(folder, error);
  return !error && space.available < kNoRoom;
}

std::string segment_name(std::size_t tier, std::size_t number) {
  char name[32];
  std::snprintf(name, sizeof name, "%zu-%06zu", tier, number);
  return name;
}

// Nobody reads it before it is merged, so nothing of it need be safe from a power cut. Where words stand is
// written with the numbers that documents have in the end: `first` and those after it.
void write_segment(const fs::path& folder, Xapian::docid first, const Changes& changes,
                   const analyzers::Analyzer& analyzer, Schema schema) {
  Xapian::WritableDatabase segment(folder.string(),
                                   Xapian::DB_CREATE | Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS);
  PositionChanges positions;
  auto number = first;
  for (const auto& change : changes) {
    const auto indexed = index_document(change.document, change.first_sight, analyzer, schema);
    segment.add_document(indexed.document);
    if (!change.versions.empty()) segment.set_metadata(versions_key(change.document.id), change.versions);
    positions.add(number++, indexed.positions);
    if ((number - first) % kDocumentsInMemory == 0) segment.commit();
  }
  positions.write_to(segment, PositionChanges::Known::nothing);
  segment.commit();
}

/// Puts together what segments say of the same words in the same block of documents.
class PositionJoiner : public Xapian::Compactor {
 public:
  std::string resolve_duplicate_metadata(const std::string& /*key*/, std::size_t count,
                                         const std::string tags[]) override {
    return joined_positions({tags, count});
  }
};

void merge_into(const fs::path& target, const std::vector<fs::path>& segments) {
  Xapian::Database all;
  for (const auto& segment : segments) all.add_database(Xapian::Database(segment.string()));
  PositionJoiner joiner;
  all.compact(target.string(), Xapian::Compactor::FULL, 0, joiner);
}

}  // namespace

struct IndexSegments::Parts {
  /// A thread's own: analyzers are not shared, and remember words.
  struct Hand {
    analyzers::Analyzer analyzer;
    std::future<void> work;
  };

  Parts(fs::path to_fill, int threads, Schema of_documents)
      : generation(std::move(to_fill)), folder(generation / "segments"), schema(of_documents) {
    for (int i = 0; i < std::max(threads, 1); ++i) hands.push_back(std::make_unique<Hand>());
    std::error_code error;
    if (!fs::create_directory(folder, error) && error)
      throw IndexError("cannot create " + folder.string() + ": " + error.message());
  }

  template <typename Action>
  void guarded(Action action) {
    try {
      action();
    } catch (const Xapian::Error& error) {
      // Of a full disk Xapian's last words may be that it cannot take back what it did not write.
      const auto why = is_full(generation) ? " (" + std::generic_category().message(ENOSPC) + ")" : "";
      throw IndexDamaged("writing the index in " + generation.string() +
                         " failed: " + error.get_description() + why);
    }
  }

  void finish(Hand& hand) {
    if (hand.work.valid()) guarded([&hand] { hand.work.get(); });
  }

  // What is merged is removed: at most twice the room of all segments is taken.
  std::vector<fs::path> next_tier(const std::vector<fs::path>& before) {
    ++tier;
    std::vector<fs::path> merged;
    for (std::size_t first = 0; first < before.size(); first += kMostMerged) {
      const auto count = std::min(kMostMerged, before.size() - first);
      const auto begin = before.begin() + static_cast<std::ptrdiff_t>(first);
      const std::vector<fs::path> group(begin, begin + static_cast<std::ptrdiff_t>(count));
      merged.push_back(folder / segment_name(tier, merged.size()));
      merge_into(merged.back(), group);
      for (const auto& segment : group) fs::remove_all(segment);
    }
    return merged;
  }

  fs::path generation, folder;
  Schema schema;
  std::vector<std::unique_ptr<Hand>> hands;
  std::vector<fs::path> segments;
  Xapian::docid next_number = 1;  // of the next segment's first document, when all are merged
  std::size_t tier = 0;
};

IndexSegments::IndexSegments(fs::path generation, int threads, Schema schema)
    : parts_(std::make_unique<Parts>(std::move(generation), threads, schema)) {}

IndexSegments::~IndexSegments() {
  for (const auto& hand : parts_->hands) {
    if (hand->work.valid()) hand->work.wait();
  }
  std::error_code ignored;  // it goes with the generation then
  fs::remove_all(parts_->folder, ignored);
}

void IndexSegments::add(Changes changes) {
  auto& segments = parts_->segments;
  auto& hand = *parts_->hands[segments.size() % parts_->hands.size()];
  parts_->finish(hand);
  segments.push_back(parts_->folder / segment_name(0, segments.size()));
  const auto first = parts_->next_number;
  parts_->next_number += static_cast<Xapian::docid>(changes.size());
  hand.work = std::async(std::launch::async, [&hand, first, folder = segments.back(),
                                              changes = std::move(changes), schema = parts_->schema] {
    write_segment(folder, first, changes, hand.analyzer, schema);
  });
}

void IndexSegments::merge() {
  for (const auto& hand : parts_->hands) parts_->finish(*hand);
  auto segments = std::exchange(parts_->segments, {});
  if (segments.empty()) return;
  try {
    parts_->guarded([&] {
      while (segments.size() > kMostMerged) segments = parts_->next_tier(segments);
      merge_into(parts_->generation, segments);
    });
    fs::remove_all(parts_->folder);
  } catch (const fs::filesystem_error& error) {
    throw IndexDamaged(error.what());
  }
}

std::uint64_t IndexSegments::size() const {
  std::uint64_t bytes = 0;
  for (const auto& segment : parts_->segments) bytes += size_on_disk(segment);
  return bytes;
}

}  // namespace indexer
