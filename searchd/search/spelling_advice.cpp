#include "searchd/search/spelling_advice.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <tuple>
#include <utility>

#include "analyzers/name_key.h"
#include "analyzers/utf8.h"
#include "searchd/search/keyboard_layout.h"

namespace searchd {
namespace {

constexpr std::size_t kMostRewordings = 3;
constexpr std::size_t kMostCandidates = 8;  // looked at for one word
constexpr std::uint32_t kRare = 1;          // documents; such a word may be an error of the archive's own ...
constexpr std::uint32_t kMuchMore = 20;     // ... where another one is in so many
constexpr std::size_t kLongestSplit = 40;   // bytes
constexpr double kCostOfLetter = 4;         // a letter weighs as much as sixteen times the documents
constexpr double kLikelySlip = 0.6;   // of a letter: keys side by side, vowels, letters that sound alike
constexpr double kFirstLetter = 0.5;  // more: few err there

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
  const auto stems = index.stems();
  const auto found = std::lower_bound(
      stems.begin(), stems.end(), stem,
      [](const IndexWords::Word& word, std::string_view wanted) { return word.text < wanted; });
  return found != stems.end() && found->text == stem;
}

bool is_operator(std::string_view word) {
  return word == "OR" || word == "AND" || word == "NOT" || word == "NEAR" || word == "ADJ";
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

class Adviser {
 public:
  Adviser(std::string_view typed, const IndexWords& index, const analyzers::Analyzer& analyzer)
      : typed_(typed), index_(index), analyzer_(analyzer), words_(typed_words(analyzer, typed)) {}

  std::vector<Rewording> advise(const analyzers::Tagger& tagger) {
    note_wrong_words(tagger);
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
    std::string text, why;
    double score = 0;
  };

  std::uint32_t documents_of(const TypedWord& word) const {
    const auto* known = index_.find(word.exact);
    return known == nullptr ? 0 : known->documents;
  }

  bool is_unknown(const TypedWord& word) const {
    return index_.find(word.exact) == nullptr && !is_stem(index_, word.stem);
  }

  void note_wrong_words(const analyzers::Tagger& tagger) {
    const auto tokens = analyzer_.analyze(typed_);
    std::vector<std::size_t> named;  // where the words of names begin
    for (const auto& name : tagger.entries_in_query(typed_)) {
      for (auto at = name.first_token; at < std::min(name.last_token, tokens.size()); ++at) {
        named.push_back(tokens[at].begin);
      }
    }
    for (const auto& word : words_) {
      const bool is_named = std::find(named.begin(), named.end(), word.begin) != named.end();
      wrong_.push_back(!is_named && !word.stop_word && (is_unknown(word) || documents_of(word) <= kRare));
    }
  }

  void add(std::string text, const char* why) {
    const bool known = std::any_of(found_.begin(), found_.end(),
                                   [&text](const Rewording& other) { return other.text == text; });
    if (!known && text != typed_ && found_.size() < kMostRewordings) found_.push_back({std::move(text), why});
  }

  // --- the other keyboard ---

  bool all_known(std::string_view text) const {
    const auto tokens = analyzer_.analyze(text);
    return !tokens.empty() && std::all_of(tokens.begin(), tokens.end(), [this](const analyzers::Token& t) {
      return index_.find(t.exact) != nullptr || is_stem(index_, t.stem);
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
      const auto between = typed_.substr(first.end, second.begin - first.end);
      if (!one_is_wrong || between != " ") continue;
      const auto* whole = index_.find(first.exact + second.exact);
      if (whole == nullptr || whole->documents <= documents_of(first) + documents_of(second)) continue;
      std::string text(typed_);
      text.replace(first.end, between.size(), "");
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
      std::string text(typed_);
      const char* why = "spelling";
      bool enough = true;
      for (auto at = words_.size(); at-- > 0;) {
        if (candidates[at].empty()) continue;
        if (candidates[at].size() <= way) {
          enough = false;
          continue;
        }
        const auto& candidate = candidates[at][way];
        text.replace(words_[at].begin, words_[at].end - words_[at].begin, candidate.text);
        why = candidate.why == "split" ? "split" : candidate.why == "name" ? "name" : why;
      }
      if (enough) add(std::move(text), why);
    }
  }

  std::vector<Candidate> candidates_for(const TypedWord& word) const {
    std::vector<Candidate> candidates;
    const auto letters = letters_of(word.exact);
    const bool unknown = is_unknown(word);
    const auto most = unknown ? letters_that_may_differ(letters.size()) : std::size_t{1};
    const auto enough = [&](std::uint32_t documents) { return unknown || documents >= kMuchMore; };
    if (most > 0 && letters.size() > 2) {
      for (const auto& similar : index_.similar(word.exact, most, kMostCandidates)) {
        if (!enough(similar.documents) || shares_stem(similar.text, word)) continue;
        const auto cost = cost_of(letters, letters_of(similar.text), similar.distance);
        candidates.push_back({similar.text, "spelling", score_of(similar.documents, cost)});
      }
    }
    if (unknown) add_names(candidates, word);
    if (unknown) add_split(candidates, word);
    std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
      return std::tuple(b.score, a.text) < std::tuple(a.score, b.text);
    });
    const auto twice = std::unique(candidates.begin(), candidates.end(),
                                   [](const auto& a, const auto& b) { return a.text == b.text; });
    candidates.erase(twice, candidates.end());
    return candidates;
  }

  // Another form of the same word finds the same documents.
  bool shares_stem(const std::string& text, const TypedWord& word) const {
    const auto tokens = analyzer_.analyze(text);
    return tokens.size() == 1 && tokens.front().stem == word.stem;
  }

  static double score_of(std::uint32_t documents, double cost) {
    return std::log2(1.0 + documents) - kCostOfLetter * cost;
  }

  void add_names(std::vector<Candidate>& candidates, const TypedWord& word) const {
    const auto key = analyzers::name_key(word.exact, word.arabic);
    if (key.empty()) return;
    for (const auto& stem : index_.with_name_key(key, word.arabic, kMostCandidates)) {
      const auto* known = index_.find(stem);
      if (known == nullptr || stem == word.exact) continue;
      candidates.push_back({stem, "name", score_of(known->documents, 1.5)});
    }
  }

  void add_split(std::vector<Candidate>& candidates, const TypedWord& word) const {
    if (word.exact.size() > kLongestSplit) return;
    constexpr std::size_t kLeastLetters = 3;
    Candidate best;
    const auto letters = letters_of(word.exact);
    std::size_t byte = 0;
    for (std::size_t at = 0; at < letters.size(); ++at) {
      const auto left = std::string_view(word.exact).substr(0, byte);
      const auto right = std::string_view(word.exact).substr(byte);
      if (at >= kLeastLetters && letters.size() - at >= kLeastLetters) {
        const auto* first = index_.find(left);
        const auto* second = index_.find(right);
        if (first != nullptr && second != nullptr) {
          const auto score = score_of(std::min(first->documents, second->documents), 1);
          if (best.text.empty() || score > best.score) {
            best = {std::string(left) + " " + std::string(right), "split", score};
          }
        }
      }
      std::string letter;
      analyzers::append_code_point(letter, letters[at]);
      byte += letter.size();
    }
    if (!best.text.empty()) candidates.push_back(std::move(best));
  }

  std::string_view typed_;
  const IndexWords& index_;
  const analyzers::Analyzer& analyzer_;
  std::vector<TypedWord> words_;
  std::vector<bool> wrong_;  // of words_
  std::vector<Rewording> found_;
};

}  // namespace

