// What a record states, held against the vocabulary, its own text and the calendar.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "analyzers/tagger.h"
#include "corpus/sources/source.h"

namespace corpus {

/// Leaves out of `record`, which clean_record() has made ready, what cannot be right, and tells what it left
/// out or doubts: a sentence each, for the person who runs the import. Nothing where all is well.
/// - Tags whose id the vocabulary does not know go. An export's (`memory`) stay where they are an id at all:
///   its archive may have had another vocabulary.
/// - Spans that do not lie within their text go, the tag stays; an event's date goes with its span.
/// - A date more than a day after `today` is told and kept. The day is the site's own, so it may be
/// tomorrow's
///   in UTC.
std::vector<std::string> review_record(Record& record, const analyzers::Tagger& tagger,
                                       std::chrono::sys_days today);

/// The spans of `document`'s tags and events that do not lie within their text.
std::size_t spans_beyond_text(const Document& document);

}  // namespace corpus
