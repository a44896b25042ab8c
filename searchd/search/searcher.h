// Searcher: a request into results, over the index alone.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/vocabulary.h"
#include "corpus/ledger.h"
#include "indexer/index_directory.h"
#include "indexer/index_schema.h"
#include "searchd/matching/deadline.h"
#include "searchd/search/completion.h"
#include "searchd/search/failed_searches.h"
#include "searchd/search/figures.h"
#include "searchd/search/known_item_quality.h"
#include "searchd/search/request.h"
#include "searchd/search/results.h"
#include "searchd/search/whole_result.h"

namespace searchd {

/// More than the API takes (32 terms, 16 operators, 4 phrases of 16 words); the text says what and how many.
class QueryTooLong : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// There is no index that can be searched (none built yet, another format, damaged); the text says what to
/// do.
class IndexUnavailable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The index was written again and again while it was read: the next try may do better.
class IndexChanging : public IndexUnavailable {
 public:
  using IndexUnavailable::IndexUnavailable;
};

class IndexLease;

/// What all searchers of a process share about the generation that is current: vocabulary, facet columns,
/// ledger. Safe from any thread. Looks for a newer generation or revision at most ten times a second, when
/// asked.
class IndexView {
 public:
  /// Bytes that are kept in memory of each revision that is in use, beside what a search cannot do without.
  struct Limits {
    std::size_t postings = 128U << 20U;  // decoded, and places of words
    std::size_t documents = 32U << 20U;  // unpacked
  };

  /// `dictionaries`: the folder of FreeDict's dictionaries, read in the background; empty: go without.
  explicit IndexView(indexer::IndexDirectory directory, std::filesystem::path dictionaries = {});
  IndexView(indexer::IndexDirectory directory, std::filesystem::path dictionaries, const Limits& kept);
  ~IndexView();

  struct State;
  /// The newest state that can be read; keeps its generation from being removed while held. Where the newest
  /// is refused or damaged the last good one goes on answering. Throws IndexUnavailable where there never was
  /// one.
  std::shared_ptr<const State> state();

  /// The state that is current, as an answer to be made depends on it. Throws as state() does.
  struct Current {
    std::string state;  // Health::state
    std::shared_ptr<const analyzers::Vocabulary> vocabulary;
    indexer::Schema schema = indexer::Schema::full;
  };
  Current current();

  struct Health {
    bool ready = false;
    corpus::Revision revision = 0;  // of the index
    std::string state;              // of the index: another one whenever anything in it changed, also the
                                    //   ledger or the vocabulary, which have no revision
    corpus::Revision head_revision = 0;  // of the archive, as status.json says; 0 unknown
    std::string head_time;
    std::int64_t documents = 0;  // shown
    indexer::Schema schema = indexer::Schema::full;
    std::string problem;  // why not ready, why an older state is served or what searches fail of; empty: all
                          //   well
  };
  /// Ready where a state can be searched: kMostFailuresInRow failures of searches in a row say that it
  /// cannot, until one is answered or another state comes.
  Health health();

  /// The searches of this process that failed. FailedSearches::ask_again, called now and then, finds out
  /// whether they still would where nobody else asks.
  FailedSearches& failed_searches();

  /// Whether a dictionary was found. Reads it where nobody has yet (about a second).
  bool has_dictionary() const;

  /// For searchers: a database handle and the state of the very revision it reads. `fresh`: the last one was
  /// at fault, so look at once and open a new one. Throws IndexUnavailable; lets Xapian::Error through.
  IndexLease lease(bool fresh);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// Answers questions. Holds what is not thread-safe (a Xapian::Database, an Analyzer): one for each thread.
/// A changed index makes it open anew and run the whole search again, three times at most.
class Searcher {
 public:
  explicit Searcher(std::shared_ptr<IndexView> view);
  ~Searcher();
  Searcher(Searcher&&) noexcept;

  using Deadline = std::chrono::steady_clock::time_point;

  /// Throws SearchTimeout, QueryTooLong, IndexUnavailable.
  SearchResults search(const SearchRequest& request, Deadline deadline);

  /// The answers to `requests`, in their order, all of one state of the index: for pages that need several.
  /// Throws as search() does.
  std::vector<SearchResults> search_all(const std::vector<SearchRequest>& requests, Deadline deadline);

  /// All documents that search() would find, in the same order: the pages of a request one after the other,
  /// to their end. What the request says of a page plays no part. Throws as search() does.
  WholeResult whole_result(const SearchRequest& request, Deadline deadline);

  /// All documents that are shown, in an order that a change of the index leaves nearly as it was: `most` of
  /// them behind the first `skipped`. Throws IndexUnavailable.
  WholeResult all_documents(std::size_t skipped, std::size_t most);

  /// What came into the archive last of all that search() would find: the page that the request asks for, in
  /// that order, whatever its sort. Throws as search() does.
  NewlySeen newly_seen(const SearchRequest& request, Deadline deadline);

  /// The ids alone of what search() would show, in the same order, without reading the documents. For
  /// measuring: per_page may be any number here. Throws as search() does.
  std::vector<RankedDocument> rank(const SearchRequest& request, Deadline deadline);

  /// The document with this id, former id, address or other key, withdrawn ones too; nothing for an unknown
  /// one. What is like it and what is to be marked may be missing where finding that out took too long.
  /// Throws SearchTimeout, IndexUnavailable.
  std::optional<DocumentView> document(const std::string& id, Deadline deadline,
                                       const DocumentExtras& extras = {});

  /// What `typed` may be the beginning of: see complete(). From the first question on the titles and
  /// names of an index are read in the background (25 microseconds a document). Throws SearchTimeout where
  /// they are not by `deadline`, and IndexUnavailable.
  struct Suggested {
    std::vector<Completion> completions;
    std::string state;  // of the index that answered
  };
  Suggested suggest(std::string_view typed, std::size_t most, Deadline deadline);

  /// Has what can be completed made now, in the background, unless the index is so large (100,000 documents)
  /// that its memory should wait for a reader who types. Throws IndexUnavailable.
  void begin_completions();

  /// What the index holds: see IndexFigures. Throws IndexUnavailable.
  IndexFigures figures();

  /// How well documents of the index are found by their titles: see measure_known_items(). The first who asks
  /// of a state has it measured, in no more than `most` of wall time behind one search that warms up, and not
  /// after `deadline`; what came of that is told to all who ask later, unless `deadline` cut it short. Throws
  /// as search() does.
  KnownItemQuality known_items(std::chrono::milliseconds most, Deadline deadline);

  /// The members of the Coalition as the texts state them. Throws IndexUnavailable.
  std::vector<corpus::LedgerEntry> ledger();

  /// The analyzer with which this searcher reads questions: the one that the index was made with.
  const analyzers::Analyzer& analyzer() const;

  /// The vocabulary of the current generation; valid while the returned pointer lives.
  std::shared_ptr<const analyzers::Vocabulary> vocabulary();

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace searchd
