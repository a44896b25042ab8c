#include "corpus/text_difference.h"

#include <algorithm>

#include "analyzers/utf8.h"
#include "corpus/text_comparison.h"
#include "corpus/text_pieces.h"

namespace corpus {
namespace {

bool cuts_code_point(std::string_view text, std::size_t at) {
  return at < text.size() && analyzers::continues_code_point(text[at]);
}

/// Moves what came alone, or went alone, towards the end as far as the pieces behind it are those that it
/// begins with, where it ends with a line then: a paragraph that is new came with its own end, not with that
/// of the one before it.
class LineEnds {
 public:
  LineEnds(const TextPieces& earlier, const TextPieces& later, Changed& changed)
      : earlier_(earlier), later_(later), changed_(changed) {}

  void meet() {
    std::uint32_t i = 0, j = 0;
    while (i < earlier_.size() || j < later_.size()) {
      const auto gone = end_of(changed_.gone, i);
      const auto came = end_of(changed_.came, j);
      if (i == gone && j == came) {
        ++i, ++j;
        continue;
      }
      std::uint32_t moved = 0;
      if (i == gone) moved = move(later_, changed_.came, {j, came}, staying(changed_.gone, i));
      if (j == came) moved = move(earlier_, changed_.gone, {i, gone}, staying(changed_.came, j));
      i = gone + moved;
      j = came + moved;
    }
  }

 private:
  static constexpr std::uint32_t kFurthest = 50;  // pieces that it is moved at most

  static std::uint32_t end_of(const std::vector<bool>& changed, std::uint32_t at) {
    while (at < changed.size() && changed[at]) ++at;
    return at;
  }

  // How many pieces stay from there on, as far as anything is moved.
  static std::uint32_t staying(const std::vector<bool>& changed, std::uint32_t at) {
    std::uint32_t count = 0;
    while (count < kFurthest && at + count < changed.size() && !changed[at + count]) ++count;
    return count;
  }

  // By how many pieces, at most as many as stay in the other text.
  static std::uint32_t move(const TextPieces& pieces, std::vector<bool>& changed, PieceRange range,
                            std::uint32_t most) {
    for (std::uint32_t by = 0; by <= most; ++by) {
      const auto end = range.end + by;
      if (pieces.text_of(end - 1) == "\n") {
        for (auto at = range.begin; at < range.begin + by; ++at) changed[at] = false;
        for (auto at = range.end; at < end; ++at) changed[at] = true;
        return by;
      }
      const bool goes_on = end < pieces.size() && by < range.size() && !changed[end] &&
                           pieces.text_of(end) == pieces.text_of(range.begin + by);
      if (!goes_on) return 0;
    }
    return 0;
  }

  const TextPieces& earlier_;
  const TextPieces& later_;
  Changed& changed_;
};

/// Stretches of pieces that both texts have, or that differ.
struct Stretch {
  bool kept = false;
  PieceRange earlier, later;
  std::size_t words = 0;  // of both; of what is kept once
  bool has_line_end = false;
};

/// Puts pieces that stay and go into stretches.
class Stretches {
 public:
  Stretches(const TextPieces& earlier, const TextPieces& later, const Changed& changed)
      : earlier_(earlier), later_(later), changed_(changed) {}

  std::vector<Stretch> all() {
    std::uint32_t i = 0, j = 0;
    while (i < earlier_.size() || j < later_.size()) {
      Stretch stretch;
      stretch.earlier.begin = i, stretch.later.begin = j;
      const bool goes = i < earlier_.size() && changed_.gone[i];
      const bool comes = j < later_.size() && changed_.came[j];
      stretch.kept = !goes && !comes;
      if (stretch.kept) {
        while (i < earlier_.size() && j < later_.size() && !changed_.gone[i] && !changed_.came[j]) ++i, ++j;
      } else {
        while (i < earlier_.size() && changed_.gone[i]) ++i;
        while (j < later_.size() && changed_.came[j]) ++j;
      }
      stretch.earlier.end = i, stretch.later.end = j;
      count(stretch);
      add(stretch);
    }
    return std::move(stretches_);
  }

 private:
  void count(Stretch& stretch) const {
    for (auto at = stretch.later.begin; at < stretch.later.end; ++at) {
      stretch.words += later_[at].is_word ? 1 : 0;
      stretch.has_line_end = stretch.has_line_end || later_.text_of(at) == "\n";
    }
    if (stretch.kept) return;
    for (auto at = stretch.earlier.begin; at < stretch.earlier.end; ++at)
      stretch.words += earlier_[at].is_word ? 1 : 0;
  }

