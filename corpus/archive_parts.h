// What an open archive is made of. For the archive's own sources alone.
#pragma once

#include <SQLiteCpp/Statement.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

#include "corpus/archive_ledger.h"
#include "corpus/archive_schema.h"

namespace corpus {

/// Numbers of rows; documents are numbered in the order of first sight.
using RowNumber = std::int64_t;

/// Bytes for a BLOB column.
struct Blob {
  std::string_view bytes;
};

struct Archive::Parts {
  Parts(const std::filesystem::path& path, Access access);

  SQLite::Statement& statement(const char* sql);  // prepared once; `sql` is a literal
  LedgerTable& ledger();                          // likewise
  bool in_transaction() const;
  void roll_back() noexcept;

  /// Number of the row that says where a batch came from, made when first needed.
  RowNumber import_of(const Provenance& provenance);
  RowNumber source_of(const std::string& name);

  /// The next revision, a document's; its own row does not say so yet.
  Revision next_revision(RowNumber document, const char* what, const Provenance& provenance);
  /// Gives a document, standing text or page the next revision.
  Revision record_change(RowNumber document, const char* what, const Provenance& provenance);
  void record_change_of_boilerplate(RowNumber boilerplate, const char* what, const Provenance& provenance);
  void record_change_of_capture(RowNumber capture, const char* what, const Provenance& provenance);

  [[noreturn]] void fail(std::string_view doing, const SQLite::Exception& error) const {
    throw_archive_error(file, doing, error);
  }

  std::filesystem::path file;
  bool writable;
  bool in_batch = false;  // between begin_batch() and its end
  int snapshots = 0;
  std::unique_ptr<SQLite::Database> database;
  std::unordered_map<const char*, std::unique_ptr<SQLite::Statement>> statements;
  std::unique_ptr<LedgerTable> ledger_table;
  std::optional<std::pair<Provenance, RowNumber>> last_import;
  std::optional<std::pair<std::string, RowNumber>> last_source;
};

/// One run of a prepared statement: bound, stepped, and let go of when it ends, so that it holds no lock.
class Query {
 public:
  template <typename... Values>
  Query(Archive::Parts& parts, const char* sql, const Values&... values) : statement_(parts.statement(sql)) {
    int place = 0;
    (bind(++place, values), ...);
  }
  ~Query() { statement_.tryReset(); }
  Query(const Query&) = delete;
  Query& operator=(const Query&) = delete;

  bool next() { return statement_.executeStep(); }
  void run() { statement_.exec(); }

  bool is_null(int column) const { return statement_.getColumn(column).isNull(); }
  std::int64_t number(int column) const { return statement_.getColumn(column).getInt64(); }
  double fraction(int column) const { return statement_.getColumn(column).getDouble(); }
  std::string text(int column) const { return statement_.getColumn(column).getString(); }

 private:
  void bind(int place, std::int64_t value) { statement_.bind(place, value); }
  void bind(int place, double value) { statement_.bind(place, value); }
  void bind(int place, const std::string& value) { statement_.bind(place, value); }
  void bind(int place, std::string_view value) { statement_.bind(place, std::string(value)); }
  void bind(int place, const char* value) { statement_.bind(place, value); }
  void bind(int place, const Blob& value) {
    statement_.bind(place, static_cast<const void*>(value.bytes.data()),
                    static_cast<int>(value.bytes.size()));
  }
  template <typename Value>
  void bind(int place, const std::optional<Value>& value) {
    if (value) {
      bind(place, *value);
    } else {
      statement_.bind(place);
    }
  }

  SQLite::Statement& statement_;
};

/// One call's writing: a part of the open batch, or else a batch of its own, given up where commit() is not
/// reached.
class WriteScope {
 public:
  explicit WriteScope(Archive::Parts& parts);
  ~WriteScope();
  WriteScope(const WriteScope&) = delete;
  WriteScope& operator=(const WriteScope&) = delete;

  void commit();

 private:
  Archive::Parts& parts_;
  bool own_;
};

/// Several reads of one state: inside the transaction that is open, or else in one of its own.
class ReadScope {
 public:
  explicit ReadScope(Archive::Parts& parts);
  ~ReadScope();
  ReadScope(const ReadScope&) = delete;
  ReadScope& operator=(const ReadScope&) = delete;

