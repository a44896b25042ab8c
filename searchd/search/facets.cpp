#include "searchd/search/facets.h"

#include <algorithm>
#include <bit>
#include <chrono>
#include <limits>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "searchd/search/filter_fields.h"
#include "searchd/search/word_query.h"

namespace searchd {
namespace {

constexpr std::string_view kMissing = "_missing";

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

struct Label {
  std::string_view value, english, arabic;
};

constexpr Label kKindLabels[] = {
    {"statement", "Statement", "بيان"},      {"news", "News", "خبر"},
    {"digest", "Digest", "نشرة موجزة"},      {"digest_item", "Digest item", "مادة من نشرة"},
    {"social_post", "Social post", "منشور"}, {"podcast", "Podcast", "بودكاست"},
    {"campaign", "Campaign", "حملة"},        {"page", "Page", "صفحة"},
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

FilterSet::FilterSet(const Columns& columns, const SearchRequest& request)
    : columns_(columns),
      dated_(request.dates.from.has_value() || request.dates.to.has_value()),
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
    filters_.push_back(std::move(filter));
  }
}

unsigned FilterSet::failed(Xapian::docid document) const {
  unsigned failed = 0;
  for (const auto& filter : filters_) {
    if (!passes(filter, document)) failed |= 1U << filter.field;
  }
  if (dated_) {
    const bool inside = columns_.first_day(document) != Columns::kUndated &&
                        columns_.first_day(document) <= to_ && columns_.last_day(document) >= from_;
    if (!inside) failed |= kDateBit;
  }
  return failed;
}

bool FilterSet::passes(const FieldFilter& filter, Xapian::docid document) const {
  const auto values = columns_.values(filter.field, document);
  if (values.empty()) return filter.missing;
  return std::any_of(values.begin(), values.end(),
                     [&filter](Ordinal value) { return filter.wanted[value] != 0; });
}

Counter::Counter(const Columns& columns, const SearchRequest& request)
    : columns_(columns), request_(request), filters_(columns, request) {}

void Counter::add(Xapian::docid document, double score) {
  if (!columns_.is_shown(document)) return;
  const unsigned failed = filters_.restricts() ? filters_.failed(document) : 0;
  if (failed == 0) return matches_.push_back({document, score});
  if (std::has_single_bit(failed))
    nearly_[static_cast<std::size_t>(std::countr_zero(failed))].push_back(document);
}

// What a facet chooses from: a document that fails one filter alone is one of those of this filter's own
// facet. One column after the other, because one alone stays in the processor's cache.
template <typename Visit>
void Counter::for_each_choice(unsigned own_bit, Visit visit) const {
  for (const auto& match : matches_) visit(match.document);
  for (const auto document : nearly_[static_cast<std::size_t>(std::countr_zero(own_bit))]) visit(document);
}

void Counter::prefer_versions(analyzers::Language language) {
  preferred_ = columns_.table(Columns::language).find(analyzers::language_code(language));
  if (preferred_ == ValueTable::kNone) return;
  std::unordered_map<Xapian::docid, std::size_t> others;  // versions in another language: where they stand
  for (std::size_t at = 0; at < matches_.size(); ++at) {
    const auto document = matches_[at].document;
    if (columns_.translation(document) != 0 && !is_preferred(document)) others.emplace(document, at);
  }
  if (others.empty()) return;
  for (auto& own : matches_) {
    const auto found = others.find(columns_.translation(own.document));
    if (found == others.end() || !is_preferred(own.document)) continue;
    auto& other = matches_[found->second];
    const double more = other.score - own.score;
    if (more <= 0 || rank_of(other.score) != rank_of(own.score)) continue;
    std::swap(own.score, other.score);
    own.from_version += more;
    other.from_version -= more;
  }
}

bool Counter::is_preferred(Xapian::docid document) const {
  const auto of = columns_.values(Columns::language, document);
  return preferred_ != ValueTable::kNone && !of.empty() && of.front() == preferred_;
}

std::vector<FoundDocument> Counter::page(Sort sort) {
  const auto newer = [this](const FoundDocument& a, const FoundDocument& b) {
    const auto day_a = columns_.first_day(a.document);
    const auto day_b = columns_.first_day(b.document);
    if (day_a != day_b) return day_a > day_b;
    if (is_preferred(a.document) != is_preferred(b.document)) return is_preferred(a.document);
    return columns_.id(a.document) < columns_.id(b.document);
  };
  const auto before = [this, sort, &newer](const FoundDocument& a, const FoundDocument& b) {
    if (sort == Sort::relevance && a.score != b.score) return a.score > b.score;
    if (sort != Sort::oldest) return newer(a, b);
    const auto day_a = columns_.first_day(a.document);
    const auto day_b = columns_.first_day(b.document);
    if (day_a == day_b) return columns_.id(a.document) < columns_.id(b.document);
    if (day_a == Columns::kUndated || day_b == Columns::kUndated)
      return day_b == Columns::kUndated;  // last always
    return day_a < day_b;
  };
  const auto per_page = static_cast<std::size_t>(request_.per_page);
  const auto first = std::min(matches_.size(), static_cast<std::size_t>(request_.page - 1) * per_page);
  const auto last = std::min(matches_.size(), first + per_page);
  const auto at = [this](std::size_t number) {
    return matches_.begin() + static_cast<std::ptrdiff_t>(number);
  };
  std::partial_sort(matches_.begin(), at(last), matches_.end(), before);
  return {at(first), at(last)};
}

std::vector<Facet> Counter::facets(const analyzers::Vocabulary& vocabulary) const {
  std::optional<PlaceBits> matches;  // those of the main database, where there are many
  if (is_large(matches_.size())) {
    matches.emplace(columns_.main()->end());
    for (const auto& match : matches_) {
      if (match.document < columns_.main()->end()) matches->set(match.document);
    }
  }
  std::vector<Facet> facets;
  for (const auto field : request_.facets) {
    facets.push_back(field == FacetField::month
                         ? month_facet()
                         : field_facet(field, count_values(column_of(field), matches), vocabulary));
  }
  return facets;
}

bool Counter::is_large(std::size_t documents) const {
  return columns_.main() != nullptr && documents * kLargeShare >= columns_.main()->end();
}

void Counter::count(Columns::Field column, Xapian::docid document, ValueCounts& counts) const {
  const auto of = columns_.values(column, document);
  if (of.empty()) ++counts.missing;
  for (const auto value : of) ++counts.of_value[value];
}

// Documents of the delta, which are few, are looked at one by one always.
Counter::ValueCounts Counter::count_values(Columns::Field column,
                                           const std::optional<PlaceBits>& matches) const {
  ValueCounts counts{std::vector<std::int64_t>(columns_.table(column).size(), 0)};
  if (!matches) {
    for_each_choice(1U << column, [&](Xapian::docid document) { count(column, document, counts); });
    return counts;
  }
  const auto& nearly = nearly_[column];
  const auto& main = *columns_.main();
  auto with_nearly = nearly.empty() ? std::nullopt : matches;
  for (const auto& match : matches_) {
    if (match.document >= main.end()) count(column, match.document, counts);
  }
  for (const auto document : nearly) {
    if (document >= main.end()) {
      count(column, document, counts);
    } else {
      with_nearly->set(document);
    }
  }
  const auto& documents = with_nearly ? *with_nearly : *matches;
  columns_.main_sets(column).count(documents, counts.of_value);
  counts.missing += columns_.main_sets(column).count_without(documents);
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

// A month is selected when all its days are asked for.
Facet Counter::month_facet() const {
  Facet facet;
  facet.field = FacetField::month;
  const auto first_month = columns_.first_month();
  const bool any = first_month <= columns_.last_month();
  std::vector<std::int64_t> months(
      any ? static_cast<std::size_t>(columns_.last_month() - first_month) + 1 : 0, 0);
  for_each_choice(FilterSet::kDateBit, [&](Xapian::docid document) {
    if (columns_.month(document) != Columns::kUndated) {
      ++months[static_cast<std::size_t>(columns_.month(document) - first_month)];
    } else if (columns_.precision(document) == Columns::Precision::unknown) {
      ++facet.missing;
    } else {
      ++facet.year_only;
    }
  });
  const bool dated = request_.dates.from.has_value() || request_.dates.to.has_value();
  const auto day = [](std::int32_t month) {
    const std::chrono::year_month_day first{std::chrono::year{month / 12},
                                            std::chrono::month{static_cast<unsigned>(month % 12 + 1)},
                                            std::chrono::day{1}};
    return static_cast<std::int32_t>(std::chrono::sys_days{first}.time_since_epoch().count());
  };
  for (auto month = columns_.last_month(); any && month >= first_month; --month) {
    const auto count = months[static_cast<std::size_t>(month - first_month)];
    if (count == 0) continue;
    const bool selected = dated && request_.dates.from.value_or(day(month)) <= day(month) &&
                          request_.dates.to.value_or(day(month + 1)) >= day(month + 1) - 1;
    facet.values.push_back(month_value(month, count, selected, request_.labels));
  }
  facet.values_in_all = static_cast<std::int64_t>(facet.values.size());
  keep_most(facet.values, request_.facet_limit);
  return facet;
}

}  // namespace searchd
