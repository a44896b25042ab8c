// The words of an index by their sounds: which of them may write a name of the other script.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/search/index_words.h"

namespace searchd {

/// A word of the other script and how well it writes the name (analyzers::sound_likeness()).
struct SoundAlike {
  std::string_view text;  // exact folded form; points into the IndexWords
  std::uint32_t documents = 0;
  double likeness = 0;
};

/// Const and safe from any thread. The IndexWords must outlive it.
class SoundIndex {
 public:
  /// Of the words of a main database.
  explicit SoundIndex(const IndexWords& main);
  /// Of `words`, which stand over those of `main`; that must outlive this.
  SoundIndex(const IndexWords& words, const SoundIndex& main);

  /// Words of the other script that write `word` (folded; `arabic`: its script) by its sounds with a likeness
  /// of at least `least`, the best first, at most `most`. Looks at the 64 most frequent words of the same
  /// consonants, no further.
  std::vector<SoundAlike> alike(std::string_view word, bool arabic, double least, std::size_t most) const;

 private:
  struct Place {
    std::uint32_t key = 0;   // hash of a sound key and its script
    std::uint32_t word = 0;  // its number
  };

  SoundIndex(const IndexWords::List& own, const IndexWords& words, const SoundIndex* main);
  void look_for(std::string_view word, bool arabic, std::uint32_t key, std::vector<SoundAlike>& found) const;

  const IndexWords::List own_;
  const IndexWords& words_;    // as they are now
  const SoundIndex* main_;     // of the words beside its own; may be null
  std::vector<Place> places_;  // of own_, by key, then by descending count of documents
};

}  // namespace searchd
