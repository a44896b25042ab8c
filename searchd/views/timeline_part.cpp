// The timeline of a search's page: bars that are links, drawn here, and the same numbers as a table.
#include <algorithm>
#include <utility>
#include <vector>

#include "searchd/search/period.h"
#include "searchd/views/page_data.h"
#include "searchd/views/sentence.h"
#include "searchd/views/timeline_text.h"

namespace searchd {
namespace {

constexpr std::int64_t kMostBars = 400;  // more are too thin to see: the table alone has them then
constexpr std::size_t kMostRows = 200;   // the last ones; the file has all
constexpr std::int64_t kChartHeight = 100;
constexpr std::int64_t kSlot = 10;  // width of a bar and the gap behind it, as in the template

/// One period with the words and the address that its bar and its row in the table have in common.
struct NamedPeriod {
  Timeline::Period period;
  std::string name, href;
};

std::string name_of(const Timeline::Period& period, Interval interval, const Messages& messages) {
  const auto whole = period_around(period.first_day, interval);
  const auto from = text_of({whole.first, whole.last}, interval).from;
  if (interval == Interval::week)
    return messages.format("timeline.week", {{"day", name_of_date(from, messages)}});
  if (interval != Interval::quarter) return name_of_date(from, messages);
  const auto quarter = (std::stoi(from.substr(5)) + 2) / 3;
  return messages.format("timeline.quarter", {{"quarter", std::int64_t{quarter}},
                                              {"year", name_of_date(from.substr(0, 4), messages)}});
}

// "21 %" of all documents of the time; empty where nobody asked.
std::string share_of(const Timeline::Period& period, const Messages& messages) {
  return period.in_all
             ? messages.percent(static_cast<double>(period.count) / static_cast<double>(*period.in_all))
             : "";
}

double height_of(const Timeline::Period& period, bool share) {
  return share && period.in_all ? static_cast<double>(period.count) / static_cast<double>(*period.in_all)
                                : static_cast<double>(period.count);
}

Data bar_of(const NamedPeriod& named, std::int64_t place, double height, const PageView& view) {
  const auto tall = std::max<std::int64_t>(2, static_cast<std::int64_t>(height * kChartHeight + 0.5));
  Data bar;
  bar.set("bar_href", named.href);
  bar.set("bar_x", std::to_string(place * kSlot));
  bar.set("bar_y", std::to_string(kChartHeight - tall));
  bar.set("bar_height", std::to_string(tall));
  bar.set("bar_label",
          view.messages.format("timeline.bar", {{"period", named.name}, {"count", named.period.count}}) +
              (named.period.in_all ? " (" + share_of(named.period, view.messages) + ")" : ""));
  return bar;
}

void set_bars(Data& data, const std::vector<NamedPeriod>& periods, bool share, const PageView& view) {
  const auto places = periods.empty() ? 0 : periods.back().period.place + 1;
  const bool drawn = places > 1 && places <= kMostBars;
  data.set("has_chart", drawn);
  const auto named_count = [&view](const NamedPeriod& named) {
    return view.messages.format("timeline.bar", {{"period", named.name}, {"count", named.period.count}});
  };
  set_text(data, "one_period", places == 1 ? named_count(periods.front()) : "");
  if (!drawn) return;
  double highest = 0;
  const NamedPeriod* most = nullptr;
  for (const auto& named : periods) {
    if (height_of(named.period, share) <= highest) continue;
    highest = height_of(named.period, share);
    most = &named;
  }
  auto bars = empty_list();
  const bool mirrored = is_right_to_left(view.language);  // time runs as the page is read
  for (const auto& named : periods) {
    const auto place = mirrored ? places - 1 - named.period.place : named.period.place;
    bars.push_back(bar_of(named, place, height_of(named.period, share) / highest, view));
  }
  data["bars"] = std::move(bars);
  data.set("chart_width", std::to_string(places * kSlot));
  data.set("chart_first", periods.front().name);
  data.set("chart_last", periods.back().name);
  data.set(
      "chart_most",
      share ? view.messages.format("timeline.most_share",
                                   {{"period", most->name}, {"share", share_of(most->period, view.messages)}})
            : view.messages.format("timeline.most", {{"period", most->name}, {"count", most->period.count}}));
}

Data row_of(const std::string& name, const std::string& href, std::int64_t count, const std::string& in_all,
            const std::string& share, const Messages& messages) {
  Data row;
  row.set("row_name", name);
  set_text(row, "row_href", href);
  row.set("row_count", messages.number(count));
  row.set("row_number", std::to_string(count));
  row.set("row_in_all", in_all);
  row.set("row_share", share);
  return row;
}

// The periods before the first that has a row, in one row.
Data row_before(const std::vector<NamedPeriod>& periods, std::size_t first, const Messages& messages) {
  std::int64_t count = 0;
  for (std::size_t at = 0; at < first; ++at) count += periods[at].period.count;
  const auto name = messages.format("timeline.before", {{"count", static_cast<std::int64_t>(first)}});
  return row_of(name, "", count, "", "", messages);
}

// What the chart and the table have no room for.
void set_room(Data& data, const std::vector<NamedPeriod>& periods, const Messages& messages) {
  const auto places = periods.empty() ? 0 : periods.back().period.place + 1;
  set_text(data, "no_chart",
           places > kMostBars ? messages.format("timeline.no_chart",
                                                {{"most", messages.number(kMostBars)}, {"count", places}})
                              : "");
  const auto rows = static_cast<std::int64_t>(kMostRows), all = static_cast<std::int64_t>(periods.size());
  set_text(data, "table_cut",
           all > rows
               ? messages.format("timeline.table_cut", {{"most", messages.number(rows)}, {"count", all}})
               : "");
}

void set_rows(Data& data, const Timeline& timeline, const std::vector<NamedPeriod>& periods,
              const Messages& messages) {
  auto rows = empty_list();
  const auto shown_from = periods.size() - std::min(periods.size(), kMostRows);
  if (shown_from > 0) rows.push_back(row_before(periods, shown_from, messages));
  for (auto at = shown_from; at < periods.size(); ++at) {
    const auto& [period, name, href] = periods[at];
    rows.push_back(row_of(name, href, period.count, period.in_all ? messages.number(*period.in_all) : "",
                          share_of(period, messages), messages));
  }
  if (timeline.wider > 0)
    rows.push_back(row_of(messages.text("timeline.wider"), "", timeline.wider, "", "", messages));
  if (timeline.undated > 0)
    rows.push_back(row_of(messages.text("timeline.undated"), "", timeline.undated, "", "", messages));
  data["timeline_rows"] = std::move(rows);
}

// Whether a chart by this length would have no room. Counted by the length of the first period it would have,
// which is off by a tenth at most.
bool is_too_fine(Interval interval, const Timeline& timeline) {
  if (timeline.periods.empty() || interval == Interval::year) return false;
  const auto first = timeline.periods.front().first_day, last = timeline.periods.back().last_day;
  const auto one = period_around(first, interval);
  return (last - first + 1) / (one.last - one.first + 1) >= kMostBars;
}

// The lengths of periods that can be drawn, the one shown marked.
void set_intervals(Data& data, const SearchRequest& request, const Timeline& timeline, const PageView& view) {
  auto list = empty_list();
  for (const auto interval :
       {Interval::day, Interval::week, Interval::month, Interval::quarter, Interval::year}) {
    if (interval != timeline.interval && is_too_fine(interval, timeline)) continue;
    auto other = request;
    other.interval = interval;
    Data item;
    item.set("interval_href", search_address(view.language, other) + "#timeline");
    item.set("interval_name", view.messages.text("timeline.by_" + std::string(interval_name(interval))));
    item.set("interval_current", interval == timeline.interval);
    list.push_back(std::move(item));
  }
  set_list(data, "intervals", std::move(list));
}

}  // namespace

void set_timeline(Data& data, const SearchRequest& request, const SearchResults& results,
                  const PageView& view) {
  const bool shown = results.timeline && (!results.timeline->periods.empty() || results.timeline->wider > 0 ||
                                          results.timeline->undated > 0);
  data.set("has_timeline", shown);
  data.set("timeline_level", std::string("2"));
  if (!shown) return;
  const auto& timeline = *results.timeline;
  std::vector<NamedPeriod> periods;
  for (const auto& period : timeline.periods) {
    periods.push_back({period, name_of(period, timeline.interval, view.messages),
                       search_address(view.language, request_for(request, period, timeline.interval))});
  }
  set_bars(data, periods, request.share, view);
  set_rows(data, timeline, periods, view.messages);
  set_room(data, periods, view.messages);
  set_intervals(data, request, timeline, view);
  auto other = request;
  other.share = !request.share;
  data.set("is_share", request.share);
  data.set("share_href", search_address(view.language, other) + "#timeline");
  data.set("share_text", view.messages.text(request.share ? "timeline.share_off" : "timeline.share_on"));
  const auto asked = as_searched(request, results.interpretation);
  set_text(data, "timeline_csv", asked ? timeline_csv_address(*asked) : "");
}

}  // namespace searchd
