// The parts of a document's line of JSON: kind, tags, dates, places, and what an export knows of it. Foreign:
// each is what the format asks for, or throws DocumentJsonError that names the field.
#pragma once

#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

#include "corpus/document.h"
#include "corpus/json_fields.h"
#include "corpus/sources/source.h"

namespace corpus {

/// The field `kind`, which must be there.
Kind kind_of(const Fields& fields);

std::vector<analyzers::Tag> tags_of(const nlohmann::json& value);

/// A date under the name `name`, for messages.
PublicationDate date_of(const nlohmann::json& value, std::string_view name);

std::vector<EventDate> events_of(const nlohmann::json& value);
std::vector<Occurrence> occurrences_of(const nlohmann::json& value);
Withdrawal withdrawal_of(const nlohmann::json& value);

/// The fields `score`, `order` and `reasons` of found twins.
TwinEvidence evidence_of(const Fields& fields);

/// What each source last said, and when it was seen to hold the document.
std::vector<Record::Memory::Statement> statements_of(const nlohmann::json& value);
std::vector<Record::Memory::Sighting> sightings_of(const nlohmann::json& value);

/// Throw where `key` cannot name a document, `id` can be no id; an empty id can.
void check_key(std::string_view field, std::string_view key);
void check_id(std::string_view id);

}  // namespace corpus
