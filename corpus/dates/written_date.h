// A date as one field or one short line gives it, in figures or in words.
#pragma once

#include <optional>
#include <string_view>

#include "corpus/dates/date.h"

namespace corpus {

/// A date written by a machine or in figures: ISO 8601, "20180213", "2018/02/13", "Tue, 13 Feb 2018 09:30:00
/// GMT", or in words as date_line() reads them. "03/02/2018", which may be either day, gives the year alone.
/// `gmt` is set where the text gives a time with its zone. Sets no evidence.
std::optional<PublicationDate> written_date(std::string_view given);

/// A date somewhere in a short line: "Published on 13 February 2018 at 9:30", "آخر تحديث: 13 شباط 2018". The
/// longest run of words that is one.
std::optional<PublicationDate> date_within_line(std::string_view line);

}  // namespace corpus
