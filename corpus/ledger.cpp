// Counts of members, told from other counts by the words around them.
#include "corpus/ledger.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "analyzers/utf8.h"
#include "corpus/key_text.h"
#include "corpus/ledger_reader.h"
#include "corpus/ledger_words.h"

namespace corpus {
using namespace ledger_words;

namespace {

constexpr int kFewest = 10;
constexpr int kMost = 150;
constexpr std::size_t kLongestQuotation = 200;  // code points

/// A number among the words: [first, last], and what it says.
struct Number {
  std::size_t first, last;
  int value;
};

class Counter {
 public:
  explicit Counter(std::string_view text) : reader_(text), words_(reader_.words) {
    for (const auto& word : words_) {
      sentences_.resize(word.sentence + 1);
      Sentence& sentence = sentences_.back();
      sentence.coalition = sentence.coalition || is_a(word, Sort::coalition);
      sentence.other_body = sentence.other_body || is_a(word, Sort::other_bodies);
      sentence.harm = sentence.harm || is_a(word, Sort::harm);
      names_coalition_ = names_coalition_ || sentence.coalition;
      names_enemy_ = names_enemy_ || is_a(word, Sort::enemy);
    }
  }

  std::vector<MemberCount> counts() const {
    std::vector<MemberCount> found;
    if (!names_coalition_ && !names_enemy_) return found;
    for (std::size_t at = 0; at < words_.size(); ++at) {
      const auto number = number_at(at);
      if (!number) continue;
      if (number->value >= kFewest && number->value <= kMost) add_count(found, *number);
      at = number->last;
    }
    return found;
  }

 private:
  struct Sentence {
    bool coalition = false, other_body = false, harm = false;
  };

  bool is(std::size_t at, Sort sort) const { return at < words_.size() && is_a(words_[at], sort); }
  bool same_clause(std::size_t at, std::uint32_t sentence) const {
    return at < words_.size() && words_[at].sentence == sentence;
  }

  std::optional<Number> number_at(std::size_t at) const {
    const Word& word = words_[at];
    if (word.number) return digits_at(at);
    if (const int tens = word.meaning->tens) {
      const int units = at + 1 < words_.size() && !words_[at + 1].apart ? words_[at + 1].meaning->units : 0;
      return Number{at, at + (units != 0 ? 1U : 0U), tens + units};
    }
    // "واحد وثمانين": the unit comes first, the ten with "and" before it.
    const int units = word.meaning->units;
    if (units == 0 || at + 1 >= words_.size()) return std::nullopt;
    const auto next = reader_.text_of(words_[at + 1]);
    constexpr std::string_view kAnd = "و";
    if (!next.starts_with(kAnd)) return std::nullopt;
    const int tens = meaning_of(std::string_view(next).substr(kAnd.size())).tens;
    if (tens == 0) return std::nullopt;
    return Number{at, at + 1, tens + units};
  }

  std::optional<Number> digits_at(std::size_t at) const {
    const auto digits = reader_.text_of(words_[at]);
    if (digits.size() > 3) return std::nullopt;
    int value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return Number{at, at, value};
  }

  /// Where the noun of `number` stands behind it: "81 members", "82 partner nations".
  std::optional<std::size_t> noun_after(const Number& number) const {
    const auto sentence = words_[number.first].sentence;
    std::size_t at = number.last + 1;
    for (int between = 0; between < 3; ++between, ++at) {
      if (!same_clause(at, sentence) || words_[at].apart) return std::nullopt;
      if (is(at, Sort::members) || is(at, Sort::states)) return at;
      if (is(at, Sort::compounds) && is_compound(at)) return at;
      if (!is(at, Sort::between)) return std::nullopt;
    }
    return std::nullopt;
  }

  /// "82-member Global Coalition": the compound's noun at `at` is followed by the Coalition itself.
  bool is_compound(std::size_t at) const {
    for (++at; is(at, Sort::before_coalition) && !words_[at].apart; ++at) {
    }
    return is(at, Sort::coalition) && !words_[at].apart;
  }

  /// "أعضاء التحالف الـ81": Arabic puts the number behind, with an article.
  std::optional<std::size_t> noun_before(const Number& number) const {
    if (number.first == 0 || reader_.text_of(words_[number.first - 1]) != "ال") return std::nullopt;
    for (std::size_t back = 2; back <= 4 && back <= number.first; ++back) {
      const std::size_t at = number.first - back;
      if (words_[at].sentence != words_[number.first].sentence || words_[at + 1].apart) break;
      if (is(at, Sort::members) || is(at, Sort::states)) return at;
    }
    return std::nullopt;
  }

  void add_count(std::vector<MemberCount>& found, const Number& number) const {
    if (const auto after = noun_after(number); after && is_of_coalition(number, *after)) {
      found.push_back(count(number.value, number.first, *after));
    } else if (const auto before = noun_before(number)) {
      if (is_arabic_pair_of_coalition(number, *before))
        found.push_back(count(number.value, *before, number.last));
    }
  }

  enum class Verdict { yes, no, open };

  /// The word before the number says whose members they are: "the Coalition’s 81", "NATO’s 29", "our 80".
  Verdict owner_before(const Number& number) const {
    std::size_t at = number.first;
    const auto sentence = words_[at].sentence;
    while (at > 0 && !words_[at].apart && is(at - 1, Sort::besides)) --at;
    if (at == 0 || words_[at].apart || !same_clause(at - 1, sentence)) return Verdict::open;
    const Word& owner = words_[at - 1];
    if (owner.possessive) return is_a(owner, Sort::coalition) ? Verdict::yes : Verdict::no;
    if (is_a(owner, Sort::ours)) return Verdict::yes;
    if (is_a(owner, Sort::theirs) && !sentences_[sentence].coalition) return owner_of_its(owner);
    return Verdict::open;
  }

