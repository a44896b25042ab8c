// Storing a document: what is new about it, what becomes of its links.
#include "corpus/archive_put.h"

#include <algorithm>

#include "corpus/json_text.h"

namespace corpus {
namespace {

// Where the record's version came from: what the batch says, and what the source knows of this record.
Provenance provenance_of(const Record& record, const Provenance& batch) {
  auto from = batch;
  if (!record.raw_sha256.empty()) from.raw_sha256 = record.raw_sha256;
  from.media_type = record.media_type;
  from.fetched_from = record.fetched_from;
  from.fetched_at = record.fetched_at;
  return from;
}

}  // namespace

Archive::PutResult DocumentWriter::put() {
  content_sha256_ = content_hash(document_);
  const auto known = find_known();
  if (known) {
    refuse_second(known->number);
    meet_again(*known);
  } else {
    add();
  }
  add_names();
  add_occurrences();
  settle_withdrawal();
  note_seen();
  if (!record_.joins_equal && !record_.memory) run_.said.insert(number_);
  if (added_id_ && !states_links() && !is_named_by_links(parts_, number_))
    return {*added_id_, number_, Archive::Outcome::added, {}};
  if (refresh_links(parts_, number_, links_, provenance_)) touch("link");
  const auto met = revision_ ? Archive::Outcome::changed : Archive::Outcome::unchanged;
  return {added_id_ ? *added_id_ : id_of(parts_, number_), number_, known ? met : Archive::Outcome::added,
          refused_parents(parts_, number_, links_)};
}

Revision DocumentWriter::touch(const char* what) {
  if (!revision_) revision_ = parts_.record_change(number_, what, provenance_);
  return *revision_;
}

// --- what is new ---

// Two texts for one document in one file would take turns at every import. The first still is what the source
// last said, for all that differs from it is refused.
void DocumentWriter::refuse_second(RowNumber number) const {
  if (record_.joins_equal || record_.memory || record_.ours || is_of_a_crawl()) return;
  if (!run_.said.contains(number)) return;
  Query same(parts_,
             "SELECT 1 FROM statements t JOIN sources s ON s.number = t.source "
             "WHERE t.document = ? AND s.name = ? AND t.sha256 = ?",
             number, provenance_.source, statement_hash());
  if (same.next()) return;
  throw GivenTwice(document_.key + " is given twice in this file; the first is kept");
}

void DocumentWriter::add() {
  added_id_ = free_id();
  Query(parts_, "INSERT INTO documents(id, revision) VALUES(?, 0)", *added_id_).run();
  number_ = parts_.database->getLastInsertRowid();
  revision_ = parts_.next_revision(number_, "added", provenance_);
  Query(parts_, "INSERT INTO names(name, document, place) VALUES(?, ?, 0)", document_.key, number_).run();
  links_.names_grew = true;
  show_version(store_version(document_, content_sha256_), document_);
  if (record_.memory) {
    note_memory(true);
  } else {
    note_statement();
  }
  state_links(false);
}

// An export tells what another archive, or this one at another time, knew. What is here already, provenance
// and all, is not told again; what was earlier there is never shown here.
void DocumentWriter::recall() {
  recalled_ = equal_versions() > std::int64_t{record_.memory->again};
  if (recalled_) {
    note_memory(false);
    return;
  }
  links_.translation_before = stated_translation(parts_, number_);
  const RowNumber version = store_version(document_, content_sha256_);
  if (record_.memory->earlier) return;
  show_version(version, document_);
  note_memory(true);
  state_links(false);
}

std::int64_t DocumentWriter::equal_versions() const {
  Query count(parts_,
              "SELECT count(*) FROM versions v JOIN imports i ON i.number = v.import "
              "JOIN sources s ON s.number = i.source WHERE v.document = ? AND v.content_sha256 = ? AND "
              "v.raw_sha256 = ? AND s.name = ? AND i.format = ? AND i.imported_at = ? AND "
              "i.importer_version = ?",
              number_, content_sha256_, provenance_.raw_sha256, provenance_.source, provenance_.format,
              provenance_.imported_at, provenance_.importer_version);
  count.next();
  return count.number(0);
}

void DocumentWriter::note_memory(bool is_new) {
  const char* const sql =
      is_new ? "INSERT OR REPLACE INTO statements(document, source, place, sha256) VALUES(?, ?, ?, ?)"
             : "INSERT OR IGNORE INTO statements(document, source, place, sha256) VALUES(?, ?, ?, ?)";
  for (const auto& said : record_.memory->statements) {
    Query(parts_, sql, number_, parts_.source_of(said.source), said.place, said.sha256).run();
  }
}

void DocumentWriter::note_seen() {
  if (record_.memory) {
    recall_sightings(parts_, number_, record_.memory->sightings);
  } else if (added_id_ && !record_.ours) {
    note_first_sighting(parts_, number_, provenance_.source, provenance_.imported_at);
  } else if (!record_.ours) {
    note_sighting(parts_, number_, provenance_.source, provenance_.imported_at);
  }
}

void DocumentWriter::meet_again(const Known& known) {
  number_ = known.number;
  if (record_.memory) {
    recall();
    return;
  }
  repeated_ = is_repeated();
  if (repeated_) return;
  links_.translation_before = stated_translation(parts_, number_);
  const bool fills_gaps = only_fills_gaps(known);
  const Document content = fills_gaps ? with_gaps_filled() : document_;
  const std::string hash = fills_gaps ? content_hash(content) : content_sha256_;
  bool is_new = true;
  {
    Query newest(
        parts_,
        "SELECT v.content_sha256 FROM documents d JOIN versions v ON v.number = d.version WHERE d.number = ?",
        number_);
    newest.next();
    is_new = newest.text(0) != hash;
  }
  if (is_new && is_older_than_shown()) {
    (void)store_version(content, hash);
    note_statement();
    return;
  }
  if (is_new) show_version(store_version(content, hash), content);
  note_statement();
  state_links(fills_gaps);
}

// An item that joined a document by its text says no more than that it was met there too; met again where the
// document was first read, it is that document and may correct it.
bool DocumentWriter::only_fills_gaps(const Known& known) {
  if (!record_.joins_equal) return false;
  if (known.how == FoundBy::equality) return true;
  if (known.how == FoundBy::key && !document_.occurrences.empty()) {
    Query first(parts_, "SELECT source, anchor FROM occurrences WHERE document = ? ORDER BY place LIMIT 1",
                number_);
    if (first.next() && document_.occurrences.front() == Occurrence{first.text(0), first.text(1)})
      return false;
  }
  return find_equal(number_).has_value();
}

Document DocumentWriter::with_gaps_filled() const {
  Document content = document_at(parts_, number_);
  if (content.url.empty()) content.url = document_.url;
  if (content.published.precision == DatePrecision::unknown) content.published = document_.published;
  if (content.modified.precision == DatePrecision::unknown) content.modified = document_.modified;
  return content;
}

// A crawl tells how a page stood when it was fetched, once for each such time: its states are versions, one
// after another, and none of them is its last word.
bool DocumentWriter::is_of_a_crawl() const {
  return !record_.fetched_at.empty() &&
         (provenance_.format == "warc" || provenance_.format == "zip" || provenance_.format == "tar");
}

// A state of before is kept, not shown: crawls may be read in any order.
bool DocumentWriter::is_older_than_shown() const {
  if (!is_of_a_crawl()) return false;
  Query shown(
      parts_,
      "SELECT v.fetched_at FROM documents d JOIN versions v ON v.number = d.version WHERE d.number = ?",
      number_);
  return shown.next() && record_.fetched_at < shown.text(0);
}

bool DocumentWriter::is_withdrawn_since(const std::string& time) const {
  Query row(parts_, "SELECT withdrawn_time FROM documents WHERE number = ? AND withdrawn_reason IS NOT NULL",
            number_);
  return row.next() && time < row.text(0);
}

// A source has one statement on a document; a page has one for each place where it prints it, a crawl one for
// each time and text.
std::string DocumentWriter::statement_place() const {
  if (is_of_a_crawl()) return record_.fetched_at + '#' + record_.raw_sha256;
  if (!record_.joins_equal || document_.occurrences.empty()) return {};
  const auto& first = document_.occurrences.front();
  return first.source + '#' + first.anchor;
}

std::string DocumentWriter::statement_hash() const {
  const auto hash = sha256_hex(content_sha256_ + record_.parent_key + '\n' + record_.translation_key);
  return document_.withdrawn ? std::string(kSaysWithdrawn) + ':' + hash : hash;
}

bool DocumentWriter::is_repeated() {
  Query row(parts_,
            "SELECT t.sha256 FROM statements t JOIN sources s ON s.number = t.source "
            "WHERE t.document = ? AND s.name = ? AND t.place = ?",
            number_, provenance_.source, statement_place());
  return row.next() && row.text(0) == statement_hash();
}

void DocumentWriter::note_statement() {
  if (record_.ours) return;
  Query(parts_, "INSERT OR REPLACE INTO statements(document, source, place, sha256) VALUES(?, ?, ?, ?)",
        number_, parts_.source_of(provenance_.source), statement_place(), statement_hash())
      .run();
}

RowNumber DocumentWriter::store_version(const Document& content, const std::string& hash) {
  const auto& date = content.published;
  const Revision revision = touch("version");
  const auto from = record_.memory ? provenance_ : provenance_of(record_, provenance_);
  Query(parts_,
        "INSERT INTO versions(document, revision, import, raw_sha256, content_sha256, identity, kind, "
        "language, title, url, date, date_precision, date_evidence, date_words, date_gmt, hashtags, tags, "
        "summary, body, raw, media_type, fetched_from, fetched_at, modified, events) "
        "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        number_, revision, parts_.import_of(provenance_), from.raw_sha256, hash, identity(),
        kind_name(content.kind), analyzers::language_code(content.language), content.title, content.url,
        to_string(date), date_precision_name(date.precision), date_evidence_name(date.evidence), date.words,
        date.gmt, strings_to_json(content.hashtags), tags_to_json(content.tags), content.summary,
        content.body, store_raw(parts_, record_.raw), from.media_type, from.fetched_from, from.fetched_at,
        date_to_json(content.modified), events_to_json(content.events))
      .run();
  return parts_.database->getLastInsertRowid();
}

void DocumentWriter::show_version(RowNumber version, const Document& content) {
  if (added_id_) {
    Query(parts_, "UPDATE documents SET revision = ?, version = ? WHERE number = ?", *revision_, version,
          number_)
        .run();
  } else {
    const auto kind = shown_kind(parts_, number_);
    if (!kind.empty() && kind != kind_name(content.kind)) links_.kind_changed = true;
    parts_.ledger().forget_document(number_);
    Query(parts_, "UPDATE documents SET version = ? WHERE number = ?", version, number_).run();
  }
  parts_.ledger().note_document(number_, content);
}

const std::string& DocumentWriter::stated_parent() const {
  return record_.parent_key.empty() ? document_.parent : record_.parent_key;
}

const std::string& DocumentWriter::stated_translation_key() const {
  return record_.translation_key.empty() ? document_.translation : record_.translation_key;
}

bool DocumentWriter::states_links() const {
  return !stated_parent().empty() || !stated_translation_key().empty();
}

void DocumentWriter::state_links(bool keep_old) {
  const auto state = [&](LinkType type, const std::string& key) {
    if (!key.empty()) state_link(parts_, number_, type, key, keep_old);
  };
  state(LinkType::parent, stated_parent());
  state(LinkType::translation, stated_translation_key());
}

void DocumentWriter::add_names() {
  auto names = document_.aliases;
  if (!added_id_) names.insert(names.begin(), document_.key);
  // An export names its links by ids: one given elsewhere for a document that we know already leads to ours.
  if (!document_.id.empty() && !document_with_id(parts_, document_.id)) names.push_back(document_.id);
  for (const auto& name : names) {
    if (document_named(parts_, name)) continue;  // also where it is another document's: first sight decides
    touch("alias");
    Query(parts_,
          "INSERT INTO names(name, document, place) "
          "SELECT ?1, ?2, 1 + max(place) FROM names WHERE document = ?2",
          name, number_)
        .run();
    links_.names_grew = true;
  }
}

void DocumentWriter::add_occurrences() {
  for (const auto& occurrence : document_.occurrences) {
    {
      Query known(parts_, "SELECT 1 FROM occurrences WHERE document = ? AND source = ? AND anchor = ?",
                  number_, occurrence.source, occurrence.anchor);
      if (known.next()) continue;
    }
    touch("occurrence");
    Query(parts_,
          "INSERT INTO occurrences(document, place, source, anchor) "
          "SELECT ?1, 1 + ifnull(max(place), -1), ?2, ?3 FROM occurrences WHERE document = ?1",
          number_, occurrence.source, occurrence.anchor)
        .run();
  }
}

void DocumentWriter::settle_withdrawal() {
  auto wanted = document_.withdrawn;
  if (added_id_ && !wanted) return;  // nobody has withdrawn it yet
  // An earlier version says nothing of today; one that is here already does not bring back what left since.
  if (record_.memory && (record_.memory->earlier || (recalled_ && !wanted))) return;
  // What was fetched before the document was withdrawn does not say that it is back.
  if (is_of_a_crawl() && is_withdrawn_since(record_.fetched_at)) return;
  // Said before, and another source said the contrary: who spoke last is heard.
  if (repeated_ && is_contradicted(parts_, number_, provenance_.source, wanted.has_value())) return;
  std::optional<std::string> reason, time;
  {
    Query row(parts_, "SELECT withdrawn_reason, withdrawn_time FROM documents WHERE number = ?", number_);
    row.next();
    const bool is_withdrawn = !row.is_null(0);
    if (!wanted && !is_withdrawn) return;
    const bool same_reason = wanted && is_withdrawn && wanted->reason == row.text(0);
    if (same_reason && (wanted->time.empty() || wanted->time == row.text(1))) return;
  }
  if (wanted) {
    reason = wanted->reason;
    time = wanted->time.empty() ? provenance_.imported_at : wanted->time;
  }
  touch(wanted ? "withdrawn" : "shown");
  Query(parts_, "UPDATE documents SET withdrawn_reason = ?, withdrawn_time = ? WHERE number = ?", reason,
        time, number_)
      .run();
}

Archive::PutResult Archive::put(const Record& record, const Provenance& provenance) {
  Run run;
  return put(record, provenance, run);
}

Archive::PutResult Archive::put(const Record& record, const Provenance& provenance, Run& run) try {
  check_record(record);
  WriteScope scope(*parts_);
  try {
    refuse_purged(*parts_, record);
  } catch (const ErasedBefore&) {
    scope.commit();  // its further names are known
    throw;
  }
  const auto& from = record.memory ? record.memory->provenance : provenance;
  auto result = DocumentWriter(*parts_, record, from, run).put();
  scope.commit();
  return result;
} catch (const SQLite::Exception& error) {
  parts_->fail("store document " + record.document.key + " in", error);
}

}  // namespace corpus
