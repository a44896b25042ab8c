// The versions of a document, for people and for programs, and what differs between two of them.
#pragma once

#include <string>
#include <vector>

#include "corpus/archive.h"

namespace indexer {

/// The fields in which two versions differ: "kind", "language", "title", "summary", "body", "url", "date",
/// "hashtags", "tags", in this order.
std::vector<std::string> changed_fields(const corpus::Document& before, const corpus::Document& after);

/// One line a version, the oldest first, numbered from 1: revision, time of import, format and source, and
/// what differs from the one before.
std::string history_text(const std::vector<corpus::Version>& versions);

/// The same as one JSON object (form: docs/operations.md), indented.
std::string history_json(const std::vector<corpus::Version>& versions,
                         const std::vector<corpus::Record::Memory::Sighting>& sightings = {},
                         const std::vector<corpus::Decision>& decisions = {});

/// Since when the document is no longer shown, and why, in a line; nothing where it is shown.
std::string withdrawal_text(const corpus::Document& document);

/// When each source was seen to hold the document, and what editors decided of it, a line each.
std::string sightings_text(const std::vector<corpus::Record::Memory::Sighting>& sightings);
std::string decisions_text(const std::vector<corpus::Decision>& decisions);

/// What differs, a paragraph for each field: of texts the lines that differ, words that went as [-…-], words
/// that came as {+…+}. Where too much differs to be held against each other word by word, the whole text went
/// and the whole text came. Empty where nothing differs.
std::string difference_text(const corpus::Document& before, const corpus::Document& after);

}  // namespace indexer
