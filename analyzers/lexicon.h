// Words, terms and names of both languages: looked up by the stems of one, given by the stems of the other.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "analyzers/analyzer.h"

namespace analyzers {

/// Longest term that is looked up, in words that are no stop words.
inline constexpr std::size_t kLongestTerm = 4;

/// What a term is looked up by: the stems of `words`, joined by one space. Pass no stop words.
std::string lexicon_key(std::span<const Token> words);

/// What an acronym is looked up by, beside the stem of its small letters: "US" is not "us".
std::string acronym_key(std::string_view capitals);

/// A way to say in the other language what was looked up. The views live as long as the lexicon.
struct Rendering {
  std::string_view stems;   // of its words, joined by one space, without stop words
  std::string_view shown;   // as its source writes it
  std::string_view source;  // such as "lexicon:place/mosul"
  float weight = 0;         // above 0; how much its source trusts it, 1 for the first choice
  bool same_form = false;   // the source lists the very form that was looked up, not another of its stem
};

/// Terms in both directions. Const and safe for any number of threads.
class Lexicon {
 public:
  /// What renders the term with this key, in no order; one target may come several times, from several lines
  /// of its source. `form` are the words as folded (Token::exact), joined by one space.
  std::vector<Rendering> find(std::string_view key, std::string_view form) const;

  /// Whether any term has this key.
  bool contains(std::string_view key) const { return phrase_with(key) < phrases_.size(); }

  /// Keys of either language.
  std::size_t size() const { return phrases_.empty() ? 0 : phrases_.size() - 1; }

 private:
  friend class LexiconMaker;

  struct Phrase {
    std::uint32_t key = 0, shown = 0;  // where they begin in text_
    std::uint16_t key_size = 0, shown_size = 0;
    std::uint32_t first_pair = 0;  // its pairs end where those of the next begin
  };
  struct Pair {
    std::uint32_t to = 0;    // number of a phrase
    std::uint32_t form = 0;  // hash of the form that is listed
    float weight = 0;
    std::uint32_t source = 0;
  };

  std::string_view key_of(const Phrase& phrase) const {
    return std::string_view(text_).substr(phrase.key, phrase.key_size);
  }
  std::size_t phrase_with(std::string_view key) const;

  std::string text_;
  std::vector<Phrase> phrases_;  // by key; one more at the end closes the pairs of the last
  std::vector<Pair> pairs_;
  std::vector<std::string> sources_;
};

/// Gathers terms and makes a Lexicon of them. One thread at a time.
class LexiconMaker {
 public:
  explicit LexiconMaker(const Analyzer& analyzer) : analyzer_(analyzer) {}

  /// Every one of `english` says what every one of `arabic` says. Those of more than kLongestTerm words that
  /// are no stop words, or of stop words alone, are left out. `weight`: see Rendering.
  void add(std::span<const std::string> english, std::span<const std::string> arabic, std::string_view source,
           float weight);

  /// Names that are only themselves in these capitals: "US", "WHO"; the rest as add().
  void add_acronyms(std::span<const std::string> acronyms, std::span<const std::string> arabic,
                    std::string_view source, float weight);

  Lexicon make() &&;

 private:
  struct Side {
    std::uint32_t phrase = 0;
    std::uint32_t form = 0;
  };
  struct Line {
    std::uint32_t from = 0;
    Lexicon::Pair pair;
  };

  std::vector<Side> sides(std::span<const std::string> terms, bool acronyms);
  void add_side(const std::string& term, bool acronym, std::vector<Side>& sides);
  void add_phrase(std::string key, std::string_view shown, std::string_view form, std::vector<Side>& sides);
  void link(const std::vector<Side>& english, const std::vector<Side>& arabic, std::string_view source,
            float weight);

  const Analyzer& analyzer_;
  std::unordered_map<std::string, std::uint32_t> numbers_;  // of phrases, by key
  std::vector<std::string> shown_;                          // by number
  std::vector<Line> lines_;
  std::vector<std::string> sources_;
};

}  // namespace analyzers
