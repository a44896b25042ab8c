#include "searchd/http/parameters.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <utility>

#include "analyzers/text_ends.h"
#include "corpus/document.h"
#include "searchd/http/percent.h"
#include "searchd/search/date_text.h"
#include "searchd/search/filter_fields.h"
#include "searchd/search/nearest.h"
#include "searchd/search/query_limits.h"
#include "searchd/views/addresses.h"

namespace searchd {
namespace {

constexpr int kMostPerPage = 100;
constexpr int kMostFacetValues = 200;

constexpr std::array<std::string_view, 24> kNames = {
    "q",       "partner", "topic",    "kind",        "lang",   "outlet",      "place", "from",
    "to",      "sort",    "page",     "per_page",    "facets", "facet_limit", "match", "cross",
    "recency", "explain", "passages", "suggestions", "labels", "interval",    "share", "dates"};

class Parser {
 public:
  explicit Parser(const analyzers::Vocabulary& vocabulary) : vocabulary_(vocabulary) {
    parsed_.request.facets = all_facets();
  }

  void read(const DecodedText& name, const DecodedText& value);
  ParsedSearch finish();

 private:
  void read_known(std::string_view name, std::string_view value);
  void read_once(std::string_view name, std::string_view value);
  void read_typed(std::string_view value);
  void read_entry(const FilterField& filter, analyzers::EntryType type, std::string_view value);
  void read_kind(std::string_view value);
  void read_language(std::string_view value);
  void read_date_of(std::string_view name, std::string_view value);
  void read_dates(std::string_view value);
  void read_sort(std::string_view value);
  void read_facets(std::string_view value);
  void read_match(std::string_view value);
  void read_interval(std::string_view value);
  void read_cross(std::string_view value);
  void read_switch(std::string_view name, std::string_view value, bool& is_on);
  void read_number(std::string_view name, std::string_view value, int most, int& number);
  void check_facets();
  void check_dates();
  void check_depth();

  void fault(std::string_view name, std::string_view value, std::string reason, std::string code,
             std::string suggestion = {});

