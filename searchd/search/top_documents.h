// Of the documents that are found those that stand first, in an order asked for.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <vector>

#include "analyzers/language.h"
#include "searchd/search/columns.h"
#include "searchd/search/request.h"

namespace searchd {

/// A document that the words found.
struct FoundDocument {
  Xapian::docid document;
  double score;
  double from_version = 0;  // of the score: what preferring versions gave it, or took
};

/// Keeps no more of them than may stand among the first, and where versions are preferred all that have
/// another version (24 bytes each): that may give them its score. Keeps a reference to the columns.
class TopDocuments {
 public:
  /// The order is `sort`'s; documents alike in it come by day, newest first, then by id.
  TopDocuments(const Columns& columns, Sort sort, std::size_t most);

  /// Where both versions of a text are found, the one in `language` takes the better score of the two and the
  /// other one the worse: who asks in a language reads it. Not across the ranks of kTypedFirst. Call it
  /// before the first add().
  void prefer_versions(analyzers::Language language);

  void add(Xapian::docid document, double score) {
    if (!is_behind(score)) consider(document, score);
  }
  /// Whether add() would do nothing with any document of this score or a lower one. May be false where it
  /// would.
  bool is_behind(double score) const {
    return is_full_ && sort_ == Sort::relevance && score < worst_.score && !may_take_from_version_;
  }

  /// False where add() would do nothing with the document, whatever its score up to `most`. May let go of
  /// some that were added, so that it knows what stands last of those that are wanted.
  bool would_keep(Xapian::docid document, double most);

  /// All that were added, but no more than the first `most`, in order.
  std::vector<FoundDocument> first();

 private:
  void consider(Xapian::docid document, double score);
  void keep(const FoundDocument& found);
  void let_others_go();
  void exchange_scores();
  bool has_version(Xapian::docid document) const;
  bool is_before(const FoundDocument& a, const FoundDocument& b) const;
  bool is_newer(Xapian::docid a, Xapian::docid b) const;
  bool is_preferred(Xapian::docid document) const;

  const Columns& columns_;
  const Sort sort_;
  const std::size_t most_;
  Ordinal preferred_ = ValueTable::kNone;  // the language of prefer_versions()
  bool may_take_from_version_ = false;
  bool is_full_ = false;
  FoundDocument worst_{};              // once it is full: what comes behind it is not among the first
  std::vector<FoundDocument> kept_;    // up to some more than most_
  std::vector<FoundDocument> paired_;  // all that have another version, which may give them its score
};

}  // namespace searchd
