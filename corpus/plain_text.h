// Text as documents hold it: one space between words, no control characters.
#pragma once

#include <string>
#include <string_view>

namespace corpus {

/// `text` (UTF-8) in one line: runs of white space, no-break spaces among them, become one space, none at the
/// ends; control characters and byte order marks are dropped; bytes that are not valid UTF-8 become U+FFFD.
std::string plain_line(std::string_view text);

/// `text` with A to Z made small and nothing else: for words of formats (tags, schemes, hosts), not of
/// people.
std::string lower_case(std::string_view text);
constexpr char lower_case(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Whether `text` is valid UTF-8.
bool is_valid_utf8(std::string_view text);

}  // namespace corpus
