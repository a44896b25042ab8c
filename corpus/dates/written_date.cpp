#include "corpus/dates/written_date.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "corpus/dates/date_text.h"
#include "corpus/plain_text.h"

namespace corpus {
namespace {

constexpr std::size_t kLongestField = 100;  // bytes
constexpr std::size_t kLongestLine = 20;    // words of a line that holds a date beside other things
constexpr std::size_t kLongestDate = 9;     // words of a date with its weekday

bool is_believable(const PublicationDate& date) {
  const auto year = static_cast<int>(date.first_day.year());
  return year >= 1900 && year <= 2100 && to_string(date) != "1970-01-01";
}

/// Digits at the front of `text`, taken off.
std::string take_digits(std::string_view& text) {
  std::string digits;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    digits += text.front();
    text.remove_prefix(1);
  }
  return digits;
}

/// "2018/02/13", "13.02.2018", "3/2/2018", "20180213", and what follows it; nothing for anything else.
std::optional<PublicationDate> date_in_figures(std::string_view text) {
  std::array<std::string, 3> parts;
  std::string_view rest = text;
  parts[0] = take_digits(rest);
  if (parts[0].size() == 8 && (rest.empty() || rest.front() == 'T' || rest.front() == ' ')) {
    return existing_date(std::stoi(parts[0].substr(0, 4)), std::stoi(parts[0].substr(4, 2)),
                         std::stoi(parts[0].substr(6)));
  }
  if (rest.empty() || std::string_view("/.-").find(rest.front()) == std::string_view::npos)
    return std::nullopt;
  const char between = rest.front();
  for (std::size_t at = 1; at < 3; ++at) {
    if (rest.empty() || rest.front() != between) return std::nullopt;
    rest.remove_prefix(1);
    parts[at] = take_digits(rest);
  }
  if (!rest.empty() && rest.front() != ' ' && rest.front() != 'T' && rest.front() != ',') return std::nullopt;
  std::array<int, 3> numbers{};
  for (std::size_t at = 0; at < 3; ++at) {
    const auto number = small_number(parts[at]);
    if (!number) return std::nullopt;
    numbers[at] = *number;
  }
  if (parts[0].size() == 4) return existing_date(numbers[0], numbers[1], numbers[2]);
  if (parts[2].size() != 4) return std::nullopt;
  if (numbers[0] > 12) return existing_date(numbers[2], numbers[1], numbers[0]);
  if (numbers[1] > 12) return existing_date(numbers[2], numbers[0], numbers[1]);
  if (numbers[0] == numbers[1]) return existing_date(numbers[2], numbers[1], numbers[0]);
  return existing_date(numbers[2], 0, 0);  // the day first, or the month first
}

/// "2018-02-13T09:30:00+03:00" as "2018-02-13T06:30:00Z"; empty where the text gives no time with its zone.
std::string instant_of(const PublicationDate& date, std::string_view text) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, read = 0;
  const std::string plain(text);
  if (date.precision != DatePrecision::day) return {};
  if (std::sscanf(plain.c_str(), "%4d-%2d-%2d%*1[T ]%2d:%2d%n", &year, &month, &day, &hour, &minute, &read) !=
          5 ||
      read == 0)
    return {};
  std::string_view rest = std::string_view(plain).substr(static_cast<std::size_t>(read));
  if (rest.size() >= 3 && rest[0] == ':') {
    second = small_number(rest.substr(1, 2)).value_or(0);
    rest.remove_prefix(3);
  }
  if (!rest.empty() && rest.front() == '.') {
    rest.remove_prefix(1);
    take_digits(rest);
  }
  int offset = 0;  // minutes
  if (!rest.empty() && (rest.front() == '+' || rest.front() == '-')) {
    const int sign = rest.front() == '-' ? -1 : 1;
    rest.remove_prefix(1);
    const auto hours = small_number(rest.substr(0, 2));
    const auto minutes = small_number(rest.substr(rest.size() > 2 && rest[2] == ':' ? 3
                                                  : 2 <= rest.size()                ? 2
                                                                                    : rest.size(),
                                                  2));
    if (!hours) return {};
    offset = sign * (*hours * 60 + minutes.value_or(0));
  } else if (rest != "Z" && rest != "z") {
    return {};
  }
  using namespace std::chrono;
  const auto instant =
      sys_days(date.first_day) + hours(hour) + minutes(minute) + seconds(second) - minutes(offset);
  return utc_text(instant);
}

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t begin = line.find_first_not_of(' ', at);
    if (begin == std::string_view::npos) break;
    at = std::min(line.find(' ', begin), line.size());
    words.push_back(line.substr(begin, at - begin));
  }
  return words;
}

}  // namespace

std::optional<PublicationDate> written_date(std::string_view given) {
  const std::string text = plain_line(given.substr(0, 4 * kLongestField));
  if (text.empty() || text.size() > kLongestField) return std::nullopt;
  auto date = parse_date(text);
  const std::string western = with_western_digits(text);
  if (!date) date = date_in_figures(western);
  if (!date) date = parse_date(western.substr(0, 10));  // "2018-02-13 9:30 am"
  if (!date) date = date_within_line(text);
  if (!date || !is_believable(*date)) return std::nullopt;
  date->words = text;
  date->evidence = DateEvidence::unknown;
  date->gmt = instant_of(*date, western);
  return date;
}

std::optional<PublicationDate> date_within_line(std::string_view line) {
  const std::string plain = plain_line(line);
  const auto words = words_of(plain);
  if (words.empty() || words.size() > kLongestLine) return std::nullopt;
  for (std::size_t length = std::min(kLongestDate, words.size()); length > 0; --length) {
    for (std::size_t from = 0; from + length <= words.size(); ++from) {
      const auto* begin = words[from].data();
      const auto& last = words[from + length - 1];
      const std::string_view run(begin, static_cast<std::size_t>(last.data() + last.size() - begin));
      auto date = length >= 2 ? date_line(run) : std::nullopt;
      if (!date && length == 1) {
        date = date_in_figures(with_western_digits(run));
        if (date) date->words = run;
      }
      if (!date || !is_believable(*date)) continue;
      date->evidence = DateEvidence::visible_text;
      return date;
    }
  }
  return std::nullopt;
}

}  // namespace corpus
