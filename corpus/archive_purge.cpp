// Erasing a document: nothing of what it said stays in the file, but hashes by which it is known again.
#include <algorithm>
#include <set>

#include "corpus/archive_ledger.h"
#include "corpus/archive_parts.h"

namespace corpus {
namespace {

using Hashes = std::set<std::pair<std::string, std::string>>;  // what, sha256

std::vector<std::string> names_of(Archive::Parts& parts, RowNumber document) {
  std::vector<std::string> names;
  Query rows(parts, "SELECT name FROM names WHERE document = ? ORDER BY place", document);
  while (rows.next()) names.push_back(rows.text(0));
  return names;
}

std::vector<RowNumber> numbers_of(Query& rows) {
  std::vector<RowNumber> numbers;
  while (rows.next()) numbers.push_back(rows.number(0));
  return numbers;
}

// The document shows a version without a word from now on.
RowNumber store_empty_version(Archive::Parts& parts, RowNumber document, Revision revision,
                              const Document& empty, const Provenance& provenance) {
  Query(parts,
        "INSERT INTO versions(document, revision, import, raw_sha256, content_sha256, identity, kind, "
        "language, title, url, date, date_precision, date_evidence, date_words, date_gmt, hashtags, tags, "
        "summary, body) VALUES(?, ?, ?, '', ?, '', ?, ?, '', '', '', 'unknown', 'unknown', '', '', '[]', "
        "'[]', '', '')",
        document, revision, parts.import_of(provenance), content_hash(empty), kind_name(empty.kind),
        analyzers::language_code(empty.language))
      .run();
  const auto number = parts.database->getLastInsertRowid();
  Query(parts, "UPDATE documents SET version = ? WHERE number = ?", number, document).run();
  return number;
}

/// Erases one document that is here.
class Eraser {
 public:
  Eraser(Archive::Parts& parts, RowNumber document, const Provenance& provenance)
      : parts_(parts),
        document_(document),
        provenance_(provenance),
        id_(id_of(parts, document)),
        names_(names_of(parts, document)) {}

  void erase(const Withdrawal& withdrawal, Hashes hashes) {
    Query(parts_, "INSERT OR REPLACE INTO archive(name, value) VALUES('remains', ?)", provenance_.imported_at)
        .run();
    revision_ = parts_.record_change(document_, "purged", provenance_);
    add_own_hashes(hashes);
    erase_from_pages(parts_, names_, provenance_);
    erase_findings();
    erase_links(withdrawal);
    erase_rows();
    erase_versions();
    erase_names();
    erase_source_names();
    Query(parts_, "INSERT INTO purges(document, reason, time) VALUES(?, ?, ?)", document_, withdrawal.reason,
          withdrawal.time)
        .run();
    for (const auto& [what, hash] : hashes) store_hash(parts_, document_, what, hash);
  }

 private:
  void add_own_hashes(Hashes& hashes) {
    for (const auto& name : names_) hashes.emplace("name", sha256_hex(name));
    Query rows(parts_,
               "SELECT v.raw_sha256, ifnull(r.sha256, ''), v.title, v.summary, v.body FROM versions v "
               "LEFT JOIN raw_records r ON r.number = v.raw WHERE v.document = ?",
               document_);
    while (rows.next()) {
      for (const int column : {0, 1}) {
        if (!rows.text(column).empty()) hashes.emplace("raw", rows.text(column));
      }
      Document said;
      said.title = rows.text(2);
      said.summary = rows.text(3);
      said.body = rows.text(4);
      hashes.emplace("text", text_hash(said));
    }
  }

  // Problems and remarks that name it, or quote its title.
  void erase_findings() {
    auto words = names_;
    Query titles(parts_, "SELECT DISTINCT title FROM versions WHERE document = ? AND title <> ''", document_);
    while (titles.next()) words.push_back(titles.text(0));
    for (const auto& word : words) {
      Query(parts_,
            "UPDATE run_findings SET found = 'erased', what = 'erased' WHERE instr(found, ?1) OR instr(what, "
            "?1)",
            word)
          .run();
    }
  }

  // Who states a link to it states it by its id now.
  void erase_links(const Withdrawal& withdrawal) {
    const auto linked = documents_linked_with(parts_, document_);
    Query(parts_, "DELETE FROM links WHERE document = ?", document_).run();
    for (const auto& name : names_)
      Query(parts_, "UPDATE links SET target = ? WHERE target = ?", id_, name).run();
    Query(parts_,
          "UPDATE documents SET withdrawn_reason = ?, withdrawn_time = ?, parent = NULL WHERE number = ?",
          "purged: " + withdrawal.reason, withdrawal.time, document_)
        .run();
    Query(parts_, "DELETE FROM twins WHERE arabic = ?1 OR english = ?1", document_).run();
    Query(parts_, "DELETE FROM decisions WHERE document = ?", document_).run();
    refresh_links_of_all(parts_, linked, document_, provenance_);
  }

