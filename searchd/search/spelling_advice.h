// What may have been meant by words that the index does not have.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/tagger.h"
#include "searchd/search/index_words.h"

namespace searchd {

/// A word of what was typed, and its place: [begin, end) in bytes.
struct TypedWord {
  std::size_t begin = 0, end = 0;
  std::string exact, stem;
  bool arabic = false, stop_word = false;
};

/// The words of `typed` that are searched as words: no operators, no "field:value", nothing before '*' or
/// '~'.
std::vector<TypedWord> typed_words(const analyzers::Analyzer& analyzer, std::string_view typed);

/// The whole of what was typed, written otherwise.
struct Rewording {
  std::string text;
  std::string why;  // "keyboard", "spelling", "name", "split", "joined"

  bool operator==(const Rewording&) const = default;
};

/// At most three ways to write `typed` with words that the index has in place of those that it has not, or
/// almost not, the most likely first: typed on the other keyboard; nearly the same letters; the same name;
/// two words written as one, or one as two. Words of names that the vocabulary knows are right. Takes about a
/// millisecond for each wrong word.
std::vector<Rewording> rewordings(std::string_view typed, const IndexWords& index,
                                  const analyzers::Analyzer& analyzer, const analyzers::Tagger& tagger);

}  // namespace searchd
