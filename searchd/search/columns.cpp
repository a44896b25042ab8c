#include "searchd/search/columns.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <utility>

#include "indexer/index_schema.h"

namespace searchd {
namespace {

constexpr Xapian::valueno slot_of(Columns::Field field) {
  switch (field) {
    case Columns::partner: return indexer::kPartnersSlot;
    case Columns::topic: return indexer::kTopicsSlot;
    case Columns::kind: return indexer::kKindSlot;
    case Columns::language: return indexer::kLanguageSlot;
    case Columns::outlet: return indexer::kOutletsSlot;
  }
  __builtin_unreachable();
}

template <typename Visit>
void for_each_value(const Xapian::Database& database, Xapian::valueno slot, Visit visit) {
  const auto end = database.valuestream_end(slot);
  for (auto value = database.valuestream_begin(slot); value != end; ++value) visit(value.get_docid(), *value);
}

Columns::Precision precision_from(std::string_view name) {
  if (name == "day") return Columns::Precision::day;
  if (name == "month") return Columns::Precision::month;
  if (name == "year") return Columns::Precision::year;
  if (name == "interval") return Columns::Precision::interval;
  return Columns::Precision::unknown;
}

// The days of the years 1 to 9999; a slot that holds anything else leaves the document undated.
constexpr double kFirstDay = -719162;
constexpr double kLastDay = 2932896;

std::int32_t day_from(const std::string& value) {
  const double day = Xapian::sortable_unserialise(value);
  return day >= kFirstDay && day <= kLastDay ? static_cast<std::int32_t>(day) : Columns::kUndated;
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

Columns Columns::load(const Xapian::Database& database) {
  Columns columns;
  const std::size_t size = std::size_t{database.get_lastdocid()} + 1;
  columns.shown_.assign(size, 0);
  columns.ids_.assign(size, Id{});
  columns.first_day_.assign(size, kUndated);
  columns.last_day_.assign(size, kUndated);
  columns.month_.assign(size, kUndated);
  columns.precision_.assign(size, Precision::unknown);
  columns.load_ids(database);
  columns.load_days(database);
  columns.load_translations(database);
  for (const auto field : {partner, topic, kind, language, outlet}) columns.load_field(database, field);
  return columns;
}

void Columns::load_ids(const Xapian::Database& database) {
  for_each_value(database, indexer::kIdSlot, [this](Xapian::docid document, const std::string& id) {
    std::copy_n(id.begin(), std::min(id.size(), ids_[document].size()), ids_[document].begin());
    shown_[document] = 1;
  });
  for_each_value(database, indexer::kWithdrawnSlot,
                 [this](Xapian::docid document, const std::string& withdrawn) {
                   if (!withdrawn.empty()) shown_[document] = 0;
                 });
  shown_count_ = std::count(shown_.begin(), shown_.end(), 1);
}

void Columns::load_days(const Xapian::Database& database) {
  for_each_value(database, indexer::kFirstDaySlot, [this](Xapian::docid document, const std::string& value) {
    first_day_[document] = last_day_[document] = day_from(value);
  });
  for_each_value(database, indexer::kLastDaySlot, [this](Xapian::docid document, const std::string& value) {
    last_day_[document] = std::max(first_day_[document], day_from(value));
  });
  for_each_value(database, indexer::kPrecisionSlot, [this](Xapian::docid document, const std::string& value) {
    if (first_day_[document] != kUndated) precision_[document] = precision_from(value);
  });
  note_months();
}

void Columns::load_translations(const Xapian::Database& database) {
  translations_.assign(shown_.size(), 0);
  std::vector<std::pair<std::string, Xapian::docid>> stated;  // the id of the other, and who states it
  for_each_value(database, indexer::kTranslationSlot,
                 [&](Xapian::docid document, const std::string& id) { stated.emplace_back(id, document); });
  if (stated.empty()) return;
  std::unordered_map<std::string, Xapian::docid> numbers;
  for (const auto& [other, document] : stated) {
    const auto& own = ids_[document];
    numbers.emplace(std::string(own.begin(), std::find(own.begin(), own.end(), '\0')), document);
  }
  for (const auto& [other, document] : stated) {
    const auto number = numbers.find(other);
    if (number != numbers.end() && shown_[number->second] != 0) translations_[document] = number->second;
  }
}

void Columns::note_months() {
  for (std::size_t document = 1; document < first_day_.size(); ++document) {
    if (precision_[document] == Precision::unknown) first_day_[document] = last_day_[document] = kUndated;
    if (shown_[document] != 0) newest_day_ = std::max(newest_day_, last_day_[document]);
    if (first_day_[document] == kUndated) continue;
    const auto month = month_of(first_day_[document]);
    if (precision_[document] == Precision::year || month != month_of(last_day_[document])) continue;
    month_[document] = month;
    if (shown_[document] == 0) continue;
    first_month_ = std::min(first_month_, month);
    last_month_ = std::max(last_month_, month);
  }
}

void Columns::load_field(const Xapian::Database& database, Field field) {
  auto& column = fields_[field];
  column.begins.reserve(shown_.size() + 1);
  for_each_value(database, slot_of(field), [&column](Xapian::docid document, const std::string& joined) {
    const auto begin = static_cast<std::uint32_t>(column.ordinals.size());
    column.begins.resize(document + std::size_t{1}, begin);  // documents between had none
    for (const auto& value : indexer::split_ids(joined)) column.ordinals.push_back(column.table.add(value));
  });
  column.begins.resize(shown_.size() + 1, static_cast<std::uint32_t>(column.ordinals.size()));
}

std::string month_name(std::int32_t month) {
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02d", month / 12, month % 12 + 1);
  return text;
}

}  // namespace searchd
