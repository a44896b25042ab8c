#include "corpus/dates/date.h"

#include <array>
#include <cstdio>
#include <utility>

#include "corpus/dates/date_text.h"

namespace corpus {
namespace {

constexpr std::array<std::pair<DatePrecision, std::string_view>, 5> kPrecisionNames{{
    {DatePrecision::unknown, "unknown"},
    {DatePrecision::year, "year"},
    {DatePrecision::month, "month"},
    {DatePrecision::day, "day"},
    {DatePrecision::interval, "interval"},
}};

constexpr std::array<std::pair<DateEvidence, std::string_view>, 6> kEvidenceNames{{
    {DateEvidence::unknown, "unknown"},
    {DateEvidence::metadata, "metadata"},
    {DateEvidence::address, "address"},
    {DateEvidence::visible_text, "visible_text"},
    {DateEvidence::member_count, "member_count"},
    {DateEvidence::decision, "decision"},
}};

// An address whose year lies outside was not given by a news site: it is an article's number or the like.
constexpr int kFirstYearInAddress = 1990;
constexpr int kLastYearInAddress = 2099;

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Takes `count` digits off the front of `text`.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  const auto number = small_number(text.substr(0, count));
  if (!number || text.size() < count) return std::nullopt;
  text.remove_prefix(count);
  return number;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

/// "Z", "+03:00", "+0300" or "+03", or nothing at all.
bool is_zone(std::string_view text) {
  if (text.empty() || text == "Z" || text == "z") return true;
  if (!take(text, '+') && !take(text, '-')) return false;
  const auto hours = take_digits(text, 2);
  if (!hours || *hours > 23) return false;
  if (text.empty()) return true;
  take(text, ':');
  const auto minutes = take_digits(text, 2);
  return minutes && *minutes < 60 && text.empty();
}

/// "09:30", "09:30:00" or "09:30:00.123", with or without a zone.
bool is_time_of_day(std::string_view text) {
  const auto hours = take_digits(text, 2);
  if (!hours || *hours > 23 || !take(text, ':')) return false;
  const auto minutes = take_digits(text, 2);
  if (!minutes || *minutes > 59) return false;
  if (take(text, ':')) {
    const auto seconds = take_digits(text, 2);
    if (!seconds || *seconds > 60) return false;  // 60: a leap second
    if (take(text, '.') || take(text, ',')) {
      if (text.empty() || !is_digit(text.front())) return false;
      while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
    }
  }
  return is_zone(text);
}

/// "2018-02-13/2018-03-06".
std::optional<PublicationDate> interval_in(std::string_view text, std::size_t slash) {
  const auto first = parse_date(text.substr(0, slash));
  const auto last = parse_date(text.substr(slash + 1));
  for (const auto* end : {&first, &last}) {
    if (!*end || (*end)->precision != DatePrecision::day || (*end)->words.find(':') != std::string::npos)
      return std::nullopt;
  }
  if (first->first_day > last->first_day) return std::nullopt;
  PublicationDate date;
  date.first_day = first->first_day;
  date.last_day = last->first_day;
  date.precision = DatePrecision::interval;
  date.words = text;
  return date;
}

/// The path of an address, from its first '/' to '?' or '#'.
std::string_view path_of(std::string_view url) {
  const auto scheme = url.find("://");
  const auto start = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
  if (start == std::string_view::npos) return {};
  const auto path = url.substr(start);
  return path.substr(0, path.find_first_of("?#"));
}

/// The segment of `path` that begins at `start`, just after a '/'.
std::string_view segment_at(std::string_view path, std::size_t start) {
  if (start >= path.size()) return {};
  return path.substr(start, path.find('/', start) - start);
}

/// "/2018/02/13/" or "/2018/02/" with its first '/' at `slash`.
std::optional<PublicationDate> date_at_slash(std::string_view path, std::size_t slash) {
  const auto year_digits = segment_at(path, slash + 1);
  const auto month_digits = segment_at(path, slash + 6);
  if (year_digits.size() != 4 || month_digits.empty() || month_digits.size() > 2) return std::nullopt;
  const auto year = small_number(year_digits);
  const auto month = small_number(month_digits);
  if (!year || !month || *year < kFirstYearInAddress || *year > kLastYearInAddress) return std::nullopt;
  const auto day_begin = slash + 7 + month_digits.size();
  const auto day_digits = segment_at(path, day_begin);
  std::optional<PublicationDate> date;
  std::size_t end = day_begin;
  if (const auto day = small_number(day_digits); day && day_digits.size() <= 2 && *day != 0) {
    date = existing_date(*year, *month, *day);
    if (date) end = day_begin + day_digits.size() + 1;
  }
  if (!date) date = existing_date(*year, *month, 0);
  if (!date || *month == 0) return std::nullopt;
  date->evidence = DateEvidence::address;
  date->words = path.substr(slash, end - slash);
  return date;
}

}  // namespace

std::string with_western_digits(std::string_view text) {
  std::string western;
  western.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto byte = [&](std::size_t ahead) {
      return at + ahead < text.size() ? static_cast<unsigned char>(text[at + ahead]) : 0U;
    };
    // U+0660..U+0669 are D9 A0..A9, U+06F0..U+06F9 are DB B0..B9.
    const unsigned second = byte(1);
    if (byte(0) == 0xD9 && second >= 0xA0 && second <= 0xA9) {
      western += static_cast<char>('0' + (second - 0xA0));
      ++at;
    } else if (byte(0) == 0xDB && second >= 0xB0 && second <= 0xB9) {
      western += static_cast<char>('0' + (second - 0xB0));
      ++at;
    } else {
      western += text[at];
    }
  }
  return western;
}