std::vector<TypedWord> typed_words(const analyzers::Analyzer& analyzer, std::string_view typed) {
  std::vector<TypedWord> words;
  for (auto& token : analyzer.analyze(typed)) {
    if (token.exact.empty() || token.begin >= token.end) continue;
    const auto written = typed.substr(token.begin, token.end - token.begin);
    const char after = token.end < typed.size() ? typed[token.end] : ' ';
    const char after_that = token.end + 1 < typed.size() ? typed[token.end + 1] : ' ';
    const char before = token.begin > 0 ? typed[token.begin - 1] : ' ';
    const bool is_field = after == ':' && !is_space(after_that);
    const bool is_value = before == ':' && token.begin > 1 && !is_space(typed[token.begin - 2]);
    const bool is_tag = before == '#' || before == '@';
    if (is_operator(written) || is_field || is_value || is_tag || after == '*' || after == '~') continue;
    if (!words.empty() && words.back().end > token.begin) continue;  // parts of an address overlap
    words.push_back({token.begin, token.end, std::move(token.exact), std::move(token.stem), token.arabic,
                     token.stop_word});
  }
  return words;
}

std::vector<Rewording> rewordings(std::string_view typed, const IndexWords& index,
                                  const analyzers::Analyzer& analyzer, const analyzers::Tagger& tagger) {
  return Adviser(typed, index, analyzer).advise(tagger);
}

}  // namespace searchd
