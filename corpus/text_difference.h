// What stands between two versions of a text, in words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/frame_fields.h"

namespace corpus {

/// From the front: bytes that both texts have, then bytes of the earlier one alone, then of the later alone.
struct DifferenceRun {
  std::uint32_t kept = 0;
  std::string gone;
  std::uint32_t came = 0;

  bool operator==(const DifferenceRun&) const = default;
};

/// What makes a later text of an earlier one, from front to end. With the later text it gives the earlier one
/// again, so that of two versions one is kept whole.
using TextDifference = std::vector<DifferenceRun>;

/// What differs between two texts in UTF-8, of less than 4 GB each. Words, runs of spaces and single other
/// signs stay whole: a mark stays with its letter, an emoji with what joins it. Shortest or nearly so where
/// the texts are alike; where they are not, what differs is told in larger pieces, so that texts of a
/// megabyte take some tenths of a second at most. The same for the same texts.
TextDifference difference_between(std::string_view earlier, std::string_view later);

/// Whether nothing differs.
bool is_same(const TextDifference& difference);

/// Bytes of the earlier text that the later has not.
std::size_t bytes_gone(const TextDifference& difference);

/// A piece of what differs; views of a text and of a difference.
struct DifferencePart {
  enum class Kind { kept, gone, came };
  Kind kind{};
  std::string_view text;  // never empty

  bool operator==(const DifferencePart&) const = default;
};

/// The difference as pieces, which without what is gone are `later`, and without what came the earlier text.
/// Nothing where it is not a difference from `later`: it must reach to its end, and cut no letter.
std::optional<std::vector<DifferencePart>> difference_parts(std::string_view later,
                                                            const TextDifference& difference);

/// The earlier text; nothing as above.
std::optional<std::string> earlier_text(std::string_view later, const TextDifference& difference);

/// Appends `difference` to a frame, and takes it off one. Throws FrameError.
void write_difference(FrameWriter& frame, const TextDifference& difference);
TextDifference read_difference(FrameReader& frame);

}  // namespace corpus
