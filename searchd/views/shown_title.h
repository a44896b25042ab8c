// The title of a document as lists show it: not too long, and never empty.
#pragma once

#include <string>
#include <string_view>

#include "searchd/search/results.h"
#include "searchd/views/messages.h"

namespace searchd {

inline constexpr std::size_t kLongestListTitle = 300;  // code points; the document's own page shows all of it
inline constexpr std::size_t kFirstWords = 100;        // code points that stand for a title

struct ShownTitle {
  enum class Kind {
    given,
    first_words,  // the document has no title: so its text begins
    none          // it has neither: `text` is the page's word for that, in the page's language
  };
  std::string text;
  Kind kind = Kind::given;
};

/// `text` where it has at most `most` code points; else its first ones, cut between two words where one ends
/// in the last third of them, and "…".
std::string shortened(std::string_view text, std::size_t most);

/// The title of `document` at any length, or what stands for one.
ShownTitle whole_title(const corpus::Document& document, const Messages& messages);
/// The same for a list.
ShownTitle list_title(const corpus::Document& document, const Messages& messages);
ShownTitle list_title(const DocumentLink& link, const Messages& messages);

}  // namespace searchd
