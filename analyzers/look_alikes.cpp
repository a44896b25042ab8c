#include "analyzers/look_alikes.h"

#include <string_view>

namespace analyzers {
namespace {

// Behind an adjective that is a language's name: "the Turkish language", "Spanish-speaking".
constexpr std::string_view kOfLanguages =
    "language languages speaking speaker speakers dialect dialects dictionary alphabet grammar";

// Before one: اللغة الفرنسية, باللغتين العربية والإنجليزية.
constexpr std::string_view kLanguages = "لغة اللغة لغات اللغات اللغتين اللغتان لغته لغتها الأبجدية اللهجة";

// Before one that ends a clause: "written in Turkish."
constexpr std::string_view kBeforeLanguages =
    "in into from speak speaks spoke spoken speaking learn learned learning";

// Behind a country's name in those of newspapers, companies and championships.
constexpr std::string_view kFirms =
    "Airlines Airways Times Mail Herald Tribune Telegraph Gazette Post Broadcasting Open Petroleum Telecom "
    "Steel Idol Masters Derby Wikinews Wikipedia Dinar Pound Pounds Dollar Dollars Lira Franc Francs Krone";

// A country is feminine: a verb in the masculine before its name has a man for its subject.
constexpr std::string_view kMenAct =
    "قال وقال أضاف وأضاف أوضح وأوضح صرح وصرح ذكر وذكر أشار وأشار أكد وأكد كتب وكتب السيد المدعو الممثل "
    "اللاعب "
    "المغني الأمريكي البريطاني وتابع تابع وأفاد أفاد";

bool is_latin_joined(const TextWord& word) {
  return !word.arabic && word.gap == Gap::plain && !word.new_line;
}

bool ends_clause(const TaggedText& text, std::size_t last) {
  return last + 1 == text.words.size() || text.words[last + 1].gap == Gap::sentence ||
         text.words[last + 1].new_line;
}

}  // namespace

LookAlikes::LookAlikes(const Analyzer& analyzer, WordIds& ids)
    : languages_(kLanguages, analyzer, ids),
      of_languages_(kOfLanguages, analyzer, ids),
      before_languages_(kBeforeLanguages, analyzer, ids),
      firms_(kFirms, analyzer, ids),
      men_act_(kMenAct, analyzer, ids) {}

bool LookAlikes::is_another_thing(const Pattern& pattern, const Place& place) const {
  if (pattern.entry->type != EntryType::partner) return false;
  const auto& rule = pattern.name->rule;
  if (rule == "adjective") return is_a_language(pattern, place) || names_a_firm(place);
  return rule == "name" && names_a_firm(place);
}

bool LookAlikes::is_a_man(const Place& place) const {
  const auto& words = place.text.words;
  if (place.first == 0 || !words[place.first].arabic) return false;
  return words[place.first].gap == Gap::plain && men_act_.has(words[place.first - 1]);
}

// بالفرنسية says "in French" by itself.
bool LookAlikes::is_a_language(const Pattern& pattern, const Place& place) const {
  const auto& words = place.text.words;
  const auto& word = words[place.first];
  if (word.arabic) {
    if (place.first > 0 && word.gap == Gap::plain && languages_.has(words[place.first - 1])) return true;
    return word.written.starts_with("بال") && word.written.ends_with("ية");
  }
  if (pattern.written.front().ends_with('s')) return false;  // Germans, not German
  if (place.last + 1 < words.size() && !words[place.last + 1].arabic &&
      words[place.last + 1].gap == Gap::plain && of_languages_.has(words[place.last + 1])) {
    return true;
  }
  return place.first > 0 && is_latin_joined(word) && before_languages_.has(words[place.first - 1]) &&
         ends_clause(place.text, place.last);
}

bool LookAlikes::names_a_firm(const Place& place) const {
  const auto& words = place.text.words;
  if (place.last + 1 >= words.size()) return false;
  const auto& after = words[place.last + 1];
  const bool possessive = words[place.last].written.size() > 2 && words[place.last].written.ends_with("'s");
  return is_latin_joined(after) && after.capital && !after.all_capitals && !possessive && firms_.has(after);
}

}  // namespace analyzers
