// What differs between two texts as a page shows it: line by line, without most of what stayed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "searchd/views/version_steps.h"

namespace searchd {

/// A piece of a line.
struct ShownPart {
  corpus::DifferencePart::Kind kind{};
  std::string text;  // one line; of what stayed the middle may be left out, which "…" tells

  bool operator==(const ShownPart&) const = default;
};

/// A line in which something differs, or how many stand there in which nothing does.
struct ShownLine {
  std::vector<ShownPart> parts;
  std::int64_t unchanged = 0;  // > 0: so many lines, and no parts

  bool operator==(const ShownLine&) const = default;
};

struct ShownDifference {
  std::vector<ShownLine> lines;
  bool is_whole = true;  // false: there was more than may be shown
};

/// `parts` of a text, as far as `most_bytes` of it reach, which is then less by what was shown. An end of
/// line that came or went alone is shown as "¶".
ShownDifference shown_difference(const DifferenceParts& parts, std::size_t& most_bytes);

}  // namespace searchd