std::optional<int> small_number(std::string_view digits) {
  if (digits.empty() || digits.size() > 4) return std::nullopt;
  int number = 0;
  for (const char c : digits) {
    if (!is_digit(c)) return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

std::optional<PublicationDate> existing_date(int year, int month, int day) {
  const std::chrono::year_month_day first{std::chrono::year(year),
                                          std::chrono::month(static_cast<unsigned>(month == 0 ? 1 : month)),
                                          std::chrono::day(static_cast<unsigned>(day == 0 ? 1 : day))};
  if (year < 1 || year > 9999 || month < 0 || day < 0 || !first.ok()) return std::nullopt;
  PublicationDate date;
  date.first_day = first;
  date.precision = month == 0 ? DatePrecision::year : day == 0 ? DatePrecision::month : DatePrecision::day;
  return date;
}

std::string_view date_precision_name(DatePrecision precision) {
  for (const auto& [value, name] : kPrecisionNames) {
    if (value == precision) return name;
  }
  __builtin_unreachable();
}

std::string_view date_evidence_name(DateEvidence evidence) {
  for (const auto& [value, name] : kEvidenceNames) {
    if (value == evidence) return name;
  }
  __builtin_unreachable();
}

std::optional<DatePrecision> date_precision_from_name(std::string_view name) {
  for (const auto& [value, known] : kPrecisionNames) {
    if (known == name) return value;
  }
  return std::nullopt;
}

std::optional<DateEvidence> date_evidence_from_name(std::string_view name) {
  for (const auto& [value, known] : kEvidenceNames) {
    if (known == name) return value;
  }
  return std::nullopt;
}

std::string to_string(const PublicationDate& date) {
  if (date.precision == DatePrecision::unknown) return {};
  char text[32];
  const int year = static_cast<int>(date.first_day.year());
  const auto month = static_cast<unsigned>(date.first_day.month());
  const auto day = static_cast<unsigned>(date.first_day.day());
  switch (date.precision) {
    case DatePrecision::year: std::snprintf(text, sizeof text, "%04d", year); break;
    case DatePrecision::month: std::snprintf(text, sizeof text, "%04d-%02u", year, month); break;
    default: std::snprintf(text, sizeof text, "%04d-%02u-%02u", year, month, day); break;
  }
  if (date.precision != DatePrecision::interval) return text;
  PublicationDate end;
  end.first_day = date.last_day;
  end.precision = DatePrecision::day;
  return text + ("/" + to_string(end));
}

std::optional<PublicationDate> parse_date(std::string_view text) {
  if (text.size() > 64) return std::nullopt;  // the longest instant in Arabic-Indic digits is shorter
  if (const auto slash = text.find('/'); slash != std::string_view::npos) return interval_in(text, slash);
  const std::string western = with_western_digits(text);
  std::string_view rest = western;
  const auto year = take_digits(rest, 4);
  int month = 0;
  int day = 0;
  if (!year) return std::nullopt;
  if (take(rest, '-')) {
    month = take_digits(rest, 2).value_or(0);
    if (month == 0) return std::nullopt;
    if (take(rest, '-')) {
      day = take_digits(rest, 2).value_or(0);
      if (day == 0) return std::nullopt;
    }
  }
  if (!rest.empty() && (day == 0 || !(take(rest, 'T') || take(rest, ' ')) || !is_time_of_day(rest))) {
    return std::nullopt;
  }
  auto date = existing_date(*year, month, day);
  if (date) date->words = text;
  return date;
}

std::optional<PublicationDate> date_in_address(std::string_view url) {
  const auto path = path_of(url);
  // Such a folder names the month in which a picture was stored, not the day of what it illustrates.
  if (path.find("/uploads/") != std::string_view::npos) return std::nullopt;
  for (std::size_t slash = 0; slash != std::string_view::npos; slash = path.find('/', slash + 1)) {
    if (auto date = date_at_slash(path, slash)) return date;
  }
  return std::nullopt;
}

std::int32_t day_number(std::chrono::year_month_day day) {
  return static_cast<std::int32_t>(std::chrono::sys_days(day).time_since_epoch().count());
}

std::chrono::year_month_day day_of_number(std::int32_t number) {
  return std::chrono::sys_days(std::chrono::days(number));
}

std::optional<DayRange> days_of(const PublicationDate& date) {
  if (date.precision == DatePrecision::unknown || !date.first_day.ok()) return std::nullopt;
  using std::chrono::last;
  const auto year = date.first_day.year();
  switch (date.precision) {
    case DatePrecision::year: return DayRange{day_number(year / 1 / 1), day_number(year / 12 / 31)};
    case DatePrecision::month: {
      const auto month = date.first_day.month();
      return DayRange{day_number(year / month / 1), day_number(year / month / last)};
    }
    case DatePrecision::interval: return DayRange{day_number(date.first_day), day_number(date.last_day)};
    default: return DayRange{day_number(date.first_day), day_number(date.first_day)};
  }
}

std::string utc_text(std::chrono::sys_seconds instant) {
  using namespace std::chrono;
  const auto midnight = floor<days>(instant);
  const year_month_day on(midnight);
  const hh_mm_ss at(instant - midnight);
  char made[32];
  std::snprintf(made, sizeof made, "%04d-%02u-%02uT%02d:%02d:%02dZ", static_cast<int>(on.year()),
                static_cast<unsigned>(on.month()), static_cast<unsigned>(on.day()),
                static_cast<int>(at.hours().count()), static_cast<int>(at.minutes().count()),
                static_cast<int>(at.seconds().count()));
  return made;
}

std::optional<std::chrono::sys_seconds> instant_of(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00T00:00:00Z";
  if (text.size() != kForm.size()) return std::nullopt;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (kForm[at] == '0' ? !is_digit(text[at]) : text[at] != kForm[at]) return std::nullopt;
  }
  const auto number = [&](std::size_t at, std::size_t digits) {
    return *small_number(text.substr(at, digits));
  };
  const std::chrono::year_month_day day{std::chrono::year(number(0, 4)),
                                        std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                        std::chrono::day(static_cast<unsigned>(number(8, 2)))};
  const int hour = number(11, 2), minute = number(14, 2), second = number(17, 2);
  if (!day.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  return std::chrono::sys_days(day) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
         std::chrono::seconds(second);
}

std::string now_utc() {
  return utc_text(std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
}

}  // namespace corpus
