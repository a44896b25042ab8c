#include "searchd/search/facets.h"

#include <algorithm>
#include <memory>
#include <set>
#include <string_view>
#include <utility>

#include "searchd/search/filter_fields.h"
#include "searchd/search/word_query.h"

namespace searchd {
namespace {

struct Label {
  std::string_view value, english, arabic;
};

constexpr Label kKindLabels[] = {
    {"statement", "Statement", "بيان"},
    {"news", "News", "خبر"},
    {"digest", "Weekly digest", "نشرة أسبوعية"},
    {"digest_item", "Digest item", "مادة من نشرة"},
    {"social_post", "Social post", "منشور"},
    {"podcast", "Podcast", "بودكاست"},
    {"campaign", "Campaign", "حملة"},
    {"page", "Page", "صفحة"},
};
constexpr Label kLanguageLabels[] = {
    {"ar", "Arabic", "العربية"},
    {"en", "English", "الإنجليزية"},
    {"mixed", "Arabic and English", "العربية والإنجليزية"},
    {"other", "Other language", "لغة أخرى"},
};
// Both traditions of the region's month names, as the Coalition's Arabic pages print them.
constexpr Label kMonthLabels[] = {
    {"01", "January", "كانون الثاني/يناير"},
    {"02", "February", "شباط/فبراير"},
    {"03", "March", "آذار/مارس"},
    {"04", "April", "نيسان/أبريل"},
    {"05", "May", "أيار/مايو"},
    {"06", "June", "حزيران/يونيو"},
    {"07", "July", "تموز/يوليو"},
    {"08", "August", "آب/أغسطس"},
    {"09", "September", "أيلول/سبتمبر"},
    {"10", "October", "تشرين الأول/أكتوبر"},
    {"11", "November", "تشرين الثاني/نوفمبر"},
    {"12", "December", "كانون الأول/ديسمبر"},
};

template <std::size_t kSize>
void label_from(const Label (&labels)[kSize], FacetValue& value) {
  for (const auto& label : labels) {
    if (label.value != value.value) continue;
    value.label_en = label.english;
    value.label_ar = label.arabic;
  }
}

void label_from(const analyzers::Vocabulary& vocabulary, analyzers::EntryType type, FacetValue& value) {
  const auto* entry = vocabulary.find(type, value.value);
  if (entry == nullptr) return;
  value.label_en = entry->label_en;
  value.label_ar = entry->label_ar;
}

// A filter takes what the vocabulary knows. A document may have kept a tag that it has lost since.
bool can_be_asked(const FilterField& filter, std::string_view value,
                  const analyzers::Vocabulary& vocabulary) {
  return !filter.type || vocabulary.find(*filter.type, value) != nullptr;
}

// A value that the vocabulary does not know keeps its own name.
void add_labels(const FilterField& filter, const analyzers::Vocabulary& vocabulary, FacetValue& value) {
  if (filter.type) return label_from(vocabulary, *filter.type, value);
  if (filter.field == FacetField::kind) return label_from(kKindLabels, value);
  label_from(kLanguageLabels, value);
}

// Up to one of so many documents of the index a result is counted document by document, a larger one by the
// sets of each value: there both take as long (docs/performance.md).
constexpr std::size_t kLargeShare = 40;

FacetValue month_value(std::int32_t month, std::int64_t count, bool selected, bool labelled) {
  auto name = month_name(month);
  if (!labelled) return {name, name, name, count, selected};
  const auto& label = kMonthLabels[month % 12];
  const std::string year = std::to_string(month / 12);
  return {std::move(name), std::string(label.english) + " " + year, std::string(label.arabic) + " " + year,
          count, selected};
}

/// A value of a facet, before it is known whether it is shown.
struct CountedValue {
  std::string_view value;
  std::int64_t count = 0;
  bool selected = false;
};

// Keeps the first `most` values and every selected one.
template <typename Value>
void keep_most(std::vector<Value>& values, int most) {
  int kept = 0;
  std::erase_if(values, [&kept, most](const Value& value) { return ++kept > most && !value.selected; });
}

}  // namespace

Counter::Counter(const Columns& columns, const SearchRequest& request, Sort sort)
    : columns_(columns),
      request_(request),
      filters_(columns, request),
      top_(columns, sort,
           static_cast<std::size_t>(request.page) * static_cast<std::size_t>(request.per_page)),
      matches_(columns.shown().places()) {}

void Counter::match(Xapian::docid first, BlockBits& matches) {
  matches.keep(columns_.shown().words(), first / kBitsInWord);
  if (left_out_) matches.leave_out_of(left_out_->words(), first / kBitsInWord);
  if (filters_.restricts()) {
    filters_.narrow(first, matches, nearly_in_block_);
    for (std::size_t filter = 0; filter < nearly_.size(); ++filter) {
      if (!nearly_in_block_[filter]) continue;
      if (!nearly_[filter]) nearly_[filter].emplace(matches_.places());
      nearly_[filter]->put(first, *nearly_in_block_[filter]);
    }
  }
  matches_.put(first, matches);
}

void Counter::score(Xapian::docid first, const BlockBits& matches, const Column<double>& scores) {
  matches.for_each([&](std::size_t offset) {
    if (is_behind(scores[offset])) return;
    const auto document = first + static_cast<Xapian::docid>(offset);
    top_.add(document, weighed(document, scores[offset]));
  });
}

// Recency leaves ranks what they are, so that a score of the rank below may come to more than `most` does.
bool Counter::wants_score(Xapian::docid document, double most) {
  if (is_behind(most)) return false;
  return top_.would_keep(document, std::max(weighed(document, most), rank_of(most) * kMostByRecency));
}

void Counter::count_all(Deadline deadline) {
  const DeadlineGuard guard(deadline);
  const auto none = std::make_unique<Column<double>>();
  for (std::size_t first = 0; first < columns_.shown().places(); first += kBlockDocuments) {
    guard.check();
    BlockBits matches;
    matches.fill();
    match(static_cast<Xapian::docid>(first), matches);
    score(static_cast<Xapian::docid>(first), matches, *none);
  }
}

std::vector<FoundDocument> Counter::page() {
  auto first = top_.first();
  const auto before =
      static_cast<std::size_t>(request_.page - 1) * static_cast<std::size_t>(request_.per_page);
  first.erase(first.begin(), first.begin() + static_cast<std::ptrdiff_t>(std::min(before, first.size())));
  return first;
}

template <typename Action>
void Counter::with_choice(std::size_t filter, Action action) const {
  if (!nearly_[filter]) return action(matches_);
  auto documents = matches_;
  documents |= *nearly_[filter];
  action(documents);
}

std::vector<Facet> Counter::facets(const analyzers::Vocabulary& vocabulary, Deadline deadline) const {
  const DeadlineGuard guard(deadline);
  std::vector<Facet> facets;
  for (const auto field : request_.facets) {
    guard.check();
    facets.push_back(field == FacetField::month
                         ? month_facet()
                         : field_facet(field, count_values(column_of(field)), vocabulary));
  }
  return facets;
}

bool Counter::is_large(std::int64_t documents) const {
  return static_cast<std::size_t>(documents) * kLargeShare >= columns_.main()->end();
}

// What one database has of a field, counted document by document.
void Counter::count(const PlaceBits& documents, const DocumentColumns& columns, Columns::Field column,
                    ValueCounts& counts) const {
  const auto& [begins, ordinals] = columns.field(column);
  documents.for_each(
      columns.first(), columns.end(), [&, &begins = begins, &ordinals = ordinals](std::size_t place) {
        const auto begin = begins[place - columns.first()], end = begins[place - columns.first() + 1];
        if (begin == end) ++counts.missing;
        for (auto at = begin; at < end; ++at) ++counts.of_value[ordinals[at]];
      });
}

// Documents of the delta, which are few, are looked at one by one always.
Counter::ValueCounts Counter::count_values(Columns::Field column) const {
  ValueCounts counts{std::vector<std::int64_t>(columns_.table(column).size(), 0)};
  with_choice(column, [&](const PlaceBits& documents) {
    if (!is_large(documents.count())) {
      count(documents, *columns_.main(), column, counts);
    } else {
      columns_.main_sets(column).count(documents, counts.of_value);
      counts.missing += columns_.main_sets(column).count_without(documents);
    }
    if (columns_.delta() != nullptr) count(documents, *columns_.delta(), column, counts);
  });
  return counts;
}

Facet Counter::field_facet(FacetField field, const ValueCounts& counts,
                           const analyzers::Vocabulary& vocabulary) const {
  const auto& table = columns_.table(column_of(field));
  const auto& filter = *filter_field(field);
  const auto& asked = request_.filters.*filter.values;
  const std::set<std::string_view> chosen(asked.begin(), asked.end());
  std::vector<CountedValue> values;
  for (const auto value : chosen) {
    if (value == kMissing) continue;
    const auto ordinal = table.find(value);
    values.push_back({value, ordinal == ValueTable::kNone ? 0 : counts.of_value[ordinal], true});
  }
  for (Ordinal ordinal = 0; ordinal < table.size(); ++ordinal) {
    const auto& value = table.value(ordinal);
    if (counts.of_value[ordinal] == 0 || chosen.contains(value)) continue;
    if (!can_be_asked(filter, value, vocabulary)) continue;
    values.push_back({value, counts.of_value[ordinal], false});
  }
  std::sort(values.begin(), values.end(), [](const CountedValue& a, const CountedValue& b) {
    if (a.selected != b.selected) return a.selected;
    return a.count != b.count ? a.count > b.count : a.value < b.value;
  });
  Facet facet{field, {}, static_cast<std::int64_t>(values.size()), counts.missing};
  keep_most(values, request_.facet_limit);
  facet.values.reserve(values.size());
  for (const auto& [value, count, selected] : values) {
    const std::string id(value);
    facet.values.push_back({id, id, id, count, selected});
    if (request_.labels) add_labels(filter, vocabulary, facet.values.back());
  }
  return facet;
}

void Counter::count_months(const PlaceBits& documents, const DocumentColumns& columns,
                           std::vector<std::int64_t>& months, Facet& facet) const {
  const auto first_month = columns_.first_month();
  documents.for_each(columns.first(), columns.end(), [&](std::size_t place) {
    const auto document = static_cast<Xapian::docid>(place);
    const auto month = columns.month(document);
    if (month != Columns::kUndated) {
      ++months[static_cast<std::size_t>(month - first_month)];
    } else if (columns.precision(document) == Columns::Precision::unknown) {
      ++facet.missing;
    } else {
      ++facet.year_only;
    }
  });
}

// A month is selected when all its days are asked for.
Facet Counter::month_facet() const {
  Facet facet;
  facet.field = FacetField::month;
  const auto first_month = columns_.first_month();
  const bool any = first_month <= columns_.last_month();
  std::vector<std::int64_t> months(
      any ? static_cast<std::size_t>(columns_.last_month() - first_month) + 1 : 0, 0);
  with_choice(FilterSet::kDates, [&](const PlaceBits& documents) {
    count_months(documents, *columns_.main(), months, facet);
    if (columns_.delta() != nullptr) count_months(documents, *columns_.delta(), months, facet);
  });
  const bool dated = request_.dates.from.has_value() || request_.dates.to.has_value();
  for (auto month = columns_.last_month(); any && month >= first_month; --month) {
    const auto count = months[static_cast<std::size_t>(month - first_month)];
    if (count == 0) continue;
    const auto first = first_day_of_month(month), next = first_day_of_month(month + 1);
    const bool selected =
        dated && request_.dates.from.value_or(first) <= first && request_.dates.to.value_or(next) >= next - 1;
    facet.values.push_back(month_value(month, count, selected, request_.labels));
  }
  facet.values_in_all = static_cast<std::int64_t>(facet.values.size());
  keep_most(facet.values, request_.facet_limit);
  return facet;
}

}  // namespace searchd
