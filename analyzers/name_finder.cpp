#include "analyzers/name_finder.h"

#include <algorithm>
#include <array>

namespace analyzers {
namespace {

constexpr std::array<std::string_view, 10> kRules = {
    "name", "acronym", "phrase", "words", "adjective", "capital", "speaker", "within", "member list", "not"};

// A condition that speaks for an entry outweighs a name without any: the place Washington stands back where
// "Washington said"; the marks of عُمان outweigh the words around it.
int weight_of(const Pattern& pattern) {
  if (has_condition(pattern, Condition::Kind::written)) return 2;
  for (const auto kind :
       {Condition::Kind::government, Condition::Kind::near, Condition::Kind::after, Condition::Kind::place}) {
    if (has_condition(pattern, kind)) return 1;
  }
  return 0;
}

// The heaviest of `patterns`; one where conditions decided, else one for each entry, with its strongest rule.
void keep_heaviest(std::vector<const Pattern*>& patterns) {
  if (patterns.size() < 2) return;
  std::stable_sort(patterns.begin(), patterns.end(), [](const Pattern* a, const Pattern* b) {
    if (weight_of(*a) != weight_of(*b)) return weight_of(*a) > weight_of(*b);
    return rank_of_rule(a->name->rule) < rank_of_rule(b->name->rule);
  });
  const int heaviest = weight_of(*patterns.front());
  std::vector<const Pattern*> kept;
  for (const auto* pattern : patterns) {
    if (weight_of(*pattern) < heaviest || (heaviest > 0 && !kept.empty())) break;
    const bool known = std::any_of(
        kept.begin(), kept.end(), [pattern](const Pattern* other) { return other->entry == pattern->entry; });
    if (!known) kept.push_back(pattern);
  }
  patterns = std::move(kept);
}

// Whether `pattern` is called by what is typed by itself: an adjective, a city for its government or a
// surname are ordinary words there, and half a phrase is none.
bool calls(const Pattern& pattern, const Place& place) {
  const auto& rule = pattern.name->rule;
  if (has_condition(pattern, Condition::Kind::surname)) return false;
  if (rule == "acronym") return NameConditions::is_typed_so(pattern, place);
  const bool is_name = rule == "name" || rule == "label" || rule == "phrase";
  return is_name && NameConditions::is_joined_so(pattern, place);
}

bool is_country_or_place(const Pattern& pattern) {
  return pattern.entry->type == EntryType::partner || pattern.entry->type == EntryType::place;
}

}  // namespace

std::size_t rank_of_rule(std::string_view rule) {
  return static_cast<std::size_t>(std::find(kRules.begin(), kRules.end(), rule) - kRules.begin());
}

bool has_condition(const Pattern& pattern, Condition::Kind kind) {
  return std::any_of(pattern.conditions.begin(), pattern.conditions.end(),
                     [kind](const Condition& condition) { return condition.kind == kind; });
}

NameFinder::NameFinder(const Vocabulary& vocabulary, const Analyzer& analyzer)
    : analyzer_(analyzer),
      table_(vocabulary, analyzer),
      forms_(table_),
      conditions_(table_, analyzer),
      attribution_(table_.exact_ids, analyzer) {}

TaggedText NameFinder::read(std::string_view text) const { return {text, analyzer_, forms_}; }

// Where names that begin at word `first` end, the longest first; of two as long the one that is more as
// written.
std::vector<NameFinder::End> NameFinder::name_ends(const TaggedText& text, std::size_t first,
                                                   NameTable::Node root) const {
  std::vector<End> ends;
  const auto& words = text.words;
  const auto note = [&](NameTable::Node node, std::size_t last) {
    if (node != 0 && !table_.at(node).empty()) ends.push_back({node, last});
  };
  if (words[first].tag != 0) note(table_.step(root, words[first].tag), words[first].tag_last);
  for (std::size_t form = 0; form < words[first].form_count; ++form) {
    auto node = table_.step(root, words[first].forms[form]);
    for (auto last = first; node != 0; node = table_.step(node, words[last].exact)) {
      note(node, last);
      if (++last == words.size() || words[last].light) break;
    }
  }
  std::stable_sort(ends.begin(), ends.end(), [](const End& a, const End& b) { return a.last > b.last; });
  return ends;
}

std::vector<NameFinder::End> NameFinder::phrase_ends(const TaggedText& text, std::size_t first) const {
  std::vector<End> ends;
  const auto& words = text.words;
  const auto note = [&](NameTable::Node node, std::size_t last) {
    if (node != 0 && !table_.at(node).empty()) ends.push_back({node, last});
  };
  if (words[first].tag != 0) note(table_.step(NameTable::kWords, words[first].tag), words[first].tag_last);
  for (std::size_t form = 0; form < words[first].form_count; ++form) {
    note(table_.step(NameTable::kWords, words[first].forms[form]), first);
  }
  for (std::size_t stem = 0; stem < words[first].stem_count; ++stem) {
    auto node = table_.step(NameTable::kPhrases, words[first].stems[stem]);
    for (auto last = first; node != 0; node = table_.step(node, words[last].stem)) {
      note(node, last);
      if (++last == words.size() || words[last].light) break;
    }
  }
  return ends;
}

template <typename Accepts>
std::vector<const Pattern*> NameFinder::accepted_at(const Place& place, NameTable::Node node,
                                                    Accepts accepts) const {
  std::vector<const Pattern*> accepted;
  for (const auto& pattern : table_.at(node)) {
    if (accepts(pattern, place)) accepted.push_back(&pattern);
  }
  keep_heaviest(accepted);
  return accepted;
}

template <typename Accepts>
std::vector<FoundName> NameFinder::longest_names(const TaggedText& text, NameTable::Node root,
                                                 Accepts accepts) const {
  std::vector<FoundName> found;
  const auto may_begin = [root](const TextWord& word) {
    return !word.light &&
           (word.tag != 0 || (root == NameTable::kLabels ? word.begins_label : word.begins_name));
  };
  bool after_place = false;
  for (std::size_t first = 0; first < text.words.size();) {
    auto next = first + 1;
    bool is_place = false;
    if (may_begin(text.words[first])) {
      for (const auto& end : name_ends(text, first, root)) {
        const auto accepted = accepted_at({text, first, end.last, after_place}, end.node, accepts);
        for (const auto* pattern : accepted) {
          found.push_back({pattern, first, end.last});
          is_place = is_place || is_country_or_place(*pattern);
        }
        if (accepted.empty()) continue;
        next = end.last + 1;
        break;
      }
    }
    after_place = is_place;
    first = next;
  }
  return found;
}

std::vector<FoundName> NameFinder::names_in(const TaggedText& text, bool digest_item) const {
  auto found = longest_names(text, NameTable::kNames, [this](const Pattern& pattern, const Place& place) {
    return NameConditions::is_written_so(pattern, place) && conditions_.hold(pattern, place);
  });
  std::erase_if(found, [&](const FoundName& name) {
    if (name.pattern->name->rule == "not") return true;
    if (name.pattern->entry->type != EntryType::outlet) return false;
    return !digest_item || !attribution_.is_made({text, name.first, name.last});
  });
  return found;
}

std::vector<FoundName> NameFinder::phrases_in(const TaggedText& text) const {
  std::vector<FoundName> found;
  for (std::size_t first = 0; first < text.words.size(); ++first) {
    const auto& word = text.words[first];
    if (word.light || (word.tag == 0 && !word.begins_phrase)) continue;
    for (const auto& end : phrase_ends(text, first)) {
      for (const auto& pattern : table_.at(end.node)) {
        Place place{text, first, end.last};
        const bool whole_tag = end.last != first && pattern.written.size() == 1;
        if (!whole_tag && !NameConditions::is_joined_so(pattern, place)) continue;
        if (!conditions_.hold(pattern, place) || !NameConditions::widen_to_other_half(pattern, place))
          continue;
        found.push_back({&pattern, place.first, place.last});
      }
    }
  }
  return found;
}

std::vector<FoundName> NameFinder::names_in_query(const TaggedText& text) const {
  const auto is_asked = [this](const Pattern& pattern, const Place& place) {
    const auto& rule = pattern.name->rule;
    if (rule != "name" && rule != "acronym" && rule != "not") return false;
    if (has_condition(pattern, Condition::Kind::surname) || !NameConditions::is_typed_so(pattern, place))
      return false;
    return has_condition(pattern, Condition::Kind::country) || conditions_.hold(pattern, place);
  };
  auto found = longest_names(text, NameTable::kNames, is_asked);
  std::erase_if(found, [](const FoundName& name) { return name.pattern->name->rule == "not"; });
  const auto labels = longest_names(text, NameTable::kLabels, [](const Pattern& pattern, const Place& place) {
    return pattern.written.size() > 1 && NameConditions::is_joined_so(pattern, place);
  });
  found.insert(found.end(), labels.begin(), labels.end());
  std::stable_sort(found.begin(), found.end(), [](const FoundName& a, const FoundName& b) {
    const auto length = [](const FoundName& name) { return name.last - name.first; };
    return length(a) != length(b) ? length(a) > length(b) : a.first < b.first;
  });
  return found;
}

void NameFinder::add_whole(const TaggedText& text, const std::vector<End>& ends,
                           std::vector<FoundName>& found) const {
  for (const auto& end : ends) {
    if (end.last + 1 != text.words.size()) continue;
    for (const auto& pattern : table_.at(end.node)) {
      const bool known = std::any_of(found.begin(), found.end(), [&pattern](const FoundName& name) {
        return name.pattern->entry == pattern.entry;
      });
      if (!known && calls(pattern, {text, 0, end.last})) found.push_back({&pattern, 0, end.last});
    }
  }
}

std::vector<FoundName> NameFinder::names_that_are(const TaggedText& text) const {
  std::vector<FoundName> found;
  if (text.words.empty()) return found;
  add_whole(text, name_ends(text, 0, NameTable::kNames), found);
  add_whole(text, name_ends(text, 0, NameTable::kLabels), found);
  add_whole(text, phrase_ends(text, 0), found);
  return found;
}

}  // namespace analyzers
