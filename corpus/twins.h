// Twins: the Arabic and the English version of one text, found by what they say.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/lexicon.h"
#include "corpus/dates/date.h"
#include "corpus/document.h"

namespace corpus {

/// Two documents taken for versions of one text, and why.
struct TwinPair {
  std::size_t arabic = 0, english = 0;  // as TwinFinder::add() numbered them
  double score = 0;                     // 0 to 1: how much of what either says the other says too
  double runner_up = 0;                 // the best score of either with any other document
  double order = 0;                     // -1 to 1: whether what both say comes in the same order
  std::vector<std::string> reasons;     // for a reader: "37 words", "numbers: 2,500, 85", "same day", ...
};

/// Gathers documents and pairs those that say the same in two languages. What they are compared by: words
/// through the lexicon and a dictionary, names by their consonants (name_key()), numbers, dates, lengths, and
/// the tags of the vocabulary. The measure is the cosine of tf-idf vectors (Salton and Buckley 1988) over
/// English stems, an Arabic word standing for all that it may mean in equal parts; each document is paired at
/// most once, and only where each is the other's best by a margin.
///
/// Not safe for use from two threads at once. `lexicon` and `dictionary` (null: none) must outlive it.
class TwinFinder {
 public:
  TwinFinder(const analyzers::Analyzer& analyzer, const analyzers::Lexicon& lexicon,
             const analyzers::Lexicon* dictionary);

  /// Takes the words of a document in; its number, counted from 0. Documents that are neither Arabic nor
  /// English are numbered and never paired.
  std::size_t add(const Document& document);

  /// The pairs among all that was added, best first. Time grows with the number of documents that share rare
  /// words, not with the square of all.
  std::vector<TwinPair> pairs() const;

 private:
  struct Feature {
    std::uint32_t number = 0;  // of its name in names_
    float weight = 0;
    std::uint32_t place = 0;  // of its first word, counted from 1; 0: of none (a tag)
  };
  /// A document as it is compared.
  struct Words {
    analyzers::Language language{};
    std::vector<Feature> features;  // by number, each once
    Kind kind{};
    std::optional<DayRange> days;
    std::size_t bytes = 0;
    std::string url;
  };
  /// Words of Latin letters, by which English is told from other languages.
  struct LatinWords {
    std::size_t all = 0, stop_words = 0;
  };
  class Matcher;

  void add_words(std::string_view text, std::vector<Feature>& features, LatinWords& latin);
  void add_arabic(const analyzers::Token& token, std::vector<Feature>& features);
  void add_feature(std::string name, double weight, std::uint32_t place, std::vector<Feature>& features);

  const analyzers::Analyzer& analyzer_;
  const analyzers::Lexicon& lexicon_;
  const analyzers::Lexicon* dictionary_;
  std::unordered_map<std::string, std::uint32_t> numbers_;  // of names_
  std::vector<std::string> names_;                          // "word:famili", "name:MSL", "number:2500", ...
  std::vector<Words> documents_;
};

}  // namespace corpus
