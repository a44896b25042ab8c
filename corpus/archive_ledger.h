// The ledger's rows: found when a text is stored, so that reading the ledger reads no text. For the archive's
// own sources alone.
#pragma once

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <string>

#include "corpus/document.h"

namespace corpus {

/// Writes rows of the ledger. Lives no longer than its database.
class LedgerTable {
 public:
  explicit LedgerTable(SQLite::Database& database);

  /// Takes back what was noted for the document numbered `document`.
  void forget_document(std::int64_t document);

  /// Notes the counts that `content` states. What an older version stated is to be forgotten before.
  void note_document(std::int64_t document, const Document& content);

  /// Notes the counts that standing text states.
  void note_boilerplate(std::int64_t boilerplate, const std::string& name, const std::string& text);

 private:
  SQLite::Statement forget_, add_to_document_, add_to_boilerplate_;
};

/// Notes the counts of all that the archive holds: for one that was made before there was a ledger.
void note_all_counts(SQLite::Database& database);

}  // namespace corpus
