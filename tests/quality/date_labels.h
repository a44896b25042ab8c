// Labels of dates (tests/quality/dates/*.tsv), and what the program reads in their place.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace tests {

struct DateLabel {
  std::string
      source;  // "field", "feed", "address", "line", "text", "relative", "hijri", "sample", "found", "later"
  std::string language;  // "en", "ar"
  std::string words;     // the text itself
  std::string where;     // for a report: file and line
  std::string own;       // the document's own date; empty: unknown
  std::vector<std::string> dates;
};

struct DateLabels {
  std::vector<DateLabel> labels;
  std::size_t absent = 0;  // labels on texts that are not at hand
};

/// The labels of all files. `shared` holds collections/…; where it does not the labels on them are absent.
/// Throws std::runtime_error for a line that is no label, and for a place that is not in its collection.
DateLabels read_date_labels(const std::filesystem::path& shared);

/// The dates that the program reads in it, in their order.
std::vector<std::string> dates_read(const DateLabel& label);

}  // namespace tests
