#include "corpus/dates/feed_date.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

#include "corpus/dates/date_text.h"
#include "corpus/dates/written_date.h"
#include "corpus/plain_text.h"

namespace corpus {
namespace {

constexpr std::size_t kLongest = 100;         // bytes
constexpr std::size_t kMostWords = 12;        // of a date
constexpr int kFirstShortYear = 50;           // RFC 2822, 4.3: "00" to "49" are of this century
constexpr int kLongestOffset = 14 * 60 + 59;  // minutes; no zone is farther from Greenwich

// RFC 822, 5.1, and what is met beside it. Military letters but Z were defined wrongly and mean nothing (RFC
// 2822).
constexpr std::pair<std::string_view, int> kZones[] = {
    {"gmt", 0},    {"ut", 0},     {"utc", 0},    {"z", 0},      {"wet", 0},    {"bst", 60},
    {"cet", 60},   {"met", 60},   {"mez", 60},   {"west", 60},  {"cest", 120}, {"mesz", 120},
    {"eet", 120},  {"sast", 120}, {"eest", 180}, {"msk", 180},  {"trt", 180},  {"est", -300},
    {"edt", -240}, {"cst", -360}, {"cdt", -300}, {"mst", -420}, {"mdt", -360}, {"pst", -480},
    {"pdt", -420}, {"jst", 540},  {"aest", 600}, {"aedt", 660}, {"nzst", 720}, {"nzdt", 780},
};

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

struct TimeOfDay {
  int hour = 0, minute = 0, second = 0;
};

/// "19:48", "9:48:21", "19:48:21.5".
std::optional<TimeOfDay> time_of_day(std::string_view word) {
  std::array<int, 3> parts{};
  std::size_t count = 0;
  for (; count < 3 && !word.empty(); ++count) {
    const auto end = std::min(word.find(':'), word.size());
    auto digits = word.substr(0, end);
    if (count == 2) digits = digits.substr(0, digits.find_first_of(".,"));
    if (digits.size() > 2 || !is_digits(digits)) return std::nullopt;
    parts[count] = *small_number(digits);
    word.remove_prefix(std::min(end + 1, word.size()));
  }
  if (count < 2 || !word.empty() || parts[0] > 24 || parts[1] > 59 || parts[2] > 60) return std::nullopt;
  return TimeOfDay{parts[0], parts[1], parts[2]};
}

/// "+0300", "-08:00", "+3", "GMT", "GMT+0300", "(PST)": minutes east of Greenwich.
std::optional<int> zone_of(std::string_view word) {
  std::string name = lower_case(word);
  std::erase_if(name, [](char c) { return c == '(' || c == ')' || c == ':'; });
  for (const auto& [known, offset] : kZones) {
    if (name == known) return offset;
  }
  for (const std::string_view front : {"gmt", "utc"}) {
    if (name.starts_with(front)) name.erase(0, front.size());
  }
  if (name.size() < 2 || (name[0] != '+' && name[0] != '-')) return std::nullopt;
  const std::string digits = name.substr(1);
  if (!is_digits(digits) || digits.size() > 4 || digits.size() == 3) return std::nullopt;
  const int number = *small_number(digits);
  const int minutes = digits.size() == 4 ? number / 100 * 60 + number % 100 : number * 60;
  if (minutes > kLongestOffset) return std::nullopt;
  return name[0] == '-' ? -minutes : minutes;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    if (end > at) words.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

/// The text in words, the time apart from its day and its zone: "2003-12-31T10:14:55Z" is three.
std::vector<std::string> parts_of(const std::string& text) {
  std::string spaced;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto digit = [&](std::size_t place) {
      return place < text.size() && text[place] >= '0' && text[place] <= '9';
    };
    const char c = text[at];
    const bool after_time = at >= 3 && digit(at - 1) && spaced.find(':') != std::string::npos;
    if (c == 'T' && at > 0 && digit(at - 1) && digit(at + 1)) {
      spaced += ' ';
    } else if (after_time && (c == '+' || c == '-' || c == 'Z' || c == 'z')) {
      (spaced += ' ') += c;
    } else {
      spaced += c;
    }
  }
  return words_of(spaced);
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

/// "01-Jan-04" in words, a year of two digits behind its month in four.
std::vector<std::string> with_whole_year(const std::vector<std::string>& given) {
  std::vector<std::string> words;
  for (const auto& word : given) {
    const bool named = std::any_of(word.begin(), word.end(),
                                   [](char c) { return lower_case(c) >= 'a' && lower_case(c) <= 'z'; });
    std::string parts = word;
    if (named) std::replace(parts.begin(), parts.end(), '-', ' ');
    for (auto& part : words_of(parts)) words.push_back(std::move(part));
  }
  for (std::size_t at = 2; at < words.size(); ++at) {
    const bool month = !is_digits(words[at - 1]) && !words[at - 1].ends_with(',');
    if (!month || words[at].size() != 2 || !is_digits(words[at]) || !is_digits(words[at - 2])) continue;
    words[at].insert(0, *small_number(words[at]) < kFirstShortYear ? "20" : "19");
  }
  return words;
}

std::string instant_of(const PublicationDate& date, const TimeOfDay& time, int zone) {
  using namespace std::chrono;
  const auto instant = sys_days(date.first_day) + hours(time.hour) + minutes(time.minute - zone) +
                       seconds(std::min(time.second, 59));
  return utc_text(instant);
}

}  // namespace

std::optional<PublicationDate> feed_date(std::string_view given) {
  const std::string text = plain_line(given.substr(0, 4 * kLongest));
  if (text.empty() || text.size() > kLongest) return std::nullopt;
  auto words = parts_of(with_western_digits(text));
  if (words.size() > kMostWords) return std::nullopt;
  std::optional<TimeOfDay> time;
  std::optional<int> zone;
  for (std::size_t at = 0; at < words.size() && !time; ++at) {
    time = time_of_day(words[at]);
    if (!time) continue;
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
    if (at < words.size()) zone = zone_of(words[at]);
    if (zone) words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
  }
  auto date = written_date(joined(words));
  if (!date) date = written_date(joined(with_whole_year(words)));
  // A day that no month has, or that of a clock that was never set, leaves no month to be believed either.
  const bool has_day = std::any_of(words.begin(), words.end(),
                                   [](const auto& word) { return word.size() <= 2 && is_digits(word); });
  if (!date || (has_day && date->precision != DatePrecision::day)) return std::nullopt;
  date->words = text;
  date->evidence = DateEvidence::metadata;
  date->gmt = time && zone && date->precision == DatePrecision::day ? instant_of(*date, *time, *zone) : "";
  return date;
}

}  // namespace corpus
