// What the readers of dates share: digits of three scripts as one, and days that exist.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/dates/date.h"

namespace corpus {

/// `text` with Arabic-Indic and Persian digits as western ones. Every other byte is kept.
std::string with_western_digits(std::string_view text);

/// The number that `digits` (one to four of 0-9, nothing else) write; nothing for anything else.
std::optional<int> small_number(std::string_view digits);

/// A year, month or day that exists in the calendar; `month` and `day` are 0 where they are not known.
std::optional<PublicationDate> existing_date(int year, int month, int day);

/// An instant as provenance and dates carry it: "2018-02-13T06:30:00Z".
std::string utc_text(std::chrono::sys_seconds instant);
/// The instant that utc_text() wrote so; nothing for anything else.
std::optional<std::chrono::sys_seconds> instant_of(std::string_view text);

}  // namespace corpus
