#include "searchd/search/query_names.h"

#include <algorithm>
#include <set>
#include <string>

#include "analyzers/language.h"

namespace searchd {
namespace {

using analyzers::Entry;
using analyzers::EntryType;

// Whether `words` has `part` among its words and others besides.
bool contains_words(const std::string& words, const std::string& part) {
  return words.size() > part.size() && (' ' + words + ' ').find(' ' + part + ' ') != std::string::npos;
}

// Whether one of the acronyms of `entry` is folded to `typed`: the tagger has looked at its capitals.
bool has_acronym(const Entry& entry, const std::string& typed, const analyzers::Analyzer& analyzer) {
  return std::any_of(entry.names.begin(), entry.names.end(), [&](const analyzers::Name& name) {
    return name.rule == "acronym" && folded_words(analyzer, name.text) == typed;
  });
}

// A person is meant by every spelling. Of a place or group the words must be one of several plain ways to
// write it: whoever asks for "West Mosul" does not ask for all of Mosul. A partner or group is written out
// far more often than its acronym stands by itself.
bool has_spellings(const Entry& entry, std::span<const analyzers::Token> words,
                   const analyzers::Analyzer& analyzer) {
  if (entry.type == EntryType::person) return true;
  if (entry.type == EntryType::topic || entry.type == EntryType::outlet) return false;
  if (words.size() == 1 && has_acronym(entry, words.front().exact, analyzer)) return true;
  if (entry.type == EntryType::partner) return false;
  const auto spellings = plain_spellings(analyzer, entry, words.back().arabic);
  while (words.size() > 1 && words.front().stop_word) words = words.subspan(1);  // "al-Hawija" is Hawija
  std::string typed;
  for (const auto& word : words) typed += (typed.empty() ? "" : " ") + word.exact;
  return spellings.size() > 1 && spellings.contains(typed);
}

}  // namespace

std::set<std::string> plain_spellings(const analyzers::Analyzer& analyzer, const Entry& entry, bool arabic) {
  std::set<std::string> names;
  for (const auto& name : entry.names) {
    const bool is_arabic = analyzers::language_of(name.text) == analyzers::Language::arabic;
    if (is_arabic == arabic && name.rule == "name" && name.context.empty()) {
      names.insert(folded_words(analyzer, name.text));
    }
  }
  std::set<std::string> plain;
  for (const auto& name : names) {
    const bool is_longer = std::any_of(names.begin(), names.end(),
                                       [&name](const auto& other) { return contains_words(name, other); });
    if (!is_longer) plain.insert(name);
  }
  return plain;
}

std::vector<NamedWords> names_with_spellings(std::string_view text, std::span<const analyzers::Token> tokens,
                                             const analyzers::Analyzer& analyzer,
                                             const analyzers::Tagger& tagger) {
  std::vector<NamedWords> names;
  for (const auto& named : tagger.entries_in_query(text)) {
    if (named.first_token >= named.last_token || named.last_token > tokens.size()) continue;
    const auto words = tokens.subspan(named.first_token, named.last_token - named.first_token);
    if (!has_spellings(*named.entry, words, analyzer)) continue;
    const auto known = std::find_if(names.begin(), names.end(), [&named](const NamedWords& other) {
      return other.first == named.first_token && other.last == named.last_token;
    });
    if (known == names.end()) {
      names.push_back({named.first_token, named.last_token, {named.entry}});
    } else {
      known->entries.push_back(named.entry);
    }
  }
  return names;
}

}  // namespace searchd