  // A space, a comma or a lone word that stays between long changes says nothing to a reader, who would
  // have to put the two halves together.
  static bool is_lost_between(const Stretch& before, const Stretch& kept, const Stretch& after) {
    constexpr std::uint32_t kFewPieces = 3;
    if (!kept.kept || kept.has_line_end) return false;
    return (kept.words == 0 && kept.later.size() <= kFewPieces) ||
           4 * kept.words < std::min(before.words, after.words);
  }

  void add(const Stretch& stretch) {
    if (stretches_.size() >= 2 && !stretch.kept) {
      const auto& kept = stretches_.back();
      auto& before = stretches_[stretches_.size() - 2];
      if (is_lost_between(before, kept, stretch)) {
        before.earlier.end = stretch.earlier.end;
        before.later.end = stretch.later.end;
        before.words += 2 * kept.words + stretch.words;
        stretches_.pop_back();
        return;
      }
    }
    stretches_.push_back(stretch);
  }

  const TextPieces& earlier_;
  const TextPieces& later_;
  const Changed& changed_;
  std::vector<Stretch> stretches_;
};

}  // namespace

TextDifference difference_between(std::string_view earlier, std::string_view later) {
  TextDifference difference;
  if (earlier == later) {
    if (!later.empty()) difference.push_back({static_cast<std::uint32_t>(later.size()), {}, 0});
    return difference;
  }
  const TextPieces old_pieces(earlier), new_pieces(later);
  auto changed = compare_pieces(old_pieces, new_pieces);
  LineEnds(old_pieces, new_pieces, changed).meet();
  for (const auto& stretch : Stretches(old_pieces, new_pieces, changed).all()) {
    if (stretch.kept) {
      difference.push_back({static_cast<std::uint32_t>(new_pieces.text_of(stretch.later).size()), {}, 0});
      continue;
    }
    if (difference.empty()) difference.emplace_back();
    difference.back().gone = old_pieces.text_of(stretch.earlier);
    difference.back().came = static_cast<std::uint32_t>(new_pieces.text_of(stretch.later).size());
  }
  return difference;
}

bool is_same(const TextDifference& difference) {
  for (const auto& run : difference) {
    if (!run.gone.empty() || run.came != 0) return false;
  }
  return true;
}

std::size_t bytes_gone(const TextDifference& difference) {
  std::size_t bytes = 0;
  for (const auto& run : difference) bytes += run.gone.size();
  return bytes;
}

std::optional<std::vector<DifferencePart>> difference_parts(std::string_view later,
                                                            const TextDifference& difference) {
  std::vector<DifferencePart> parts;
  const auto add = [&parts](DifferencePart::Kind kind, std::string_view text) {
    if (!text.empty()) parts.push_back({kind, text});
  };
  for (const auto& run : difference) {
    if (run.kept > later.size() || run.came > later.size() - run.kept) return std::nullopt;
    if (cuts_code_point(later, run.kept) || cuts_code_point(later, std::size_t{run.kept} + run.came))
      return std::nullopt;
    add(DifferencePart::Kind::kept, later.substr(0, run.kept));
    add(DifferencePart::Kind::gone, run.gone);
    add(DifferencePart::Kind::came, later.substr(run.kept, run.came));
    later.remove_prefix(std::size_t{run.kept} + run.came);
  }
  if (!later.empty()) return std::nullopt;
  return parts;
}

std::optional<std::string> earlier_text(std::string_view later, const TextDifference& difference) {
  const auto parts = difference_parts(later, difference);
  if (!parts) return std::nullopt;
  std::string text;
  for (const auto& part : *parts) {
    if (part.kind != DifferencePart::Kind::came) text += part.text;
  }
  return text;
}

void write_difference(FrameWriter& frame, const TextDifference& difference) {
  frame.list(difference, [&frame](const DifferenceRun& run) {
    frame.number(run.kept);
    frame.text(run.gone);
    frame.number(run.came);
  });
}

TextDifference read_difference(FrameReader& frame) {
  return frame.list([&frame] {
    DifferenceRun run;
    run.kept = frame.number<std::uint32_t>();
    run.gone = frame.text();
    run.came = frame.number<std::uint32_t>();
    return run;
  });
}

}  // namespace corpus
