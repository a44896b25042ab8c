// Columns: what can be filtered and counted, by document number, in memory: read once for a state of the
// index.
#pragma once

#include <xapian.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analyzers/vocabulary.h"
#include "indexer/document_columns.h"
#include "indexer/index_reader.h"
#include "searchd/search/value_sets.h"

namespace searchd {

using indexer::DocumentColumns;
using indexer::Ordinal;
using indexer::text_of;
using indexer::ValueTable;

/// Const after load(): safe from any thread.
class Columns {
 public:
  enum Field : std::size_t { partner, topic, kind, language, outlet, place };
  static constexpr std::size_t kFields = DocumentColumns::kFields;
  static constexpr std::int32_t kUndated = DocumentColumns::kUndated;
  using Precision = DocumentColumns::Precision;
  using Id = DocumentColumns::Id;

  Columns() = default;
  /// Of every document in `index`, whose main database lies in `generation`: what its writer left there of
  /// that (indexer::write_columns()), or else what the database says. Lets Xapian::Error through.
  static Columns load(const indexer::IndexReader& index, const std::filesystem::path& generation = {});
  /// The same for a later state with the same commit of the main database as `before`, with which it shares
  /// what is known of that.
  static Columns load(const indexer::IndexReader& index, const Columns& before);

  /// Of the main database alone, with replaced documents; shared by all states of its commit.
  const std::shared_ptr<const DocumentColumns>& main() const { return main_; }
  /// Of the delta alone; null where there is none.
  const std::shared_ptr<const DocumentColumns>& delta() const { return delta_; }

  /// Of main(), by field; places are document numbers. Made when they are first asked for.
  const ValueSets& main_sets(Field field) const { return main_sets_->of(field, *main_); }

  /// Document numbers run from 1 to last(); not all of them need exist.
  Xapian::docid last() const { return last_; }
  /// False for a number that no document has, and for a document that is replaced.
  bool is_shown(Xapian::docid document) const { return all_.shown.test(document); }
  std::int64_t shown_count() const { return all_.count; }
  /// All that are shown; places are document numbers.
  const PlaceBits& shown() const { return all_.shown; }
  bool is_of_delta(Xapian::docid document) const { return document >= first_in_delta_; }

  /// The values of one field; none for a document that has none.
  std::span<const Ordinal> values(Field field, Xapian::docid document) const {
    return of(document).values(field, document);
  }
  const ValueTable& table(Field field) const { return tables_[field]; }
  /// First and last day that the date may mean, days since 1970-01-01; kUndated where unknown.
  std::int32_t first_day(Xapian::docid document) const { return of(document).first_day(document); }
  std::int32_t last_day(Xapian::docid document) const { return of(document).last_day(document); }
  Precision precision(Xapian::docid document) const { return of(document).precision(document); }
  /// Months since January of year 0 of the one month in which its date lies (a day, a month, or an interval
  /// within one); kUndated for any other document.
  std::int32_t month(Xapian::docid document) const { return of(document).month(document); }
  /// No shown document has an earlier, or a later, month; first > last where none has one.
  std::int32_t first_month() const { return all_.first_month; }
  std::int32_t last_month() const { return all_.last_month; }
  /// The last day that any shown document's date may mean; kUndated where none has a date.
  std::int32_t newest_day() const { return all_.newest_day; }
  const Id& id(Xapian::docid document) const { return of(document).id(document); }
  /// The document's version in the other language, where it has one that is shown; else 0.
  Xapian::docid translation(Xapian::docid document) const;
  /// False where no document has one.
  bool has_translations() const { return all_.has_translations; }

 private:
  /// Shared by the states of a commit as main() is.
  class Sets {
   public:
    const ValueSets& of(Field field, const DocumentColumns& documents) const;

   private:
    mutable std::array<std::once_flag, kFields> made_;
    mutable std::array<ValueSets, kFields> sets_;
  };

  /// What is known of all shown documents together.
  struct ShownDocuments {
    PlaceBits shown{0};
    std::int64_t count = 0;
    std::int32_t newest_day = kUndated;
    std::int32_t first_month = std::numeric_limits<std::int32_t>::max();
    std::int32_t last_month = std::numeric_limits<std::int32_t>::min();
    bool has_translations = false;

    void add(const DocumentColumns& documents, Xapian::docid document);
    void add_all(const DocumentColumns& documents);
  };

  Columns(const indexer::IndexReader& index, std::shared_ptr<const DocumentColumns> main,
          std::shared_ptr<const Sets> sets, std::shared_ptr<const ShownDocuments> main_shown);
  const DocumentColumns& of(Xapian::docid document) const {
    return document < first_in_delta_ ? *main_ : *delta_;
  }
  void take_away(const std::vector<Xapian::docid>& replaced);
  void pair_versions(const indexer::IndexReader& index);

  std::shared_ptr<const DocumentColumns> main_;
  std::shared_ptr<const Sets> main_sets_;
  std::shared_ptr<const DocumentColumns> delta_;  // null where there is none
  Xapian::docid first_in_delta_ = 0, last_ = 0;
  std::array<ValueTable, kFields> tables_;
  std::unordered_map<Xapian::docid, Xapian::docid> paired_;  // translations that the delta changed; 0: none
  std::shared_ptr<const ShownDocuments> main_shown_;         // of all states of the main database's commit
  ShownDocuments all_;
};

/// "2018-02" for a month as Columns counts them.
std::string month_name(std::int32_t month);
/// The day on which it begins, since 1970-01-01.
std::int32_t first_day_of_month(std::int32_t month);

}  // namespace searchd