  void erase_rows() {
    for (const char* sql :
         {"DELETE FROM occurrences WHERE document = ?", "DELETE FROM statements WHERE document = ?",
          "DELETE FROM sightings WHERE document = ?", "DELETE FROM ledger WHERE document = ?"}) {
      Query(parts_, sql, document_).run();
    }
  }

  // One version without a word stays: it says of what kind and in which language the document was.
  void erase_versions() {
    Document empty;
    {
      Query newest(parts_,
                   "SELECT v.kind, v.language FROM documents d JOIN versions v ON v.number = d.version WHERE "
                   "d.number = ?",
                   document_);
      newest.next();
      empty.kind = kind_from_name(newest.text(0)).value_or(Kind::page);
      empty.language = analyzers::language_from_code(newest.text(1)).value_or(empty.language);
    }
    Query raws(parts_, "SELECT DISTINCT raw FROM versions WHERE document = ? AND raw IS NOT NULL", document_);
    const auto raw_numbers = numbers_of(raws);
    const auto kept = store_empty_version(parts_, document_, revision_, empty, provenance_);
    Query(parts_, "DELETE FROM versions WHERE document = ? AND number <> ?", document_, kept).run();
    for (const auto raw : raw_numbers) {
      Query(
          parts_,
          "DELETE FROM raw_records WHERE number = ?1 AND NOT EXISTS (SELECT 1 FROM versions WHERE raw = ?1)",
          raw)
          .run();
    }
  }

  void erase_names() {
    const auto name = names_.empty() ? std::string() : names_.front();
    Query(parts_, "DELETE FROM names WHERE document = ?", document_).run();
    Query(parts_, "INSERT INTO names(name, document, place) VALUES(?, ?, 0)", name_after_purge(name),
          document_)
        .run();
  }

  // A file that held this document alone may be called like it.
  void erase_source_names() {
    Query sources(
        parts_,
        "SELECT DISTINCT i.source, s.name FROM changes c JOIN imports i ON i.number = c.import JOIN sources "
        "s "
        "ON s.number = i.source WHERE c.document = ?1 AND c.import IN (SELECT number FROM imports) AND NOT "
        "EXISTS (SELECT 1 FROM imports j JOIN changes o ON o.import = j.number WHERE j.source = i.source AND "
        "(o.document IS NULL OR o.document <> ?1)) AND NOT EXISTS (SELECT 1 FROM statements t WHERE t.source "
        "= "
        "i.source) AND s.name <> ?2",
        document_, provenance_.source);
    std::vector<std::pair<RowNumber, std::string>> found;
    while (sources.next()) found.emplace_back(sources.number(0), sources.text(1));
    for (const auto& [number, name] : found) {
      if (name.starts_with(kErasedName)) continue;
      Query(parts_, "UPDATE OR IGNORE sources SET name = ? WHERE number = ?", name_after_purge(name), number)
          .run();
      Query(parts_, "UPDATE runs SET files = '[]' WHERE source = ?", number).run();
      Query(parts_,
            "UPDATE run_findings SET found = 'erased', what = 'erased' WHERE run IN (SELECT number FROM runs "
            "WHERE source = ?)",
            number)
          .run();
    }
    parts_.last_source.reset();
    parts_.last_import.reset();
  }

