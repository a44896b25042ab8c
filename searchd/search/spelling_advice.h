// What may have been meant by words that the index does not have.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/tagger.h"
#include "searchd/search/index_words.h"

namespace searchd {

/// The whole of what was typed, written otherwise.
struct Rewording {
  std::string text;
  std::string why;  // "keyboard", "spelling", "name", "split", "joined"

  bool operator==(const Rewording&) const = default;
};

/// What spelling is judged by. References must outlive the call.
struct SpellingSources {
  const IndexWords& words;
  const analyzers::Analyzer& analyzer;
  const analyzers::Tagger& tagger;
  /// How a word of the index is mostly written: "مدرسة" for "مدرسه".
  std::function<std::string(const std::string&)> written;
};

/// At most three ways to write `typed` with words that the index has in place of those that it has not, or
/// almost not, the most likely first: typed on the other keyboard; nearly the same letters; the same name;
/// two words written as one, or one as two. Words of names that the vocabulary knows are right. Takes about a
/// millisecond for each wrong word.
std::vector<Rewording> rewordings(std::string_view typed, const SpellingSources& from);

}  // namespace searchd
