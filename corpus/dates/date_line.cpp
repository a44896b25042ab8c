// A line that is nothing but a date in words.
#include <array>
#include <string>
#include <vector>

#include "analyzers/utf8.h"
#include "corpus/dates/date.h"
#include "corpus/dates/date_text.h"
#include "corpus/dates/month_names.h"
#include "corpus/key_text.h"

namespace corpus {
namespace {

// A line of a page that names a year outside of these speaks of something else than its own publication.
constexpr int kFirstYearInLine = 1900;
constexpr int kLastYearInLine = 2199;
constexpr std::size_t kLongestLine =
    160;  // bytes; a date in words with both names of its month takes about 80

constexpr std::string_view kWeekdays[] = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon",
    "tue",    "tues",    "wed",       "thu",      "thur",   "thurs",    "fri",    "sat",
    "sun",    "الاثنين", "الثلاثاء",  "الاربعاء", "الخميس", "الجمعه",   "السبت",  "الاحد",
};

// Words that join the parts of a date and say nothing: "the 13th of February", "يوم 13 من شباط 2018 م".
constexpr std::string_view kJoiningWords[] = {"the", "of", "on", "يوم", "من", "في", "شهر", "عام", "سنه", "م"};

bool is_separator(char32_t c) {
  return c == U' ' || c == U'\t' || c == 0xA0 || c == U',' || c == U'،' || c == U'.' || c == 0x202F;
}

bool is_alternative(char32_t c) { return c == U'/' || c == U'(' || c == U')' || c == U'-' || c == 0x2013; }

/// The words of `line`, folded. '/', '(', ')' and dashes, which stand between the two names of a month, are
/// the word
/// "/". Digits and letters that touch are two words ("13th" is "13", "th").
std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  enum class Run { none, letters, digits } run = Run::none;
  analyzers::for_each_code_point(line, [&](char32_t c) {
    if (is_unwritten(c)) return;
    if (is_separator(c)) {
      run = Run::none;
    } else if (is_alternative(c)) {
      run = Run::none;
      words.emplace_back("/");
    } else {
      const Run now = c >= U'0' && c <= U'9' ? Run::digits : Run::letters;
      if (now != run) words.emplace_back();
      run = now;
      analyzers::append_code_point(words.back(), key_letter(c));
    }
  });
  return words;
}

template <typename Table>
bool contains(const Table& table, std::string_view word) {
  for (const std::string_view known : table) {
    if (known == word) return true;
  }
  return false;
}

/// The month whose name begins at `at`, which moves behind it; 0 where there is none.
int take_month(const std::vector<std::string>& words, std::size_t& at) {
  if (at + 1 < words.size()) {
    const std::string two = words[at] + " " + words[at + 1];
    for (const auto& [name, month] : month_names()) {
      if (two == name) return at += 2, month;
    }
  }
  for (const auto& [name, month] : month_names()) {
    if (words[at] == name) return ++at, month;
  }
  return 0;
}

/// What has been understood of a line; 0 is not yet.
struct Parts {
  int year = 0, month = 0, day = 0;
  bool weekday = false;
};

bool is_ordinal_ending(std::string_view word) {
  return word == "st" || word == "nd" || word == "rd" || word == "th";
}

/// Takes a number: a day of one or two digits, or a year of four.
bool take_number(const std::vector<std::string>& words, std::size_t& at, Parts& parts) {
  const auto number = small_number(words[at]);
  if (!number) return false;
  if (words[at].size() == 4 && parts.year == 0 && *number >= kFirstYearInLine && *number <= kLastYearInLine) {
    parts.year = *number;
    ++at;
    return true;
  }
  // The day stands beside the month, so the year cannot have come between.
  if (words[at].size() > 2 || parts.day != 0 || *number == 0 || parts.year != 0) return false;
  parts.day = *number;
  ++at;
  if (at < words.size() && is_ordinal_ending(words[at])) ++at;
  return true;
}

/// Takes the second name of the month that was just read: "شباط/فبراير", "شباط (فبراير)".
bool take_second_name(const std::vector<std::string>& words, std::size_t& at, const Parts& parts) {
  if (words[at] != "/" || parts.month == 0) return false;
  std::size_t next = at + 1;
  if (next >= words.size() || take_month(words, next) != parts.month) return false;
  if (next < words.size() && words[next] == "/") ++next;  // the closing bracket
  at = next;
  return true;
}

bool take_word(const std::vector<std::string>& words, std::size_t& at, Parts& parts) {
  if (take_number(words, at, parts) || take_second_name(words, at, parts)) return true;
  if (parts.month == 0 && (parts.month = take_month(words, at)) != 0) return true;
  if (!parts.weekday && contains(kWeekdays, words[at])) {
    parts.weekday = true;
    ++at;
    return true;
  }
  if (!contains(kJoiningWords, words[at])) return false;
  ++at;
  return true;
}

}  // namespace

std::optional<PublicationDate> date_line(std::string_view line) {
  if (line.size() > kLongestLine) return std::nullopt;
  const auto words = words_of(with_western_digits(line));
  Parts parts;
  for (std::size_t at = 0; at < words.size();) {
    if (!take_word(words, at, parts)) return std::nullopt;
  }
  if (parts.year == 0 || parts.month == 0) return std::nullopt;
  auto date = existing_date(parts.year, parts.month, parts.day);
  if (!date) return std::nullopt;
  const auto begin = line.find_first_not_of(" \t\r\n");
  date->words = line.substr(begin, line.find_last_not_of(" \t\r\n") + 1 - begin);
  date->evidence = DateEvidence::visible_text;
  return date;
}

}  // namespace corpus
