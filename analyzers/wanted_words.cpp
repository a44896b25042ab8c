#include "analyzers/wanted_words.h"

#include <algorithm>
#include <bitset>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace analyzers {
namespace {

/// A cheap trait of a word: words that differ in it are not the same.
std::size_t trait_of(std::string_view word) {
  if (word.empty()) return 0;
  const auto byte = [word](std::size_t at) {
    return static_cast<std::size_t>(static_cast<unsigned char>(word[at]));
  };
  return (word.size() * 41 + byte(word.size() / 2) * 7 + byte(word.size() - 1) * 13 +
          byte(std::min<std::size_t>(1, word.size() - 1))) %
         256;
}

/// The wanted words by their text. Most words of a text are not wanted, which their trait tells.
class WantedWords {
 public:
  void add(std::string_view text, std::size_t number) {
    numbers_.emplace(text, number);
    traits_.set(trait_of(text));
  }
  /// The numbers of the wanted terms that are, or begin with, `word`.
  auto find(std::string_view word) const {
    return traits_.test(trait_of(word)) ? numbers_.equal_range(word)
                                        : std::pair{numbers_.end(), numbers_.end()};
  }

 private:
  std::unordered_multimap<std::string_view, std::size_t> numbers_;
  std::bitset<256> traits_;
};

/// Finds wanted words and phrases while the words of a text pass by.
class WantedFinder {
 public:
  explicit WantedFinder(const std::vector<WantedTerm>& wanted) : wanted_(wanted) {
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const auto& term = wanted[i];
      (!term.then.empty() ? phrases_ : term.exact ? exact_ : stems_).add(term.text, i);
      has_phrases_ = has_phrases_ || !term.then.empty();
    }
  }

  void pass(std::string_view exact, std::string_view stem, std::size_t begin, std::size_t end) {
    if (!found_.empty() && begin < found_.back().end && begun_.empty())
      return;  // inside a phrase that is marked
    find_word(exact, stem, begin, end);
    if (has_phrases_) follow_phrases(exact, begin, end);
  }

  std::vector<FoundWord> take() { return std::move(found_); }

 private:
  struct Begun {
    std::size_t wanted = 0;
    std::size_t words = 0;  // that have passed
    std::size_t begin = 0;
  };

  void find_word(std::string_view exact, std::string_view stem, std::size_t begin, std::size_t end) {
    auto [at, last] = stems_.find(stem);
    if (at == last) std::tie(at, last) = exact_.find(exact);
    if (at != last) found_.push_back({begin, end, at->second});
  }

  void follow_phrases(std::string_view exact, std::size_t begin, std::size_t end) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < begun_.size(); ++i) {
      auto phrase = begun_[i];
      const auto& then = wanted_[phrase.wanted].then;
      if (then[phrase.words - 1] != exact) continue;
      if (phrase.words++ == then.size()) return mark_phrase(phrase, end);
      begun_[kept++] = phrase;
    }
    begun_.resize(kept);
    const auto [first, last] = phrases_.find(exact);
    for (auto at = first; at != last; ++at) begun_.push_back({at->second, 1, begin});
  }

  /// The words of a phrase are not marked one by one.
  void mark_phrase(const Begun& phrase, std::size_t end) {
    while (!found_.empty() && found_.back().begin >= phrase.begin) found_.pop_back();
    found_.push_back({phrase.begin, end, phrase.wanted});
    begun_.clear();
  }

  const std::vector<WantedTerm>& wanted_;
  WantedWords stems_, exact_, phrases_;
  bool has_phrases_ = false;
  std::vector<Begun> begun_;
  std::vector<FoundWord> found_;
};

}  // namespace

std::vector<FoundWord> find_wanted(const Analyzer& analyzer, std::string_view text,
                                   const std::vector<WantedTerm>& wanted) {
  if (wanted.empty()) return {};
  WantedFinder finder(wanted);
  analyzer.for_each_token(text, [&finder](const Token& word, std::size_t begin, std::size_t end) {
    finder.pass(word.exact, word.stem, begin, end);
  });
  return finder.take();
}

std::vector<FoundWord> find_wanted(const TokenTable& words, const std::vector<WantedTerm>& wanted) {
  if (wanted.empty()) return {};
  WantedFinder finder(wanted);
  words.for_each([&finder](std::string_view exact, std::string_view stem, std::size_t begin,
                           std::size_t end) { finder.pass(exact, stem, begin, end); });
  return finder.take();
}

}  // namespace analyzers
