// What was mended in a question, for the views to put in words.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace searchd {

/// One thing that was read otherwise than it was typed. The codes and what they say: docs/api.md; the
/// sentences: views/messages.*.json, "note.repair.CODE".
struct Repair {
  std::string code;        // "quote", "bracket_open", "unknown_value" ...
  std::string typed;       // the part of the question that it is about; empty: all of it
  std::string suggestion;  // what may have been meant, or a number; empty: none

  bool operator==(const Repair&) const = default;
};

/// Most repairs that are told one by one.
inline constexpr std::size_t kMostRepairs = 20;

/// Notes it unless it is noted. Where kMostRepairs are noted, that there are more ("more_repairs") in its
/// place.
void add_repair(std::vector<Repair>& repairs, std::string code, std::string typed,
                std::string suggestion = {});

}  // namespace searchd
