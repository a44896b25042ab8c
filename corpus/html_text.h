// A fragment of HTML as plain text: what a reader of the page would read.
#pragma once

#include <string>
#include <string_view>

namespace corpus {

/// What the line breaks of the source mean.
enum class Newlines {
  spaces,  // as in HTML: nothing. What a site shows, and what its block editor writes
  breaks,  // as in WordPress's older editor, which turns them into lines and paragraphs when it shows them
};

struct HtmlText {
  std::string text;     // plain text; every paragraph or line ends in '\n'
  std::string problem;  // why there is no text; empty where there is

  bool ok() const { return problem.empty(); }
};

/// The text of `html` (UTF-8; other bytes become U+FFFD): block elements and <br> end a line, entities are
/// resolved, comments (the block editor's too), scripts, styles, forms and hidden parts are left out, and so
/// are shortcodes
/// ("[gallery ids=...]"; what stands between "[caption]" and "[/caption]" is kept). No control characters,
/// one space between words. Text in brackets that is no shortcode ("[sic]") stays.
///
/// Refused, with a problem: more than 4 MB, 100,000 tags, 250 elements deep, 2,000 elements open, 256
/// attributes on one tag, or more than 1 MB of text. Never throws on account of the text.
HtmlText html_text(std::string_view html, Newlines newlines = Newlines::spaces);

/// The same in one line: for titles.
HtmlText html_line(std::string_view html);

}  // namespace corpus
