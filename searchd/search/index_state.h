// One revision of one generation of the index, as all searchers share it, and the database handles that
// belong to it.
#pragma once

#include <sys/types.h>
#include <xapian.h>

#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "analyzers/lexicon.h"
#include "analyzers/vocabulary.h"
#include "corpus/ledger.h"
#include "indexer/index_directory.h"
#include "searchd/matching/matching.h"
#include "searchd/search/columns.h"
#include "searchd/search/completion_index.h"
#include "searchd/search/index_words.h"
#include "searchd/search/searcher.h"
#include "searchd/search/sound_index.h"
#include "searchd/search/stored_documents.h"

namespace searchd {

/// A generation's folder, told from another one of the same name.
struct GenerationFolder {
  std::filesystem::path path;
  dev_t device = 0;
  ino_t inode = 0;

  bool operator==(const GenerationFolder&) const = default;
};

struct IndexView::State {
  GenerationFolder folder;
  std::shared_ptr<const indexer::IndexDirectory::ReaderHold> hold;
  Xapian::rev database_revision =
      0;                          // Xapian's own count of commits: columns and handles must be of the same
  corpus::Revision revision = 0;  // of the archive
  std::string name;               // Health::state
  std::shared_ptr<const analyzers::Vocabulary> vocabulary;
  std::shared_future<analyzers::Lexicon> lexicon;  // of the vocabulary; being made at first
  std::shared_future<std::optional<analyzers::Lexicon>>
      dictionary;  // the installed one; read when first asked
  Columns columns;
  std::unique_ptr<const DecodedIndex> decoded;
  std::unique_ptr<const StoredDocuments> documents;
  std::vector<corpus::LedgerEntry> ledger;

  /// The words of this state, read from `database` (a handle of this state) by the first who asks. Lets
  /// Xapian::Error through; then the next one reads.
  const IndexWords& words(const Xapian::Database& database) const {
    std::call_once(words_read, [&] { words_known = std::make_unique<const IndexWords>(database); });
    return *words_known;
  }
  /// What can be completed, likewise.
  const CompletionIndex& completions(const Xapian::Database& database) const {
    std::call_once(completions_made, [&] {
      completions_known = std::make_unique<const CompletionIndex>(database, columns, *vocabulary);
    });
    return *completions_known;
  }
  mutable std::once_flag words_read;
  mutable std::unique_ptr<const IndexWords> words_known;
  mutable std::once_flag completions_made;
  mutable std::unique_ptr<const CompletionIndex> completions_known;

  /// The same words by their sounds, likewise.
  const SoundIndex& sounds(const Xapian::Database& database) const {
    std::call_once(sounds_heard, [&] { sounds_known = std::make_unique<const SoundIndex>(words(database)); });
    return *sounds_known;
  }
  mutable std::once_flag sounds_heard;
  mutable std::unique_ptr<const SoundIndex> sounds_known;

  // Handles at database_revision that nobody uses at the moment. Each is used by one thread at a time. They
  // live here, not with the searchers, so that a generation is let go as soon as the last request on it has
  // ended.
  mutable std::mutex idle_mutex;
  mutable std::condition_variable came_idle;
  mutable std::vector<std::unique_ptr<Xapian::Database>> idle;

  /// One of them, waiting up to `longest` for one to be given back; nothing where none was.
  std::unique_ptr<Xapian::Database> take_idle(std::chrono::milliseconds longest) const {
    std::unique_lock lock(idle_mutex);
    if (!came_idle.wait_for(lock, longest, [this] { return !idle.empty(); })) return nullptr;
    auto database = std::move(idle.back());
    idle.pop_back();
    return database;
  }
};

/// A database for the time of one answer, and the state that fits it.
class IndexLease {
 public:
  IndexLease(std::shared_ptr<const IndexView::State> state, std::unique_ptr<Xapian::Database> database)
      : state_(std::move(state)), database_(std::move(database)) {}

  const IndexView::State& state() const { return *state_; }
  const Xapian::Database& database() const { return *database_; }
  SearchedIndex searched() const { return {*database_, *state_->decoded}; }

  /// Leaves the handle to the next one. Without it the handle is closed: it may be at fault.
  void give_back() {
    {
      const std::lock_guard lock(state_->idle_mutex);
      state_->idle.push_back(std::move(database_));
    }
    state_->came_idle.notify_one();
  }

 private:
  std::shared_ptr<const IndexView::State> state_;
  std::unique_ptr<Xapian::Database> database_;
};

}  // namespace searchd
