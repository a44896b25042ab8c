// What can be filtered and counted of the documents of one database, and how long they are, by their numbers.
#pragma once

#include <xapian.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "indexer/mapped_file.h"

namespace indexer {

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
  static constexpr std::size_t kFields = 6;  // partner, topic, kind, language, outlet, place
  static constexpr std::int32_t kUndated = std::numeric_limits<std::int32_t>::min();

  enum class Precision : std::uint8_t { unknown, year, month, day, interval };
  using Id = std::array<char, 16>;  // padded with NUL: ids have 12 or 13 letters
  using Tables = std::array<ValueTable, kFields>;

  static constexpr std::size_t kBitsInWord = 64;

  /// Reads length and value slots of every document in `database` (one microsecond a document), all of which
  /// have numbers from `first` up to but not `end`. Values are numbered by `tables`, which gain those that
  /// are new. Lets Xapian::Error through.
  DocumentColumns(const Xapian::Database& database, Xapian::docid first, Xapian::docid end, Tables& tables);

  /// The same of a main database, read anew.
  static std::unique_ptr<const DocumentColumns> of_main(const Xapian::Database& database);
  /// What write() left in `folder` for the very commit of `database`, mapped; null where it left nothing, or
  /// it is of another commit or damaged.
  static std::unique_ptr<const DocumentColumns> mapped(const std::filesystem::path& folder,
                                                       const Xapian::Database& database);
  /// Leaves them for mapped(), in place of what is there. Replaced by rename and forced to the disk. They
  /// must be of the commit of `database`. Throws IndexError.
  void write(const std::filesystem::path& folder, const Xapian::Database& database) const;

  ~DocumentColumns();
  DocumentColumns(const DocumentColumns&) = delete;
  DocumentColumns& operator=(const DocumentColumns&) = delete;

  /// Whether both say the same of the same numbers.
  bool operator==(const DocumentColumns& other) const;

  Xapian::docid first() const { return first_; }
  Xapian::docid end() const { return first_ + static_cast<Xapian::docid>(shown_.size()); }
  const Tables& tables() const { return tables_; }

  // Of all numbers from first() on.
  /// The documents that exist: bit p % kBitsInWord of word p / kBitsInWord is the number first() + p.
  std::span<const std::uint64_t> existing() const { return existing_; }
  /// In words, each as often as it counts; 0 for a number that no document has.
  std::span<const Xapian::termcount> lengths() const { return lengths_; }

  // Of a number from first() up to but not end(); nothing where no document has it.
  bool is_shown(Xapian::docid document) const { return shown_[document - first_] != 0; }
  std::span<const Ordinal> values(std::size_t field, Xapian::docid document) const {
    const auto* begins = fields_[field].begins.data() + (document - first_);
    return fields_[field].ordinals.subspan(begins[0], begins[1] - begins[0]);
  }
  /// First and last day that the date may mean, days since 1970-01-01; kUndated where unknown.
  std::int32_t first_day(Xapian::docid document) const { return first_day_[document - first_]; }
  std::int32_t last_day(Xapian::docid document) const { return last_day_[document - first_]; }
  Precision precision(Xapian::docid document) const { return precision_[document - first_]; }
  /// Months since January of year 0 of the one month in which its date lies; else kUndated.
  std::int32_t month(Xapian::docid document) const { return month_[document - first_]; }
  const Id& id(Xapian::docid document) const { return ids_[document - first_]; }
  /// The number of the version in the other language that it states, where the database has it; else 0.
  Xapian::docid translation(Xapian::docid document) const { return translations_[document - first_]; }

  /// A field of all documents: the one at place p (its number less first()) has ordinals[begins[p]] up to but
  /// not ordinals[begins[p + 1]].
  struct Field {
    std::span<const std::uint32_t> begins;
    std::span<const Ordinal> ordinals;
  };
  const Field& field(std::size_t field) const { return fields_[field]; }

 private:
  struct Own;   // what was read
  struct Head;  // of a file
  explicit DocumentColumns(MappedFile file);
  bool map(const Xapian::Database& database);
  bool is_whole() const;

  std::unique_ptr<const Own> own_;
  std::optional<MappedFile> file_;  // one of the two is there, and all that follows points into it
  Xapian::docid first_ = 0;
  std::span<const std::uint64_t> existing_;
  std::span<const Xapian::termcount> lengths_;
  std::span<const std::uint8_t> shown_;
  std::span<const Precision> precision_;
  std::span<const Id> ids_;
  std::span<const std::int32_t> first_day_, last_day_, month_;
  std::span<const Xapian::docid> translations_;
  std::array<Field, kFields> fields_;
  Tables tables_;
};

/// The id without what pads it.
inline std::string_view text_of(const DocumentColumns::Id& id) {
  return {id.data(), static_cast<std::size_t>(std::find(id.begin(), id.end(), '\0') - id.begin())};
}

/// Reads the columns of `main`, the main database in `generation`, and leaves them for readers, where they
/// have none of its commit. Throws IndexError; lets Xapian::Error through.
void write_columns(const std::filesystem::path& generation, const Xapian::Database& main);

}  // namespace indexer
