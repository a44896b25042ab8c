#include "searchd/search/suggestions.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "corpus/dates/written_date.h"
#include "searchd/search/date_text.h"
#include "searchd/search/filter_fields.h"
#include "searchd/search/query_limits.h"
#include "searchd/search/question_words.h"
#include "searchd/search/searcher.h"

namespace searchd {
namespace {

constexpr std::size_t kMostFilters = 4;
constexpr std::size_t kMostRelaxations = 6;
constexpr std::size_t kMostDropped = 3;  // words tried one after the other, the rarest first

// A year earlier, or later, than `text`: the whole of that year. Nothing beyond what can be asked for.
std::optional<DateText> year_beside(const std::string& text, int years) {
  const auto read = read_date(std::to_string(std::atoi(text.substr(0, 4).c_str()) + years));
  const auto* date = std::get_if<DateText>(&read);
  return date == nullptr ? std::nullopt : std::optional(*date);
}

// What is nothing but a date, in figures or words, as far as it can be filtered by: "2017-02", "شباط 2017".
std::optional<DateText> date_typed(const std::string& typed) {
  const auto as_filter = [](const std::string& text) {
    const auto read = read_date(text);
    const auto* date = std::get_if<DateText>(&read);
    return date == nullptr ? std::nullopt : std::optional(*date);
  };
  if (auto date = as_filter(typed)) return date;
  // What may stand behind a date in figures, a time, is no part of a question for it.
  const bool in_figures = typed.find_first_not_of("0123456789/-. ") == std::string::npos;
  const auto written = in_figures ? corpus::written_date(typed) : corpus::date_line(typed);
  if (!written || written->precision == corpus::DatePrecision::interval) return std::nullopt;
  return as_filter(corpus::to_string(*written));
}

/// Years among the words of a question, and which of its bytes say so: "from 2016 to 2019".
struct NamedYears {
  DateText first, last;
  std::size_t begin = 0, end = 0;
};

std::optional<DateText> year_of(const QuestionWord& word, const std::string& text) {
  if (!is_year(word.exact, std::string_view(text).substr(word.begin, word.end - word.begin)))
    return std::nullopt;
  const auto read = read_date(word.exact);
  const auto* year = std::get_if<DateText>(&read);
  return year == nullptr ? std::nullopt : std::optional(*year);
}

// One year, or two with nothing but stop words ("to", "and", "إلى") between them; stop words before them
// ("from", "in", "من") belong to them. More than two are no time, and what stands in one part with other
// numbers is no year ("03/02/2017").
std::optional<NamedYears> years_named(const QuestionWords& question) {
  const auto& words = question.words;
  std::optional<NamedYears> named;
  int years = 0;
  for (const auto& word : words) {
    const auto year = year_of(word, question.text);
    if (!year) continue;
    if (++years > 2 || !word.loose) return std::nullopt;
    if (!named) named = {*year, *year, word.part_begin, word.part_end};
    named->last = *year;
    named->end = word.part_end;
  }
  if (!named || named->last.first_day < named->first.first_day) return std::nullopt;
  for (const auto& word : words) {
    const bool inside = word.part_begin < named->end && word.part_end > named->begin;
    if (inside && !word.stop_word && !year_of(word, question.text)) return std::nullopt;
  }
  for (auto word = words.rbegin(); word != words.rend(); ++word) {
    if (word->part_end > named->begin) continue;
    if (!word->stop_word || !word->loose) break;
    named->begin = word->part_begin;
  }
  return named;
}

class Adviser {
 public:
  Adviser(const SearchRequest& request, FoundCounts found, const SuggestionSources& from)
      : asked_(request),
        total_(found.as_asked),
        shown_(found.shown),
        respelled_(found.respelled),
        from_(from) {
    asked_.page = 1;
    question_ = words_of_question(from.spelling.analyzer, asked_.typed);
  }

  Suggestions suggest() {
    try {
      if (!asked_.typed.empty()) {
        add_corrections();
        add_date_filter();
        add_filters();
      }
      if (total_ < kFewResults) add_relaxations();
    } catch (const SearchTimeout&) {
      made_.cut_short = true;  // what is there is exact; more is not worth the wait
    }
    return std::move(made_);
  }

 private:
  using Place = std::pair<std::size_t, std::size_t>;  // [begin, end) in bytes of the question's text

