// Text folded for comparing words of a page and for making keys. Keys are kept for ever: what this folding
// gives may never change, which is why it is not the analyzers' folding, which improves.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace corpus {

/// The letter that stands for `letter` when words are compared: lower case, alef without hamza, yeh for alef
/// maksura, heh for teh marbuta, western digits. Any other comes back as it is.
char32_t key_letter(char32_t letter);

/// Marks that are not written in keys: harakat, tatweel, marks of direction, joiners, the byte order mark.
bool is_unwritten(char32_t letter);

/// The words of `text` (letters and digits, folded), joined by one space: "What is the Coalition?" gives
/// "what is the coalition". Apostrophes inside a word are dropped. At most `most_words`.
std::string key_text(std::string_view text, std::size_t most_words = static_cast<std::size_t>(-1));

}  // namespace corpus
