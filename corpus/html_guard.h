// What is looked at before an HTML parser sees a fragment: its size and shape.
#pragma once

#include <string>
#include <string_view>

namespace corpus {

/// Why the fragment would cost a parser too much, in words that follow "its HTML "; empty where it would not.
std::string html_danger(std::string_view html);

/// The end of the markup (tag, comment, declaration) that begins with '<' at `at`: behind its '>', or the end
/// of the text. `at + 1` where the '<' begins no markup.
std::size_t end_of_markup(std::string_view html, std::size_t at);

}  // namespace corpus
