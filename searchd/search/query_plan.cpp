#include "searchd/search/query_plan.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "searchd/search/searcher.h"

namespace searchd {
namespace {

using analyzers::Entry;
using analyzers::EntryType;
using analyzers::SpecialTermKind;
using analyzers::Token;

/// The tokens [first, last) of the text that lie in a part.
struct PartWords {
  const QueryPart* part;
  std::size_t first = 0, last = 0;
  bool kept = true;
};

bool is_acronym(const Token& token) {
  return std::any_of(token.special.begin(), token.special.end(),
                     [](const auto& term) { return term.kind == SpecialTermKind::acronym; });
}

// A question typed with the shift key locked says nothing by its capitals. Acronyms alone ("US ARMY") do not
// count: it takes a longer word in capitals, and none with a small letter.
bool is_shouted(std::string_view text) {
  std::size_t run = 0;
  std::size_t longest = 0;
  for (const char letter : text) {
    if (letter >= 'a' && letter <= 'z') return false;
    run = letter >= 'A' && letter <= 'Z' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  return longest > 5;
}

// Dashes, dots and the like are not worth naming among what was not searched.
bool is_worth_naming(std::string_view typed) {
  return std::any_of(typed.begin(), typed.end(), [](char letter) {
    return static_cast<unsigned char>(letter) >= 0x80 || (letter >= '0' && letter <= '9') ||
           (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
  });
}

// Whether `words` has `part` among its words and others besides.
bool contains_words(const std::string& words, const std::string& part) {
  return words.size() > part.size() && (' ' + words + ' ').find(' ' + part + ' ') != std::string::npos;
}

// The names of `entry` in one script, folded, without those that only add words to another ("West Mosul",
// "al-Hawija").
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

class Planner {
 public:
  Planner(std::string_view typed, bool repair, const analyzers::Analyzer& analyzer,
          const analyzers::Tagger& tagger)
      : repair_(repair), analyzer_(analyzer), tagger_(tagger), query_(take_apart(typed)) {
    too_many_bytes_ = typed.size() > kMostQueryBytes;
  }

  QueryPlan plan() {
    plan_.ignored = query_.dropped;
    plan_.repairs = query_.repairs;
    read_tokens();
    assign_tokens();
    only_stop_words_ = std::none_of(parts_.begin(), parts_.end(), [this](const PartWords& words) {
      return !words.part->excluded && has_more_than_stop_words(words);
    });
    keep_limits();
    find_names();
    for (std::size_t at = 0; at < parts_.size();) at = add_units_from(at);
    return std::move(plan_);
  }

 private:
  // An acronym whose small letters are a word that says nothing ("us", "who", "it") is marked as a stop word
  // here: it is searched as an acronym alone, or, in a question that is shouted, as the word it is.
  void read_tokens() {
    tokens_ = analyzer_.analyze(query_.text);
    acronyms_count_ = !is_shouted(query_.text);
    for (auto& token : tokens_) {
      if (token.stop_word || !is_acronym(token)) continue;
      const auto in_small_letters = analyzer_.analyze(token.exact);
      const bool is_stop_word = in_small_letters.size() == 1 && in_small_letters.front().stop_word;
      token.stop_word = is_stop_word || (acronyms_count_ && token.exact == "us");
    }
  }

  void assign_tokens() {
    std::size_t next = 0;
    for (const auto& part : query_.parts) {
      while (next < tokens_.size() && tokens_[next].begin < part.begin) ++next;
      PartWords words{&part, next, next};
      while (next < tokens_.size() && tokens_[next].begin < part.end) ++next;
      words.last = next;
      parts_.push_back(words);
    }
  }

  bool is_left_out(const Token& token) const {
    return token.stop_word && !(acronyms_count_ && is_acronym(token));
  }
  bool has_more_than_stop_words(const PartWords& words) const {
    if (words.part->form == QueryPart::Form::phrase) return words.first < words.last;
    for (auto at = words.first; at < words.last; ++at) {
      if (!is_left_out(tokens_[at])) return true;
    }
    return false;
  }

  // Whether the token at `at` of these words is searched.
  bool is_searched(const PartWords& words, std::size_t at) const {
    if (words.part->form == QueryPart::Form::phrase || !is_left_out(tokens_[at])) return true;
    if (words.part->form != QueryPart::Form::words) return !has_more_than_stop_words(words);  // "#WhoWeAre"
    return only_stop_words_ && !words.part->excluded;
  }
  std::size_t count_searched(const PartWords& words) const {
    std::size_t count = 0;
    for (auto at = words.first; at < words.last; ++at) count += is_searched(words, at) ? 1U : 0U;
    return count;
  }

  // --- limits ---

  void keep_limits() {
    if (too_many_bytes_ && !repair_) {
      throw QueryTooLong("the question is longer than " + std::to_string(kMostQueryBytes) + " bytes");
    }
    std::size_t terms = 0;
    std::size_t phrases = 0;
    for (auto& words : parts_) {
      const bool is_phrase = words.part->form == QueryPart::Form::phrase;
      const auto more_terms = is_phrase ? 0 : count_searched(words);
      const std::size_t more_phrases = is_phrase && words.first < words.last ? 1 : 0;
      if (words.part->begin >= kMostQueryBytes) {
        leave_out(words);
      } else if (words.part->operators > kMostOperators) {
        refuse(words, "operators (-, AND, OR, NOT)", kMostOperators);
      } else if (terms + more_terms > kMostTerms) {
        refuse(words, "words", kMostTerms);
      } else if (phrases + more_phrases > kMostPhrases) {
        refuse(words, "phrases", kMostPhrases);
      } else {
        terms += more_terms;
        phrases += more_phrases;
        if (is_phrase) shorten_phrase(words);
      }
    }
  }

  void refuse(PartWords& words, const char* what, std::size_t most) {
    if (!repair_) {
      throw QueryTooLong("the question has more than " + std::to_string(most) + " " + what);
    }
    leave_out(words);
  }
  void leave_out(PartWords& words) {
    words.kept = false;
    plan_.ignored.push_back(words.part->typed);
  }

  void shorten_phrase(PartWords& words) {
    if (words.last - words.first <= kMostPhraseWords) return;
    if (!repair_) {
      throw QueryTooLong("a phrase has more than " + std::to_string(kMostPhraseWords) + " words");
    }
    const auto cut = words.first + kMostPhraseWords;
    plan_.ignored.push_back(query_.text.substr(tokens_[cut].begin, words.part->end - tokens_[cut].begin));
    words.last = cut;
  }

  // --- names ---

  /// Entries that the tokens [first, last) name, and the parts in which these stand.
  struct NamedWords {
    std::size_t first, last;
    std::vector<const Entry*> entries;
  };

  void find_names() {
    for (const auto& named : tagger_.entries_in_query(query_.text)) {
      if (!is_one_wish(named.first_token, named.last_token)) continue;
      if (!has_spellings(*named.entry, named.first_token, named.last_token)) continue;
      add_name(named.first_token, named.last_token, named.entry);
    }
    std::sort(names_.begin(), names_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  }

  // Longest names come first: a name inside one that is known already says less than it.
  void add_name(std::size_t first, std::size_t last, const Entry* entry) {
    for (auto& known : names_) {
      if (known.first == first && known.last == last) {
        known.entries.push_back(entry);
        return;
      }
      if (first < known.last && known.first < last) return;
    }
    names_.push_back({first, last, {entry}});
  }

  // The tokens are wanted together: plain words, kept, and none is excluded unless they are one written word.
  bool is_one_wish(std::size_t first, std::size_t last) const {
    if (first >= last || last > tokens_.size()) return false;
    std::size_t covered = 0;
    std::size_t parts = 0;
    std::size_t excluded = 0;
    bool searched = false;
    for (const auto& words : parts_) {
      if (!words.kept || words.part->form != QueryPart::Form::words) continue;
      const auto begin = std::max(first, words.first);
      const auto end = std::min(last, words.last);
      if (begin >= end) continue;
      covered += end - begin;
      ++parts;
      excluded += words.part->excluded ? 1U : 0U;
      for (auto at = begin; at < end; ++at) searched = searched || is_searched(words, at);
    }
    return searched && covered == last - first && (excluded == 0 || parts == 1);
  }

  // A person is meant by every spelling. Of a place or group the words must be one of several plain ways to
  // write it: whoever asks for "West Mosul" does not ask for all of Mosul.
  bool has_spellings(const Entry& entry, std::size_t first, std::size_t last) const {
    if (entry.type == EntryType::person) return true;
    if (entry.type != EntryType::group && entry.type != EntryType::place) return false;
    const auto spellings = plain_spellings(analyzer_, entry, tokens_[last - 1].arabic);
    while (first + 1 < last && tokens_[first].stop_word) ++first;  // "al-Hawija" is Hawija
    std::string typed = tokens_[first].exact;
    for (auto at = first + 1; at < last; ++at) typed += ' ' + tokens_[at].exact;
    return spellings.size() > 1 && spellings.contains(typed);
  }

  // --- units ---

  // Makes units of the part `at`, and of those that a name joins to it; returns the first part after them.
  std::size_t add_units_from(std::size_t at) {
    const auto& words = parts_[at];
    if (!words.kept || (words.first < words.last && words.last <= named_until_)) return at + 1;
    const bool is_plain = words.part->form == QueryPart::Form::words;
    const bool has_name = is_plain && next_name(words.first, words.last) != nullptr;
    if (!has_name && count_searched(words) == 0) {
      if (is_worth_naming(words.part->typed)) plan_.ignored.push_back(words.part->typed);
    } else if (is_plain) {
      add_plain_units(words);
    } else {
      add_unit(words, words.first, words.last, {});
    }
    return at + 1;
  }

  // A name is a unit of its own; what stands between names is another.
  void add_plain_units(const PartWords& words) {
    std::size_t token = std::max(words.first, named_until_);
    while (token < words.last) {
      const auto* name = next_name(token, words.last);
      const auto plain_end = name == nullptr ? words.last : name->first;
      if (token < plain_end) add_unit(words, token, plain_end, {});
      if (name == nullptr) break;
      add_unit(words, name->first, name->last, name->entries);
      token = named_until_ = name->last;
    }
  }

  const NamedWords* next_name(std::size_t from, std::size_t before) const {
    for (const auto& name : names_) {
      if (name.first >= from && name.first < before) return &name;
    }
    return nullptr;
  }

  void add_unit(const PartWords& words, std::size_t first, std::size_t last,
                std::vector<const Entry*> names) {
    WantedUnit unit;
    unit.form = words.part->form;
    unit.excluded = words.part->excluded;
    unit.whole_part = first == words.first && last == words.last;
    unit.typed = unit.whole_part ? words.part->typed : text_of(first, last);
    for (auto at = first; at < last; ++at) {
      const auto& token = tokens_[at];
      unit.special.insert(unit.special.end(), token.special.begin(), token.special.end());
      if (is_searched(words, at)) {
        unit.words.push_back(token);
      } else if (names.empty()) {
        plan_.ignored.push_back(text_of(at, at + 1));
      }
    }
    unit.names = std::move(names);
    if (!unit.words.empty()) plan_.units.push_back(std::move(unit));
  }

  std::string text_of(std::size_t first, std::size_t last) const {
    return query_.text.substr(tokens_[first].begin, tokens_[last - 1].end - tokens_[first].begin);
  }

  bool repair_;
  const analyzers::Analyzer& analyzer_;
  const analyzers::Tagger& tagger_;
  QueryText query_;
  QueryPlan plan_;
  std::vector<Token> tokens_;
  std::vector<PartWords> parts_;
  std::vector<NamedWords> names_;
  std::size_t named_until_ = 0;  // tokens before it stand in a name that is a unit already
  bool too_many_bytes_ = false, acronyms_count_ = true, only_stop_words_ = false;
};

}  // namespace

QueryPlan plan_query(std::string_view typed, bool repair, const analyzers::Analyzer& analyzer,
                     const analyzers::Tagger& tagger) {
  return Planner(typed, repair, analyzer, tagger).plan();
}

}  // namespace searchd
