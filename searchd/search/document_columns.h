// What can be filtered and counted of the documents of one database, by their numbers.
#pragma once

#include <xapian.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "searchd/search/value_sets.h"

namespace searchd {

/// The number of a value within its field, in the order in which the values were first met.
using Ordinal = std::uint32_t;

/// The values of one field.
class ValueTable {
 public:
  /// The number of `value`, given to it now where it is new.
  Ordinal add(std::string_view value);
  /// Its number, or kNone.
  Ordinal find(std::string_view value) const;
  std::size_t size() const { return values_.size(); }
  const std::string& value(Ordinal ordinal) const { return values_[ordinal]; }

  static constexpr Ordinal kNone = std::numeric_limits<Ordinal>::max();

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
  };
  std::vector<std::string> values_;
  std::unordered_map<std::string, Ordinal, Hash, std::equal_to<>> ordinals_;
};

/// Const once made: safe from any thread.
class DocumentColumns {
 public:
  static constexpr std::size_t kFields = 6;  // Columns::Field
  static constexpr std::int32_t kUndated = std::numeric_limits<std::int32_t>::min();

  enum class Precision : std::uint8_t { unknown, year, month, day, interval };
  using Id = std::array<char, 16>;  // padded with NUL: ids have 12 or 13 letters

  /// Reads the value slots of every document in `database`, all of which have numbers from `first` up to but
  /// not `end`. Values are numbered by `tables`, which gain those that are new. Lets Xapian::Error through.
  DocumentColumns(const Xapian::Database& database, Xapian::docid first, Xapian::docid end,
                  std::array<ValueTable, kFields>& tables);

  Xapian::docid first() const { return first_; }
  Xapian::docid end() const { return first_ + static_cast<Xapian::docid>(shown_.size()); }
  const std::array<ValueTable, kFields>& tables() const { return tables_; }

  // Of a number from first() up to but not end(), as Columns has them; nothing where no document has it.
  bool is_shown(Xapian::docid document) const { return shown_[document - first_] != 0; }
  std::span<const Ordinal> values(std::size_t field, Xapian::docid document) const {
    const auto& column = fields_[field];
    const auto* begins = column.begins.data() + (document - first_);
    return {column.ordinals.data() + begins[0], column.ordinals.data() + begins[1]};
  }
  /// The same of all documents at once; the place of a document is its number less first().
  const ValueSets& sets(std::size_t field) const { return fields_[field].sets; }
  std::int32_t first_day(Xapian::docid document) const { return first_day_[document - first_]; }
  std::int32_t last_day(Xapian::docid document) const { return last_day_[document - first_]; }
  Precision precision(Xapian::docid document) const { return precision_[document - first_]; }
  std::int32_t month(Xapian::docid document) const { return month_[document - first_]; }
  const Id& id(Xapian::docid document) const { return ids_[document - first_]; }
  /// The number of the version in the other language that it states, where the database has it; else 0.
  Xapian::docid translation(Xapian::docid document) const { return translations_[document - first_]; }

 private:
  struct Field {
    std::vector<std::uint32_t> begins;  // of document d: ordinals[begins[d]] up to ordinals[begins[d + 1]]
    std::vector<Ordinal> ordinals;
    ValueSets sets;
  };
  void load_ids(const Xapian::Database& database);
  void load_days(const Xapian::Database& database);
  void load_translations(const Xapian::Database& database);
  void load_field(const Xapian::Database& database, std::size_t field, ValueTable& table);
  void note_months();

  Xapian::docid first_;
  std::array<Field, kFields> fields_;
  std::array<ValueTable, kFields> tables_;
  std::vector<std::int32_t> first_day_, last_day_, month_;
  std::vector<Precision> precision_;
  std::vector<std::uint8_t> shown_;
  std::vector<Id> ids_;
  std::vector<Xapian::docid> translations_;
};

/// The id without what pads it.
inline std::string_view text_of(const DocumentColumns::Id& id) {
  return {id.data(), static_cast<std::size_t>(std::find(id.begin(), id.end(), '\0') - id.begin())};
}

}  // namespace searchd
