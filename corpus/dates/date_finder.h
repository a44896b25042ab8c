// Finds the dates that running text speaks of, in both languages.
#pragma once

#include <string_view>
#include <vector>

#include "corpus/dates/event_date.h"

namespace corpus {

/// Most dates kept of a document; of lists with more, the first.
inline constexpr std::size_t kMostEvents = 1000;

/// The dates of `text`, a document's `field`, in their order; none overlaps another. `own` is the document's
/// own date, from which those without a year, weekdays and "yesterday" are counted; where it is unknown they
/// are left out. docs/archive_format.md states the rules. Time and memory grow with the length of the text
/// alone.
std::vector<EventDate> dates_in(std::string_view text, analyzers::TextField field,
                                const PublicationDate& own);

/// Those of a document: of its title, then its summary, then its body, at most kMostEvents.
std::vector<EventDate> events_in(std::string_view title, std::string_view summary, std::string_view body,
                                 const PublicationDate& own);

}  // namespace corpus
