#include "searchd/search/suggestions.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "searchd/search/searcher.h"
#include "searchd/search/spelling_advice.h"

namespace searchd {
namespace {

using analyzers::EntryType;

constexpr std::size_t kMostFilters = 4;
constexpr std::size_t kMostRelaxations = 6;
constexpr std::size_t kMostDropped = 3;  // words tried one after the other, the rarest first

std::string collapsed(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == ' ' && (result.empty() || result.back() == ' ')) continue;
    result += c;
  }
  while (!result.empty() && result.back() == ' ') result.pop_back();
  return result;
}

std::string without_part(std::string_view text, std::size_t begin, std::size_t end) {
  return collapsed(std::string(text.substr(0, begin)) + " " + std::string(text.substr(end)));
}

// Words of a question that has signs depend on each other: none of them can be dropped alone.
bool has_operators(std::string_view text) {
  if (text.find_first_of("()|\"=~*:") != std::string_view::npos) return true;
  for (const std::string_view sign : {" OR ", " AND ", "NOT ", " NEAR", " ADJ", "“", "”", "«", "»", " -"}) {
    if (text.find(sign) != std::string_view::npos) return true;
  }
  return text.starts_with('-');
}

std::int32_t day_of(int year, unsigned month, unsigned day) {
  return static_cast<std::int32_t>(
      std::chrono::sys_days(std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day))
          .time_since_epoch()
          .count());
}

int year_of(const std::string& text) { return std::atoi(text.substr(0, 4).c_str()); }

class Suggester {
 public:
  Suggester(const SearchRequest& request, std::int64_t total, const SuggestionSources& from)
      : asked_(request), total_(total), from_(from) {
    asked_.page = 1;
  }

  Suggestions suggest() {
    try {
      if (!asked_.typed.empty()) {
        add_corrections();
        add_filters();
      }
      if (total_ < kFewResults) add_relaxations();
    } catch (const SearchTimeout&) {
      // What is there is exact; more is not worth the wait.
    }
    return std::move(made_);
  }

 private:
  // 0 also for what the API would refuse.
  std::int64_t count(const SearchRequest& request) const {
    try {
      return from_.count(request);
    } catch (const QueryTooLong&) {
      return 0;
    }
  }

  void add_corrections() {
    for (auto& way : rewordings(asked_.typed, from_.words, from_.analyzer, from_.tagger)) {
      auto other = asked_;
      other.typed = std::move(way.text);
      const auto found = count(other);
      if (found > total_) made_.did_you_mean.push_back({std::move(other), std::move(way.why), found});
    }
  }

  // --- filters that words name ---

  void add_filters() {
    const auto tokens = from_.analyzer.analyze(asked_.typed);
    for (const auto& named : from_.tagger.entries_in_query(asked_.typed)) {
      if (made_.filters.size() == kMostFilters || named.last_token > tokens.size()) return;
      if (named.first_token >= named.last_token) continue;
      add_filter(*named.entry, tokens[named.first_token].begin, tokens[named.last_token - 1].end);
    }
  }

  std::vector<std::string>* values_of(EntryType type, SearchRequest& request) {
    switch (type) {
      case EntryType::partner: return &request.filters.partners;
      case EntryType::topic: return &request.filters.topics;
      case EntryType::outlet: return &request.filters.outlets;
      default: return nullptr;  // are no filters
    }
  }

  void add_filter(const analyzers::Entry& entry, std::size_t begin, std::size_t end) {
    auto other = asked_;
    auto* values = values_of(entry.type, other);
    if (values == nullptr || std::count(values->begin(), values->end(), entry.id) > 0) return;
    // Values of a field are alternatives: one more would widen the search.
    *values = {entry.id};
    const auto typed = asked_.typed.substr(begin, end - begin);
    other.typed = without_part(asked_.typed, begin, end);
    other.sort.reset();
    const auto found = count(other);
    if (found == 0) return;
    made_.filters.push_back({entry.type, entry.id, typed, std::move(other), found});
  }

