// Filters and counts over the columns: one pass over what the words found gives total, facets and the page's
// documents.
#pragma once

#include <xapian.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "analyzers/language.h"
#include "analyzers/vocabulary.h"
#include "searchd/search/columns.h"
#include "searchd/search/request.h"
#include "searchd/search/results.h"

namespace searchd {

/// A document that the words found.
struct FoundDocument {
  Xapian::docid document;
  double score;
  double from_version = 0;  // of the score: what prefer_versions() gave it, or took
};

/// The filters of one request, ready to be asked of many documents.
class FilterSet {
 public:
  FilterSet(const Columns& columns, const SearchRequest& request);

  /// One bit for each filter that `document` does not pass: bit Columns::Field, or kDateBit. 0: it is a
  /// result.
  unsigned failed(Xapian::docid document) const;
  bool restricts() const { return dated_ || !filters_.empty(); }

  static constexpr unsigned kDateBit = 1U << Columns::kFields;

 private:
  struct FieldFilter {
    Columns::Field field;
    std::vector<std::uint8_t> wanted;  // by ordinal
    bool missing = false;              // documents without a value are wanted
  };
  bool passes(const FieldFilter& filter, Xapian::docid document) const;

  const Columns& columns_;
  std::vector<FieldFilter> filters_;  // of the fields that are restricted
  bool dated_ = false;
  std::int32_t from_, to_;
};

/// Counts documents as they are found and keeps those that pass all filters. Keeps references to all it is
/// given.
class Counter {
 public:
  Counter(const Columns& columns, const SearchRequest& request);

  void add(Xapian::docid document, double score);

  /// Where both versions of a text were found, the one in `language` takes the better score of the two and
  /// the other one the worse: who asks in a language reads it. Not across the ranks of kTypedFirst. Call it
  /// after the last add().
  void prefer_versions(analyzers::Language language);

  std::int64_t total() const { return static_cast<std::int64_t>(matches_.size()); }

  /// The documents of the page asked for, in `sort`'s order; documents alike in it by day, newest first, then
  /// by id.
  std::vector<FoundDocument> page(Sort sort);

  /// The facets asked for, in that order. Labels come from `vocabulary`.
  std::vector<Facet> facets(const analyzers::Vocabulary& vocabulary) const;

 private:
  /// How many of what a facet chooses from have each value, and none.
  struct ValueCounts {
    std::vector<std::int64_t> of_value;  // by ordinal
    std::int64_t missing = 0;
  };

  template <typename Visit>
  void for_each_choice(unsigned own_bit, Visit visit) const;
  bool is_large(std::size_t documents) const;
  void count(Columns::Field column, Xapian::docid document, ValueCounts& counts) const;
  ValueCounts count_values(Columns::Field column, const std::optional<PlaceBits>& matches) const;
  Facet field_facet(FacetField field, const ValueCounts& counts,
                    const analyzers::Vocabulary& vocabulary) const;
  Facet month_facet() const;

  const Columns& columns_;
  const SearchRequest& request_;
  FilterSet filters_;
  bool is_preferred(Xapian::docid document) const;

  std::vector<FoundDocument> matches_;
  Ordinal preferred_ = ValueTable::kNone;  // the language of prefer_versions()
  std::array<std::vector<Xapian::docid>, Columns::kFields + 1>
      nearly_;  // by bit: what fails this filter alone
};

}  // namespace searchd
