// The part of a results page that says how the question was searched, and what was added to it.
#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "searchd/views/page_data.h"
#include "searchd/views/sentence.h"

namespace searchd {
namespace {

constexpr std::size_t kMostShown = 12;  // of what was also searched, in the line at the top

void add_once(std::vector<std::string>& words, const std::string& word) {
  if (std::count(words.begin(), words.end(), word) == 0) words.push_back(word);
}

// --- what was searched for a thing typed ---

// What stands before the ':' of a term, and the end of the key of its message. What is not here is the name
// of an entry: "person:al-qurayshi".
constexpr std::pair<std::string_view, std::string_view> kWays[] = {
    {"stem", "stem"},       {"exact", "exact"},       {"written", "written"}, {"-written", "not_written"},
    {"phrase", "phrase"},   {"pair", "pair"},         {"trigram", "trigram"}, {"hashtag", "hashtag"},
    {"mention", "mention"}, {"acronym", "acronym"},   {"joined", "joined"},   {"title", "title"},
    {"lang", "language"},   {"title_exact", "title"}, {"dated", "dated"},
};

struct Way {
  std::string_view name;
  std::vector<std::string> words;
};

std::vector<Way> ways_of(const Interpretation::Term& term) {
  std::vector<Way> ways;
  for (const auto& matched : term.matched) {
    const auto colon = std::min(matched.find(':'), matched.size());
    const auto field = std::string_view(matched).substr(0, colon);
    const auto* known = std::find_if(std::begin(kWays), std::end(kWays),
                                     [field](const auto& way) { return way.first == field; });
    const auto name = known == std::end(kWays) ? std::string_view("named") : known->second;
    auto way = std::find_if(ways.begin(), ways.end(), [name](const Way& one) { return one.name == name; });
    if (way == ways.end()) way = ways.insert(ways.end(), Way{name, {}});
    add_once(way->words,
             known == std::end(kWays) ? matched : matched.substr(std::min(colon + 1, matched.size())));
  }
  return ways;
}

Data ways_data(const Interpretation::Term& term, const Messages& messages) {
  auto list = empty_list();
  for (const auto& way : ways_of(term)) {
    Data item;
    item.set("way_name", messages.text("way." + std::string(way.name)));
    item.set("way_words", listed(way.words, messages));
    list.push_back(std::move(item));
  }
  return list;
}

Data terms_of(const Interpretation& interpretation, const Messages& messages) {
  auto list = empty_list();
  for (const auto& term : interpretation.terms) {
    if (term.matched.empty()) continue;
    const bool excluded = std::count(term.why.begin(), term.why.end(), "excluded") > 0;
    Data item;
    item.set("term_typed", term.typed);
    set_text(item, "term_excluded", excluded ? messages.text("way.excluded") : "");
    item["ways"] = ways_data(term, messages);
    list.push_back(std::move(item));
  }
  return list;
}

// --- the other language ---

// "lexicon:place/mosul" is of the lexicon: who says that a word means another.
std::string source_of(const std::string& source, const Messages& messages) {
  const auto kind = source.substr(0, source.find(':'));
  for (const auto* known : {"lexicon", "dictionary", "name key"}) {
    if (kind == known) return messages.text("also.source." + kind);
  }
  return messages.text("also.source.names");  // of states, languages, cities
}

Data also_of(const Interpretation& interpretation, const Messages& messages) {
  auto list = empty_list();
  for (const auto& other : interpretation.also_searched) {
    Data item;
    item.set("also_typed", other.typed);
    item.set("also_shown", other.shown);
    item.set("also_source", source_of(other.source, messages));
    list.push_back(std::move(item));
  }
  return list;
}

// Each in its own language, for those who hear it read.
Data also_words(const Interpretation& interpretation, const Messages& messages) {
  std::vector<std::string> shown;
  for (const auto& other : interpretation.also_searched) add_once(shown, other.shown);
  const auto count = std::min(shown.size(), kMostShown);
  auto list = empty_list();
  for (std::size_t i = 0; i < count; ++i) {
    Data item;
    item.set("also_word", shown[i]);
    item.set("also_lang", std::string(html_language(analyzers::language_of(shown[i]))));
    set_text(item, "also_after", i + 1 < count ? comma_of(messages) : count < shown.size() ? "…" : "");
    list.push_back(std::move(item));
  }
  return list;
}

// What was typed and not searched, where something was. It is told softly: that "of" is no help is no news.
// What was cut off is, and stands among the notes.
std::string left_out(const Interpretation& interpretation, const Messages& messages) {
  if (interpretation.ignored.empty() || interpretation.parsed.empty() || interpretation.cut) return {};
  const auto count = static_cast<std::int64_t>(interpretation.ignored.size());
  const Messages::SetApart words{listed(interpretation.ignored, messages)};
  return messages.format("note.ignored", {{"count", count}, {"words", words}});
}

std::string switched(SearchRequest request, bool cross, PageLanguage language) {
  request.cross = cross;
  request.page = 1;
  return search_address(language, request);
}

}  // namespace

void set_understood(Data& data, const SearchRequest& request, const Interpretation& interpretation,
                    const PageView& view) {
  const auto& messages = view.messages;
  set_list(data, "terms", terms_of(interpretation, messages));
  set_list(data, "also", also_of(interpretation, messages));
  set_list(data, "also_words", also_words(interpretation, messages));
  set_text(data, "left_out", left_out(interpretation, messages));
  data.set("off_href", switched(request, false, view.language));
  const bool is_off = !request.cross && !request.typed.empty();
  set_text(data, "on_href", is_off ? switched(request, true, view.language) : "");
  data.set("has_understood", !interpretation.parsed.empty());
  data.set("parsed", interpretation.parsed);
}

}  // namespace searchd