  /// "Its 81 members" goes back to the sentence before.
  Verdict owner_of_its(const Word& its) const {
    if (reader_.text_of(its) != "its" || its.sentence == 0) return Verdict::no;
    const Sentence& before = sentences_[its.sentence - 1];
    return before.coalition && !before.other_body ? Verdict::yes : Verdict::no;
  }

  /// "81 members of the Global Coalition", "15 members of the Security Council".
  Verdict owner_after(std::size_t noun) const {
    std::size_t at = noun + 1;
    const auto sentence = words_[noun].sentence;
    if (is(noun, Sort::compounds)) return Verdict::yes;
    if (!same_clause(at, sentence) || words_[at].apart) return Verdict::open;
    if (is(at, Sort::coalition)) return Verdict::yes;
    if (!is(at, Sort::of) && !is(at, Sort::arabic_in)) return Verdict::open;
    const bool open_if_not =
        !(at < words_.size() &&
          reader_.text_of(words_[at]) == "of");  // "81 members in Kuwait" says nothing of whose they are
    for (++at; is(at, Sort::before_coalition) || is(at, Sort::arabic_in) || is(at, Sort::members); ++at) {
    }
    if (same_clause(at, sentence) && is(at, Sort::coalition)) return Verdict::yes;
    return open_if_not ? Verdict::open : Verdict::no;
  }

  bool is_of_coalition(const Number& number, std::size_t noun) const {
    const auto sentence = words_[noun].sentence;
    const Verdict before = owner_before(number);
    if (before == Verdict::no) return false;
    const Verdict after = owner_after(noun);
    if (after == Verdict::no || are_some(number, noun)) return false;
    if (before == Verdict::yes || after == Verdict::yes) return true;
    if (sentences_[sentence].other_body || sentences_[sentence].harm) return false;
    if (is(noun, Sort::states) && !is(number.last + 1, Sort::between)) return is_comprised(number);
    return names_coalition_ && !is(number.last + 1, Sort::states);
  }

  /// "Thirty countries of the Coalition met": without an article, some of its states.
  bool are_some(const Number& number, std::size_t noun) const {
    if (!is(noun, Sort::states) || (number.first > 0 && reader_.text_of(words_[number.first - 1]) == "the"))
      return false;
    for (auto at = noun + 1; same_clause(at, words_[noun].sentence); ++at) {
      if (is(at, Sort::meet)) return true;
    }
    return false;
  }

  /// "The Coalition brings together 82 countries", "يضم التحالف 82 دولة": the Coalition and a word of
  /// belonging stand close before the number.
  bool is_comprised(const Number& number) const {
    bool coalition = false;
    bool belongs = false;
    for (std::size_t back = 1; back <= 10 && back <= number.first; ++back) {
      const std::size_t at = number.first - back;
      if (words_[at].sentence != words_[number.first].sentence) break;
      coalition = coalition || is(at, Sort::coalition);
      belongs = belongs || is(at, Sort::comprises);
    }
    return coalition && belongs;
  }

  bool is_arabic_pair_of_coalition(const Number& number, std::size_t noun) const {
    if (is(noun, Sort::ours)) return true;
    for (std::size_t at = noun + 1; at < number.first; ++at) {
      if (is(at, Sort::coalition)) return true;
    }
    const Sentence& around = sentences_[words_[noun].sentence];
    return is(noun, Sort::members) && around.coalition && !around.other_body && !around.harm;
  }

  MemberCount count(int members, std::size_t first, std::size_t last) const {
    MemberCount count;
    count.members = members;
    count.begin = words_[first].begin;
    count.end = words_[last].end;
    count.words = sentence_around(count.begin, count.end);
    return count;
  }

  /// The sentence that holds [begin, end), cut to kLongestQuotation around it.
  std::string sentence_around(std::size_t begin, std::size_t end) const {
    const auto& letters = reader_.letters();
    const auto is_end = [&](std::size_t at) {
      return ends_sentence(letters[at]) && (letters[at] != U'.' || at + 1 >= letters.size() ||
                                            letters[at + 1] == U' ' || letters[at + 1] == U'\n');
    };
    std::size_t first = begin;
    while (first > 0 && !is_end(first - 1) && end - first < kLongestQuotation / 2) --first;
    std::size_t last = end;
    while (last < letters.size() && letters[last] != U'\n' && last - first < kLongestQuotation) {
      ++last;
      if (is_end(last - 1)) break;
    }
    while (first < begin && (letters[first] == U' ' || letters[first] == 0xA0 || letters[first] == U'\n'))
      ++first;
    while (last > end && (letters[last - 1] == U' ' || letters[last - 1] == 0xA0)) --last;
    std::string words;
    for (std::size_t at = first; at < last; ++at) analyzers::append_code_point(words, letters[at]);
    return words;
  }

  WordReader reader_;
  const std::vector<Word>& words_;
  std::vector<Sentence> sentences_;
  bool names_coalition_ = false;
  bool names_enemy_ = false;
};

}  // namespace

std::string_view ledger_evidence_name(LedgerEvidence evidence) {
  switch (evidence) {
    case LedgerEvidence::boilerplate: return "boilerplate";
    case LedgerEvidence::welcome: return "welcome";
    case LedgerEvidence::statement: return "statement";
  }
  __builtin_unreachable();
}

std::vector<MemberCount> member_counts(std::string_view text) { return Counter(text).counts(); }

}  // namespace corpus
