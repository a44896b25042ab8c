// The raw bytes of records: kept once, whichever versions were read from them.
#include "corpus/archive_parts.h"
#include "corpus/packed_bytes.h"

namespace corpus {
namespace {

// zstd's fastest that still keeps half of a record: its own middle, 3, takes a third longer and keeps one
// byte in fifty less.
constexpr int kRecordCompression = 1;

}  // namespace

std::optional<RowNumber> store_raw(Archive::Parts& parts, std::string_view bytes) {
  if (bytes.empty() || bytes.size() > kMostRawBytes) return std::nullopt;
  const std::string hash = sha256_hex(bytes);
  {
    Query known(parts, "SELECT number FROM raw_records WHERE sha256 = ?", hash);
    if (known.next()) return known.number(0);
  }
  const std::string kept = packed(bytes, kRecordCompression);
  Query(parts, "INSERT INTO raw_records(sha256, size, bytes) VALUES(?, ?, ?)", hash,
        static_cast<std::int64_t>(bytes.size()), Blob{kept})
      .run();
  return parts.database->getLastInsertRowid();
}

std::optional<std::string> Archive::raw_of(std::int64_t number) const try {
  const ReadScope scope(*parts_);
  Query row(*parts_,
            "SELECT r.bytes, r.size, d.id FROM versions v JOIN raw_records r ON r.number = v.raw "
            "JOIN documents d ON d.number = v.document WHERE v.number = ?",
            number);
  if (!row.next()) return std::nullopt;
  auto bytes = unpacked(row.text(0), row.number(1));
  if (!bytes) throw ArchiveError("the archive is damaged at the raw bytes of document " + row.text(2));
  return bytes;
} catch (const SQLite::Exception& error) {
  parts_->fail("read raw bytes from", error);
}

}  // namespace corpus