  const analyzers::Vocabulary& vocabulary_;
  ParsedSearch parsed_;
  std::vector<std::string> seen_;  // parameters that may be given once, and were
  bool facets_given_ = false;
  bool facet_named_ = false, no_facets_ = false;
};

void Parser::fault(std::string_view name, std::string_view value, std::string reason, std::string code,
                   std::string suggestion) {
  parsed_.faults.push_back(
      parameter_fault(name, value, std::move(reason), std::move(code), std::move(suggestion)));
}

void Parser::read(const DecodedText& name, const DecodedText& value) {
  if (is_tracking(name.text)) return;
  if (name.has_controls || value.has_controls)
    fault(name.text, value.text, "has control characters", "control");
  if (name.text.empty()) return;
  const bool is_known = std::count(kNames.begin(), kNames.end(), name.text) > 0;
  if (is_known && analyzers::trimmed(value.text).empty()) return;
  if (value.bad_percent) {
    fault(name.text, value.text, "'%' must be followed by two hexadecimal digits", "percent");
  }
  if (value.bad_utf8) fault(name.text, value.text, "this is not UTF-8", "utf8");
  read_known(name.text, analyzers::trimmed(value.text));
}

void Parser::read_known(std::string_view name, std::string_view value) {
  for (const auto& filter : kFilterFields) {
    if (filter.type && name == filter.parameter) return read_entry(filter, *filter.type, value);
  }
  if (name == "kind") return read_kind(value);
  if (name == "lang") return read_language(value);
  if (name == "facets") return read_facets(value);
  if (std::count(kNames.begin(), kNames.end(), name) > 0) return read_once(name, value);
  fault(name, value, "unknown parameter", "unknown", nearest(name, {kNames.begin(), kNames.end()}));
}

void Parser::read_once(std::string_view name, std::string_view value) {
  if (std::count(seen_.begin(), seen_.end(), name) > 0) {
    return fault(name, value, "may be given once", "repeated");
  }
  seen_.emplace_back(name);
  auto& request = parsed_.request;
  if (name == "q") return read_typed(value);
  if (name == "sort") return read_sort(value);
  if (name == "page") return read_number(name, value, kDeepestResult, request.page);
  if (name == "per_page") return read_number(name, value, kMostPerPage, request.per_page);
  if (name == "facet_limit") return read_number(name, value, kMostFacetValues, request.facet_limit);
  if (name == "match") return read_match(value);
  if (name == "cross") return read_cross(value);
  if (name == "recency") return read_switch(name, value, request.recency);
  if (name == "explain") return read_switch(name, value, request.explain);
  if (name == "passages") return read_switch(name, value, request.passages);
  if (name == "suggestions") return read_switch(name, value, request.suggestions);
  if (name == "interval") return read_interval(value);
  if (name == "dates") return read_dates(value);
  if (name == "share") return read_switch(name, value, request.share);
  if (name == "labels") return read_switch(name, value, request.labels);
  read_date_of(name, value);
}

void Parser::read_typed(std::string_view value) {
  if (value.size() > kMostQueryBytes) {
    fault("q", value, "is " + std::to_string(value.size()) + " bytes long; at most 1,024 are taken",
          "too_long");
  }
  parsed_.request.typed = analyzers::cut_to(value, kMostQueryBytes);
}

void add_once(std::vector<std::string>& values, std::string_view value) {
  if (std::count(values.begin(), values.end(), value) == 0) values.emplace_back(value);
}

void Parser::read_entry(const FilterField& filter, analyzers::EntryType type, std::string_view value) {
  if (value == "_missing" || vocabulary_.find(type, value) != nullptr)
    return add_once(parsed_.request.filters.*filter.values, value);
  std::vector<std::string_view> known;
  for (const auto& entry : vocabulary_.entries(type)) known.push_back(entry.id);
  const auto name = filter.parameter;
  fault(name, value, "there is no such " + std::string(name), "unknown_value", nearest(value, known));
}

void Parser::read_kind(std::string_view value) {
  if (corpus::kind_from_name(value)) return add_once(parsed_.request.filters.kinds, value);
  fault("kind", value, "there is no such kind", "unknown_value",
        nearest(value, {"statement", "news", "digest", "digest_item", "social_post", "podcast", "campaign",
                        "page"}));
}

void Parser::read_language(std::string_view value) {
  constexpr std::array<std::string_view, 4> kCodes = {"ar", "en", "mixed", "other"};
  if (std::count(kCodes.begin(), kCodes.end(), value) > 0) {
    return add_once(parsed_.request.filters.languages, value);
  }
  fault("lang", value, "must be ar, en, mixed or other", "unknown_value",
        value.size() < 2 ? "" : nearest(value.substr(0, 2), {"ar", "en"}));
}

void Parser::read_date_of(std::string_view name, std::string_view value) {
  auto& dates = parsed_.request.dates;
  const auto read = read_date(value);
  if (const auto* wrong = std::get_if<DateFault>(&read))
    return fault(name, value, wrong->reason, wrong->code);
  const auto& date = std::get<DateText>(read);
  if (name == "from") {
    dates.from = date.first_day;
    dates.from_text = date.text;
  } else {
    dates.to = date.last_day;
    dates.to_text = date.text;
  }
}

void Parser::read_dates(std::string_view value) {
  parsed_.request.dates.within = value == "within";
  if (value == "within" || value == "overlap") return;
  fault("dates", value, "must be overlap or within", "unknown_value", nearest(value, {"overlap", "within"}));
}

void Parser::read_sort(std::string_view value) {
  parsed_.request.sort = sort_from_name(value);
  if (parsed_.request.sort) return;
  fault("sort", value, "must be relevance, newest or oldest", "unknown_value",
        nearest(value, {"relevance", "newest", "oldest"}));
}

void Parser::read_facets(std::string_view value) {
  auto& facets = parsed_.request.facets;
  if (!facets_given_) facets.clear();
  facets_given_ = true;
  while (!value.empty()) {
    const auto end = std::min(value.find(','), value.size());
    const auto name = analyzers::trimmed(value.substr(0, end));
    value.remove_prefix(std::min(end + 1, value.size()));
    if (name == "none") no_facets_ = true;
    if (name.empty() || name == "none") continue;
    facet_named_ = true;
    const auto field = facet_from_name(name);
    if (!field) {
      fault("facets", name, "there is no such facet", "unknown_value",
            nearest(name, {"partner", "topic", "kind", "language", "outlet", "place", "month"}));
    } else if (std::count(facets.begin(), facets.end(), *field) == 0) {
      facets.push_back(*field);
    }
  }
}

void Parser::read_match(std::string_view value) {
  if (const auto match = match_from_name(value)) {
    parsed_.request.match = *match;
    return;
  }
  fault("match", value, "must be auto, all or any", "unknown_value", nearest(value, {"auto", "all", "any"}));
}

void Parser::read_interval(std::string_view value) {
  parsed_.request.interval = interval_from_name(value);
  if (parsed_.request.interval) return;
  fault("interval", value, "must be auto, day, week, month, quarter or year", "unknown_value",
        nearest(value, {"auto", "day", "week", "month", "quarter", "year"}));
}

// Of the API and of addresses alone: no form and no link of ours says cross=on.
void Parser::read_cross(std::string_view value) {
  auto& request = parsed_.request;
  read_switch("cross", value, request.cross);
  request.cross_asked = value == "on" || value == "1";
}

void Parser::read_switch(std::string_view name, std::string_view value, bool& is_on) {
  const bool on = value == "on" || value == "1";
  if (on || value == "off" || value == "0") {
    is_on = on;
    return;
  }
  fault(name, value, "must be on or off", "unknown_value");
}

std::string number_wanted(int most) { return "must be a whole number from 1 to " + std::to_string(most); }

void Parser::read_number(std::string_view name, std::string_view value, int most, int& number) {
  const bool digits = value.find_first_not_of("0123456789") == std::string_view::npos;
  const auto significant = value.substr(std::min(value.find_first_not_of('0'), value.size()));
  // Six digits are beyond every limit here, and far from overflow.
  const int read = !digits                  ? 0
                   : significant.size() > 6 ? most + 1
                                            : std::atoi(std::string(significant).c_str());
  // Of a page that is too deep check_depth() says more.
  if (digits && read >= 1 && (read <= most || name == "page")) {
    number = read;
    return;
  }
  if (digits) number = std::clamp(read, 1, most);
  fault(name, value, number_wanted(most), "number");
}

void Parser::check_facets() {
  if (!no_facets_ || !facet_named_) return;
  fault("facets", "none", "'none' stands alone, or is left out beside the names of facets", "contradiction");
}

void Parser::check_dates() {
  auto& dates = parsed_.request.dates;
  if (!dates.from && !dates.to) dates.within = false;  // of no time
  if (!dates.from || !dates.to || *dates.from <= *dates.to) return;
  fault("from", dates.from_text, "is after to=" + dates.to_text, "date_order");
  // What was meant is the time between the two: their texts change places, and are read again for their new
  // ends.
  const auto from = std::get<DateText>(read_date(dates.to_text));
  const auto to = std::get<DateText>(read_date(dates.from_text));
  dates = {from.first_day, to.last_day, from.text, to.text, dates.within};
}

void Parser::check_depth() {
  auto& request = parsed_.request;
  const int last_page = kDeepestResult / request.per_page;
  for (auto& wrong : parsed_.faults) {  // which pages there are depends on what may have come later
    if (wrong.name == "page" && wrong.code == "number") wrong.reason = number_wanted(last_page);
  }
  if (request.page <= last_page) return;
  fault("page", std::to_string(request.page),
        "page * per_page is at most 10,000: with per_page=" + std::to_string(request.per_page) +
            " the last page is " + std::to_string(last_page) +
            "; narrow the search by date, or sort the other way round",
        "depth");
  request.page = last_page;
}

ParsedSearch Parser::finish() {
  check_facets();
  check_dates();
  check_depth();
  return std::move(parsed_);
}

}  // namespace

ParsedSearch parse_search(std::string_view query, const analyzers::Vocabulary& vocabulary) {
  Parser parser(vocabulary);
  for (const auto& [name, value] : query_parameters(query)) parser.read(name, value);
  return parser.finish();
}

ParsedExport parse_export(std::string_view query, const analyzers::Vocabulary& vocabulary) {
  struct Named {
    std::string_view name;
    ExportFormat format;
  };
  constexpr std::array<Named, 5> kFormats = {{{"csv", ExportFormat::csv},
                                              {"jsonl", ExportFormat::json_lines},
                                              {"ris", ExportFormat::ris},
                                              {"bibtex", ExportFormat::bibtex},
                                              {"csl", ExportFormat::csl_json}}};
  Parser parser(vocabulary);
  ParsedExport parsed;
  std::vector<ParameterFault> faults;
  int given = 0;
  for (const auto& [name, value] : query_parameters(query)) {
    if (name.text != "format") {
      parser.read(name, value);
      continue;
    }
    if (++given > 1) faults.push_back(parameter_fault("format", value.text, "may be given once", "repeated"));
    const auto* known = std::find_if(kFormats.begin(), kFormats.end(),
                                     [&](const Named& of) { return of.name == value.text; });
    if (known != kFormats.end()) parsed.format = known->format;
    if (known == kFormats.end()) {
      faults.push_back(parameter_fault("format", value.text, "must be csv, jsonl, ris, bibtex or csl",
                                       "unknown_value",
                                       nearest(value.text, {"csv", "jsonl", "ris", "bibtex", "csl"})));
    }
  }
  if (given == 0)
    faults.push_back(parameter_fault("format", "", "must be csv, jsonl, ris, bibtex or csl", "missing"));
  parsed.search = parser.finish();
  parsed.search.faults.insert(parsed.search.faults.end(), faults.begin(), faults.end());
  return parsed;
}

}  // namespace searchd
