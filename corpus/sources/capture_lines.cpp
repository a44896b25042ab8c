#include "corpus/sources/capture_lines.h"

#include <algorithm>
#include <map>
#include <string>

#include "analyzers/language.h"
#include "analyzers/utf8.h"
#include "corpus/key_text.h"

namespace corpus {
namespace {

constexpr std::size_t kLongestPointer = 60;  // letters
constexpr std::size_t kLinkLength = 23;      // what the network counts for any link

std::u32string code_points(std::string_view text) {
  std::u32string letters;
  letters.reserve(text.size());
  analyzers::for_each_code_point(text, [&](char32_t c) { letters.push_back(c); });
  return letters;
}

bool is_space(char32_t c) {
  return c <= U' ' || c == 0x7F || (c >= 0x80 && c <= 0xA0) || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_bullet(char32_t c) {
  return c == 0x2022 || c == 0x25CF || c == 0x25AA || c == 0x2023 || c == 0x25E6 || c == 0xB7;
}

bool is_closing(char32_t c) {
  return c == U'"' || c == U'\'' || c == 0x2019 || c == 0x201D || c == 0xBB || c == U')' || c == U']' ||
         is_unwritten(c);
}

bool is_emoji_part(char32_t c) {
  return c == 0xFE0F || c == 0x200D ||
         (c >= 0x1F3FB && c <= 0x1F3FF);  // they colour or join the emoji before
}

bool is_emoji(char32_t c) {
  return (c >= 0x1F000 && c <= 0x1FAFF) || (c >= 0x2600 && c <= 0x27BF) || (c >= 0x2B00 && c <= 0x2BFF) ||
         (c >= 0x2190 && c <= 0x21FF) || is_emoji_part(c);
}

bool is_tag_letter(char32_t c) {
  return c == U'_' || c >= 0x80 || (c >= U'0' && c <= U'9') ||
         (key_letter(c) >= U'a' && key_letter(c) <= U'z');
}

/// Begin and end of the words of `letters`, by white space.
struct Span {
  std::size_t begin, end;
};
std::vector<Span> words_of(const std::u32string& letters) {
  std::vector<Span> words;
  for (std::size_t at = 0; at < letters.size();) {
    while (at < letters.size() && is_space(letters[at])) ++at;
    const std::size_t begin = at;
    while (at < letters.size() && !is_space(letters[at])) ++at;
    if (at > begin) words.push_back({begin, at});
  }
  return words;
}

bool is_link(std::u32string_view word) {
  return word.starts_with(U"http://") || word.starts_with(U"https://");
}

bool is_tag(std::u32string_view word) {
  return word.size() > 1 && (word[0] == U'#' || word[0] == U'@') && is_tag_letter(word[1]);
}

/// A tag with nothing behind it: "#Mosul", not "#Mosul." which ends a sentence.
bool is_bare_tag(std::u32string_view word) { return is_tag(word) && is_tag_letter(word.back()); }

bool ends_in_emoji(const std::u32string& letters) { return !letters.empty() && is_emoji(letters.back()); }

bool ends_clause(char32_t c) {
  return c == U'.' || c == U'!' || c == U'?' || c == U'؟' || c == 0x2026 || c == U':' || is_closing(c) ||
         is_emoji(c);
}

/// Goes through a page and finds its lines.
class LineReader {
 public:
  explicit LineReader(std::string_view page) : page_(page) {}

  std::vector<Line> read() {
    for (std::size_t begin = 0; begin <= page_.size();) {
      std::size_t length = 1;
      const std::size_t end = end_of_line(begin, length);
      take(begin, end);
      begin = end + length;
    }
    return std::move(lines_);
  }

 private:
  std::size_t end_of_line(std::size_t begin, std::size_t& length) {
    // Looked for once, however many separators stand before it: a page may have no other ends of lines.
    if (newline_ < begin || begin == 0) newline_ = std::min(page_.find('\n', begin), page_.size());
    const std::size_t separator = page_.substr(0, newline_).find("\u2028", begin);
    if (separator == std::string_view::npos) return newline_;
    length = 3;
    return separator;
  }

  void take(std::size_t begin, std::size_t end) {
    ++number_;
    Line line;
    line.number = number_;
    trim(begin, end, line);
    if (line.letters == 0) {
      ++gap_;
      return;
    }
    line.gap = lines_.empty() ? 0 : gap_;
    gap_ = 0;
    lines_.push_back(line);
  }

  /// Finds the first and last byte of [begin, end) that are neither white space nor invisible.
  void trim(std::size_t begin, std::size_t end, Line& line) const {
    std::size_t at = begin;
    std::size_t text_begin = begin;
    bool found = false;
    std::size_t trailing = 0;
    analyzers::for_each_code_point(page_.substr(begin, end - begin), [&](char32_t c) {
      const std::size_t size = c < 0x80 ? 1U : c < 0x800 ? 2U : c < 0x10000 ? 3U : 4U;
      const bool blank = is_space(c) || is_unwritten(c);
      if (!blank && !found && !line.bullet && is_bullet(c)) {
        line.bullet = true;
        line.begin = at;
      } else if (!blank) {
        if (!found) text_begin = at;
        if (!found && !line.bullet) line.begin = at;
        found = true;
        line.letters += trailing + 1;
        trailing = 0;
        line.end = at + size;
      } else if (found) {
        ++trailing;
      }
      at += size;
    });
    if (line.bullet && !found) {  // a bullet with nothing behind it is text like any other
      line.bullet = false;
      line.letters = 1;
      text_begin = line.begin;
      line.end = page_.substr(0, end).find_last_not_of(" \t\r") + 1;
    }
    if (line.letters > 0) line.text = page_.substr(text_begin, line.end - text_begin);
  }

  std::string_view page_;
  std::vector<Line> lines_;
  std::size_t newline_ = 0;  // the next one
  std::size_t gap_ = 0;
  std::size_t number_ = 0;
};

}  // namespace

std::vector<Line> lines_of(std::string_view page) { return LineReader(page).read(); }

std::size_t usual_gap(const std::vector<Line>& lines) {
  std::map<std::size_t, std::size_t> times;
  for (std::size_t at = 1; at < lines.size(); ++at) ++times[lines[at].gap];
  std::size_t usual = 1;
  std::size_t most = 0;
  for (const auto& [gap, count] : times) {
    if (count > most) {
      usual = gap;
      most = count;
    }
  }
  return usual;
}

bool ends_as_sentence(std::string_view text) {
  auto letters = code_points(text);
  while (!letters.empty() && (is_closing(letters.back()) || is_space(letters.back()))) letters.pop_back();
  return !letters.empty() && (letters.back() == U'.' || letters.back() == 0x2026 || letters.back() == 0x06D4);
}

bool has_several_sentences(std::string_view text) {
  const auto letters = code_points(text);
  for (std::size_t at = 1; at + 2 < letters.size(); ++at) {
    const char32_t c = letters[at];
    // "U.S. troops" and "Mr. al-Abadi" are no ends: a sentence's last word is longer and in small letters.
    const bool stop = (c == U'.' && at > 3 && letters[at - 2] != U'.' && !is_space(letters[at - 3])) ||
                      c == U'!' || c == U'?' || c == U'؟' || c == 0x2026;
    if (stop && is_space(letters[at + 1])) return true;
  }
  return false;
}

bool is_like_post(std::string_view text) {
  if (text.find("t.co/") != std::string_view::npos || text.find("twitter.com/") != std::string_view::npos)
    return true;
  const auto letters = code_points(text);
  if (letters.size() > 1 && letters[0] == U'@') return true;
  const auto words = words_of(letters);
  return std::any_of(words.begin(), words.end(), [&](const Span& word) {
    auto view = std::u32string_view(letters).substr(word.begin, word.end - word.begin);
    while (!view.empty() && (view[0] == U'(' || view[0] == U'"' || view[0] == 0x201C || view[0] == U'.'))
      view.remove_prefix(1);
    return is_tag(view);
  });
}

bool closes_post(std::string_view text) {
  const auto letters = code_points(text);
  const auto words = words_of(letters);
  const auto view = [&](std::size_t at) {
    return std::u32string_view(letters).substr(words[at].begin, words[at].end - words[at].begin);
  };
  if (words.empty()) return false;
  if (ends_in_emoji(letters) || is_link(view(words.size() - 1))) return true;
  std::size_t tags = 0;
  while (tags < words.size() && is_bare_tag(view(words.size() - 1 - tags))) ++tags;
  if (tags == 0) return false;
  return tags == words.size() || ends_clause(view(words.size() - 1 - tags).back());
}

bool is_pointer(std::string_view text) {
  const auto letters = code_points(text);
  if (letters.size() > kLongestPointer && post_length(text) > kLongestPointer) return false;
  const auto words = words_of(letters);
  if (words.empty()) return false;
  const auto last = std::u32string_view(letters).substr(words.back().begin);
  return ends_in_emoji(letters) || letters.back() == U':' || is_link(last);
}

std::size_t post_length(std::string_view text) {
  const auto letters = code_points(text);
  std::size_t length = 0;
  std::size_t counted = 0;  // letters before this one are counted
  for (const auto& word : words_of(letters)) {
    const auto view = std::u32string_view(letters).substr(word.begin, word.end - word.begin);
    length += word.begin - counted;
    counted = word.end;
    if (is_link(view)) {
      length += kLinkLength;
      continue;
    }
    for (const char32_t c : view) {
      const bool single = c <= 0x10FF || (c >= 0x2000 && c <= 0x201F) || (c >= 0x2032 && c <= 0x2037) ||
                          (c >= 0x1F1E6 && c <= 0x1F1FF);  // two of these letters make one flag
      length += is_emoji_part(c) ? 0U : single ? 1U : 2U;
    }
  }
  return length;
}

bool begins_arabic(std::string_view text) {
  for (const char32_t c : code_points(text)) {
    if (analyzers::is_arabic_letter(c)) return true;
    if ((c | 0x20) >= U'a' && (c | 0x20) <= U'z') return false;
  }
  return false;
}

}  // namespace corpus
