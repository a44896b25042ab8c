#include "searchd/search/filter_set.h"

#include <algorithm>
#include <limits>

#include "searchd/search/filter_fields.h"

namespace searchd {

Columns::Field column_of(FacetField field) {
  switch (field) {
    case FacetField::partner: return Columns::partner;
    case FacetField::topic: return Columns::topic;
    case FacetField::kind: return Columns::kind;
    case FacetField::language: return Columns::language;
    case FacetField::outlet: return Columns::outlet;
    case FacetField::place: return Columns::place;
    case FacetField::month: break;  // is no field of values
  }
  __builtin_unreachable();
}

FilterSet::FilterSet(const Columns& columns, const SearchRequest& request)
    : columns_(columns),
      dated_(request.dates.from.has_value() || request.dates.to.has_value()),
      within_(request.dates.within),
      from_(request.dates.from.value_or(std::numeric_limits<std::int32_t>::min())),
      to_(request.dates.to.value_or(std::numeric_limits<std::int32_t>::max())) {
  for (const auto& known : kFilterFields) {
    const auto& values = request.filters.*known.values;
    if (values.empty()) continue;
    const auto field = column_of(known.field);
    const auto& table = columns.table(field);
    FieldFilter filter{field, std::vector<std::uint8_t>(table.size(), 0), false};
    for (const auto& value : values) {
      if (value == kMissing) filter.missing = true;
      const auto ordinal = table.find(value);
      if (ordinal != ValueTable::kNone) filter.wanted[ordinal] = 1;
    }
    filter.passing = columns.main_sets(field).documents_with(filter.wanted, filter.missing);
    filters_.push_back(std::move(filter));
  }
}

// Filter by filter: which documents failed any before, and which more than one.
void FilterSet::narrow(Xapian::docid first, BlockBits& documents, Nearly& nearly) const {
  BlockBits failed, failed_twice;
  failed.clear();
  failed_twice.clear();
  const auto note = [&](std::size_t filter, const BlockBits& passed) {
    auto& its = nearly[filter].emplace(documents);
    its.leave_out(passed);
    auto again = its;
    again &= failed;
    failed_twice |= again;
    failed |= its;
  };
  for (const auto& filter : filters_) {
    auto passed = documents;
    narrow_to(filter, first, passed);
    note(filter.field, passed);
  }
  if (dated_) {
    auto passed = documents;
    passed.leave_out(failed_twice);
    narrow_to_dates(first, passed);
    note(kDates, passed);
  }
  for (auto& its : nearly) {
    if (its) its->leave_out(failed_twice);
  }
  documents.leave_out(failed);
}

void FilterSet::narrow_to(const FieldFilter& filter, Xapian::docid first, BlockBits& documents) const {
  if (!columns_.is_of_delta(first)) return documents.keep(filter.passing.words(), first / kBitsInWord);
  const auto of_delta = documents;
  of_delta.for_each([&](std::size_t offset) {
    if (!passes(filter, first + static_cast<Xapian::docid>(offset))) documents.reset(offset);
  });
}

void FilterSet::narrow_to_dates(Xapian::docid first, BlockBits& documents) const {
  const auto all = documents;
  all.for_each([&](std::size_t offset) {
    if (!is_inside(first + static_cast<Xapian::docid>(offset))) documents.reset(offset);
  });
}

bool FilterSet::passes(const FieldFilter& filter, Xapian::docid document) const {
  const auto values = columns_.values(filter.field, document);
  if (values.empty()) return filter.missing;
  return std::any_of(values.begin(), values.end(),
                     [&filter](Ordinal value) { return filter.wanted[value] != 0; });
}

bool FilterSet::is_inside(Xapian::docid document) const {
  const auto first_day = columns_.first_day(document);
  if (first_day == Columns::kUndated) return false;
  const auto last_day = columns_.last_day(document);
  return within_ ? first_day >= from_ && last_day <= to_ : first_day <= to_ && last_day >= from_;
}

}  // namespace searchd
