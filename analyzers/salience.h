// How much a text is about what its tags name.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "analyzers/tagger.h"

namespace analyzers {

/// main: the text is about it. mentioned: it is named. listed: it stands only in a list of members. stated:
/// the source or an editor says so, and no words show how much the text speaks of it.
enum class Salience { main, mentioned, listed, stated };

/// "main", "mentioned", "listed", "stated".
std::string_view salience_name(Salience salience);

struct TagSalience {
  Salience salience{};
  /// 0 to 1: the weight of the places where it is named against that of the most salient tag of the same
  /// type, which has 1; 0 without such a place. A title weighs as much as half of the text; then each tenth
  /// of the body, the first and the last one and a half times; a list of members a tenth of that.
  double weight = 0;
};

/// One for each of `tags`, in their order. `text` is the one that they were found in; nothing is read of it
/// but lengths and its first paragraph's end, so spans of another version give a wrong weight and no error.
std::vector<TagSalience> saliences_of(std::span<const Tag> tags, const TextToTag& text);

}  // namespace analyzers
