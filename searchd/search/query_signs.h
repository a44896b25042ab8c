// The signs of the query language: which letters of a question are space, quotation marks, operators.
#pragma once

#include <string>
#include <string_view>

namespace searchd {

bool is_space(char32_t letter);
/// Any of these opens a phrase and any closes it: in Arabic text, on phones and in copied text they come
/// mixed.
bool is_quote(char32_t letter);
/// 0-9, Arabic-Indic or Persian.
bool is_digit(char32_t letter);
/// 0 to 9; `letter` is_digit().
unsigned digit_value(char32_t letter);
/// Separators of either script, which are no part of the word that they touch. Brackets and '|' among them.
bool is_loose_sign(char32_t letter);
/// Whether there is a letter, a digit or a symbol in `word` (UTF-8): something to search or at least to name.
bool has_letters(std::string_view word);

/// `typed` as valid UTF-8 in which every sign has one form: control characters are spaces, marks of direction
/// are gone, wide signs are narrow ("（" is "("), ٭ is *, a long minus is '-'.
std::string with_plain_signs(std::string_view typed);

}  // namespace searchd
