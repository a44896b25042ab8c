#include "searchd/search/spelling_advice.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <utility>

#include "analyzers/name_key.h"
#include "analyzers/utf8.h"
#include "indexer/index_schema.h"
#include "searchd/search/keyboard_layout.h"
#include "searchd/search/question_words.h"

namespace searchd {
namespace {

constexpr std::size_t kMostRewordings = 3;
constexpr std::size_t kMostCandidates = 8;  // looked at for one word
constexpr std::uint32_t kRare = 1;          // documents; such a word may be an error of the archive's own ...
constexpr std::uint32_t kMuchMore = 20;     // ... where another one is in so many
constexpr std::size_t kLongEnough = 5;     // letters of a word that is there and may be an error all the same
constexpr std::size_t kSentence = 4;       // words
constexpr std::size_t kShort = 3;          // letters
constexpr std::size_t kLongestSplit = 40;  // bytes
constexpr double kCostOfLetter = 4;        // a letter weighs as much as sixteen times the documents
constexpr double kLikelySlip = 0.6;        // of a letter: keys side by side, vowels, letters that sound alike
constexpr double kFirstLetter = 0.5;       // more: few err there

std::u32string letters_of(std::string_view text) {
  std::u32string letters;
  analyzers::for_each_code_point(text, [&letters](char32_t letter) { letters += letter; });
  return letters;
}

bool sound_alike(char32_t a, char32_t b) {
  constexpr std::array<std::u32string_view, 9> kGroups = {U"aeiouy", U"ضظ", U"ذدز", U"تط", U"سصث",
                                                          U"قكغ",    U"اع", U"حهخ", U"sc"};
  return std::any_of(kGroups.begin(), kGroups.end(), [a, b](std::u32string_view group) {
    return group.find(a) != std::u32string_view::npos && group.find(b) != std::u32string_view::npos;
  });
}

// What it takes to err from `meant` to `typed`, in letters.
double cost_of(const std::u32string& typed, const std::u32string& meant, std::size_t distance) {
  double cost = static_cast<double>(distance);
  if (!typed.empty() && !meant.empty() && typed.front() != meant.front()) cost += kFirstLetter;
  if (typed.size() != meant.size()) return cost;
  for (std::size_t at = 0; at < typed.size(); ++at) {
    if (typed[at] == meant[at]) continue;
    if (are_neighbour_keys(typed[at], meant[at]) || sound_alike(typed[at], meant[at])) {
      cost -= 1 - kLikelySlip;
    }
  }
  return std::max(cost, kLikelySlip);
}

std::size_t letters_that_may_differ(std::size_t length) {
  if (length < 3) return 0;
  return length < 6 ? 1 : 2;
}

bool is_stem(const IndexWords& index, std::string_view stem) {
  return index.frequency_of(indexer::index_term(indexer::Field::stem, stem)).value_or(0) > 0;
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class Adviser {
 public:
  Adviser(std::string_view typed, const SpellingSources& from)
      : typed_(typed), from_(from), index_(from.words), analyzer_(from.analyzer) {
    auto question = words_of_question(analyzer_, typed);
    text_ = std::move(question.text);
    words_ = std::move(question.words);
  }

  std::vector<Rewording> advise() {
    note_wrong_words();
    if (std::find(wrong_.begin(), wrong_.end(), true) == wrong_.end()) {
      if (words_.empty()) add_keyboard();
      return std::move(found_);
    }
    add_keyboard();
    add_joined();
    add_respelled();
    return std::move(found_);
  }

 private:
  struct Candidate {
    std::string text, written, why;
    double score = 0;
  };

  std::uint32_t documents_of(const QuestionWord& word) const {
    const auto known = index_.find(word.exact);
    return known ? known->documents : 0;
  }

  // In a sentence a word of three letters is more likely one that the archive never needed (get) than
  // another.
  bool is_unknown(const QuestionWord& word) const {
    if (words_.size() >= kSentence && letters_of(word.exact).size() <= kShort) return false;
    return !index_.find(word.exact) && !is_stem(index_, word.stem);
  }

  // A short word has neighbours that are in many documents and mean something else: get, met, set.
  bool may_be_error(const QuestionWord& word) const {
    return documents_of(word) <= kRare && letters_of(word.exact).size() >= kLongEnough;
  }

  void note_wrong_words() {
    const auto tokens = analyzer_.analyze(text_);
    std::vector<std::size_t> named;  // where the words of names begin
    for (const auto& name : from_.tagger.entries_in_query(text_)) {
      for (auto at = name.first_token; at < std::min(name.last_token, tokens.size()); ++at) {
        named.push_back(tokens[at].begin);
      }
    }
    for (const auto& word : words_) {
      const bool is_named = std::find(named.begin(), named.end(), word.begin) != named.end();
      wrong_.push_back(!is_named && !word.stop_word && (is_unknown(word) || may_be_error(word)));
    }
  }

  void add(std::string text, const char* why) {
    const bool known = std::any_of(found_.begin(), found_.end(),
                                   [&text](const Rewording& other) { return other.text == text; });
    if (!known && text != typed_ && text != text_ && found_.size() < kMostRewordings)
      found_.push_back({std::move(text), why});
  }

  // --- the other keyboard ---

  bool all_known(std::string_view text) const {
    const auto tokens = analyzer_.analyze(text);
    return !tokens.empty() && std::all_of(tokens.begin(), tokens.end(), [this](const analyzers::Token& t) {
      return index_.find(t.exact) || is_stem(index_, t.stem);
    });
  }

  // `piece` as it was meant on the other keyboard; empty where that makes no sense either.
  std::string on_other_keyboard(std::string_view piece) const {
    for (auto& other :
         {on_arabic_keyboard(piece), on_latin_keyboard(piece), on_latin_keyboard(piece, true)}) {
      if (other != piece && letters_of(other).size() > 1 && all_known(other)) return other;
    }
    return {};
  }

  // Each piece between spaces: on one of the keyboards some letters are signs.
  void add_keyboard() {
    std::string text;
    bool changed = false;
    for (std::size_t at = 0; at < typed_.size();) {
      if (is_space(typed_[at])) {
        text += typed_[at++];
        continue;
      }
      auto end = at;
      while (end < typed_.size() && !is_space(typed_[end])) ++end;
      const auto piece = typed_.substr(at, end - at);
      std::string other;
      if (!all_known(piece)) other = on_other_keyboard(piece);
      changed = changed || !other.empty();
      text += other.empty() ? std::string(piece) : other;
      at = end;
    }
    if (changed) add(std::move(text), "keyboard");
  }

  // --- two words for one ---

  void add_joined() {
    for (std::size_t at = 0; at + 1 < words_.size(); ++at) {
      const auto& first = words_[at];
      const auto& second = words_[at + 1];
      const bool one_is_wrong = wrong_[at] || wrong_[at + 1];
      const auto between = std::string_view(text_).substr(first.end, second.begin - first.end);
      if (!one_is_wrong || !first.loose || !second.loose || between != " ") continue;
      const auto whole = index_.find(first.exact + second.exact);
      if (!whole || whole->documents <= documents_of(first) + documents_of(second)) continue;
      auto text = text_;
      text.erase(first.end, between.size());
      add(std::move(text), "joined");
    }
  }

  // --- other letters ---

  void add_respelled() {
    std::vector<std::vector<Candidate>> candidates;
    std::size_t changed = 0;
    for (std::size_t at = 0; at < words_.size(); ++at) {
      candidates.push_back(wrong_[at] ? candidates_for(words_[at]) : std::vector<Candidate>());
      if (!candidates.back().empty()) ++changed;
    }
    if (changed == 0) return;
    // One word: its likely spellings; several: the likeliest of each.
    const auto ways = changed == 1 ? kMostRewordings : 1;
    for (std::size_t way = 0; way < ways; ++way) {
      auto text = text_;
      const char* why = "spelling";
      bool enough = true;
      for (auto at = words_.size(); at-- > 0;) {
        if (candidates[at].empty()) continue;
        if (candidates[at].size() <= way) {
          enough = false;
          continue;
        }
        const auto& candidate = candidates[at][way];
        const auto& word = words_[at];
        text.replace(word.begin, word.end - word.begin, in_case_of(word, candidate.written));
        why = candidate.why == "split" ? "split" : candidate.why == "name" ? "name" : why;
      }
      if (enough) add(std::move(text), why);
    }
  }

  // A word typed with a capital gets one.
  std::string in_case_of(const QuestionWord& word, std::string written) const {
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    const bool small = !written.empty() && written.front() >= 'a' && written.front() <= 'z';
    if (small && is_capital(text_[word.begin]))
      written.front() = static_cast<char>(written.front() - 'a' + 'A');
    return written;
  }

  std::vector<Candidate> candidates_for(const QuestionWord& word) const {
    std::vector<Candidate> candidates;
    const auto letters = letters_of(word.exact);
    const bool unknown = is_unknown(word);
    const auto most = unknown ? letters_that_may_differ(letters.size()) : std::size_t{1};
    const auto enough = [&](std::uint32_t documents) { return unknown || documents >= kMuchMore; };
    if (most > 0 && letters.size() > 2) {
      for (const auto& similar : index_.similar(word.exact, most, kMostCandidates)) {
        if (!enough(similar.documents) || stem_of(similar.text) == word.stem) continue;
        const auto cost = cost_of(letters, letters_of(similar.text), similar.distance);
        candidates.push_back({similar.text, {}, "spelling", score_of(similar.documents, cost)});
      }
    }
    if (unknown) add_names(candidates, word);
    if (unknown) add_split(candidates, word);
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
      return std::tuple(b.score, a.text) < std::tuple(a.score, b.text);
    });
    candidates = likeliest(std::move(candidates));
    for (auto& candidate : candidates) {
      if (candidate.written.empty()) candidate.written = from_.written(candidate.text);
    }
    return candidates;
  }

