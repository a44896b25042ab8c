// The page of the weekly digests: week by week, a year at a time.
#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "searchd/views/direction.h"
#include "searchd/views/page_data.h"
#include "searchd/views/sentence.h"
#include "searchd/views/timeline_text.h"

namespace searchd {
namespace {

/// The digests of one week.
struct Week {
  std::string name;
  std::vector<const Hit*> digests;
};

// Of a digest whose day is not known, what is.
std::string week_of(const corpus::PublicationDate& date, const Messages& messages) {
  if (date.precision != corpus::DatePrecision::day) return messages.date(date);
  const std::chrono::sys_days day = date.first_day;
  const auto monday = day - std::chrono::days{std::chrono::weekday{day}.iso_encoding() - 1};
  const auto number = static_cast<std::int32_t>(monday.time_since_epoch().count());
  return messages.format("timeline.week",
                         {{"day", name_of_date(iso_text(number, corpus::DatePrecision::day), messages)}});
}

std::vector<Week> weeks_of(const std::vector<Hit>& hits, const Messages& messages) {
  std::vector<Week> weeks;
  for (const auto& hit : hits) {
    const auto name = week_of(hit.document.published, messages);
    if (weeks.empty() || weeks.back().name != name) weeks.push_back({name, {}});
    weeks.back().digests.push_back(&hit);
  }
  return weeks;
}

Data digest_item(const Hit& hit, const PageView& view) {
  Data item;
  set_document(item, hit.document, view);
  set_title(item, "doc_title", list_title(hit.document, view.messages), view);
  item.set("items_text", view.messages.format("digests.items", {{"count", hit.items.value_or(0)}}));
  return item;
}

void set_years(Data& data, const DigestList& list, const PageView& view) {
  auto years = empty_list();
  if (list.all.timeline) {
    const auto& periods = list.all.timeline->periods;
    for (auto period = periods.rbegin(); period != periods.rend(); ++period) {
      const auto year = text_of(*period, Interval::year).from;
      Data item;
      item.set("year_href", digests_address(view.language, std::stoi(year)));
      item.set("year_name", name_of_date(year, view.messages));
      item.set("year_count", view.messages.number(period->count));
      item.set("year_current", std::stoi(year) == list.year);
      years.push_back(std::move(item));
    }
  }
  set_list(data, "years", std::move(years));
}

}  // namespace

Data digests_data(const DigestList& list, const PageView& view, Data data) {
  auto all = search_for({});
  all.filters.kinds = {std::string(corpus::kind_name(corpus::Kind::digest))};
  data.set("heading", view.messages.format("digests.heading", {{"count", list.all.total}}));
  data.set("all_href", search_address(view.language, all));
  set_feeds(data, all, sentence_of(all, list.all.total, view.vocabulary, view.messages), view);
  set_years(data, list, view);
  const auto year = name_of_date(std::to_string(list.year), view.messages);
  data.set("year_heading",
           view.messages.format("digests.year", {{"year", year}, {"count", list.shown.total}}));
  auto weeks = empty_list();
  for (const auto& week : weeks_of(list.shown.hits, view.messages)) {
    Data item;
    item.set("week_name", week.name);
    auto digests = empty_list();
    for (const auto* hit : week.digests) digests.push_back(digest_item(*hit, view));
    item["digests"] = std::move(digests);
    weeks.push_back(std::move(item));
  }
  set_list(data, "weeks", std::move(weeks));
  set_text(data, "previous_href",
           list.page > 1 ? digests_address(view.language, list.year, list.page - 1) : "");
  set_text(data, "next_href",
           list.page < list.pages ? digests_address(view.language, list.year, list.page + 1) : "");
  const auto undated = list.all.timeline ? list.all.timeline->undated + list.all.timeline->wider : 0;
  set_text(data, "undated",
           undated == 0 ? "" : view.messages.format("digests.undated", {{"count", undated}}));
  return data;
}

}  // namespace searchd
