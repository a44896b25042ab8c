// A record as a source gives it, made ready for the archive: clean text, tags, hashtags, dates.
#pragma once

#include <cstddef>
#include <string_view>

#include "analyzers/tagger.h"
#include "corpus/sources/source.h"

namespace corpus {

/// Most text a document may have: title, summary and body together, in bytes.
inline constexpr std::size_t kLongestText = std::size_t{1} << 20;

/// Most words it may have, as the analyzer breaks them. Prose of that length has some 600 KB.
inline constexpr std::size_t kMostWords = 100'000;

/// Whether `text` has the form of a vocabulary's id: [a-z0-9-]+.
bool is_tag_id(std::string_view text);

/// Makes `record` ready:
/// - title in one line, without control characters and marks of direction that reach beyond it (U+202A to
/// U+202E,
///   U+2066 to U+2069); summary and body without control characters but '\n' and '\t'; all of it valid UTF-8;
/// - tags found by `tagger` beside those that the source itself states (rule "source" or "decision"), each
/// once;
///   names that a source states become ids where the vocabulary knows them; hashtags found in the text. An
///   export's (`tags_given`) stay;
/// - events: the dates that the text speaks of, counted from its own date where they need one, unless they
/// are
///   given (`events_given`).
/// Throws RecordRefused where there is more text than kLongestText or kMostWords.
void clean_record(Record& record, const analyzers::Tagger& tagger);

}  // namespace corpus
