// The part of a card that says why it stands where it does, in words for a reader.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "searchd/views/page_data.h"
#include "searchd/views/sentence.h"

namespace searchd {
namespace {

constexpr std::size_t kMostWords = 12;  // of one part; word* has up to a hundred

bool is_date(const Explanation::Term& term) { return term.matched.starts_with("dated:"); }

// Names of entries and names found by their sound have one sentence each; so has a year that the text does
// not name.
std::string sentence_of(const Explanation::Part& part, const Messages& messages) {
  const auto& why = part.why;
  auto key = "explain." + why;
  if (!part.terms.empty() && std::all_of(part.terms.begin(), part.terms.end(), is_date)) key = "explain.year";
  if (why.starts_with("name:")) key = "explain.name";
  if (why == "name key") key = "explain.spelling";
  return messages.text(messages.has(key) ? key : "explain.other");
}

// "stem:mosul" is mosul to a reader.
std::string words_of(const Explanation::Part& part, const Messages& messages) {
  const bool only_dates = std::all_of(part.terms.begin(), part.terms.end(), is_date);
  std::size_t count = 0;
  std::string text;
  for (const auto& term : part.terms) {
    if (is_date(term) && !only_dates) continue;  // the word itself says it
    if (++count > kMostWords) return text + "…";
    const std::string_view matched = term.matched;
    const auto colon = matched.find(':');
    if (!text.empty()) text += comma_of(messages);
    text += isolated(colon == std::string_view::npos ? matched : matched.substr(colon + 1));
  }
  return text;
}

}  // namespace

void set_explanation(Data& card, const Hit& hit, const PageView& view) {
  auto list = empty_list();
  if (hit.explanation) {
    card.set("explain_score", view.messages.decimal(hit.score));
    for (const auto& part : hit.explanation->parts) {
      Data item;
      set_text(item, "part_typed", part.typed);
      item.set("part_why", sentence_of(part, view.messages));
      set_text(item, "part_words", words_of(part, view.messages));
      item.set("part_score", view.messages.decimal(part.score));
      list.push_back(std::move(item));
    }
  }
  set_list(card, "explained", std::move(list));
}

}  // namespace searchd
