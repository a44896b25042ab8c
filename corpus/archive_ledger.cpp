#include "corpus/archive_ledger.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "corpus/archive_parts.h"
#include "corpus/key_text.h"
#include "corpus/ledger_bounds.h"

namespace corpus {
namespace {

constexpr LedgerEvidence kEvidence[] = {LedgerEvidence::boilerplate, LedgerEvidence::welcome,
                                        LedgerEvidence::statement};

LedgerEvidence evidence_named(const std::string& name) {
  for (const auto evidence : kEvidence) {
    if (ledger_evidence_name(evidence) == name) return evidence;
  }
  throw ArchiveError("the archive is damaged: its ledger knows the evidence \"" + name + '"');
}

// A home page's greeting: "Welcome to the Global Coalition …".
bool greets(const std::string& text) {
  constexpr std::string_view kGreetings[] = {"welcome to the global coalition", "welcome to the coalition",
                                             "مرحبا بكم في", "اهلا بكم في", "اهلا وسهلا بكم في"};
  const std::string words = key_text(text, 40);
  return std::any_of(std::begin(kGreetings), std::end(kGreetings), [&words](std::string_view greeting) {
    return words.find(greeting) != std::string::npos;
  });
}

// `row` adds one for what is numbered `number`.
void note_counts(SQLite::Statement& row, std::int64_t number, const std::string& text,
                 LedgerEvidence evidence) {
  std::set<std::pair<int, std::string>> noted;  // a summary that repeats its text counts once
  for (const auto& count : member_counts(text)) {
    if (!noted.emplace(count.members, count.words).second) continue;
    row.tryReset();
    row.bind(1, count.members);
    row.bind(2, std::string(ledger_evidence_name(evidence)));
    row.bind(3, count.words);
    row.bind(4, number);
    row.exec();
  }
  row.tryReset();
}

PublicationDate date_of(const Query& row, int column) {
  PublicationDate date;
  if (const auto read = parse_date(row.text(column))) date = *read;
  date.evidence = date_evidence_from_name(row.text(column + 1)).value_or(DateEvidence::unknown);
  date.words = row.text(column + 2);
  date.gmt = row.text(column + 3);
  return date;
}

/// Entries of the ledger, and when the text of each was first seen.
struct DatedReading {
  std::vector<LedgerEntry> entries;
  std::vector<std::string> first_seen;
};

void add_counts_of_documents(Archive::Parts& parts, DatedReading& counts) {
  Query rows(
      parts,
      "SELECT l.members, l.evidence, l.words, d.id, "
      "coalesce((SELECT source FROM occurrences o WHERE o.document = d.number ORDER BY place LIMIT 1), "
      "nullif(v.url, ''), (SELECT name FROM names n WHERE n.document = d.number AND place = 0)), "
      "v.date, v.date_evidence, v.date_words, v.date_gmt, d.revision, "
      "(SELECT min(coalesce(nullif(f.fetched_at, ''), i.imported_at)) FROM versions f "
      "JOIN imports i ON i.number = f.import WHERE f.document = d.number) "
      "FROM ledger l JOIN documents d ON d.number = l.document JOIN versions v ON v.number = d.version "
      "WHERE d.withdrawn_reason IS NULL");
  while (rows.next()) {
    counts.entries.push_back({static_cast<int>(rows.number(0)), evidence_named(rows.text(1)), rows.text(2),
                              rows.text(3), rows.text(4), date_of(rows, 5), rows.number(9)});
    counts.first_seen.push_back(rows.text(10));
  }
}

void add_counts_of_boilerplate(Archive::Parts& parts, DatedReading& counts) {
  Query rows(
      parts,
      "SELECT DISTINCT l.members, l.evidence, l.words, o.source, b.revision, b.first_seen FROM ledger l "
      "JOIN boilerplate b ON b.number = l.boilerplate "
      "JOIN boilerplate_occurrences o ON o.boilerplate = l.boilerplate");
  while (rows.next()) {
    counts.entries.push_back({static_cast<int>(rows.number(0)),
                              evidence_named(rows.text(1)),
                              rows.text(2),
                              {},
                              rows.text(3),
                              {},
                              rows.number(4)});
    counts.first_seen.push_back(rows.text(5));
  }
}

}  // namespace

LedgerTable::LedgerTable(SQLite::Database& database)
    : forget_(database, "DELETE FROM ledger WHERE document = ?"),
      add_to_document_(database, "INSERT INTO ledger(members, evidence, words, document) VALUES(?, ?, ?, ?)"),
      add_to_boilerplate_(database,
                          "INSERT INTO ledger(members, evidence, words, boilerplate) VALUES(?, ?, ?, ?)") {}

void LedgerTable::forget_document(std::int64_t document) {
  forget_.tryReset();
  forget_.bind(1, document);
  forget_.exec();
}

void LedgerTable::note_document(std::int64_t document, const Document& content) {
  const std::string text = content.title + '\n' + content.summary + '\n' + content.body;
  const bool is_welcome = content.kind == Kind::page && greets(text);
  note_counts(add_to_document_, document, text,
              is_welcome ? LedgerEvidence::welcome : LedgerEvidence::statement);
}

void LedgerTable::note_boilerplate(std::int64_t boilerplate, const std::string& name,
                                   const std::string& text) {
  note_counts(add_to_boilerplate_, boilerplate, text,
              name.starts_with("welcome") ? LedgerEvidence::welcome : LedgerEvidence::boilerplate);
}

void note_all_counts(SQLite::Database& database) {
  LedgerTable ledger(database);
  SQLite::Statement documents(database,
                              "SELECT d.number, v.kind, v.title, v.summary, v.body FROM documents d "
                              "JOIN versions v ON v.number = d.version");
  while (documents.executeStep()) {
    Document content;
    content.kind = kind_from_name(documents.getColumn(1).getString()).value_or(Kind::page);
    content.title = documents.getColumn(2).getString();
    content.summary = documents.getColumn(3).getString();
    content.body = documents.getColumn(4).getString();
    ledger.note_document(documents.getColumn(0).getInt64(), content);
  }
  SQLite::Statement texts(database, "SELECT number, name, text FROM boilerplate");
  while (texts.executeStep()) {
    ledger.note_boilerplate(texts.getColumn(0).getInt64(), texts.getColumn(1).getString(),
                            texts.getColumn(2).getString());
  }
}

std::vector<LedgerEntry> Archive::ledger() const try {
  const ReadScope scope(*parts_);
  DatedReading counts;
  add_counts_of_documents(*parts_, counts);
  add_counts_of_boilerplate(*parts_, counts);
  bound_dates(counts.entries, counts.first_seen);
  auto& entries = counts.entries;
  std::sort(entries.begin(), entries.end(), [](const LedgerEntry& a, const LedgerEntry& b) {
    return std::tie(a.members, a.evidence, a.source, a.document, a.words) <
           std::tie(b.members, b.evidence, b.source, b.document, b.words);
  });
  return std::move(entries);
} catch (const SQLite::Exception& error) {
  parts_->fail("read the ledger of", error);
}

}  // namespace corpus
