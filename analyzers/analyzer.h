// Text into tokens: the one way in which documents and questions are understood.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/arabic/variant.h"
#include "analyzers/token.h"

namespace analyzers {

/// Raise it when any token of any text changes: an index of another number is refused, never guessed at.
inline constexpr int kAnalysisVersion = 3;

/// Longest word kept, in code points; the rest of a longer one is cut off.
inline constexpr std::size_t kLongestWord = 64;

/// Is shown the words of a text one after another. A word is plain where nothing but its own letters decides
/// what token it becomes: most words are.
class WordVisitor {
 public:
  virtual ~WordVisitor() = default;

  /// Whether the visitor knows the plain word of the bytes [begin, end); then it is not shown again.
  virtual bool knows(std::string_view written, std::size_t begin, std::size_t end) = 0;
  /// A plain word that it did not know.
  virtual void see_plain(const Token& word, std::size_t begin, std::size_t end) = 0;
  virtual void see_other(const Token& word, std::size_t begin, std::size_t end) = 0;
};

/// Breaks text into tokens and gives each its terms. Costs some milliseconds to make, so make one and keep
/// it. Not safe for use from two threads at once (ICU's iterators and Snowball's stemmer keep state): one a
/// thread.
class Analyzer {
 public:
  Analyzer();

  /// One that asks ICU about every word, also about those whose borders are plain to see: slower, and the
  /// judge of the other in tests. Both give the same tokens for any text.
  struct IcuAlone {};
  explicit Analyzer(IcuAlone);

  ~Analyzer();
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;

  /// The tokens of `text` (UTF-8 of either language or both; invalid bytes count as U+FFFD, which is no
  /// letter), in the order of their positions. Never throws on account of the text.
  std::vector<Token> analyze(std::string_view text) const;

  /// Called with a word of a text and its bytes [begin, end). The token is the visitor's for the time of the
  /// call; its own place is not set.
  using TokenVisit = std::function<void(const Token& word, std::size_t begin, std::size_t end)>;

  /// Shows `visit` the words of `text` one after another, several times as fast as analyze() gives them, as
  /// it copies none. What only the neighbours of a word tell is not told: whether it is an article, or in
  /// capitals among others.
  void for_each_token(std::string_view text, const TokenVisit& visit) const;

  /// The same for a visitor that remembers words: no token is made of those that it knows.
  void for_each_word(std::string_view text, WordVisitor& visitor) const;

  /// Stems that an index may hold for the word of `token` with another prefix (arabic::Stemmer::variants()),
  /// the likeliest first; none for a word that is not Arabic, and for a stop word.
  std::vector<arabic::Variant> stem_variants(const Token& token) const;

  /// One word, folded as analyze() folds it: the `exact` of its only token. For keys and name tables.
  std::string fold(std::string_view word) const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

/// The words of `text` folded and joined by one space, with everything else gone: equal for two spellings of
/// one title. Used for identity, never for display.
std::string folded_words(const Analyzer& analyzer, std::string_view text);

/// The overlapping runs of three letters of `stem`; a shorter stem is its own only run.
std::vector<std::string> character_trigrams(std::string_view stem);

}  // namespace analyzers
