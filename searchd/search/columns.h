// Columns: what can be filtered and counted, by document number, in memory: read once for a revision of the
// index.
#pragma once

#include <xapian.h>

#include <array>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzers/vocabulary.h"

namespace searchd {

/// The number of a value within its field, in the order in which the values were first met.
using Ordinal = std::uint32_t;

/// The values of one field and how readers call them.
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

/// One field's values for every document: none, one or several each.
struct FieldColumn {
  ValueTable table;
  std::vector<std::uint32_t> begins;  // of document d: ordinals[begins[d]] up to ordinals[begins[d + 1]]
  std::vector<Ordinal> ordinals;

  std::span<const Ordinal> of(Xapian::docid document) const {
    return {ordinals.data() + begins[document], ordinals.data() + begins[document + 1]};
  }
};

/// Const after load(): safe from any thread.
class Columns {
 public:
  enum Field : std::size_t { partner, topic, kind, language, outlet };
  static constexpr std::size_t kFields = 5;
  static constexpr std::int32_t kUndated = std::numeric_limits<std::int32_t>::min();

  enum class Precision : std::uint8_t { unknown, year, month, day, interval };
  using Id = std::array<char, 16>;  // padded with NUL: ids have 12 or 13 letters

  /// Reads the value slots of every document in `database`. Lets Xapian::Error through.
  static Columns load(const Xapian::Database& database);

  /// Document numbers run from 1 to last(); not all of them need exist.
  Xapian::docid last() const { return static_cast<Xapian::docid>(shown_.size() - 1); }
  bool is_shown(Xapian::docid document) const { return shown_[document] != 0; }
  std::int64_t shown_count() const { return shown_count_; }

  const FieldColumn& field(Field field) const { return fields_[field]; }
  /// First and last day that the date may mean, days since 1970-01-01; kUndated where unknown.
  std::int32_t first_day(Xapian::docid document) const { return first_day_[document]; }
  std::int32_t last_day(Xapian::docid document) const { return last_day_[document]; }
  Precision precision(Xapian::docid document) const { return precision_[document]; }
  /// Months since January of year 0 of the one month in which its date lies (a day, a month, or an interval
  /// within one); kUndated for any other document.
  std::int32_t month(Xapian::docid document) const { return month_[document]; }
  /// The least and the greatest month that occurs; first > last where there is none.
  std::int32_t first_month() const { return first_month_; }
  std::int32_t last_month() const { return last_month_; }
  /// The last day that any shown document's date may mean; kUndated where none has a date.
  std::int32_t newest_day() const { return newest_day_; }
  const Id& id(Xapian::docid document) const { return ids_[document]; }
  /// The document's version in the other language, where it has one that is shown; else 0.
  Xapian::docid translation(Xapian::docid document) const { return translations_[document]; }

 private:
  void load_days(const Xapian::Database& database);
  void load_ids(const Xapian::Database& database);
  void load_translations(const Xapian::Database& database);
  void load_field(const Xapian::Database& database, Field field);
  void note_months();

  std::array<FieldColumn, kFields> fields_;
  std::vector<std::int32_t> first_day_, last_day_, month_;
  std::vector<Precision> precision_;
  std::vector<std::uint8_t> shown_;
  std::vector<Id> ids_;
  std::vector<Xapian::docid> translations_;
  std::int64_t shown_count_ = 0;
  std::int32_t newest_day_ = kUndated;
  std::int32_t first_month_ = std::numeric_limits<std::int32_t>::max();
  std::int32_t last_month_ = std::numeric_limits<std::int32_t>::min();
};

/// "2018-02" for a month as Columns counts them.
std::string month_name(std::int32_t month);

}  // namespace searchd