 private:
  Archive::Parts& parts_;
  bool own_;
};

// --- archive_read.cpp ---

/// Number of the document known under `name` (key or alias); nothing where there is none.
std::optional<RowNumber> document_named(Archive::Parts& parts, std::string_view name);
std::optional<RowNumber> document_with_id(Archive::Parts& parts, std::string_view id);
DocumentId id_of(Archive::Parts& parts, RowNumber number);
/// The newest version of a document that is there, as sources say it.
Document document_at(Archive::Parts& parts, RowNumber number);

// --- archive_raw.cpp ---

/// Keeps the bytes once and returns their number; nothing where there are none, or too many.
std::optional<RowNumber> store_raw(Archive::Parts& parts, std::string_view bytes);

// --- archive_sightings.cpp ---

/// The source held the document at `time` (UTC, ISO 8601).
void note_sighting(Archive::Parts& parts, RowNumber document, const std::string& source,
                   const std::string& time);

/// The same of a document that was added just now.
void note_first_sighting(Archive::Parts& parts, RowNumber document, const std::string& source,
                         const std::string& time);

/// What another archive, or this one at another time, saw.
void recall_sightings(Archive::Parts& parts, RowNumber document,
                      const std::vector<Record::Memory::Sighting>& sightings);

// --- archive_record.cpp ---

/// SHA-256 of what a record says of a document beside its names: all that makes a version.
std::string content_hash(const Document& document);

/// The words of `text` as identity compares them.
std::string folded(const std::string& text);

/// Throws RecordRefused for a record that is not fit to be stored.
void check_record(const Record& record);

// --- archive_withdrawal.cpp ---

/// How the hash of a statement begins that says of its document that it is not published.
inline constexpr std::string_view kSaysWithdrawn = "withdrawn";

/// Whether `text` may be what a source is kept to have said: 64 hexadecimal digits, `withdrawn`, or both with
/// a colon between.
bool is_statement_hash(std::string_view text);

/// Whether a source other than `source` last said the contrary: that the document is published, where
/// `says_withdrawn`, or that it is not.
bool is_contradicted(Archive::Parts& parts, RowNumber document, const std::string& source,
                     bool says_withdrawn);

// --- archive_links.cpp ---

enum class LinkType { parent, translation };

/// Notes that `document` says its link of this type leads to `target` (a key, alias or id). Where `keep_old`,
/// only if it said nothing before. Returns whether that is new.
bool state_link(Archive::Parts& parts, RowNumber document, LinkType type, std::string_view target,
                bool keep_old);

/// What may have changed the links of a document and of those at their other ends.
struct LinkChange {
  bool names_grew = false;                      // others may have waited for the new name
  bool kind_changed = false;                    // or for what it is now
  std::optional<RowNumber> translation_before;  // stated_translation() before the statement changed
};

/// Makes the links right that `change` of `document` may have touched. Gives every other document whose links
/// changed a new revision, and returns whether `document`'s own changed.
bool refresh_links(Archive::Parts& parts, RowNumber document, const LinkChange& change,
                   const Provenance& provenance);

/// The number of the document of this name (key, alias) or id; nothing where it is not here.
std::optional<RowNumber> resolved(Archive::Parts& parts, std::string_view target);

/// Whether a document that was added just now may have links that it does not state itself: another states
/// one to it, or editors have decided on translations. Hardly any has.
bool is_named_by_links(Archive::Parts& parts, RowNumber document);

/// Makes the links of one document what is stated and found. Whether that changed them; the caller gives it a
/// revision.
bool refresh_links_of(Archive::Parts& parts, RowNumber document);

/// The kind of the document as it is shown, by its name; empty where it has no version yet.
std::string shown_kind(Archive::Parts& parts, RowNumber document);

/// The parents that are stated, by `document` or (after `change`) of it, and not made: a sentence each.
std::vector<std::string> refused_parents(Archive::Parts& parts, RowNumber document, const LinkChange& change);

/// The document that `document` itself names as its translation and that is here.
std::optional<RowNumber> stated_translation(Archive::Parts& parts, RowNumber document);

/// The documents whose translation may change with what is stated, found or decided of `document`, and
/// itself.
std::set<RowNumber> documents_linked_with(Archive::Parts& parts, RowNumber document);

/// Makes the links of `documents` right. Gives each whose links changed a new revision, but for `changed`,
/// which has one already.
void refresh_links_of_all(Archive::Parts& parts, const std::set<RowNumber>& documents, RowNumber changed,
                          const Provenance& provenance);

/// The translation as sources state it or as it was found, whatever editors decided; and whether it was
/// found.
std::pair<std::optional<RowNumber>, bool> undecided_translation(Archive::Parts& parts, RowNumber document);

// --- archive_decisions.cpp ---

/// Lays what editors decided over what sources say; links are left alone, which follow decisions already.
void apply_decisions(Archive::Parts& parts, RowNumber number, Document& document);

/// The document that editors hold for the translation of `document`.
std::optional<RowNumber> decided_translation(Archive::Parts& parts, RowNumber document);

/// Whether editors say that the two are no translations of each other.
bool is_rejected_translation(Archive::Parts& parts, RowNumber document, RowNumber other);

// --- archive_purge.cpp ---

/// How the name of every erased document begins, and of no other.
inline constexpr std::string_view kErasedName = "purged:";

/// Keeps one hash of an erased document, by which it is known again; `what` is name, raw or text.
void store_hash(Archive::Parts& parts, RowNumber document, std::string_view what, const std::string& hash);

/// What the same title and text have under any name: folded, as identity compares them.
std::string text_hash(const Document& document);

/// What an erased document is called that was called `name`: "purged:" and the hash.
std::string name_after_purge(std::string_view name);

// --- archive_purged.cpp ---

bool is_purged(Archive::Parts& parts, RowNumber document);

/// Throws ErasedBefore where the record is of a document that was erased. Its other names are known from then
/// on, so that parts of pages that it became are told, too.
void refuse_purged(Archive::Parts& parts, const Record& record);

/// The hash of an erased document's key where `name` is such a name; nothing for others.
std::optional<std::string> purged_name(Archive::Parts& parts, std::string_view name);

// --- archive_pages.cpp ---

/// Blanks the parts of pages that became a document of one of these names. Each such page gets a revision.
void erase_from_pages(Archive::Parts& parts, const std::vector<std::string>& names,
                      const Provenance& provenance);

// --- archive_twins.cpp ---

/// The document that was found to be the version of `document` in the other language, shown as that or not.
std::optional<RowNumber> found_twin(Archive::Parts& parts, RowNumber document);

/// Why; `document` has a found twin.
TwinEvidence twin_evidence(Archive::Parts& parts, RowNumber document);

}  // namespace corpus
