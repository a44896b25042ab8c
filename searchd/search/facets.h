// Counts over the columns: one pass over what the words found gives total, facets and the page's documents.
#pragma once

#include <xapian.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "analyzers/language.h"
#include "analyzers/vocabulary.h"
#include "searchd/matching/matching.h"
#include "searchd/search/columns.h"
#include "searchd/search/filter_set.h"
#include "searchd/search/recency.h"
#include "searchd/search/request.h"
#include "searchd/search/results.h"
#include "searchd/search/top_documents.h"

namespace searchd {

/// Counts documents as they are found, those that pass all filters, and keeps the first of them. Keeps
/// references to all it is given.
class Counter : public BlockVisitor {
 public:
  /// The page that `request` asks for is kept in the order of `sort`.
  Counter(const Columns& columns, const SearchRequest& request, Sort sort);

  /// See TopDocuments. Call it before anything is counted.
  void prefer_versions(analyzers::Language language) { top_.prefer_versions(language); }
  /// Takes the scores as `recency` weighs them from now on.
  void weigh_by(const Recency& recency) { recency_.emplace(recency); }
  /// Leaves these documents out from now on; places are document numbers.
  void leave_out(PlaceBits documents) { left_out_ = std::move(documents); }

  /// Blocks in their order.
  void match(Xapian::docid first, BlockBits& matches) override;
  void score(Xapian::docid first, const BlockBits& matches, const Column<double>& scores) override;
  bool wants_some_scores() const override { return true; }
  bool wants_score(Xapian::docid document, double most) override;
  /// All documents that are shown, without a score. Throws SearchTimeout.
  void count_all(Deadline deadline);

  std::int64_t total() const { return matches_.count(); }

  /// All that pass all filters; places are document numbers.
  const PlaceBits& matches() const { return matches_; }

  /// The documents of the page. Once.
  std::vector<FoundDocument> page();

  /// The facets asked for, in that order. Labels come from `vocabulary`. Throws SearchTimeout.
  std::vector<Facet> facets(const analyzers::Vocabulary& vocabulary, Deadline deadline) const;

 private:
  double weighed(Xapian::docid document, double score) const {
    return recency_ ? recency_->weigh(document, score) : score;
  }
  /// Whether, however new a document is, its score is too low to be kept: to know that takes no look at its
  /// day.
  bool is_behind(double score) const { return top_.is_behind(recency_ ? score * kMostByRecency : score); }
  /// How many of what a facet chooses from have each value, and none.
  struct ValueCounts {
    std::vector<std::int64_t> of_value;  // by ordinal
    std::int64_t missing = 0;
  };

  /// Calls `action` with what the facet of a filter chooses from: what passes all others.
  template <typename Action>
  void with_choice(std::size_t filter, Action action) const;
  bool is_large(std::int64_t documents) const;
  void count(const PlaceBits& documents, const DocumentColumns& columns, Columns::Field column,
             ValueCounts& counts) const;
  ValueCounts count_values(Columns::Field column) const;
  Facet field_facet(FacetField field, const ValueCounts& counts,
                    const analyzers::Vocabulary& vocabulary) const;
  /// Of one database, into `months` from first_month() on.
  void count_months(const PlaceBits& documents, const DocumentColumns& columns,
                    std::vector<std::int64_t>& months, Facet& facet) const;
  Facet month_facet() const;

  const Columns& columns_;
  const SearchRequest& request_;
  FilterSet filters_;
  TopDocuments top_;
  std::optional<Recency> recency_;
  std::optional<PlaceBits> left_out_;
  PlaceBits matches_;
  std::array<std::optional<PlaceBits>, FilterSet::kDates + 1> nearly_;  // by filter: what fails it alone
  FilterSet::Nearly nearly_in_block_;
};

}  // namespace searchd
