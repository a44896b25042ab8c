#include "searchd/views/timeline_text.h"

#include "corpus/dates/date.h"
#include "searchd/search/date_text.h"
#include "searchd/search/period.h"
#include "searchd/views/addresses.h"
#include "searchd/views/json_parts.h"

namespace searchd {
namespace {

using corpus::DatePrecision;

std::string csv_line(const std::string& from, const std::string& to, std::int64_t count,
                     const std::optional<std::int64_t>& in_all, bool with_all) {
  auto line = from + ',' + to + ',' + std::to_string(count);
  if (with_all) line += ',' + (in_all ? std::to_string(*in_all) : std::string());
  return line + "\r\n";
}

}  // namespace

std::string iso_text(std::int32_t day, corpus::DatePrecision precision) {
  corpus::PublicationDate date;
  date.first_day = corpus::day_of_number(day);
  date.precision = precision;
  return corpus::to_string(date);
}

PeriodText text_of(const Timeline::Period& period, Interval interval) {
  PeriodText text{iso_text(period.first_day, DatePrecision::day),
                  iso_text(period.last_day, DatePrecision::day)};
  if (interval == Interval::day || interval == Interval::week) return text;
  for (const auto unit : {Interval::month, Interval::year}) {
    if (unit == Interval::year && interval != Interval::year) break;
    const auto precision = unit == Interval::year ? DatePrecision::year : DatePrecision::month;
    if (period_around(period.first_day, unit).first == period.first_day)
      text.from = iso_text(period.first_day, precision);
    if (period_around(period.last_day, unit).last == period.last_day)
      text.to = iso_text(period.last_day, precision);
  }
  return text;
}

SearchRequest request_for(SearchRequest request, const Timeline::Period& period, Interval interval) {
  const auto [from, to] = text_of(period, interval);
  request.dates = {period.first_day, period.last_day, from, to, /*within=*/true};
  request.page = 1;
  return request;
}

void write_timeline(JsonWriter& json, const Timeline& timeline) {
  json.name("timeline");
  json.begin_object();
  json.member("interval", interval_name(timeline.interval));
  write_list(json, "periods", timeline.periods, [&](const Timeline::Period& period) {
    const auto [from, to] = text_of(period, timeline.interval);
    json.begin_object();
    json.member("from", from);
    json.member("to", to);
    json.member("count", period.count);
    if (period.in_all) json.member("in_all", *period.in_all);
    json.end_object();
  });
  json.member("wider", timeline.wider);
  json.member("undated", timeline.undated);
  json.end_object();
}

std::string timeline_json(const SearchRequest& request, const SearchResults& results, std::string_view base) {
  JsonWriter json;
  json.begin_object();
  json.member("revision", results.revision);
  json.member("total", results.total);
  json.member("total_relation", "exact");
  json.member("documents_in_all", results.documents_in_all);
  write_timeline(json, *results.timeline);
  json.name("links");
  json.begin_object();
  write_address(json, "self", base, api_timeline_address(request));
  write_address(json, "csv", base, timeline_csv_address(request));
  write_address(json, "search", base, api_search_address(request));
  json.end_object();
  json.end_object();
  return json.take();
}

std::string timeline_csv(const Timeline& timeline) {
  bool with_all = false;
  for (const auto& period : timeline.periods) with_all = with_all || period.in_all;
  std::string csv = with_all ? "from,to,documents,documents_in_all\r\n" : "from,to,documents\r\n";
  for (const auto& period : timeline.periods) {
    const auto [from, to] = text_of(period, timeline.interval);
    csv += csv_line(from, to, period.count, period.in_all, with_all);
  }
  if (timeline.wider > 0) csv += csv_line("wider", "wider", timeline.wider, {}, with_all);
  if (timeline.undated > 0) csv += csv_line("undated", "undated", timeline.undated, {}, with_all);
  return csv;
}

}  // namespace searchd
