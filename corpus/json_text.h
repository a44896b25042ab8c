// Pieces of JSON written by hand: every document stored, exported or indexed passes here, so it has to be
// quick.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzers/tagger.h"
#include "corpus/document.h"

namespace corpus {

/// Appends `text` as a JSON string with its quotes. Bytes that are not valid UTF-8 become U+FFFD; line breaks
/// of any kind (U+2028 and U+2029 too) are escaped, so that a line stays a line for every reader.
void append_json_string(std::string& json, std::string_view text);

/// {"source":…,"format":…,"time":…,"importer":…,"raw":…,"media_type":…,"fetched_from":…,"fetched_at":…}
void append_provenance(std::string& json, const Provenance& provenance);

/// "title", "summary" or "body": the word for a field in the exchange format.
std::string_view text_field_word(analyzers::TextField field);

/// ["one","two"]
std::string strings_to_json(const std::vector<std::string>& strings);

/// [{"type":"partner","id":"iraq","rule":"name","spans":[["title",0,4]]}]
std::string tags_to_json(const std::vector<analyzers::Tag>& tags);

/// {"date":"2018-02-13","precision":"day","evidence":"metadata","words":"…","gmt":"…"}; "" where nothing is
/// known.
std::string date_to_json(const PublicationDate& date);

/// [{"date":"2017-07-10","precision":"day","rule":"written","words":"10 July 2017","span":["body",3,15]}]; ""
/// where there are none.
std::string events_to_json(const std::vector<EventDate>& events);

/// The inverse of the four above. Throw DocumentJsonError.
std::vector<std::string> strings_from_json(std::string_view json);
std::vector<analyzers::Tag> tags_from_json(std::string_view json);
PublicationDate date_from_json(std::string_view json);
std::vector<EventDate> events_from_json(std::string_view json);

}  // namespace corpus
