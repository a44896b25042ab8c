// SearchResults: what was found. Plain values for the views.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "analyzers/passages.h"
#include "corpus/document.h"
#include "corpus/ledger.h"
#include "indexer/stored_versions.h"
#include "searchd/search/repair.h"
#include "searchd/search/request.h"

namespace searchd {

using Marks = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // [begin, end) in code points, ascending

/// What a list shows of another document.
struct DocumentLink {
  corpus::DocumentId id;
  std::string title;
  corpus::Kind kind{};
  analyzers::Language language{};
  std::string beginning = {};  // of its text, at most kLongestBeginning bytes; only where it has no title
};
inline constexpr std::size_t kLongestBeginning = 1'000;

/// Why a document has its score. Asked for by SearchRequest::explain.
struct Explanation {
  /// One of the terms searched that the document has.
  struct Term {
    std::string matched;          // as in Interpretation::Term::matched
    std::uint32_t count = 0;      // how often the document has it, as it is weighed; 0: it is not counted
    std::uint32_t documents = 0;  // how many documents have it; 0: it is not one term of the index
  };
  /// What one kind of term added for one thing typed.
  struct Part {
    std::string typed;  // as in Interpretation::Term::typed; empty: for the question as a whole
    std::string why;    // "stem", "exact form", "other language" ... as docs/api.md lists them
    std::vector<Term> terms;
    double score = 0;  // 0: it lets the document in and gives no weight
  };
  std::vector<Part> parts;    // in the order of what was typed; the scores of all add up to Hit::score
  double recency_factor = 1;  // what the part "recency" is made with
};

struct Hit {
  corpus::Document document;  // whole; the views choose what they show
  double score = 0;           // 0 where no words were typed
  Marks title_marks;
  analyzers::Passage passage;                        // of summary and body: the best
  std::optional<analyzers::Passage> second_passage;  // where others of the wanted words stand elsewhere
  std::optional<DocumentLink> parent, translation;
  std::optional<Explanation> explanation = {};  // where it was asked for
  std::optional<std::int64_t> items = {};       // of a digest, those that are shown; where it was asked for
};

struct FacetValue {
  std::string value;               // slug, code or "2018-02"; "_missing" is not among them
  std::string label_en, label_ar;  // for readers; without SearchRequest::labels the value itself
  std::int64_t count = 0;
  bool selected = false;
};

/// Counts of one field over the documents that match everything but this field's own filter. Always exact.
struct Facet {
  FacetField field{};
  std::vector<FacetValue> values;  // selected first, then by count, then by value; months newest first
  std::int64_t values_in_all = 0;  // also those beyond facet_limit (selected ones are always listed)
  std::int64_t missing = 0;        // documents without a value; for months: undated
  std::int64_t year_only = 0;      // months: dated to a year only
};

/// Documents found, by time. Always exact: periods, wider and undated add up to the total.
struct Timeline {
  struct Period {
    std::int32_t first_day = 0, last_day = 0;  // since 1970-01-01, both inclusive, of what is asked for
    std::int64_t count = 0;                    // documents whose date lies within it, whatever its precision
    std::int64_t place = 0;                    // 0 for the first; periods without documents have places too
    std::optional<std::int64_t> in_all = {};   // of all documents of the index; where SearchRequest::share
  };
  Interval interval = Interval::month;  // never automatic
  std::vector<Period> periods;          // those with documents, in the order of time
  std::int64_t wider =
      0;  // dated to no one period ("2018" where months are counted), or beyond what is asked
  std::int64_t undated = 0;
};

/// How the question was understood.
struct Interpretation {
  struct Term {
    std::string typed;                 // as written
    std::vector<std::string> matched;  // the terms that went into the search
    std::vector<std::string> why;      // "stem", "phrase", "excluded", "name:person/al-qurayshi" ...
  };
  /// What was searched in the other language for words typed: "الموصل" for "Mosul".
  struct AlsoSearched {
    std::string typed;
    std::string shown;
    std::string source;  // Alternative::source
  };
  std::string parsed;  // the question in the query language, in one line; asked again it is the same
  bool cut = false;    // it was beyond the limits of a question: `parsed` is what was searched of it
  std::vector<Term> terms;
  std::vector<std::string> ignored;  // words that were not searched, as typed: stop words, beyond the limit
  std::vector<Repair> repairs;       // what was mended
  std::vector<AlsoSearched> also_searched = {};
};

/// What the reader may want to search for instead: requests, each with the exact number of documents it
/// finds.
struct Suggestions {
  struct Correction {
    SearchRequest request;
    std::string why;  // "keyboard", "spelling", "name", "split", "joined"
    std::int64_t count = 0;
  };
  /// A word of the question names what can be filtered by.
  struct Filter {
    analyzers::EntryType type{};  // partner, topic, outlet or place
    std::string id, typed;        // the entry; the words that name it
    SearchRequest request;        // with the filter in place of the words
    std::int64_t count = 0;
    std::string date = {};  // "2018", "2018-02", "2018-02-13", "2016..2019": that time is named, no entry
  };
  /// A part of the request without which more is found.
  struct Relaxation {
    std::string kind;  // "word", "quotes", "match", "wider_dates", "dates", "filter", "filters", "cross"
    std::string what;  // the word that is dropped
    SearchRequest request;
    std::int64_t count = 0;
    std::optional<FacetField> field = {};  // whose filter is dropped
  };
  std::vector<Correction> did_you_mean;  // the most likely first
  std::vector<Filter> filters;
  std::vector<Relaxation> relaxations;  // only where less than three documents were found
  bool cut_short = false;               // the time for them was up: there may be more
};

struct SearchResults {
  std::vector<Hit> hits;
  std::int64_t total = 0;     // exact
  std::vector<Facet> facets;  // in the order asked for
  Interpretation interpretation;
  std::optional<Timeline> timeline = {};  // where it was asked for
  Suggestions suggestions;                // on the first page alone
  Sort sort{};                            // the one used
  corpus::Revision revision = 0;          // of the index that answered
  std::string state;                      // names the state of the index that answered: see IndexView::Health
  std::int64_t documents_in_all = 0;
  double took_ms = 0;
};

/// What a feed shows: of what a search finds that which came into the archive last.
struct NewlySeen {
  struct Item {
    corpus::Document document;
    corpus::FirstSight first_sight;
    std::optional<DocumentLink> translation = {};
  };
  std::vector<Item> items;        // the last that came in first
  std::int64_t total = 0;         // of all that is found; exact
  corpus::Revision revision = 0;  // of the index that answered
  std::string state;              // as in SearchResults
};

/// A hit without its document.
struct RankedDocument {
  corpus::DocumentId id;
  double score = 0;
};

/// Most items of a digest that one answer lists; how many there are is told.
inline constexpr std::size_t kMostLinks = 200;

/// What is wanted of a document beside itself.
struct DocumentExtras {
  std::size_t similar = 0;  // documents that are like it, at most; 0: they are not looked for
  bool twin = false;        // the text of its version in the other language
  std::string typed = {};   // a question whose words are marked in both: as SearchRequest::typed
  enum class Versions { none, listed, with_texts };
  Versions versions = Versions::none;  // which there were of it, and what each said
};

/// A document that speaks of the same things as another one.
struct SimilarDocument {
  DocumentLink link;
  double score = 0;             // how alike: in (0, 1]
  bool is_translation = false;  // it is the other one's version in the other language
};

/// Where the words of a question stand in a document.
struct TextMarks {
  Marks title, summary, body;
};

/// One document and what its page shows around it.
struct DocumentView {
  corpus::Document document;
  TextMarks marks;                            // of what DocumentExtras::typed asks for
  std::optional<corpus::Document> twin = {};  // `translation`, whole; where DocumentExtras::twin
  TextMarks twin_marks;
  std::optional<DocumentLink> parent, translation;
  // The items of a digest and the other items of the same digest: at most kMostLinks of each. Of the siblings
  // those that stand nearest, so that every item of a digest can be reached from another.
  std::vector<DocumentLink> items, siblings;
  std::int64_t items_total = 0, siblings_total = 0;
  // The most alike first; as many as were asked for. Nothing where finding them took too long.
  std::optional<std::vector<SimilarDocument>> similar;
  // Two versions or more, the newest first, where DocumentExtras::versions; none where there is but one, or,
  // where not all are known, nobody can say.
  std::vector<indexer::DocumentVersion> versions;
  std::vector<indexer::VersionTexts> version_texts;  // what they said, as far as it is kept
  std::int64_t versions_left_out = 0;                // before these
  bool all_versions_known = false;                   // false: the index was made before they were kept
  corpus::Revision revision = 0;
  std::string state;
};

}  // namespace searchd
