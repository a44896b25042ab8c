// The filters of one request, ready to be asked of many documents.
#pragma once

#include <xapian.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "searchd/matching/block_bits.h"
#include "searchd/search/columns.h"
#include "searchd/search/request.h"

namespace searchd {

/// Keeps a reference to the columns.
class FilterSet {
 public:
  FilterSet(const Columns& columns, const SearchRequest& request);

  bool restricts() const { return dated_ || !filters_.empty(); }

  /// A filter by its number: that of a field is its Columns::Field.
  static constexpr std::size_t kDates = Columns::kFields;
  /// By filter: the documents that fail this one alone. Set where the request has such a filter.
  using Nearly = std::array<std::optional<BlockBits>, kDates + 1>;

  /// Leaves of `documents`, all of them below last() and in the block from `first` on, those that pass every
  /// filter; puts those that fail just one into `nearly`.
  void narrow(Xapian::docid first, BlockBits& documents, Nearly& nearly) const;

 private:
  struct FieldFilter {
    Columns::Field field;
    std::vector<std::uint8_t> wanted;  // by ordinal
    bool missing = false;              // documents without a value are wanted
    PlaceBits passing{0};              // those of the main database
  };
  bool passes(const FieldFilter& filter, Xapian::docid document) const;
  bool is_inside(Xapian::docid document) const;
  void narrow_to(const FieldFilter& filter, Xapian::docid first, BlockBits& documents) const;
  void narrow_to_dates(Xapian::docid first, BlockBits& documents) const;

  const Columns& columns_;
  std::vector<FieldFilter> filters_;  // of the fields that are restricted
  bool dated_ = false, within_ = false;
  std::int32_t from_, to_;
};

/// The column of a facet of values.
Columns::Field column_of(FacetField field);

/// As a value of a filter: documents that have none.
inline constexpr std::string_view kMissing = "_missing";

}  // namespace searchd
