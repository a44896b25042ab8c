// WordPress's shortcodes: "[gallery ids=...]" and the like, which are no text.
#pragma once

#include <string>
#include <string_view>

namespace corpus {

/// `html` without shortcodes: those of WordPress itself, and any other that carries attributes, with its end
/// ("[vc_row width="1"]...[/vc_row]"). What one encloses is kept, unless it is an address for a player
/// ("[embed]https://...[/embed]"). "[[gallery]]", which shows a shortcode to readers, becomes "[gallery]".
/// "[sic]" and "[1]" stay, and so do brackets inside of tags.
std::string without_shortcodes(std::string_view html);

}  // namespace corpus
