// The ledger's rows: found when a text is stored, so that reading the ledger reads no text. For the archive's
// own sources alone.
#pragma once

#include <SQLiteCpp/Database.h>

#include <cstdint>
#include <string>

#include "corpus/document.h"

namespace corpus {

/// Puts the counts that `content` states in the place of those noted for the document numbered `document`
/// before.
void note_counts_of_document(SQLite::Database& database, std::int64_t document, const Document& content);

/// Notes the counts that standing text states.
void note_counts_of_boilerplate(SQLite::Database& database, std::int64_t boilerplate, const std::string& name,
                                const std::string& text);

/// Notes the counts of all that the archive holds: for one that was made before there was a ledger.
void note_all_counts(SQLite::Database& database);

}  // namespace corpus
