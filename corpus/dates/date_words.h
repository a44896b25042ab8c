// The words of which dates are made in running text, in both languages, and what each may mean.
#pragma once

#include <cstdint>
#include <string_view>

namespace corpus {

/// What a word may do in or beside a date. A word may do several things: "second", "من", "الاول".
namespace date_role {
enum Role : std::uint64_t {
  month = 1,                    // `month`
  month_in_caps = 1 << 1,       // only with a capital: "May", "March", "August"
  abbreviation = 1 << 2,        // only beside a number: "Sun", "Mar"
  hijri_month = 1 << 3,         // `hijri`
  weekday = 1 << 4,             // `weekday`, Monday 0
  weekday_with_cue = 1 << 5,    // a weekday beside another word of time alone: الاثنين
  number = 1 << 6,              // `number`: "three", "ثلاثة"
  ordinal = 1 << 7,             // `number`: الثالث
  joins = 1 << 8,               // stands between day, month and year: "of", "the", من, شهر
  year_word = 1 << 9,           // عام, سنة, "year"
  years_word = 1 << 10,         // عامي: two years follow
  year_cue = 1 << 11,           // a year of four digits after it is one: "in", "since", منذ
  article = 1 << 12,            // "the 2018 conference", "a 2019 march"
  month_cue = 1 << 13,          // a month after it needs neither day nor year
  weak_month_cue = 1 << 14,     // but not where its name is another word too: "by April"
  to = 1 << 15,                 // "to", "until", إلى
  also = 1 << 16,               // "and", "or", و
  between = 1 << 17,            // "between", "from", بين
  unit = 1 << 18,               // `unit`: day 1, week 2, month 3, year 4; `number` where it says how many
  ago = 1 << 19,                // "ago"
  before = 1 << 20,             // قبل
  last = 1 << 21,               // "last", الماضي
  next = 1 << 22,               // "next", المقبل
  current = 1 << 23,            // "this", هذا, الجاري
  day_word = 1 << 24,           // "yesterday", أمس: `offset`
  future = 1 << 25,             // "will", سوف
  past = 1 << 26,               // كان: takes the future back
  counted = 1 << 27,            // what is counted: the number before it is no year
  no_weekday_after = 1 << 28,   // "Black", "every", صلاة
  no_weekday_before = 1 << 29,  // "Times", "prayers"
  day_part = 1 << 30,           // صباح, مساء, يوم
  islamic = std::uint64_t{1} << 31,          // "AH", هـ
  corresponds = std::uint64_t{1} << 32,      // الموافق: two calendars tell one day
  place = std::uint64_t{1} << 33,            // "Bridge", ساحة: it bears the date as its name
  no_today_after = std::uint64_t{1} << 34,   // ذلك: اليوم after it is no "today"
  no_today_before = std::uint64_t{1} << 35,  // التالي: nor before it
  official = std::uint64_t{1} << 36,         // الأمين: العام after it is no year
  version = std::uint64_t{1} << 37,          // figures after it are no date
  ordinal_ending = std::uint64_t{1} << 38,   // "th"
  of_christ = std::uint64_t{1} << 39,        // م, "AD"
  part_of_name = std::uint64_t{1} << 40,     // "al" in "Dhu al-Qadah"
  relates = std::uint64_t{1} << 41,  // قبل يومين من: before something else, not before today
};
}  // namespace date_role

struct DateWord {
  std::uint64_t roles = 0;
  std::int8_t month = 0, hijri = 0, weekday = 0, number = 0, unit = 0, offset = 0;
  std::int8_t head = 0, tail = 0;  // of a month's name of two words; 0: neither
};

/// Whether a word with this hash (word_hash()) may be one that date_word() knows: most others are told apart
/// by it.
bool may_be_date_word(std::uint32_t hash);

/// What `word`, folded as key_letter() folds, may mean; nullptr for a word that has nothing to do with dates.
const DateWord* date_word(std::string_view word);

/// The month whose name has these two words: 1 to 12, of the Islamic calendar -1 to -12; 0 for no name.
int month_of_two_words(const DateWord& head, const DateWord& tail);

}  // namespace corpus
