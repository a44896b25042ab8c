// What was typed, taken apart: a tree of words, phrases, fields and operators. Any bytes give an answer.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/search/query_tokens.h"
#include "searchd/search/repair.h"

namespace searchd {

/// Brackets inside brackets, at most.
inline constexpr std::size_t kMostBrackets = 8;

/// One thing asked for. Its words are [begin, end) in bytes of QueryText::text, quotation marks and signs
/// left out.
struct QueryPart {
  enum class Form {
    words,      // one run of letters: "Mosul", "counter-terrorism", "https://…"
    phrase,     // "…", “…”, «…» and their like: the words as written, one after the other
    hashtag,    // #…
    mention,    // @…
    written,    // =word: as written
    beginning,  // word*
    similar,    // word~
    value,      // of `field`
    date        // of `field`
  };
  Form form = Form::words;
  QueryField field = QueryField::none;
  std::string typed;  // as written, with its signs
  std::size_t begin = 0, end = 0;
  std::size_t number = 0;     // of "…"~5 and word~2; 0: none
  std::size_t operators = 0;  // signs and operator words read up to here, this part's own among them

  bool operator==(const QueryPart&) const = default;
};

/// A node of the tree: a part, or what joins others.
struct QueryNode {
  enum class Kind {
    part,
    together,  // side by side: how many of its plain words are wanted is for Match to say
    all,       // AND
    any,       // OR
    none,      // its only child is not wanted
    near       // NEAR, ADJ: each child near the one before it
  };
  /// What stands between two children of `near`.
  struct Gap {
    std::size_t words = 0;  // how many words the second may stand away from the first
    bool ordered = false;   // the second comes after the first

    bool operator==(const Gap&) const = default;
  };
  Kind kind = Kind::part;
  std::size_t part = 0;  // number among QueryText::parts
  std::vector<QueryNode> children;
  std::vector<Gap> gaps;  // of `near`: one less than children

  bool operator==(const QueryNode&) const = default;
};

struct QueryText {
  std::string text;              // what was typed as valid UTF-8, each sign in one form
  std::vector<QueryPart> parts;  // in the order of the text
  QueryNode root{QueryNode::Kind::together, 0, {}, {}};
  std::vector<Repair> repairs;
  bool too_deep =
      false;  // there were more brackets inside brackets than kMostBrackets; those were passed over
};

/// Takes `typed` apart. Bytes that are not UTF-8 become U+FFFD; beyond 8,192 bytes the rest is left out and
/// `repairs` says so. What binds closest: '-' and NOT, NEAR and ADJ, AND, OR, standing side by side. The tree
/// is no deeper than some times kMostBrackets. Never throws on account of the text.
QueryText take_apart(std::string_view typed);

/// What was typed, in pieces between blanks, each once.
std::vector<std::string> pieces_of(std::string_view typed);

}  // namespace searchd
