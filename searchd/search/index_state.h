// One state of one generation of the index, as all searchers share it, and the readers that belong to it.
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
#include "searchd/search/background_part.h"
#include "searchd/search/columns.h"
#include "searchd/search/completion_index.h"
#include "searchd/search/index_words.h"
#include "searchd/search/known_item_quality.h"
#include "searchd/search/searcher.h"
#include "searchd/search/sound_index.h"
#include "searchd/search/stored_documents.h"
#include "searchd/search/turns.h"

namespace searchd {

/// A generation's folder, told from another one of the same name.
struct GenerationFolder {
  std::filesystem::path path;
  dev_t device = 0;
  ino_t inode = 0;

  bool operator==(const GenerationFolder&) const = default;
};

/// What is read of a commit of a main database when it is first asked for, and shared by all states of the
/// index that have this commit. Readers that are given are of such states.
class MainParts {
 public:
  /// Of the commit `commit` of the main database in `folder`, whose documents are `documents`.
  MainParts(std::filesystem::path folder, Xapian::rev commit,
            std::shared_ptr<const indexer::IndexDirectory::ReaderHold> hold,
            std::shared_ptr<const DocumentColumns> documents,
            std::shared_ptr<const analyzers::Vocabulary> vocabulary);

  std::shared_ptr<const IndexWords> words(const indexer::IndexReader& reader) const {
    std::call_once(words_read_, [&] { words_ = std::make_shared<const IndexWords>(reader.main(), folder_); });
    return words_;
  }
  const SoundIndex& sounds(const indexer::IndexReader& reader) const {
    std::call_once(sounds_heard_, [&] { sounds_ = std::make_unique<const SoundIndex>(*words(reader)); });
    return *sounds_;
  }
  /// 25 seconds of work for a million documents.
  const BackgroundPart<CompletionIndex>& completions() const { return completions_; }

 private:
  const std::filesystem::path folder_;
  mutable std::once_flag words_read_, sounds_heard_;
  mutable std::shared_ptr<const IndexWords> words_;
  mutable std::unique_ptr<const SoundIndex> sounds_;
  BackgroundPart<CompletionIndex> completions_;
};

struct IndexView::State {
  GenerationFolder folder;
  std::shared_ptr<const indexer::IndexDirectory::ReaderHold> hold;
  indexer::IndexReader::Stamp stamp;  // of the commits that columns and readers must be of
  std::optional<std::filesystem::file_time_type> files_time;  // of the files that were mapped, or no use
  corpus::Revision revision = 0;                              // of the archive
  indexer::Schema schema = indexer::Schema::full;
  std::string name;  // Health::state
  std::shared_ptr<const analyzers::Vocabulary> vocabulary;
  std::shared_future<analyzers::Lexicon> lexicon;  // of the vocabulary; being made at first
  std::shared_future<std::optional<analyzers::Lexicon>>
      dictionary;  // the installed one; read when first asked
  Columns columns;
  std::unique_ptr<const DecodedIndex> decoded;
  std::unique_ptr<const StoredDocuments> documents;
  std::shared_ptr<const MainParts> main;
  std::vector<corpus::LedgerEntry> ledger;

  /// The words of this state, read by `reader` (of this state) by the first who asks. Lets Xapian::Error
  /// through; then the next one reads.
  const IndexWords& words(const indexer::IndexReader& reader) const {
    if (reader.delta() == nullptr) return *main->words(reader);
    std::call_once(words_read,
                   [&] { words_known = std::make_unique<const IndexWords>(reader, main->words(reader)); });
    return *words_known;
  }
  mutable std::once_flag words_read;
  mutable std::unique_ptr<const IndexWords> words_known;

  /// The same words by their sounds, likewise.
  const SoundIndex& sounds(const indexer::IndexReader& reader) const {
    if (reader.delta() == nullptr) return main->sounds(reader);
    std::call_once(sounds_heard, [&] {
      sounds_known = std::make_unique<const SoundIndex>(words(reader), main->sounds(reader));
    });
    return *sounds_known;
  }
  mutable std::once_flag sounds_heard;
  mutable std::unique_ptr<const SoundIndex> sounds_known;

  /// Titles of the delta, likewise; null where there is none.
  const CompletionIndex* delta_completions(const indexer::IndexReader& reader) const {
    if (reader.delta() == nullptr) return nullptr;
    std::call_once(completions_made, [&] {
      completions_known = std::make_unique<const CompletionIndex>(*reader.delta(), *columns.delta());
    });
    return completions_known.get();
  }
  mutable std::once_flag completions_made;
  mutable std::unique_ptr<const CompletionIndex> completions_known;

  /// How well what is here is found: what `measure()` said to the first who asked and had time for it, and to
  /// all who ask later: see is_final. One measures at a time; who waits for that until
  /// `deadline` gets SearchTimeout.
  template <typename Measure>
  KnownItemQuality known_items(Deadline deadline, Measure measure) const {
    const auto turn = known_items_turn.take(deadline);
    if (turn == nullptr) throw SearchTimeout("how well documents are found is being measured");
    if (known_items_found) return *known_items_found;
    auto quality = measure();
    if (quality.is_final) known_items_found = quality;
    return quality;
  }
  mutable Turns known_items_turn{1};
  mutable std::optional<KnownItemQuality> known_items_found;

  // Readers of this state that nobody uses at the moment. Each is used by one thread at a time. They
  // live here, not with the searchers, so that a generation is let go as soon as the last request on it has
  // ended.
  mutable std::mutex idle_mutex;
  mutable std::condition_variable came_idle;
  mutable std::vector<std::unique_ptr<indexer::IndexReader>> idle;

  /// One of them, waiting up to `longest` for one to be given back; nothing where none was.
  std::unique_ptr<indexer::IndexReader> take_idle(std::chrono::milliseconds longest) const {
    std::unique_lock lock(idle_mutex);
    if (!came_idle.wait_for(lock, longest, [this] { return !idle.empty(); })) return nullptr;
    auto reader = std::move(idle.back());
    idle.pop_back();
    return reader;
  }
};

/// A reader for the time of one answer, and the state that fits it.
class IndexLease {
 public:
  IndexLease(std::shared_ptr<const IndexView::State> state, std::unique_ptr<indexer::IndexReader> reader)
      : state_(std::move(state)), reader_(std::move(reader)) {}

  const IndexView::State& state() const { return *state_; }
  const indexer::IndexReader& reader() const { return *reader_; }
  SearchedIndex searched() const { return {*reader_, *state_->decoded}; }

  /// Leaves the reader to the next one. Without it the reader is closed: it may be at fault.
  void give_back() {
    if (reader_ == nullptr) return;  // somebody else has taken it
    {
      const std::lock_guard lock(state_->idle_mutex);
      state_->idle.push_back(std::move(reader_));
    }
    state_->came_idle.notify_one();
  }

 private:
  std::shared_ptr<const IndexView::State> state_;
  std::unique_ptr<indexer::IndexReader> reader_;
};

}  // namespace searchd
