// The periods of a timeline as addresses and programs name them, and as a file of values.
#pragma once

#include <string>
#include <string_view>

#include "searchd/search/request.h"
#include "searchd/search/results.h"
#include "searchd/views/json_writer.h"

namespace searchd {

/// A period by its days as a filter takes them: a year "2018" and "2018", a quarter "2018-01" and "2018-03",
/// a month "2018-02" and "2018-02", a week or a day by its days.
struct PeriodText {
  std::string from, to;
};
PeriodText text_of(const Timeline::Period& period, Interval interval);

/// `request` for the documents of this period alone, its first page.
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
