// Dates as feeds write them: RFC 822 with all that programs made of it, RFC 3339, W3C-DTF, ISO 8601.
#pragma once

#include <optional>
#include <string_view>

#include "corpus/dates/date.h"

namespace corpus {

/// The day as it is written, the feed's own, and, where the text tells time and zone, the same instant in
/// UTC: "Thu, 01 Jan 2004 19:48:21 GMT", "1 Jan 04 9:48 EST", "Thu Jan  1 19:48:21 2004",
/// "2003-12-31T10:14:55-08:00", "2003-12-31 10:14:55 +0100", "2003-12", "الخميس، 1 يناير 2004 19:48:21
/// +0300". Evidence metadata. Nothing where no day, month or year can be told.
std::optional<PublicationDate> feed_date(std::string_view text);

}  // namespace corpus