  // 0 also for what the API would refuse.
  std::int64_t count(const SearchRequest& request) const {
    if (request.typed.size() > kMostQueryBytes) return 0;
    try {
      return from_.count(request);
    } catch (const QueryTooLong&) {
      return 0;
    }
  }

  void add_corrections() {
    for (auto& way : rewordings(asked_.typed, from_.spelling)) {
      auto other = asked_;
      other.typed = std::move(way.text);
      const auto found = count(other);
      if (found > total_ || (respelled_ && found > 0 && found == total_))
        made_.did_you_mean.push_back({std::move(other), std::move(way.why), found});
    }
  }

  // --- filters that words name ---

  void add_date_filter() {
    if (asked_.dates.from || asked_.dates.to) return;
    const auto date = date_typed(asked_.typed);
    if (!date) return add_year_filter();
    auto other = asked_;
    other.typed.clear();
    other.dates = {date->first_day, date->last_day, date->text, date->text};
    other.sort.reset();
    if (const auto found = count(other); found > 0)
      made_.filters.push_back({{}, {}, asked_.typed, std::move(other), found, date->text});
  }

  void add_year_filter() {
    const auto named = years_named(question_);
    if (!named || !are_whole_parts(named->begin, named->end)) return;
    auto other = asked_;
    other.typed = without_part(question_.text, named->begin, named->end);
    other.dates = {named->first.first_day, named->last.last_day, named->first.text, named->last.text};
    other.sort.reset();
    const auto found = count(other);
    if (found == 0) return;
    const auto typed = question_.text.substr(named->begin, named->end - named->begin);
    const auto& [first, last] = std::pair(named->first.text, named->last.text);
    made_.filters.push_back(
        {{}, {}, typed, std::move(other), found, first == last ? first : first + ".." + last});
  }

  void add_filters() {
    const auto tokens = from_.spelling.analyzer.analyze(question_.text);
    for (const auto& named : from_.spelling.tagger.entries_in_query(question_.text)) {
      if (made_.filters.size() == kMostFilters || named.last_token > tokens.size()) return;
      if (named.first_token >= named.last_token) continue;
      const auto begin = tokens[named.first_token].begin;
      const auto end = tokens[named.last_token - 1].end;
      if (are_whole_parts(begin, end)) add_filter(*named.entry, begin, end);
    }
    if (!tokens.empty()) add_filters_of_all(tokens.front().begin, tokens.back().end);
  }

  // What is all of the question is looked for also among the names that mean an entry only by themselves.
  void add_filters_of_all(std::size_t begin, std::size_t end) {
    if (!are_whole_parts(begin, end)) return;
    const auto named = from_.spelling.tagger.entries_called(question_.text.substr(begin, end - begin));
    for (const auto* entry : named) {
      if (made_.filters.size() == kMostFilters) return;
      const bool known =
          std::any_of(made_.filters.begin(), made_.filters.end(), [entry](const Suggestions::Filter& other) {
            return other.date.empty() && other.type == entry->type && other.id == entry->id;
          });
      if (!known) add_filter(*entry, begin, end);
    }
  }

  // Whether [begin, end) of the question holds nothing but whole parts that can be left out.
  bool are_whole_parts(std::size_t begin, std::size_t end) const {
    bool starts = false;
    bool ends = false;
    for (const auto& word : question_.words) {
      if (word.part_end <= begin || word.part_begin >= end) continue;
      if (!word.loose || word.part_begin < begin || word.part_end > end) return false;
      starts = starts || word.part_begin == begin;
      ends = ends || word.part_end == end;
    }
    return starts && ends;
  }

  void add_filter(const analyzers::Entry& entry, std::size_t begin, std::size_t end) {
    const auto* filter = filter_field(entry.type);
    if (filter == nullptr) return;
    auto other = asked_;
    auto& values = other.filters.*filter->values;
    if (!values.empty()) return;  // they are alternatives: one more would widen the search
    values = {entry.id};
    const auto typed = question_.text.substr(begin, end - begin);
    other.typed = without_part(question_.text, begin, end);
    other.sort.reset();
    const auto found = count(other);
    if (found == 0) return;
    made_.filters.push_back({entry.type, entry.id, typed, std::move(other), found});
  }

  // --- what finds more ---

