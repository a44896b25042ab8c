// When an undated page was written, told by its count of members.
#include "corpus/ledger_bounds.h"

#include <doctest/doctest.h>

using namespace corpus;

namespace {

LedgerEntry entry(int members, const char* date) {
  LedgerEntry made;
  made.members = members;
  if (const auto read = parse_date(date)) made.date = *read;
  return made;
}

}  // namespace

TEST_CASE("a page that counts members lies between those that count fewer and more") {
  struct Row {
    const char* why;
    int members;
    const char* seen;
    const char* date;
    const char* words;
  };
  const Row rows[] = {
      {"between two", 81, "", "2019-06-26/2020-01-29", "80: 2019-06-26; 82: 2020-01-29"},
      {"a count that is dated elsewhere", 80, "", "2018-09-12/2020-01-29", "79: 2018-09-12; 82: 2020-01-29"},
      {"nobody has counted more", 86, "2026-11-21T08:00:00Z", "2022-01-01/2026-11-21",
       "85: 2022; seen: 2026-11-21"},
      {"a date of a year bounds least", 84, "", "2020-01-29/2022-12-31", "82: 2020-01-29; 85: 2022"},
      {"nobody has counted more, and nobody knows when it was seen", 86, "", "", ""},
      {"nobody has counted fewer", 60, "2026-11-21T08:00:00Z", "", ""},
      {"seen before it can have been", 86, "2019-01-01T00:00:00Z", "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    std::vector<LedgerEntry> entries{entry(79, "2018-09-12"), entry(80, "2019-06-26"),
                                     entry(82, "2020-01-29"), entry(85, "2022"),
                                     entry(62, "2023-05-01"),  // looking back
                                     entry(row.members, "")};
    const std::vector<std::string> seen(entries.size(), row.seen);
    bound_dates(entries, seen);
    const auto& date = entries.back().date;
    CHECK(to_string(date) == row.date);
    CHECK(date.words == row.words);
    CHECK(date.evidence == (*row.date == '\0' ? DateEvidence::unknown : DateEvidence::member_count));
    CHECK_MESSAGE(to_string(entries[1].date) == "2019-06-26", "what is dated stays");
  }
}
