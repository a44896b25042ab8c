// What is read from an archive: documents, their history, what changed.
#include <map>

#include "corpus/archive_parts.h"
#include "corpus/document_json.h"
#include "corpus/json_text.h"

namespace corpus {
namespace {

constexpr int kColumnsRead = 23;

// What document_of() reads, in its order (`d` is the document, `v` the version), asked for in different ways.
struct Questions {
  std::string columns =
      "SELECT d.number, d.revision, d.id, p.id, t.id, d.withdrawn_reason, d.withdrawn_time, v.kind, "
      "v.language, "
      "v.title, v.summary, v.body, v.url, v.date, v.date_precision, v.date_evidence, v.date_words, "
      "v.date_gmt, "
      "v.hashtags, v.tags, d.translation_found, v.modified, v.events";
  std::string linked =
      " LEFT JOIN documents p ON p.number = d.parent LEFT JOIN documents t ON t.number = d.translation ";
  std::string newest = " FROM documents d JOIN versions v ON v.number = d.version" + linked;
  std::string by_number = columns + newest + "WHERE d.number = ?";
  std::string after_number = columns + newest + "WHERE d.number > ? ORDER BY d.number LIMIT 1";
  std::string after_revision = columns +
                               ", c.revision, i.imported_at"
                               ", (SELECT count(*) FROM versions w WHERE w.document = d.number)" +
                               newest +
                               "LEFT JOIN changes c ON c.revision ="
                               " (SELECT min(revision) FROM changes WHERE document = d.number)"
                               " LEFT JOIN imports i ON i.number = c.import "
                               "WHERE d.revision > ? ORDER BY d.revision LIMIT ?";
  std::string versions = columns +
                         ", v.revision, s.name, i.format, i.imported_at, i.importer_version, v.raw_sha256,"
                         " v.media_type, v.fetched_from, v.fetched_at, v.number, ifnull(r.size, 0)"
                         " FROM versions v JOIN documents d ON d.number = v.document"
                         " JOIN imports i ON i.number = v.import JOIN sources s ON s.number = i.source" +
                         " LEFT JOIN raw_records r ON r.number = v.raw" + linked;
  std::string history = versions + "WHERE v.document = ? ORDER BY v.number = d.version, v.number";
  std::string version = versions + "WHERE v.number = ?";
};

const Questions& questions() {
  static const Questions all;
  return all;
}

PublicationDate date_of(const Query& row, int column) {
  PublicationDate date;
  if (const auto read = parse_date(row.text(column))) date = *read;
  date.precision = date_precision_from_name(row.text(column + 1)).value_or(DatePrecision::unknown);
  date.evidence = date_evidence_from_name(row.text(column + 2)).value_or(DateEvidence::unknown);
  date.words = row.text(column + 3);
  date.gmt = row.text(column + 4);
  return date;
}

void add_names(Archive::Parts& parts, RowNumber number, Document& document) {
  Query names(parts, "SELECT name FROM names WHERE document = ? ORDER BY place", number);
  if (names.next()) document.key = names.text(0);
  while (names.next()) document.aliases.push_back(names.text(0));
}

void add_occurrences(Archive::Parts& parts, RowNumber number, Document& document) {
  Query rows(parts, "SELECT source, anchor FROM occurrences WHERE document = ? ORDER BY place", number);
  while (rows.next()) document.occurrences.push_back({rows.text(0), rows.text(1)});
}

Document document_of(Archive::Parts& parts, const Query& row) try {
  Document document;
  document.id = row.text(2);
  document.parent = row.text(3);
  document.translation = row.text(4);
  if (!row.is_null(5)) document.withdrawn = Withdrawal{row.text(5), row.text(6)};
  document.kind = kind_from_name(row.text(7)).value();
  document.language = analyzers::language_from_code(row.text(8)).value();
  document.title = row.text(9);
  document.summary = row.text(10);
  document.body = row.text(11);
  document.url = row.text(12);
  document.published = date_of(row, 13);
  document.hashtags = strings_from_json(row.text(18));
  document.tags = tags_from_json(row.text(19));
  document.modified = date_from_json(row.text(21));
  document.events = events_from_json(row.text(22));
  if (row.number(20) != 0) document.twin_evidence = twin_evidence(parts, row.number(0));
  add_names(parts, row.number(0), document);
  add_occurrences(parts, row.number(0), document);
  return document;
} catch (const DocumentJsonError& error) {
  throw ArchiveError(parts.file.string() + " is damaged at document " + row.text(2) + ": " + error.what());
} catch (const std::bad_optional_access&) {
  throw ArchiveError(parts.file.string() + " is damaged at document " + row.text(2) +
                     ": unknown kind or language");
}

Version version_of(Archive::Parts& parts, const Query& row) {
  const int first = kColumnsRead;
  Provenance provenance{row.text(first + 1), row.text(first + 2), row.text(first + 3), row.text(first + 4),
                        row.text(first + 5), row.text(first + 6), row.text(first + 7), row.text(first + 8)};
  return {row.number(first), std::move(provenance), document_of(parts, row), row.number(first + 9),
          row.number(first + 10)};
}

Document decided_document_at(Archive::Parts& parts, RowNumber number) {
  Document document = document_at(parts, number);
  apply_decisions(parts, number, document);
  return document;
}

// The translation that the document would have without editors.
void undo_decided_translation(Archive::Parts& parts, RowNumber number, Document& document) {
  const auto [other, found] = undecided_translation(parts, number);
  document.translation = other ? id_of(parts, *other) : DocumentId();
  document.twin_evidence.reset();
  if (found) document.twin_evidence = twin_evidence(parts, number);
}

std::string link_target(Archive::Parts& parts, RowNumber document, const char* type) {
  Query link(parts, "SELECT target FROM links WHERE document = ? AND type = ?", document, type);
  return link.next() ? link.text(0) : std::string();
}

std::map<std::string, std::int64_t> counted(Archive::Parts& parts, const char* sql) {
  std::map<std::string, std::int64_t> counts;
  for (Query rows(parts, sql); rows.next();) counts[rows.text(0)] = rows.number(1);
  return counts;
}

std::int64_t single_number(Archive::Parts& parts, const char* sql) {
  Query row(parts, sql);
  row.next();
  return row.number(0);
}

}  // namespace

std::optional<RowNumber> document_named(Archive::Parts& parts, std::string_view name) {
  Query row(parts, "SELECT document FROM names WHERE name = ?", name);
  if (!row.next()) return std::nullopt;
  return row.number(0);
}

std::optional<RowNumber> document_with_id(Archive::Parts& parts, std::string_view id) {
  Query row(parts, "SELECT number FROM documents WHERE id = ?", id);
  if (!row.next()) return std::nullopt;
  return row.number(0);
}

DocumentId id_of(Archive::Parts& parts, RowNumber number) {
  Query row(parts, "SELECT id FROM documents WHERE number = ?", number);
  row.next();
  return row.text(0);
}

Document document_at(Archive::Parts& parts, RowNumber number) {
  Query row(parts, questions().by_number.c_str(), number);
  row.next();
  return document_of(parts, row);
}

std::optional<Document> Archive::find(const DocumentId& id) const try {
  const ReadScope scope(*parts_);
  const auto number = document_with_id(*parts_, id);
  if (!number) return std::nullopt;
  return decided_document_at(*parts_, *number);
} catch (const SQLite::Exception& error) {
  parts_->fail("read document " + id + " from", error);
}

std::optional<Document> Archive::find_by_key(std::string_view key) const try {
  const ReadScope scope(*parts_);
  const auto number = document_named(*parts_, key);
  if (!number) return std::nullopt;
  return decided_document_at(*parts_, *number);
} catch (const SQLite::Exception& error) {
  parts_->fail("read a document from", error);
}

std::optional<DocumentNumber> Archive::number_of(std::string_view key) const try {
  return document_named(*parts_, key);
} catch (const SQLite::Exception& error) {
  parts_->fail("look for a document in", error);
}

std::vector<Version> Archive::history(const DocumentId& id) const try {
  const ReadScope scope(*parts_);
  std::vector<Version> versions;
  const auto number = document_with_id(*parts_, id);
  if (!number) return versions;
  Query rows(*parts_, questions().history.c_str(), *number);
  while (rows.next()) versions.push_back(version_of(*parts_, rows));
  return versions;
} catch (const SQLite::Exception& error) {
  parts_->fail("read the history of document " + id + " from", error);
}

void Archive::for_each_version(const DocumentId& id, const std::function<bool(const Version&)>& visit) const
    try {
  const ReadScope scope(*parts_);
  const auto number = document_with_id(*parts_, id);
  if (!number) return;
  std::vector<RowNumber> versions;
  Query rows(*parts_,
             "SELECT v.number FROM versions v JOIN documents d ON d.number = v.document WHERE d.number = ? "
             "ORDER BY v.number = d.version DESC, v.number DESC",
             *number);
  while (rows.next()) versions.push_back(rows.number(0));
  for (const auto version : versions) {
    Query row(*parts_, questions().version.c_str(), version);
    if (!row.next() || !visit(version_of(*parts_, row))) return;
  }
} catch (const SQLite::Exception& error) {
  parts_->fail("read the history of document " + id + " from", error);
}

std::vector<Record::Memory::Statement> Archive::statements_of(const DocumentId& id) const try {
  std::vector<Record::Memory::Statement> statements;
  Query rows(*parts_,
             "SELECT s.name, t.place, t.sha256 FROM statements t JOIN sources s ON s.number = t.source "
             "WHERE t.document = (SELECT number FROM documents WHERE id = ?) ORDER BY s.name, t.place",
             id);
  while (rows.next()) statements.push_back({rows.text(0), rows.text(1), rows.text(2)});
  return statements;
} catch (const SQLite::Exception& error) {
  parts_->fail("read what was said of document " + id + " from", error);
}

std::vector<Archive::Event> Archive::events_since(Revision since, std::size_t most) const try {
  std::vector<Event> events;
  Query rows(*parts_,
             "SELECT c.revision, d.id, b.name, p.source, c.what FROM changes c "
             "LEFT JOIN documents d ON d.number = c.document LEFT JOIN boilerplate b ON b.number = "
             "c.boilerplate LEFT JOIN captures p ON p.number = c.capture "
             "WHERE c.revision > ? ORDER BY c.revision LIMIT ?",
             since, static_cast<std::int64_t>(most));
  while (rows.next()) {
    using Subject = Event::Subject;
    const int column = !rows.is_null(1) ? 1 : !rows.is_null(2) ? 2 : 3;
    const Subject subjects[] = {Subject::document, Subject::standing_text, Subject::page};
    events.push_back({rows.number(0), subjects[column - 1], rows.text(column), rows.text(4)});
  }
  return events;
} catch (const SQLite::Exception& error) {
  parts_->fail("read what changed in", error);
}

Revision Archive::revision() const try {
  return single_number(*parts_, "SELECT ifnull(max(revision), 0) FROM changes");
} catch (const SQLite::Exception& error) {
  parts_->fail("read", error);
}

std::vector<Archive::Change> Archive::changed_since(Revision since, std::size_t most) const try {
  const ReadScope scope(*parts_);
  std::vector<Change> changes;
  Query rows(*parts_, questions().after_revision.c_str(), since, static_cast<std::int64_t>(most));
  while (rows.next()) {
    changes.push_back({rows.number(1), document_of(*parts_, rows),
                       FirstSight{rows.number(kColumnsRead), rows.text(kColumnsRead + 1)},
                       rows.number(kColumnsRead + 2)});
    apply_decisions(*parts_, rows.number(0), changes.back().document);
  }
  return changes;
} catch (const SQLite::Exception& error) {
  parts_->fail("read what changed in", error);
}

std::string Archive::change_name(Revision revision) const try {
  Query row(
      *parts_,
      "SELECT coalesce(d.id, b.sha256, p.sha256), c.what, i.imported_at FROM changes c "
      "JOIN imports i ON i.number = c.import LEFT JOIN documents d ON d.number = c.document "
      "LEFT JOIN boilerplate b ON b.number = c.boilerplate LEFT JOIN captures p ON p.number = c.capture "
      "WHERE c.revision = ?",
      revision);
  if (!row.next()) return {};
  return row.text(0) + ' ' + row.text(1) + ' ' + row.text(2);
} catch (const SQLite::Exception& error) {
  parts_->fail("read what changed in", error);
}

DocumentSet Archive::documents_of_source(std::string_view source) const try {
  DocumentSet documents;
  Query rows(
      *parts_,
      "SELECT d.number FROM documents d WHERE d.withdrawn_reason IS NULL AND d.number IN (SELECT t.document "
      "FROM statements t JOIN sources s ON s.number = t.source WHERE s.name = ? AND t.sha256 NOT GLOB "
      "'withdrawn*')",
      source);
  while (rows.next()) documents.insert(rows.number(0));
  return documents;
} catch (const SQLite::Exception& error) {
  parts_->fail("read", error);
}

std::vector<DocumentId> Archive::children_of(const DocumentId& parent) const try {
  std::vector<DocumentId> ids;
  Query rows(*parts_,
             "SELECT id FROM documents WHERE parent = (SELECT number FROM documents WHERE id = ?) "
             "AND withdrawn_reason IS NULL ORDER BY number",
             parent);
  while (rows.next()) ids.push_back(rows.text(0));
  return ids;
} catch (const SQLite::Exception& error) {
  parts_->fail("read the items of document " + parent + " from", error);
}

void Archive::for_each_document(const std::function<void(const Document&)>& visit, View view) const try {
  const bool undoes_links =
      view == View::said && Query(*parts_, "SELECT 1 FROM decisions WHERE field = 'translation'").next();
  for (RowNumber number = 0;;) {
    Document document;
    {
      const ReadScope scope(*parts_);
      Query row(*parts_, questions().after_number.c_str(), number);
      if (!row.next()) return;
      number = row.number(0);
      document = document_of(*parts_, row);
      if (view == View::decided) apply_decisions(*parts_, number, document);
      if (undoes_links) undo_decided_translation(*parts_, number, document);
      if (document.parent.empty()) document.parent = link_target(*parts_, number, "parent");
      if (document.translation.empty()) document.translation = link_target(*parts_, number, "translation");
    }
    visit(document);
  }
} catch (const SQLite::Exception& error) {
  parts_->fail("read", error);
}

Archive::Counts Archive::counts() const try {
  const ReadScope scope(*parts_);
  Counts counts;
  counts.documents = single_number(*parts_, "SELECT count(*) FROM documents WHERE withdrawn_reason IS NULL");
  counts.withdrawn =
      single_number(*parts_, "SELECT count(*) FROM documents WHERE withdrawn_reason IS NOT NULL");
  counts.versions = single_number(*parts_, "SELECT count(*) FROM versions");
  counts.boilerplate = single_number(*parts_, "SELECT count(*) FROM boilerplate");
  counts.twins = single_number(*parts_, "SELECT count(*) FROM twins");
  counts.captures = single_number(*parts_, "SELECT count(*) FROM captures");
  counts.by_kind = counted(*parts_,
                           "SELECT kind, count(*) FROM documents d JOIN versions v ON v.number = d.version "
                           "WHERE withdrawn_reason IS NULL GROUP BY kind");
  counts.by_language =
      counted(*parts_,
              "SELECT language, count(*) FROM documents d JOIN versions v ON v.number = d.version "
              "WHERE withdrawn_reason IS NULL GROUP BY language");
  counts.by_date_precision =
      counted(*parts_,
              "SELECT date_precision, count(*) FROM documents d JOIN versions v ON v.number = d.version "
              "WHERE withdrawn_reason IS NULL GROUP BY date_precision");
  return counts;
} catch (const SQLite::Exception& error) {
  parts_->fail("count", error);
}

std::string Archive::archive_id() const try {
  Query row(*parts_, "SELECT value FROM archive WHERE name = 'archive_id'");
  if (!row.next()) throw ArchiveError(parts_->file.string() + " is damaged: it has no name of its own");
  return row.text(0);
} catch (const SQLite::Exception& error) {
  parts_->fail("read", error);
}

}  // namespace corpus