  void relax(SearchRequest other, std::string kind, std::string what) {
    if (made_.relaxations.size() == kMostRelaxations) return;
    const auto found = count(other);
    const bool is_shown = found == shown_;  // what has most of the words may be all that this would find
    if (found <= total_ || is_shown) return;
    made_.relaxations.push_back({std::move(kind), std::move(what), std::move(other), found});
  }

  void add_relaxations() {
    relax_words();
    relax_dates();
    relax_filters();
    if (made_.relaxations.empty()) relax_all_filters();
    if (!asked_.cross) {
      auto other = asked_;
      other.cross = true;
      relax(std::move(other), "cross", "");
    }
  }

  void relax_words() {
    if (asked_.typed.empty()) return;
    if (auto text = without_quotes(asked_.typed); !text.empty()) {
      auto other = asked_;
      other.typed = std::move(text);
      relax(std::move(other), "quotes", "");
    }
    if (question_.words.size() < 2) return;
    drop_rarest();
    // Of one plain word beside phrases there is nothing to choose from.
    const auto plain = std::count_if(question_.words.begin(), question_.words.end(),
                                     [](const QuestionWord& word) { return word.loose; });
    if (asked_.match == Match::any || plain < 2) return;
    auto other = asked_;
    other.match = Match::any;
    relax(std::move(other), "match", "");
  }

  // The places of the parts that can be left out and say something, those in fewest documents first.
  std::vector<Place> rarest_parts() const {
    std::vector<std::pair<std::uint32_t, Place>> parts;
    for (const auto& word : question_.words) {
      if (!word.loose || word.stop_word) continue;
      const auto known = from_.spelling.words.find(word.exact);
      const auto documents = known ? known->documents : 0;
      const Place place{word.part_begin, word.part_end};
      if (!parts.empty() && parts.back().second == place) {
        parts.back().first = std::min(parts.back().first, documents);
      } else {
        parts.emplace_back(documents, place);
      }
    }
    std::sort(parts.begin(), parts.end());
    std::vector<Place> places;
    for (const auto& part : parts) places.push_back(part.second);
    return places;
  }

  void drop_rarest() {
    const auto parts = rarest_parts();
    if (parts.size() < 2) return;
    for (std::size_t at = 0; at < std::min(parts.size(), kMostDropped); ++at) {
      const auto [begin, end] = parts[at];
      auto other = asked_;
      other.typed = without_part(question_.text, begin, end);
      const auto before = made_.relaxations.size();
      relax(std::move(other), "word", question_.text.substr(begin, end - begin));
      if (made_.relaxations.size() > before) return;
    }
  }

  void relax_dates() {
    const auto& dates = asked_.dates;
    if (!dates.from && !dates.to) return;
    auto wider = asked_;
    if (const auto year = dates.from ? year_beside(dates.from_text, -1) : std::nullopt) {
      wider.dates.from = year->first_day;
      wider.dates.from_text = year->text;
    }
    if (const auto year = dates.to ? year_beside(dates.to_text, 1) : std::nullopt) {
      wider.dates.to = year->last_day;
      wider.dates.to_text = year->text;
    }
    relax(std::move(wider), "wider_dates", "");
    auto undated = asked_;
    undated.dates = {};
    relax(std::move(undated), "dates", "");
  }

  void relax_filters() {
    for (const auto& filter : kFilterFields) {
      if ((asked_.filters.*filter.values).empty()) continue;
      auto other = asked_;
      (other.filters.*filter.values).clear();
      const auto before = made_.relaxations.size();
      relax(std::move(other), "filter", "");
      if (made_.relaxations.size() > before) made_.relaxations.back().field = filter.field;
    }
  }

  // Several filters may be in each other's way.
  void relax_all_filters() {
    auto other = asked_;
    other.filters = {};
    other.dates = {};
    if (other.filters == asked_.filters && other.dates == asked_.dates) return;
    relax(std::move(other), "filters", "");
  }

  SearchRequest asked_;
  QuestionWords question_;
  const std::int64_t total_, shown_;
  const bool respelled_;
  const SuggestionSources& from_;
  Suggestions made_;
};

}  // namespace

Suggestions suggestions_for(const SearchRequest& request, FoundCounts found, const SuggestionSources& from) {
  return Adviser(request, found, from).suggest();
}

}  // namespace searchd
