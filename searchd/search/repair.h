// What was mended in a question, for the views to put in words.
#pragma once

#include <string>

namespace searchd {

/// One thing that was read otherwise than it was typed. The codes and what they say: docs/api.md; the
/// sentences: views/messages.*.json, "note.repair.CODE".
struct Repair {
  std::string code;        // "quote", "bracket_open", "unknown_value" ...
  std::string typed;       // the part of the question that it is about; empty: all of it
  std::string suggestion;  // what may have been meant, or a number; empty: none

  bool operator==(const Repair&) const = default;
};

}  // namespace searchd
