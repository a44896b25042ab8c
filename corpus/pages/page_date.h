// When a page says that it was published: from its metadata, its <time>, its address, its visible lines.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/date.h"
#include "corpus/pages/page_tree.h"

namespace corpus {

/// The date of publication of `tree`. `fields` are what its metadata give, the most trusted first; then
/// <time> and what is marked as datePublished (evidence metadata), then `address`, then a line near the
/// headline that holds a date (evidence visible_text). Unknown where none of them tells; a date before 1900
/// or of 1970-01-01 is none.
PublicationDate page_date(const PageTree& tree, const std::vector<std::string>& fields,
                          std::string_view address);

/// A date written by a machine or in figures: ISO 8601, "20180213", "2018/02/13", "Tue, 13 Feb 2018 09:30:00
/// GMT", or in words as date_line() reads them. "03/02/2018", which may be either day, gives the year alone.
/// `gmt` is set where the text gives a time with its zone. Sets no evidence.
std::optional<PublicationDate> written_date(std::string_view given);

/// A date somewhere in a short line: "Published on 13 February 2018 at 9:30", "آخر تحديث: 13 شباط 2018". The
/// longest run of words that is one.
std::optional<PublicationDate> date_within_line(std::string_view line);

}  // namespace corpus