  Archive::Parts& parts_;
  RowNumber document_;
  const Provenance& provenance_;
  DocumentId id_;
  std::vector<std::string> names_;
  Revision revision_ = 0;  // of the erasure
};

// A document that was never here, as the tombstone that another archive has of it.
void add_tombstone(Archive::Parts& parts, const Purged& purged) {
  Query(parts, "INSERT INTO documents(id, revision) VALUES(?, 0)", purged.id).run();
  const RowNumber number = parts.database->getLastInsertRowid();
  const auto revision = parts.record_change(number, "purged", purged.provenance);
  Document empty;
  empty.kind = purged.kind;
  empty.language = purged.language;
  store_empty_version(parts, number, revision, empty, purged.provenance);
  Query(parts, "UPDATE documents SET withdrawn_reason = ?, withdrawn_time = ? WHERE number = ?",
        "purged: " + purged.reason, purged.time, number)
      .run();
  Query(parts, "INSERT INTO names(name, document, place) VALUES(?, ?, 0)", purged.key, number).run();
  Query(parts, "INSERT INTO purges(document, reason, time) VALUES(?, ?, ?)", number, purged.reason,
        purged.time)
      .run();
  for (const auto& hash : purged.hashes) store_hash(parts, number, hash.what, hash.sha256);
  LinkChange come;
  come.names_grew = true;  // others may have waited for its id
  refresh_links(parts, number, come, purged.provenance);
}

// The document here that another archive erased: by id, by what it is called since, else by a name whose hash
// it kept.
std::optional<RowNumber> erased_here(Archive::Parts& parts, const Purged& purged) {
  if (const auto number = document_with_id(parts, purged.id)) return number;
  if (const auto number = document_named(parts, purged.key)) return number;
  std::set<std::string> hashes;
  for (const auto& hash : purged.hashes) {
    if (hash.what == "name") hashes.insert(hash.sha256);
  }
  Query rows(parts, "SELECT name, document FROM names");
  while (rows.next()) {
    if (hashes.contains(sha256_hex(rows.text(0)))) return rows.number(1);
  }
  return std::nullopt;
}

void check_purged(const Purged& purged) {
  const auto is_hash = [](std::string_view text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
  };
  const bool is_named = purged.key.starts_with(kErasedName);
  const auto key_hash = is_named ? purged.key.substr(kErasedName.size()) : std::string();
  // By the hash of its key it is known again.
  const bool is_known = std::find(purged.hashes.begin(), purged.hashes.end(),
                                  Purged::Hash{"name", key_hash}) != purged.hashes.end();
  const bool is_sane =
      is_named && is_known && is_hash(key_hash) &&
      std::all_of(purged.hashes.begin(), purged.hashes.end(), [&](const Purged::Hash& hash) {
        return is_hash(hash.sha256) && (hash.what == "name" || hash.what == "raw" || hash.what == "text");
      });
  if (!is_sane) throw RecordRefused("what remains of the erased document " + purged.id + " are no hashes");
}

}  // namespace

void store_hash(Archive::Parts& parts, RowNumber document, std::string_view what, const std::string& hash) {
  Query(parts, "INSERT OR IGNORE INTO purged_hashes(sha256, document, what) VALUES(?, ?, ?)", hash, document,
        what)
      .run();
}

std::string text_hash(const Document& document) {
  return sha256_hex(folded(document.title) + '\n' +
                    folded(document.body.empty() ? document.summary : document.body));
}

std::string name_after_purge(std::string_view name) {
  return name.starts_with(kErasedName) ? std::string(name) : std::string(kErasedName) + sha256_hex(name);
}

bool Archive::purge(const DocumentId& id, const std::string& reason, const Provenance& provenance) try {
  if (!is_fit_for_key(reason)) throw RecordRefused("the reason must be 1 to 2,048 bytes of text in one line");
  parts_->database->exec("PRAGMA secure_delete = ON");
  WriteScope scope(*parts_);
  const auto number = document_with_id(*parts_, id);
  if (!number || is_purged(*parts_, *number)) return false;
  Eraser(*parts_, *number, provenance).erase({reason, provenance.imported_at}, {});
  scope.commit();
  return true;
} catch (const SQLite::Exception& error) {
  parts_->fail("erase document " + id + " from", error);
}

bool Archive::put_purged(const Purged& purged) try {
  check_purged(purged);
  parts_->database->exec("PRAGMA secure_delete = ON");
  WriteScope scope(*parts_);
  const auto number = erased_here(*parts_, purged);
  bool is_new = !number || !is_purged(*parts_, *number);
  if (!number) {
    add_tombstone(*parts_, purged);
  } else if (is_new) {
    Hashes hashes;
    for (const auto& hash : purged.hashes) hashes.emplace(hash.what, hash.sha256);
    Eraser(*parts_, *number, purged.provenance).erase({purged.reason, purged.time}, std::move(hashes));
  }
  scope.commit();
  return is_new;
} catch (const SQLite::Exception& error) {
  parts_->fail("erase document " + purged.id + " from", error);
}

bool Archive::has_remains() const try {
  return Query(*parts_, "SELECT 1 FROM archive WHERE name = 'remains'").next();
} catch (const SQLite::Exception& error) {
  parts_->fail("read", error);
}

void Archive::forget_remains() try {
  WriteScope scope(*parts_);
  Query(*parts_, "DELETE FROM archive WHERE name = 'remains'").run();
  scope.commit();
} catch (const SQLite::Exception& error) {
  parts_->fail("write", error);
}

}  // namespace corpus
