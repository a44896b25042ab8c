// Whether what the archive holds is what was put into it: every hash is made again and compared.
#include "corpus/archive_hashes.h"

#include <algorithm>

#include "corpus/archive_parts.h"
#include "corpus/packed_bytes.h"

namespace corpus {
namespace {

constexpr std::size_t kMostFindings = 200;  // of one kind; a file that is damaged all over says it with fewer

bool is_hash(std::string_view text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// One walk over all that has a hash.
class HashWalk {
 public:
  HashWalk(const Archive& archive, Archive::Parts& parts) : archive_(archive), parts_(parts) {}

  std::vector<std::string> run() {
    guarded("raw records", [this] { walk_raw_records(); });
    guarded("pages", [this] { walk_pages(); });
    guarded("standing text", [this] { walk_standing_text(); });
    guarded("statements", [this] { walk_statements(); });
    guarded("revisions", [this] { walk_revisions(); });
    guarded("documents", [this] { walk_documents(); });
    return std::move(found_);
  }

 private:
  // What cannot be read is a finding, not the end of the walk.
  template <typename Step>
  void guarded(const char* what, const Step& step) {
    const auto before = found_.size();
    try {
      step();
    } catch (const SQLite::Exception& error) {
      found_.push_back(std::string("the ") + what + " cannot be read: " + error.what());
    }
    if (found_.size() > before + kMostFindings) {
      const auto more = found_.size() - before - kMostFindings;
      found_.resize(before + kMostFindings);
      found_.push_back("and " + std::to_string(more) + " more findings in the " + what);
    }
  }

  void walk_raw_records() {
    const auto owners = owners_of_raw_records();
    for (RowNumber number = 0;;) {
      Query row(
          parts_,
          "SELECT number, sha256, size, bytes FROM raw_records WHERE number > ? ORDER BY number LIMIT 1",
          number);
      if (!row.next()) return;
      number = row.number(0);
      const auto owner = std::lower_bound(owners.begin(), owners.end(), std::pair(number, RowNumber(0)));
      const bool is_owned = owner != owners.end() && owner->first == number;
      if (!is_owned) found_.push_back("raw record " + std::to_string(number) + " belongs to no version");
      const auto bytes = unpacked(row.text(3), row.number(2));
      if (bytes && sha256_hex(*bytes) == row.text(1)) continue;
      found_.push_back(
          "raw record " + std::to_string(number) + " (" +
          (is_owned ? "of document " + id_of(parts_, owner->second) : "that no version has") +
          ") is not what was read: " + (bytes ? "its SHA-256 differs" : "it cannot be unpacked"));
    }
  }

  // Each raw record with a document that has it, in the order of both, read at once: versions have no index
  // by their raw record, so that one question for each would read all versions for each.
  std::vector<std::pair<RowNumber, RowNumber>> owners_of_raw_records() {
    std::vector<std::pair<RowNumber, RowNumber>> owners;
    Query rows(parts_, "SELECT raw, document FROM versions WHERE raw IS NOT NULL");
    while (rows.next()) owners.emplace_back(rows.number(0), rows.number(1));
    std::sort(owners.begin(), owners.end());
    return owners;
  }

  void walk_pages() {
    for (RowNumber number = 0;;) {
      Query row(parts_,
                "SELECT number, source, ifnull(kept_sha256, sha256), size, bytes, sha256 FROM captures WHERE "
                "number > ? ORDER BY number LIMIT 1",
                number);
      if (!row.next()) return;
      number = row.number(0);
      const auto bytes = unpacked(row.text(4), row.number(3));
      if (!bytes) {
        found_.push_back("the page " + row.text(1) + " cannot be unpacked");
      } else if (sha256_hex(*bytes) != row.text(2)) {
        found_.push_back("the page " + row.text(1) + " is not what was read: its SHA-256 differs");
      } else if (!is_hash(row.text(5))) {
        found_.push_back("the page " + row.text(1) + " has no hash of what was read");
      }
    }
  }

  void walk_standing_text() {
    Query rows(parts_, "SELECT name, text, sha256 FROM boilerplate ORDER BY number");
    while (rows.next()) {
      if (sha256_hex(rows.text(1)) == rows.text(2)) continue;
      found_.push_back("the standing text " + rows.text(0) + " is not what was read: its SHA-256 differs");
    }
  }

  // They are hashes of what is no longer at hand: that they are hashes is all that can be told.
  void walk_statements() {
    Query rows(parts_,
               "SELECT t.sha256, d.id, s.name FROM statements t JOIN documents d ON d.number = t.document "
               "JOIN sources s ON s.number = t.source");
    while (rows.next()) {
      if (is_statement_hash(rows.text(0))) continue;
      found_.push_back("what " + rows.text(2) + " last said of document " + rows.text(1) + " is no hash");
    }
  }

  void walk_revisions() {
    Revision last = 0;
    Query rows(parts_, "SELECT revision FROM changes ORDER BY revision");
    while (rows.next()) {
      if (rows.number(0) != last + 1) {
        found_.push_back("the chain of revisions is broken: " + std::to_string(rows.number(0)) + " follows " +
                         std::to_string(last));
      }
      last = rows.number(0);
    }
  }

  void walk_documents() {
    std::vector<std::pair<RowNumber, DocumentId>> all;
    Query rows(parts_, "SELECT number, id FROM documents ORDER BY number");
    while (rows.next()) all.emplace_back(rows.number(0), rows.text(1));
    for (const auto& [number, id] : all) {
      check_id(number, id);
      check_versions(number, id);
    }
  }

  void check_versions(RowNumber number, const DocumentId& id) {
    std::vector<std::string> hashes;
    {
      Query rows(parts_,
                 "SELECT v.content_sha256 FROM versions v JOIN documents d ON d.number = v.document WHERE "
                 "v.document = ? ORDER BY v.number = d.version, v.number",
                 number);
      while (rows.next()) hashes.push_back(rows.text(0));
    }
    try {
      const auto versions = archive_.history(id);
      if (versions.size() != hashes.size())
        found_.push_back("document " + id + " has versions whose import or source is gone");
      for (std::size_t at = 0; at < std::min(versions.size(), hashes.size()); ++at) {
        if (content_hash(versions[at].document) == hashes[at]) continue;
        found_.push_back("version " + std::to_string(at + 1) + " of document " + id +
                         " is not what was stored: its SHA-256 differs");
      }
    } catch (const ArchiveError& error) {
      found_.push_back(error.what());
    }
  }

  void check_id(RowNumber number, const DocumentId& id) {
    const auto key = [&]() -> std::string {
      Query row(parts_, "SELECT name FROM names WHERE document = ? AND place = 0", number);
      return row.next() ? row.text(0) : std::string();
    }();
    if (key.empty() || is_purged(parts_, number)) return;  // a law of its own; its tombstone says it
    const auto own = document_id_of(key);
    if (id == own || (id.size() == own.size() + 1 && id.starts_with(own))) return;
    if (!may_be_given(number, id))
      found_.push_back("document " + id + " does not have the id of its key " + key);
  }

  // Lines that people write may carry an id: it stands in the bytes of the first.
  bool may_be_given(RowNumber number, const DocumentId& id) {
    Query row(
        parts_,
        "SELECT i.format, r.bytes, r.size FROM versions v JOIN imports i ON i.number = v.import LEFT JOIN "
        "raw_records r ON r.number = v.raw WHERE v.document = ? ORDER BY v.number LIMIT 1",
        number);
    if (!row.next() || row.text(0) != "json-lines") return false;
    if (row.is_null(1)) return true;  // from before raw records were kept
    const auto bytes = unpacked(row.text(1), row.number(2));
    return bytes && bytes->find(id) != std::string::npos;
  }

  const Archive& archive_;
  Archive::Parts& parts_;
  std::vector<std::string> found_;
};

}  // namespace

std::vector<std::string> broken_hashes(const Archive& archive, Archive::Parts& parts) {
  return HashWalk(archive, parts).run();
}

}  // namespace corpus
