// Texts of documents made fit for one line of a citation, a record or a table.
#pragma once

#include <string>
#include <string_view>

namespace searchd {

/// `text` in one line, as corpus::plain_line() has it, without the characters that turn the direction of what
/// stands around them (embeddings, overrides, isolates). Valid UTF-8 without control characters, always.
std::string for_one_line(std::string_view text);

/// The same for a text of paragraphs: each line on its own, empty ones left out, ended by '\n'.
std::string for_lines(std::string_view text);

/// `text` in at most `most` code points, ended by "…" where more was there.
std::string cut_to_code_points(std::string_view text, std::size_t most);

}  // namespace searchd
