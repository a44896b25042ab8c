#include "analyzers/name_table.h"

#include <algorithm>
#include <array>
#include <cassert>

#include "analyzers/language.h"
#include "analyzers/utf8.h"
#include "analyzers/word_forms.h"

namespace analyzers {
namespace {

bool is_arabic(std::string_view text) {
  bool arabic = false;
  for_each_code_point(text, [&arabic](char32_t c) { arabic = arabic || is_arabic_letter(c); });
  return arabic;
}

template <typename Visit>
void for_each_part(std::string_view text, char separator, Visit visit) {
  while (!text.empty()) {
    const auto end = text.find(separator);
    visit(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
}

// كوري جنوبي with ة: كورية جنوبية.
std::string with_ending(const std::string& adjective, std::string_view ending, bool article) {
  std::string form;
  for_each_part(adjective, ' ', [&](std::string_view word) {
    if (!form.empty()) form += ' ';
    if (article) form += "ال";
    form += word;
    form += ending;
  });
  return form;
}

bool every_word_ends_in_yeh(std::string_view adjective) {
  bool every = true;
  for_each_part(adjective, ' ', [&every](std::string_view word) { every = every && word.ends_with("ي"); });
  return every;
}

constexpr std::array<std::pair<std::string_view, Condition::Kind>, 12> kConditionNames = {{
    {"surname", Condition::Kind::surname},
    {"place", Condition::Kind::place},
    {"country", Condition::Kind::country},
    {"government", Condition::Kind::government},
    {"written", Condition::Kind::written},
    {"not shouted", Condition::Kind::not_shouted},
    {"not near ", Condition::Kind::not_near},
    {"not around ", Condition::Kind::not_around},
    {"near ", Condition::Kind::near},
    {"after ", Condition::Kind::after},
    {"not before ", Condition::Kind::not_before},
    {"with ", Condition::Kind::with},
}};

bool begins_with_capital(std::string_view word) {
  bool first = true;
  bool capital = false;
  for_each_code_point(word, [&](char32_t c) {
    if (first) capital = is_capital(c);
    first = false;
  });
  return capital;
}

}  // namespace

std::vector<std::string> adjective_forms(const std::string& text) {
  if (!is_arabic(text)) {
    if (text.ends_with('s')) return {text};
    return {text, text + "s"};
  }
  if (text.starts_with("ال") || !every_word_ends_in_yeh(text)) return {text};
  std::vector<std::string> forms;
  for (const bool article : {false, true}) {
    for (const std::string_view ending : {"", "ة", "ون", "ين", "ات", "ان", "تان", "تين"}) {
      forms.push_back(with_ending(text, ending, article));
    }
  }
  forms.push_back(with_ending(text, "اً", false));
  return forms;
}

std::vector<std::string> cases_of(const std::string& text) {
  constexpr std::string_view kFather = "أبو ";
  if (!text.starts_with(kFather)) return {text};
  const auto son = text.substr(kFather.size());
  return {text, "أبي " + son, "أبا " + son};
}

NameTable::NameTable(const Vocabulary& vocabulary, const Analyzer& analyzer)
    : branches_(kLabels + 1), patterns_(kLabels + 1) {
  for (const auto type : {EntryType::partner, EntryType::topic, EntryType::place, EntryType::person,
                          EntryType::outlet, EntryType::group}) {
    for (const auto& entry : vocabulary.entries(type)) add_entry(entry, analyzer);
  }
}

NameTable::Node NameTable::step(Node node, std::uint32_t word) const {
  if (node == 0 || word == 0) return 0;
  if (node <= kLabels) return word < roots_[node].size() ? roots_[node][word] : 0;
  const auto& branches = branches_[node];
  const auto found = std::lower_bound(branches.begin(), branches.end(), word, comes_before);
  return found == branches.end() || found->word != word ? 0 : found->node;
}

std::span<const Pattern> NameTable::at(Node node) const { return patterns_[node]; }

void NameTable::add_entry(const Entry& entry, const Analyzer& analyzer) {
  for (const auto& name : entry.names) {
    const auto forms = name.rule == "adjective" ? adjective_forms(name.text) : cases_of(name.text);
    for (const auto& form : forms) add(entry, name, form, analyzer);
  }
}

NameTable::Node NameTable::next(Node node, std::uint32_t word) {
  if (const auto known = step(node, word)) return known;
  const auto added = static_cast<Node>(patterns_.size());
  patterns_.emplace_back();
  branches_.emplace_back();
  if (node <= kLabels) {
    auto& root = roots_[node];
    if (root.size() <= word) root.resize(word + 1);
    return root[word] = added;
  }
  auto& branches = branches_[node];
  branches.insert(std::lower_bound(branches.begin(), branches.end(), word, comes_before), {word, added});
  return added;
}

bool NameTable::comes_before(const Branch& branch, std::uint32_t word) { return branch.word < word; }

void NameTable::add(const Entry& entry, const Name& name, const std::string& text, const Analyzer& analyzer) {
  const auto tokens = analyzer.analyze(text);
  if (tokens.empty()) return;  // a name of signs alone is found nowhere
  Pattern pattern{.entry = &entry,
                  .name = &name,
                  .written = {},
                  .capitals = {},
                  .commas = {},
                  .conditions = conditions(name.context, analyzer),
                  .case_sensitive = name.case_sensitive};
  std::size_t end = 0;
  for (const auto& token : tokens) {
    const auto& written = pattern.written.emplace_back(text.substr(token.begin, token.end - token.begin));
    pattern.capitals.push_back(begins_with_capital(written));
    pattern.commas.push_back(text.find(',', end) < token.begin);
    end = token.end;
  }
  if (name.rule == "phrase" && tokens.size() == 1) return add_word(tokens[0], pattern);
  const bool phrase = name.rule == "phrase" || name.rule == "words";
  Node node = phrase ? kPhrases : name.rule == "label" ? kLabels : kNames;
  for (const auto& token : tokens) {
    node = next(node, phrase ? stem_ids.add(phrase_word(token)) : exact_ids.add(token.exact));
  }
  patterns_[node].push_back(std::move(pattern));
}

// The stem of one word alone says too little: that of "stabilisation" is that of "stability", and that of
// العراقيات, Iraqi women, is that of العراق. An English word is found in the plural too.
void NameTable::add_word(const Token& token, const Pattern& pattern) {
  patterns_[next(kWords, exact_ids.add(token.exact))].push_back(pattern);
  if (!token.arabic) patterns_[next(kWords, exact_ids.add(token.exact + "s"))].push_back(pattern);
}

std::vector<Condition> NameTable::conditions(std::string_view text, const Analyzer& analyzer) {
  std::vector<Condition> all;
  for_each_part(text, ';', [&](std::string_view part) { all.push_back(condition(part, analyzer)); });
  return all;
}

Condition NameTable::condition(std::string_view text, const Analyzer& analyzer) {
  const auto known = std::find_if(kConditionNames.begin(), kConditionNames.end(),
                                  [text](const auto& named) { return text.starts_with(named.first); });
  assert(known != kConditionNames.end());  // Vocabulary lets no other pass
  Condition condition{.kind = known->second, .words = {}, .halves = {}};
  for_each_part(text.substr(known->first.size()), '/', [&](std::string_view one) {
    const auto tokens = analyzer.analyze(one);
    if (condition.kind == Condition::Kind::with) {
      auto& half = condition.halves.emplace_back();
      for (const auto& token : tokens) half.push_back(stem_ids.add(phrase_word(token)));
    } else {
      for (const auto& token : tokens) condition.words.push_back(exact_ids.add(token.exact));
    }
  });
  return condition;
}

}  // namespace analyzers
