// The periods of a timeline as addresses and programs name them, and as a file of values.
#pragma once

#include <string>
#include <string_view>

#include "corpus/dates/date.h"
#include "searchd/search/request.h"
#include "searchd/search/results.h"
#include "searchd/views/json_writer.h"

namespace searchd {

/// A day, since 1970-01-01, or the month or year that it is in: "2018-02-13", "2018-02", "2018".
std::string iso_text(std::int32_t day, corpus::DatePrecision precision);

/// A period by its days as a filter takes them: a year "2018" and "2018", a quarter "2018-01" and "2018-03",
/// a month "2018-02" and "2018-02", a week or a day by its days; where a period ends with what is asked for,
/// by that month or day.
struct PeriodText {
  std::string from, to;
};
PeriodText text_of(const Timeline::Period& period, Interval interval);

/// `request` for the documents that this period counts, its first page.
SearchRequest request_for(SearchRequest request, const Timeline::Period& period, Interval interval);

/// The member `timeline`: an object.
void write_timeline(JsonWriter& json, const Timeline& timeline);

/// The answer of /api/v1/timeline.
std::string timeline_json(const SearchRequest& request, const SearchResults& results, std::string_view base);

/// The answer of /api/v1/timeline.csv (RFC 4180, UTF-8): a header, a line for each period, and one each for
/// documents with a wider date and without one, where there are such. `documents` adds up to the total.
/// Nothing in it comes from outside.
std::string timeline_csv(const Timeline& timeline);

}  // namespace searchd
