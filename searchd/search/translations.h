// Words of a question in the archive's other language: what else to search for, and who says so.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/lexicon.h"
#include "searchd/search/sound_index.h"

namespace searchd {

/// Most ways to say one word or term in the other language that are searched.
inline constexpr std::size_t kMostAlternatives = 6;

/// One way to say it.
struct Alternative {
  std::vector<std::string> stems;  // one: a word; several: words wanted together, in this order
  std::string shown;               // as a reader would write it
  std::string source;  // "lexicon:place/mosul", "lexicon:stability", "territory:IQ", "language:fr",
                       //   "city:Asia/Baghdad", "dictionary:ara-eng", "name key"
  double weight = 0;   // in (0, 1]: how far it is trusted; 1 for the first
};

/// What the words [first, last) of a run are in the other language.
struct Translation {
  std::size_t first = 0, last = 0;
  std::vector<Alternative> alternatives;  // the most trusted first, 1 to kMostAlternatives
};

/// Which sources are asked; measurements switch them off.
struct TranslationSources {
  const analyzers::Lexicon* lexicon = nullptr;
  const analyzers::Lexicon* dictionary = nullptr;  // null: none is installed
  const SoundIndex* sounds = nullptr;              // null: names that no source knows are not looked for
  const IndexWords* words = nullptr;               // of the index; null: it is asked itself
};

/// Translates for one index. Keeps references: what they name must outlive it. One thread at a time.
class Translator {
 public:
  Translator(TranslationSources sources, const analyzers::Analyzer& analyzer,
             const indexer::IndexReader& index)
      : sources_(sources), analyzer_(analyzer), index_(index) {}

  /// Whether a source, not only the sound of it, says what `word` is in the other language.
  bool knows(const analyzers::Token& word) const { return !renderings(std::span(&word, 1)).empty(); }

  /// The longest terms that can be translated, from the first word on, none twice: stop words must not be
  /// among `words`. Only what the index has is given. Numbers, and words that no source knows, are in none.
  /// Lets Xapian::Error through.
  std::vector<Translation> translate(std::span<const analyzers::Token> words) const;

 private:
  std::vector<Alternative> alternatives(std::span<const analyzers::Token> words) const;
  std::vector<analyzers::Rendering> renderings(std::span<const analyzers::Token> words) const;
  bool is_known_as_another(std::span<const analyzers::Token> words) const;
  std::vector<Alternative> by_sound(const analyzers::Token& word, double least) const;
  bool has_all(const std::vector<std::string>& stems) const;

  TranslationSources sources_;
  const analyzers::Analyzer& analyzer_;
  const indexer::IndexReader& index_;
};

}  // namespace searchd
