#include "corpus/text_pieces.h"

#include <unicode/uchar.h>

#include <string>

#include "analyzers/utf8.h"

namespace corpus {
namespace {

enum class Sign { letter, joiner, space, line_end, flag, mark, other };

constexpr char32_t kZeroWidthJoiner = 0x200D;

// What stands inside of numbers, words and addresses.
bool joins_letters(char32_t c) {
  constexpr std::u32string_view kJoining = U"'’.,-‑:/@_&٫٬";
  return kJoining.find(c) != std::u32string_view::npos;
}

Sign sign_of(char32_t c) {
  const auto point = static_cast<UChar32>(c);
  if (c == '\n') return Sign::line_end;
  if (u_isUWhiteSpace(point) != 0) return Sign::space;
  if (joins_letters(c)) return Sign::joiner;
  if (u_hasBinaryProperty(point, UCHAR_GRAPHEME_EXTEND) != 0 || u_charType(point) == U_FORMAT_CHAR ||
      u_hasBinaryProperty(point, UCHAR_EMOJI_MODIFIER) != 0 || u_getCombiningClass(point) != 0) {
    return Sign::mark;
  }
  if (u_isalnum(point) != 0) return Sign::letter;
  if (u_hasBinaryProperty(point, UCHAR_REGIONAL_INDICATOR) != 0) return Sign::flag;
  return Sign::other;
}

}  // namespace

TextPieces::TextPieces(std::string_view text) : text_(text) {
  Sign last = Sign::line_end;
  bool joined = false;   // the code point before joins the next one
  bool pending = false;  // the last piece is a joiner behind a word: a letter that follows makes one of both
  analyzers::for_each_code_point_at(text, [&](char32_t c, std::size_t begin) {
    const auto sign = sign_of(c);
    const bool belongs =
        !pieces_.empty() &&
        (sign == Sign::mark || joined ||
         (sign == last && (sign == Sign::letter || sign == Sign::space || sign == Sign::flag)));
    if (pending && sign == Sign::letter) {
      pieces_.pop_back();
      last = Sign::letter;
    } else if (!belongs) {
      pieces_.push_back({static_cast<std::uint32_t>(begin), sign == Sign::letter});
      pending = sign == Sign::joiner && last == Sign::letter;
      last = sign;
    }
    if (sign != Sign::joiner && sign != Sign::mark) pending = false;
    joined = c == kZeroWidthJoiner;
  });
}

std::string_view TextPieces::text_of(PieceRange range) const {
  const auto begin_of = [this](std::uint32_t at) {
    return at < pieces_.size() ? pieces_[at].begin : text_.size();
  };
  return text_.substr(begin_of(range.begin), begin_of(range.end) - begin_of(range.begin));
}

}  // namespace corpus
