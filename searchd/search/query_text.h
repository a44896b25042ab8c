// What was typed, taken apart: words, phrases, tags, names, and what is not wanted. Any bytes give an answer.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace searchd {

/// One thing asked for. Its words are [begin, end) in bytes of QueryText::text, quotation marks and signs
/// left out.
struct QueryPart {
  enum class Form {
    words,    // one run of letters: "Mosul", "counter-terrorism", "https://…"
    phrase,   // "…", “…”, «…» and their like: the words as written, one after the other
    hashtag,  // #…
    mention   // @…
  };
  Form form = Form::words;
  bool excluded = false;  // after '-' or NOT
  std::string typed;      // as written, with its signs
  std::size_t begin = 0, end = 0;
  std::size_t operators = 0;  // signs and operator words read up to here, this part's own among them

  bool operator==(const QueryPart&) const = default;
};

struct QueryText {
  std::string text;  // what was typed as valid UTF-8, control characters and line ends made spaces
  std::vector<QueryPart> parts;
  std::vector<std::string> dropped;  // operator words that do nothing here, as typed: "OR", a last "NOT"
  std::vector<std::string> repairs;  // what was mended, for readers: "unclosed quotation mark"
};

/// Takes `typed` apart. Bytes that are not UTF-8 become U+FFFD; beyond 8,192 bytes the rest is left out and
/// `repairs` says so. Operators are '-' before a word or quotation mark, and AND, OR, NOT in capitals,
/// outside of phrases. AND is what is done anyway. Never throws on account of the text.
QueryText take_apart(std::string_view typed);

}  // namespace searchd
