// What is no longer shown, and whose word that is.
#include "corpus/archive_parts.h"

namespace corpus {
namespace {

bool mark_withdrawn(Archive::Parts& parts, RowNumber number, const std::string& reason,
                    const Provenance& provenance) {
  Query(parts,
        "UPDATE documents SET withdrawn_reason = ?, withdrawn_time = ? "
        "WHERE number = ? AND withdrawn_reason IS NULL",
        reason, provenance.imported_at, number)
      .run();
  if (parts.database->getChanges() == 0) return false;
  parts.record_change(number, "withdrawn", provenance);
  return true;
}

}  // namespace

bool is_statement_hash(std::string_view text) {
  if (text.starts_with(kSaysWithdrawn)) {
    text.remove_prefix(kSaysWithdrawn.size());
    if (text.empty()) return true;
    if (text.front() != ':') return false;
    text.remove_prefix(1);
  }
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool is_contradicted(Archive::Parts& parts, RowNumber document, const std::string& source,
                     bool says_withdrawn) {
  Query other(parts,
              "SELECT 1 FROM statements t JOIN sources s ON s.number = t.source "
              "WHERE t.document = ? AND s.name <> ? AND (t.sha256 GLOB 'withdrawn*') <> ? "
              // Before 0.1.0 a retag left a statement, though no source says what it writes.
              "AND s.name NOT GLOB 'retag 20*'",
              document, source, std::int64_t{says_withdrawn});
  return other.next();
}

bool Archive::withdraw(const DocumentId& id, const std::string& reason, const Provenance& provenance) try {
  WriteScope scope(*parts_);
  const auto number = document_with_id(*parts_, id);
  if (!number || !mark_withdrawn(*parts_, *number, reason, provenance)) return false;
  scope.commit();
  return true;
} catch (const SQLite::Exception& error) {
  parts_->fail("withdraw document " + id + " in", error);
}

bool Archive::unpublish(const std::string& key, const Provenance& provenance, const Run& run) {
  const auto number = number_of(key);
  return number && unpublish(*number, provenance, run);
}

bool Archive::unpublish(DocumentNumber number, const Provenance& provenance, const Run& run) try {
  WriteScope scope(*parts_);
  if (run.said.contains(number)) return false;
  {
    Query said(*parts_,
               "SELECT 1 FROM statements t JOIN sources s ON s.number = t.source "
               "WHERE t.document = ? AND s.name = ? AND t.place = '' AND t.sha256 = ?",
               number, provenance.source, kSaysWithdrawn);
    if (said.next()) return false;
  }
  Query(*parts_, "INSERT OR REPLACE INTO statements(document, source, place, sha256) VALUES(?, ?, '', ?)",
        number, parts_->source_of(provenance.source), kSaysWithdrawn)
      .run();
  const bool was_shown = mark_withdrawn(*parts_, number, "no longer published", provenance);
  scope.commit();
  return was_shown;
} catch (const SQLite::Exception& error) {
  parts_->fail("withdraw a document in", error);
}

bool Archive::leave_source(const DocumentId& id, const Provenance& provenance) try {
  const auto number = document_with_id(*parts_, id);
  return number && leave_source(*number, provenance);
} catch (const SQLite::Exception& error) {
  parts_->fail("withdraw document " + id + " in", error);
}

bool Archive::leave_source(DocumentNumber number, const Provenance& provenance) try {
  WriteScope scope(*parts_);
  Query(*parts_,
        "DELETE FROM statements WHERE document = ? AND source = (SELECT number FROM sources WHERE name = ?)",
        number, provenance.source)
      .run();
  const bool is_published_elsewhere = is_contradicted(*parts_, number, provenance.source, true);
  const bool was_shown =
      !is_published_elsewhere && mark_withdrawn(*parts_, number, "gone from its source", provenance);
  scope.commit();
  return was_shown;
} catch (const SQLite::Exception& error) {
  parts_->fail("withdraw a document in", error);
}

}  // namespace corpus
