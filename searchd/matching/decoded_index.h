// What of an index is at hand: the lengths of its documents, as their columns have them, the postings of
// frequent terms, as the index's writer left them, and in memory, of the other terms that are asked for most,
// the postings, decoded, and where they stand.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "indexer/document_columns.h"
#include "indexer/frequent_postings.h"
#include "indexer/index_reader.h"
#include "indexer/pair_signatures.h"
#include "indexer/postings.h"
#include "searchd/matching/recently_used.h"

namespace searchd {

/// The documents of one term.
class DecodedTerm {
 public:
  /// Of what outlives this.
  explicit DecodedTerm(const indexer::Postings& postings) : postings_(postings) {}
  explicit DecodedTerm(indexer::PostingsBuffer buffer)
      : buffer_(std::move(buffer)), postings_(buffer_->postings()) {}
  DecodedTerm(const DecodedTerm&) = delete;
  DecodedTerm& operator=(const DecodedTerm&) = delete;

  const indexer::Postings& postings() const { return postings_; }
  /// Of memory that it takes itself: none where others have the postings.
  std::size_t bytes() const;

 private:
  std::optional<indexer::PostingsBuffer> buffer_;
  indexer::Postings postings_;
};

/// What the writer of a main database left for readers of this commit, beside its documents: null where it
/// left none.
struct MappedFiles {
  std::shared_ptr<const indexer::FrequentPostings> postings;
  std::shared_ptr<const indexer::PairSignatures> pairs;
};

/// Of one commit of a main database. Any thread may ask; each gives a handle of its own of that commit. Lets
/// Xapian::Error through.
class DecodedDatabase {
 public:
  /// `documents` are those of `database`, from number 0 on. Of postings that are not mapped and of positions
  /// no more than `most_bytes` are kept; those asked for last stay.
  DecodedDatabase(const Xapian::Database& database, std::shared_ptr<const indexer::DocumentColumns> documents,
                  MappedFiles files, std::size_t most_bytes);

  /// By document; 0 for one that does not exist.
  std::span<const Xapian::termcount> lengths() const { return lengths_; }
  /// The documents that exist: bit d % 64 of word d / 64 is document d.
  std::span<const std::uint64_t> existing() const { return existing_; }

  std::size_t most_bytes() const { return most_bytes_; }
  /// May be null.
  const indexer::PairSignatures* pairs() const { return files_.pairs.get(); }
  /// The postings of `term`, decoded now where they are not at hand; null where they take more than `room`
  /// bytes (mapped ones take none). As long as this stands.
  std::shared_ptr<const DecodedTerm> term(const Xapian::Database& database, const std::string& term,
                                          std::size_t room) const;

  /// As indexer::IndexReader::positions(). Never null.
  std::shared_ptr<const std::string> positions(const Xapian::Database& database, const std::string& term,
                                               Xapian::docid document) const;

 private:
  std::shared_ptr<const DecodedTerm> known(const std::string& term) const;

  const std::size_t most_bytes_;
  const std::shared_ptr<const indexer::DocumentColumns> documents_;
  const std::span<const Xapian::termcount> lengths_;  // of them, up to the last document
  const std::span<const std::uint64_t> existing_;
  const MappedFiles files_;

  mutable std::mutex mutex_;
  mutable RecentlyUsed<std::string, DecodedTerm> kept_;
  mutable RecentlyUsed<std::string, std::string> kept_positions_;  // by position_key()
};

/// Of one state of an index. Any thread may ask; each gives a reader of its own of that state. Lets
/// Xapian::Error through.
class DecodedIndex {
 public:
  using Documents = std::shared_ptr<const indexer::DocumentColumns>;

  /// `main` and `delta` are the documents of the two databases; `delta` is null where there is none.
  /// `files` are of the main database; of its other postings and of positions no more than `most_bytes` are
  /// kept.
  DecodedIndex(const indexer::IndexReader& index, Documents main, Documents delta, MappedFiles files,
               std::size_t most_bytes);
  /// Of a later state with the same commit of the main database as `before`, whose postings it shares.
  DecodedIndex(const indexer::IndexReader& index, Documents delta, const DecodedIndex& before);

  /// How many documents there are, as BM25 counts them.
  Xapian::doccount documents() const { return documents_; }
  /// Document numbers run from 1 to last(); not all of them need exist.
  Xapian::docid last() const { return last_; }
  /// In words, of the documents from `first` on, which begins a block: those of the block exist there.
  const Xapian::termcount* lengths_from(Xapian::docid first) const;
  double average_length() const { return average_length_; }
  /// The documents that exist and are not replaced, as DecodedDatabase::existing().
  const std::vector<std::uint64_t>& existing() const { return existing_; }

  /// Of what is kept, the bytes that one search may hold: what searches under way hold is theirs also when it
  /// is kept no longer.
  std::size_t most_of_one_search() const;
  /// The postings of `term` in the main database, replaced documents among them, decoded now where they are
  /// not at hand; null where they take more than `room` bytes. As long as this stands.
  std::shared_ptr<const DecodedTerm> term(const Xapian::Database& main, const std::string& term,
                                          std::size_t room) const {
    return main_->term(main, term, room);
  }

  /// Of the main database; null where its writer left none.
  const indexer::PairSignatures* pairs() const { return main_->pairs(); }

  /// As indexer::IndexReader::positions(), of which `index` is one of this state. Never null.
  std::shared_ptr<const std::string> positions(const indexer::IndexReader& index, const std::string& term,
                                               Xapian::docid document) const;

 private:
  DecodedIndex(const indexer::IndexReader& index, Documents delta,
               std::shared_ptr<const DecodedDatabase> main);
  void add_delta();

  std::shared_ptr<const DecodedDatabase> main_;
  Documents delta_;  // null where there is none
  Xapian::doccount documents_ = 0;
  Xapian::docid last_ = 0, first_in_delta_ = 0;
  double average_length_ = 0;
  std::vector<std::uint64_t> existing_;
};

}  // namespace searchd
