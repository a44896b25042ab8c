// What stands behind a field: the value that is meant, the days that are meant.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "analyzers/analyzer.h"
#include "analyzers/tagger.h"
#include "analyzers/vocabulary.h"
#include "searchd/search/query_tokens.h"

namespace searchd {

/// The days that a date in a question covers, since 1970-01-01, both inclusive; either may be open.
struct DateRange {
  std::optional<std::int32_t> from, to;
  std::string text;     // canonical: "2019", "2019-10..2020", "..2020"
  bool turned = false;  // the later day was typed first

  bool operator==(const DateRange&) const = default;
};

/// Reads what follows date:, before: or after:; days, months and years as read_date() does, ranges with "..",
/// "…" or a long dash. Nothing where it is no date.
std::optional<DateRange> read_date_range(QueryField field, std::string_view typed);

/// Knows what can stand behind a field of a list. Keeps references. One thread at a time.
class FieldValues {
 public:
  FieldValues(const analyzers::Analyzer& analyzer, const analyzers::Tagger& tagger,
              const analyzers::Vocabulary& vocabulary)
      : analyzer_(analyzer), tagger_(tagger), vocabulary_(vocabulary) {}

  /// The slug or code that `typed` is or names in either language ("italy", "Italy", "إيطاليا"; "_missing" of
  /// a partner, topic, outlet or place: documents without one); nothing for an unknown value.
  std::optional<std::string> find(QueryField field, std::string_view typed) const;

  /// The value nearest to one that is unknown; empty where none is near.
  std::string nearest_value(QueryField field, std::string_view typed) const;

 private:
  std::optional<std::string> find_entry(analyzers::EntryType type, std::string_view typed) const;

  const analyzers::Analyzer& analyzer_;
  const analyzers::Tagger& tagger_;
  const analyzers::Vocabulary& vocabulary_;
};

/// The kind of entry whose ids stand behind `field`; nothing for kind, language and fields without a list.
std::optional<analyzers::EntryType> entry_type_of(QueryField field);

}  // namespace searchd