  // --- what finds more ---

  void relax(SearchRequest other, std::string kind, std::string what) {
    if (made_.relaxations.size() == kMostRelaxations) return;
    const auto found = count(other);
    if (found <= total_) return;
    made_.relaxations.push_back({std::move(kind), std::move(what), std::move(other), found});
  }

  void add_relaxations() {
    relax_words();
    relax_dates();
    relax_filters();
    if (!asked_.cross) {
      auto other = asked_;
      other.cross = true;
      relax(std::move(other), "cross", "");
    }
  }

  void relax_words() {
    if (asked_.typed.empty()) return;
    const auto words = typed_words(from_.analyzer, asked_.typed);
    if (asked_.typed.find('"') != std::string::npos) {
      auto other = asked_;
      std::replace(other.typed.begin(), other.typed.end(), '"', ' ');
      other.typed = collapsed(other.typed);
      relax(std::move(other), "quotes", "");
    }
    if (words.size() < 2) return;
    if (!has_operators(asked_.typed)) drop_rarest(words);
    if (asked_.match == Match::any) return;
    auto other = asked_;
    other.match = Match::any;
    relax(std::move(other), "match", "");
  }

  void drop_rarest(const std::vector<TypedWord>& words) {
    std::vector<std::pair<std::uint32_t, std::size_t>> rarest;
    for (std::size_t at = 0; at < words.size(); ++at) {
      if (words[at].stop_word) continue;
      const auto* known = from_.words.find(words[at].exact);
      rarest.emplace_back(known == nullptr ? 0 : known->documents, at);
    }
    std::sort(rarest.begin(), rarest.end());
    if (rarest.size() < 2) return;
    for (std::size_t at = 0; at < std::min(rarest.size(), kMostDropped); ++at) {
      const auto& word = words[rarest[at].second];
      auto other = asked_;
      other.typed = without_part(asked_.typed, word.begin, word.end);
      const auto before = made_.relaxations.size();
      relax(std::move(other), "word", asked_.typed.substr(word.begin, word.end - word.begin));
      if (made_.relaxations.size() > before) return;
    }
  }

  void relax_dates() {
    auto& dates = asked_.dates;
    if (!dates.from && !dates.to) return;
    auto wider = asked_;
    if (dates.from && year_of(dates.from_text) > 1000) {
      const auto year = year_of(dates.from_text) - 1;
      wider.dates.from = day_of(year, 1, 1);
      wider.dates.from_text = std::to_string(year);
    }
    if (dates.to && year_of(dates.to_text) < 9999) {
      const auto year = year_of(dates.to_text) + 1;
      wider.dates.to = day_of(year, 12, 31);
      wider.dates.to_text = std::to_string(year);
    }
    relax(std::move(wider), "wider_dates", "");
    auto undated = asked_;
    undated.dates = {};
    relax(std::move(undated), "dates", "");
  }

  void relax_filters() {
    const std::pair<FacetField, std::vector<std::string> Filters::*> kFields[] = {
        {FacetField::partner, &Filters::partners}, {FacetField::topic, &Filters::topics},
        {FacetField::kind, &Filters::kinds},       {FacetField::language, &Filters::languages},
        {FacetField::outlet, &Filters::outlets},
    };
    for (const auto& [field, member] : kFields) {
      if ((asked_.filters.*member).empty()) continue;
      auto other = asked_;
      (other.filters.*member).clear();
      const auto before = made_.relaxations.size();
      relax(std::move(other), "filter", "");
      if (made_.relaxations.size() > before) made_.relaxations.back().field = field;
    }
  }

  SearchRequest asked_;
  const std::int64_t total_;
  const SuggestionSources& from_;
  Suggestions made_;
};

}  // namespace

Suggestions suggestions_for(const SearchRequest& request, std::int64_t total, const SuggestionSources& from) {
  return Suggester(request, total, from).suggest();
}

}  // namespace searchd
