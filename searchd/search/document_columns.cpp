#include "searchd/search/document_columns.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "indexer/index_schema.h"

namespace searchd {
namespace {

// In the order of Columns::Field.
constexpr Xapian::valueno kSlots[DocumentColumns::kFields] = {indexer::kPartnersSlot, indexer::kTopicsSlot,
                                                              indexer::kKindSlot,     indexer::kLanguageSlot,
                                                              indexer::kOutletsSlot,  indexer::kPlacesSlot};

template <typename Visit>
void for_each_value(const Xapian::Database& database, Xapian::valueno slot, Visit visit) {
  const auto end = database.valuestream_end(slot);
  for (auto value = database.valuestream_begin(slot); value != end; ++value) visit(value.get_docid(), *value);
}

DocumentColumns::Precision precision_from(std::string_view name) {
  if (name == "day") return DocumentColumns::Precision::day;
  if (name == "month") return DocumentColumns::Precision::month;
  if (name == "year") return DocumentColumns::Precision::year;
  if (name == "interval") return DocumentColumns::Precision::interval;
  return DocumentColumns::Precision::unknown;
}

// The days of the years 1 to 9999; a slot that holds anything else leaves the document undated.
constexpr double kFirstDay = -719162;
constexpr double kLastDay = 2932896;

std::int32_t day_from(const std::string& value) {
  const double day = Xapian::sortable_unserialise(value);
  return day >= kFirstDay && day <= kLastDay ? static_cast<std::int32_t>(day) : DocumentColumns::kUndated;
}

std::int32_t month_of(std::int32_t day) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{day}}};
  return static_cast<int>(date.year()) * 12 + static_cast<std::int32_t>(static_cast<unsigned>(date.month())) -
         1;
}

}  // namespace

Ordinal ValueTable::add(std::string_view value) {
  const auto known = ordinals_.find(value);
  if (known != ordinals_.end()) return known->second;
  const auto ordinal = static_cast<Ordinal>(values_.size());
  values_.emplace_back(value);
  ordinals_.emplace(values_.back(), ordinal);
  return ordinal;
}

Ordinal ValueTable::find(std::string_view value) const {
  const auto known = ordinals_.find(value);
  return known == ordinals_.end() ? kNone : known->second;
}

DocumentColumns::DocumentColumns(const Xapian::Database& database, Xapian::docid first, Xapian::docid end,
                                 std::array<ValueTable, kFields>& tables)
    : first_(first) {
  const std::size_t size = end - first;
  shown_.assign(size, 0);
  ids_.assign(size, Id{});
  first_day_.assign(size, kUndated);
  last_day_.assign(size, kUndated);
  month_.assign(size, kUndated);
  precision_.assign(size, Precision::unknown);
  load_ids(database);
  load_days(database);
  load_translations(database);
  for (std::size_t field = 0; field < kFields; ++field) load_field(database, field, tables[field]);
  tables_ = tables;
}

void DocumentColumns::load_ids(const Xapian::Database& database) {
  for_each_value(database, indexer::kIdSlot, [this](Xapian::docid document, const std::string& id) {
    auto& own = ids_[document - first_];
    std::copy_n(id.begin(), std::min(id.size(), own.size()), own.begin());
    shown_[document - first_] = 1;
  });
  for_each_value(database, indexer::kWithdrawnSlot,
                 [this](Xapian::docid document, const std::string& withdrawn) {
                   if (!withdrawn.empty()) shown_[document - first_] = 0;
                 });
}

void DocumentColumns::load_days(const Xapian::Database& database) {
  for_each_value(database, indexer::kFirstDaySlot, [this](Xapian::docid document, const std::string& value) {
    first_day_[document - first_] = last_day_[document - first_] = day_from(value);
  });
  for_each_value(database, indexer::kLastDaySlot, [this](Xapian::docid document, const std::string& value) {
    last_day_[document - first_] = std::max(first_day_[document - first_], day_from(value));
  });
  for_each_value(database, indexer::kPrecisionSlot, [this](Xapian::docid document, const std::string& value) {
    if (first_day_[document - first_] != kUndated) precision_[document - first_] = precision_from(value);
  });
  note_months();
}

void DocumentColumns::load_translations(const Xapian::Database& database) {
  translations_.assign(shown_.size(), 0);
  std::vector<std::pair<std::string, Xapian::docid>> stated;  // the id of the other, and who states it
  for_each_value(database, indexer::kTranslationSlot,
                 [&](Xapian::docid document, const std::string& id) { stated.emplace_back(id, document); });
  if (stated.empty()) return;
  std::unordered_map<std::string, Xapian::docid> numbers;
  for (const auto& [other, document] : stated) numbers.emplace(text_of(ids_[document - first_]), document);
  for (const auto& [other, document] : stated) {
    const auto number = numbers.find(other);
    if (number != numbers.end()) translations_[document - first_] = number->second;
  }
}

void DocumentColumns::note_months() {
  for (std::size_t at = 0; at < first_day_.size(); ++at) {
    if (precision_[at] == Precision::unknown) first_day_[at] = last_day_[at] = kUndated;
    if (first_day_[at] == kUndated) continue;
    const auto month = month_of(first_day_[at]);
    if (precision_[at] != Precision::year && month == month_of(last_day_[at])) month_[at] = month;
  }
}

void DocumentColumns::load_field(const Xapian::Database& database, std::size_t field, ValueTable& table) {
  auto& [begins, ordinals, sets] = fields_[field];
  begins.reserve(shown_.size() + 1);
  for_each_value(database, kSlots[field], [&](Xapian::docid document, const std::string& joined) {
    const auto begin = static_cast<std::uint32_t>(ordinals.size());
    begins.resize(std::size_t{document - first_} + 1, begin);  // documents between had none
    for (const auto& value : indexer::split_ids(joined)) ordinals.push_back(table.add(value));
  });
  begins.resize(shown_.size() + 1, static_cast<std::uint32_t>(ordinals.size()));
  sets = ValueSets(begins, ordinals, table.size());
}

}  // namespace searchd
