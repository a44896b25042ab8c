// What is remembered of erased documents: that they were erased, and the hashes by which they are known
// again.
#include "corpus/archive_parts.h"

namespace corpus {
namespace {

bool anything_purged(Archive::Parts& parts) { return Query(parts, "SELECT 1 FROM purges LIMIT 1").next(); }

std::optional<RowNumber> purged_with(Archive::Parts& parts, const char* what, const std::string& hash) {
  Query row(parts, "SELECT document FROM purged_hashes WHERE sha256 = ? AND what = ?", hash, what);
  if (!row.next()) return std::nullopt;
  return row.number(0);
}

}  // namespace

bool is_purged(Archive::Parts& parts, RowNumber document) {
  return Query(parts, "SELECT 1 FROM purges WHERE document = ?", document).next();
}

std::optional<std::string> purged_name(Archive::Parts& parts, std::string_view name) {
  if (!anything_purged(parts)) return std::nullopt;
  if (!purged_with(parts, "name", sha256_hex(name))) return std::nullopt;
  return name_after_purge(name);
}

void refuse_purged(Archive::Parts& parts, const Record& record) {
  if (!anything_purged(parts)) return;
  const auto& document = record.document;
  auto names = document.aliases;
  names.insert(names.begin(), document.key);
  std::optional<RowNumber> erased;
  for (const auto& name : names) {
    if (!erased) erased = purged_with(parts, "name", sha256_hex(name));
  }
  if (!erased && !document.id.empty()) {
    const auto number = document_with_id(parts, document.id);
    if (number && is_purged(parts, *number)) erased = number;
  }
  if (!erased && !document_named(parts, document.key)) {
    const auto& raw = record.raw_sha256;
    if (!raw.empty()) erased = purged_with(parts, "raw", raw);
    if (!erased) erased = purged_with(parts, "text", text_hash(document));
  }
  if (!erased) return;
  for (const auto& name : names) {
    if (!document_named(parts, name)) store_hash(parts, *erased, "name", sha256_hex(name));
  }
  throw ErasedBefore("is document " + id_of(parts, *erased) +
                     ", which was erased (purge): it is not brought back");
}

std::vector<DocumentId> Archive::erased() const try {
  const ReadScope scope(*parts_);
  std::vector<DocumentId> ids;
  Query rows(*parts_,
             "SELECT d.id FROM purges p JOIN documents d ON d.number = p.document ORDER BY d.number");
  while (rows.next()) ids.push_back(rows.text(0));
  return ids;
} catch (const SQLite::Exception& error) {
  parts_->fail("read", error);
}

std::optional<Purged> Archive::purged(const DocumentId& id) const try {
  const ReadScope scope(*parts_);
  const auto number = document_with_id(*parts_, id);
  if (!number) return std::nullopt;
  Query row(
      *parts_,
      "SELECT n.name, v.kind, v.language, p.reason, p.time, s.name, i.format, i.imported_at, "
      "i.importer_version FROM purges p JOIN documents d ON d.number = p.document JOIN versions v ON "
      "v.number = d.version JOIN names n ON n.document = d.number AND n.place = 0 JOIN changes c ON "
      "c.document = d.number AND c.what = 'purged' JOIN imports i ON i.number = c.import JOIN sources s "
      "ON s.number = i.source WHERE p.document = ?",
      *number);
  if (!row.next()) return std::nullopt;
  Purged purged{id,
                row.text(0),
                kind_from_name(row.text(1)).value_or(Kind::page),
                analyzers::language_from_code(row.text(2)).value_or(analyzers::Language::other),
                row.text(3),
                row.text(4),
                {},
                {row.text(5), row.text(6), row.text(7), row.text(8), {}}};
  Query hashes(*parts_, "SELECT what, sha256 FROM purged_hashes WHERE document = ? ORDER BY what, sha256",
               *number);
  while (hashes.next()) purged.hashes.push_back({hashes.text(0), hashes.text(1)});
  return purged;
} catch (const SQLite::Exception& error) {
  parts_->fail("read what was erased from", error);
}

std::optional<DocumentId> Archive::erased_as(std::string_view name) const try {
  const ReadScope scope(*parts_);
  const auto number = purged_with(*parts_, "name", sha256_hex(name));
  if (!number) return std::nullopt;
  return id_of(*parts_, *number);
} catch (const SQLite::Exception& error) {
  parts_->fail("read what was erased from", error);
}

}  // namespace corpus