  // Of `candidates`, the best first: each text once, none that is much less likely than the first.
  std::vector<Candidate> likeliest(std::vector<Candidate> candidates) const {
    std::vector<Candidate> kept;
    for (auto& candidate : candidates) {
      // Another form of a word that is offered would find the same documents.
      const bool known = std::any_of(kept.begin(), kept.end(), [&](const Candidate& other) {
        return other.text == candidate.text || stem_of(other.text) == stem_of(candidate.text);
      });
      if (kept.size() == kMostRewordings) break;
      if (!kept.empty() && candidate.score < kept.front().score - kCostOfLetter) break;
      if (!known) kept.push_back(std::move(candidate));
    }
    return kept;
  }

  // The stem of a single word; other text is its own.
  std::string stem_of(const std::string& text) const {
    const auto tokens = analyzer_.analyze(text);
    return tokens.size() == 1 ? tokens.front().stem : text;
  }

  static double score_of(std::uint32_t documents, double cost) {
    return std::log2(1.0 + documents) - kCostOfLetter * cost;
  }

  void add_names(std::vector<Candidate>& candidates, const QuestionWord& word) const {
    const auto key = analyzers::name_key(word.exact, word.arabic);
    if (key.empty()) return;
    for (const auto& stem : index_.with_name_key(key, word.arabic, kMostCandidates)) {
      const auto known = index_.find(stem);
      if (!known || stem == word.exact) continue;
      candidates.push_back({stem, {}, "name", score_of(known->documents, 1.5)});
    }
  }

