// The gate on dates: no source and language may be read worse than it was.
#include <doctest/doctest.h>

#include <map>

#include "tests/quality/date_labels.h"
#include "tests/support/places.h"

TEST_CASE("dates are read as well as they were, from every source in both languages") {
  // Shares of texts of which every date is read and no other (docs/import_quality.md), rounded down.
  const std::map<std::pair<std::string, std::string>, double> kKept{
      {{"address", "ar"}, 1.00},  {{"address", "en"}, 1.00}, {{"feed", "ar"}, 1.00},
      {{"feed", "en"}, 1.00},     {{"field", "ar"}, 1.00},   {{"field", "en"}, 1.00},
      {{"found", "ar"}, 0.96},    {{"found", "en"}, 1.00},   {{"hijri", "ar"}, 1.00},
      {{"hijri", "en"}, 1.00},    {{"later", "ar"}, 1.00},   {{"later", "en"}, 0.96},
      {{"line", "ar"}, 1.00},     {{"line", "en"}, 1.00},    {{"relative", "ar"}, 1.00},
      {{"relative", "en"}, 1.00}, {{"sample", "ar"}, 1.00},  {{"sample", "en"}, 1.00},
      {{"text", "ar"}, 1.00},     {{"text", "en"}, 1.00},
  };
  const auto read = tests::read_date_labels(tests::shared_folder());
  if (read.absent > 0) MESSAGE(read.absent, " labels on texts that are not at hand were left out");
  std::map<std::pair<std::string, std::string>, std::pair<int, int>> tallies;
  for (const auto& label : read.labels) {
    auto& [right, all] = tallies[{label.source, label.language}];
    right += tests::dates_read(label) == label.dates ? 1 : 0;
    ++all;
  }
  for (const auto& [key, tally] : tallies) {
    CAPTURE(key.first);
    CAPTURE(key.second);
    REQUIRE(kKept.contains(key));
    CHECK(static_cast<double>(tally.first) / tally.second >= kKept.at(key));
  }
}
