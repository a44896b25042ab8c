// A saved page as lines: where each begins, how far it stands from the one before, what shape it has.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace corpus {

/// A line of a page that holds something. `text` looks into the page.
struct Line {
  std::size_t begin = 0, end = 0;  // bytes of the page, white space at both ends left out
  std::size_t number = 0;          // in the file, from 1
  std::size_t gap = 0;             // empty lines before it; 0 for the first
  std::size_t letters = 0;         // code points of `text`
  std::string_view text;           // without a bullet
  bool bullet = false;
};

/// The lines of `page`, which is valid UTF-8. Lines of white space and invisible marks alone are gaps. '\r\n'
/// and U+2028 end a line as '\n' does.
std::vector<Line> lines_of(std::string_view page);

/// The number of empty lines that most lines stand apart; more than that is a break between two things.
std::size_t usual_gap(const std::vector<Line>& lines);

/// Whether the text ends as sentences do: full stop or ellipsis, closing quotes and brackets aside. Titles do
/// not.
bool ends_as_sentence(std::string_view text);

/// Whether it holds more than one sentence.
bool has_several_sentences(std::string_view text);

/// Whether `text` speaks to a social network: a hashtag, a mention, or a link to one.
bool is_like_post(std::string_view text);

/// Whether nothing is likely to follow in the same post: it ends in a link, in an emoji, or in a list of
/// hashtags and mentions that stands behind its last sentence.
bool closes_post(std::string_view text);

/// A line that points at a link or picture: short, ending in an emoji, a colon or a link.
bool is_pointer(std::string_view text);

/// The length of `text` as the network counts it: links are 23, emoji 2, Arabic and Latin letters 1.
std::size_t post_length(std::string_view text);

/// Whether the first letter is Arabic.
bool begins_arabic(std::string_view text);

}  // namespace corpus
