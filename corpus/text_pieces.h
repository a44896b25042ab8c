// A text in the pieces that differences are told in: words, spaces, signs.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace corpus {

/// A part of a text that stays whole.
struct TextPiece {
  std::uint32_t begin = 0;  // byte
  bool is_word = false;     // letters or digits; else spaces, one line end, or one sign
};

/// [begin, end) of pieces.
struct PieceRange {
  std::uint32_t begin = 0, end = 0;

  std::uint32_t size() const { return end - begin; }
  bool empty() const { return begin == end; }
};

/// The pieces of a text, one behind the other without a gap. The text outlives it.
class TextPieces {
 public:
  /// A word is a run of letters and digits, with the signs that join two ("2,500", "don't", "a/b"). Marks,
  /// signs of direction, joiners and what they join belong to what they follow.
  explicit TextPieces(std::string_view text);

  std::uint32_t size() const { return static_cast<std::uint32_t>(pieces_.size()); }
  const TextPiece& operator[](std::uint32_t at) const { return pieces_[at]; }
  std::string_view text_of(std::uint32_t at) const { return text_of(PieceRange{at, at + 1}); }
  std::string_view text_of(PieceRange range) const;

 private:
  std::string_view text_;
  std::vector<TextPiece> pieces_;
};

}  // namespace corpus
