// Timelines: which period a day is in, and that what a timeline counts is what one counts document by
// document.
#include "searchd/search/timeline.h"

#include <doctest/doctest.h>

#include <chrono>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "corpus/dates/date.h"
#include "indexer/index_schema.h"
#include "searchd/search/date_text.h"
#include "searchd/search/filter_set.h"
#include "searchd/views/timeline_text.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/searchd/random_database.h"

using searchd::Columns;
using searchd::Interval;
using searchd::Timeline;
using tests::Dice;

namespace {

std::int32_t day(const char* iso) { return corpus::days_of(*corpus::parse_date(iso))->first; }

std::string iso(std::int32_t number) {
  corpus::PublicationDate date;
  date.first_day = corpus::day_of_number(number);
  date.precision = corpus::DatePrecision::day;
  return corpus::to_string(date);
}

struct Dated {
  std::int32_t first = Columns::kUndated, last = Columns::kUndated;
  std::string precision;
};

Dated dated(const std::string& text) {
  const auto date = corpus::parse_date(text);
  if (!date) return {};
  const auto days = corpus::days_of(*date);
  return {days->first, days->last, std::string(corpus::date_precision_name(date->precision))};
}

Xapian::Document slots_of(const Dated& dated, unsigned number) {
  Xapian::Document document;
  document.set_data("text");
  document.add_term("t");
  document.add_value(indexer::kIdSlot, std::to_string(100'000'000'000 + number));
  document.add_value(indexer::kKindSlot, "news");
  document.add_value(indexer::kLanguageSlot, "en");
  if (dated.precision.empty()) return document;
  document.add_value(indexer::kFirstDaySlot, Xapian::sortable_serialise(dated.first));
  document.add_value(indexer::kLastDaySlot, Xapian::sortable_serialise(dated.last));
  document.add_value(indexer::kPrecisionSlot, dated.precision);
  return document;
}

/// An index of documents with these dates, numbered from 1 on; a date that is none: undated.
class DatedIndex {
 public:
  explicit DatedIndex(const std::vector<std::string>& dates) : generation_(directory_ / "generation") {
    Xapian::WritableDatabase database(generation_.string(), Xapian::DB_CREATE);
    for (const auto& date : dates) {
      dated_.push_back(dated(date));
      database.add_document(slots_of(dated_.back(), static_cast<unsigned>(dated_.size())));
    }
    database.commit();
    columns_ = Columns::load(indexer::IndexReader(generation_));
  }

  const Columns& columns() const { return columns_; }
  const Dated& at(Xapian::docid number) const { return dated_[number - 1]; }
  Timeline all(Interval interval) const {
    return searchd::timeline_of(columns_, columns_.shown(), interval, false);
  }

 private:
  tests::TemporaryDirectory directory_;
  std::filesystem::path generation_;
  std::vector<Dated> dated_;
  Columns columns_;
};

// Digests of a decade, some dated to a month or a year only, some between two days, some not at all; one of
// another millennium.
std::vector<std::string> random_dates(Dice& dice) {
  std::vector<std::string> dates = {"1023-05-04", "9998"};
  for (int i = 0; i < 3'000; ++i) {
    const auto first = day("2014-09-01") + static_cast<std::int32_t>(dice.below(3'650));
    const auto text = iso(first);
    switch (dice.below(8)) {
      case 0: dates.emplace_back("none"); break;
      case 1: dates.push_back(text.substr(0, 4)); break;
      case 2: dates.push_back(text.substr(0, 7)); break;
      case 3: dates.push_back(text + "/" + iso(first + static_cast<std::int32_t>(1 + dice.below(40)))); break;
      default: dates.push_back(text);
    }
  }
  return dates;
}

}  // namespace

TEST_CASE("a day lies in its week, month, quarter and year") {
  const std::vector<std::tuple<const char*, Interval, const char*, const char*>> table = {
      {"2018-02-13", Interval::day, "2018-02-13", "2018-02-13"},
      {"2018-02-13", Interval::week, "2018-02-12", "2018-02-18"},
      {"2018-02-12", Interval::week, "2018-02-12", "2018-02-18"},  // a Monday
      {"2018-02-18", Interval::week, "2018-02-12", "2018-02-18"},  // a Sunday
      {"2019-01-01", Interval::week, "2018-12-31", "2019-01-06"},
      {"2016-02-29", Interval::month, "2016-02-01", "2016-02-29"},
      {"2017-02-28", Interval::month, "2017-02-01", "2017-02-28"},
      {"2017-12-31", Interval::month, "2017-12-01", "2017-12-31"},
      {"2018-01-01", Interval::quarter, "2018-01-01", "2018-03-31"},
      {"2018-06-30", Interval::quarter, "2018-04-01", "2018-06-30"},
      {"2018-11-15", Interval::quarter, "2018-10-01", "2018-12-31"},
      {"2020-07-09", Interval::year, "2020-01-01", "2020-12-31"},
      {"1969-12-29", Interval::week, "1969-12-29", "1970-01-04"},  // before the days are counted from
      {"1000-01-01", Interval::year, "1000-01-01", "1000-12-31"},
  };
  for (const auto& [date, interval, first, last] : table) {
    CAPTURE(date);
    const auto period = searchd::period_around(day(date), interval);
    CHECK(iso(period.first) == first);
    CHECK(iso(period.last) == last);
  }
}

TEST_CASE("periods are as fine as the time that documents span, and their dates, allow") {
  const std::vector<std::pair<std::vector<std::string>, Interval>> table = {
      {{"2018-02-13"}, Interval::day},
      {{"2018-02-01", "2018-02-28"}, Interval::day},
      {{"2018-02-01", "2018-05-28"}, Interval::week},
      {{"2016-02-01", "2018-05-28"}, Interval::month},
      {{"2014-09-01", "2026-11-28"}, Interval::quarter},
      {{"1990-09-01", "2026-11-28"}, Interval::year},
      {{"2018-02", "2018-02", "2018-02-13"}, Interval::month},  // days would show the least of them
      {{"2018", "2018", "2018-02-13"}, Interval::year},
      {{"none"}, Interval::month},
      {{"none", "2018-02-13"}, Interval::day},
  };
  for (const auto& [dates, interval] : table) {
    CAPTURE(dates.size());
    CAPTURE(dates.front());
    CHECK(DatedIndex(dates).all(Interval::automatic).interval == interval);
  }
}

TEST_CASE("a timeline counts what one counts document by document, and leaves nobody out") {
  Dice dice(7);
  const DatedIndex index(random_dates(dice));
  const auto& columns = index.columns();
  for (const auto interval : {Interval::automatic, Interval::day, Interval::week, Interval::month,
                              Interval::quarter, Interval::year}) {
    CAPTURE(static_cast<int>(interval));
    searchd::PlaceBits found(columns.shown().places());
    for (Xapian::docid document = 1; document <= columns.last(); ++document) {
      if (dice.one_in(2)) found.set(document);
    }
    const auto timeline = searchd::timeline_of(columns, found, interval, true);
    std::map<std::int32_t, std::int64_t> counts, in_all;
    std::int64_t wider = 0, undated = 0, sum = timeline.wider + timeline.undated;
    for (Xapian::docid document = 1; document <= columns.last(); ++document) {
      const auto& its = index.at(document);
      if (its.precision.empty()) {
        undated += found.test(document) ? 1 : 0;
        continue;
      }
      const auto period = searchd::period_around(its.first, timeline.interval);
      const bool inside = its.last <= period.last;
      if (inside) ++in_all[period.first];
      if (found.test(document)) ++(inside ? counts[period.first] : wider);
    }
    CHECK(timeline.wider == wider);
    CHECK(timeline.undated == undated);
    REQUIRE(timeline.periods.size() == counts.size());
    auto expected = counts.begin();
    for (const auto& period : timeline.periods) {
      CHECK(period.first_day == expected->first);
      CHECK(period.last_day == searchd::period_around(period.first_day, timeline.interval).last);
      CHECK(period.count == expected->second);
      CHECK(period.in_all == in_all[period.first_day]);
      std::int64_t place = 0;
      for (auto at = counts.begin()->first; at < period.first_day && interval != Interval::day; ++place)
        at = searchd::period_around(at, timeline.interval).last + 1;
      if (interval != Interval::day) CHECK(period.place == place);
      if (interval == Interval::day) CHECK(period.place == period.first_day - counts.begin()->first);
      sum += period.count;
      ++expected;
    }
    CHECK(sum == found.count());
  }
}

TEST_CASE("a search for a period, wholly within, finds what the period counts, whatever time was asked for") {
  Dice dice(11);
  const DatedIndex index(random_dates(dice));
  const auto& columns = index.columns();
  const auto found_by = [&](const searchd::SearchRequest& request) {
    const searchd::FilterSet filters(columns, request);
    searchd::PlaceBits found(columns.shown().places());
    for (std::size_t first = 0; first < columns.shown().places(); first += searchd::kBlockDocuments) {
      searchd::BlockBits block;
      block.fill();
      block.keep(columns.shown().words(), first / searchd::kBitsInWord);
      searchd::FilterSet::Nearly nearly;
      if (filters.restricts()) filters.narrow(static_cast<Xapian::docid>(first), block, nearly);
      found.put(static_cast<Xapian::docid>(first), block);
    }
    return found;
  };
  for (int round = 0; round < 40; ++round) {
    searchd::SearchRequest request;
    auto& dates = request.dates;
    if (dice.one_in(2)) dates.from = day("2014-06-01") + static_cast<std::int32_t>(dice.below(2'000));
    if (dice.one_in(2))
      dates.to = dates.from.value_or(day("2018-02-13")) + static_cast<std::int32_t>(dice.below(900));
    dates.within = dice.one_in(3);
    const auto found = found_by(request);
    const auto interval = std::vector{Interval::automatic, Interval::week, Interval::month, Interval::quarter,
                                      Interval::year}[dice.below(5)];
    const auto timeline = searchd::timeline_of(columns, found, interval, true, dates);
    auto sum = timeline.wider + timeline.undated;
    for (const auto& period : timeline.periods) {
      const auto narrower = searchd::request_for(request, period, timeline.interval);
      const auto read = [](const std::string& text) {
        return std::get<searchd::DateText>(searchd::read_date(text));
      };
      CHECK(read(narrower.dates.from_text).first_day == narrower.dates.from);
      CHECK(read(narrower.dates.to_text).last_day == narrower.dates.to);
      const auto inside = found_by(narrower).count();
      CHECK(inside == period.count);
      CHECK(inside == period.in_all);  // nothing else was asked for
      sum += period.count;
    }
    CHECK(sum == found.count());
  }
}

TEST_CASE("a period is named as a filter by date takes it") {
  const auto named = [](const char* date, Interval interval) {
    const auto period = searchd::period_around(day(date), interval);
    const auto [from, to] = searchd::text_of({period.first, period.last, 1}, interval);
    return from + " " + to;
  };
  CHECK(named("2018-02-13", Interval::day) == "2018-02-13 2018-02-13");
  CHECK(named("2018-02-13", Interval::week) == "2018-02-12 2018-02-18");
  CHECK(named("2018-02-13", Interval::month) == "2018-02 2018-02");
  CHECK(named("2018-02-13", Interval::quarter) == "2018-01 2018-03");
  CHECK(named("2018-02-13", Interval::year) == "2018 2018");
  const auto cut = [](const char* first, const char* last, Interval interval) {
    const auto [from, to] = searchd::text_of({day(first), day(last), 1}, interval);
    return from + " " + to;
  };
  CHECK(cut("2018-02-13", "2018-03-31", Interval::quarter) == "2018-02-13 2018-03");
  CHECK(cut("2018-01-01", "2018-02-28", Interval::quarter) == "2018-01 2018-02");
  CHECK(cut("2018-01-01", "2018-06-30", Interval::year) == "2018 2018-06");
  CHECK(cut("2018-02-02", "2018-12-31", Interval::year) == "2018-02-02 2018");
}

TEST_CASE("as a file of values a timeline has a line for each period and for what is in none") {
  const DatedIndex index({"2018-02-13", "2018-02-14", "2018-04-01", "2018", "none"});
  CHECK(searchd::timeline_csv(index.all(Interval::month)) ==
        "from,to,documents\r\n2018-02,2018-02,2\r\n2018-04,2018-04,1\r\nwider,wider,1\r\nundated,undated,"
        "1\r\n");
  const auto with_all = searchd::timeline_of(index.columns(), index.columns().shown(), Interval::year, true);
  CHECK(searchd::timeline_csv(with_all) ==
        "from,to,documents,documents_in_all\r\n2018,2018,4,4\r\nundated,undated,1,\r\n");
  searchd::PlaceBits nobody(index.columns().shown().places());
  CHECK(searchd::timeline_csv(searchd::timeline_of(index.columns(), nobody, Interval::automatic, false)) ==
        "from,to,documents\r\n");
}