  void add_split(std::vector<Candidate>& candidates, const QuestionWord& word) const {
    if (!word.loose || word.exact.size() > kLongestSplit) return;
    constexpr std::size_t kLeastLetters = 3;
    Candidate best;
    const auto letters = letters_of(word.exact);
    std::size_t byte = 0;
    for (std::size_t at = 0; at < letters.size(); ++at) {
      const auto left = std::string_view(word.exact).substr(0, byte);
      const auto right = std::string_view(word.exact).substr(byte);
      if (at >= kLeastLetters && letters.size() - at >= kLeastLetters) {
        const auto first = index_.find(left);
        const auto second = index_.find(right);
        if (first && second) {
          const auto score = score_of(std::min(first->documents, second->documents), 1);
          if (best.text.empty() || score > best.score) {
            best = {std::string(left) + " " + std::string(right), {}, "split", score};
          }
        }
      }
      std::string letter;
      analyzers::append_code_point(letter, letters[at]);
      byte += letter.size();
    }
    if (best.text.empty()) return;
    const auto space = best.text.find(' ');
    best.written =
        from_.written(best.text.substr(0, space)) + " " + from_.written(best.text.substr(space + 1));
    candidates.push_back(std::move(best));
  }

  std::string_view typed_;
  std::string text_;  // of the question: typed_ with each sign in one form
  const SpellingSources& from_;
  const IndexWords& index_;
  const analyzers::Analyzer& analyzer_;
  std::vector<QuestionWord> words_;
  std::vector<bool> wrong_;  // of words_
  std::vector<Rewording> found_;
};

}  // namespace

std::vector<Rewording> rewordings(std::string_view typed, const SpellingSources& from) {
  return Adviser(typed, from).advise();
}

}  // namespace searchd
