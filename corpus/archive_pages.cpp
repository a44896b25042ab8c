// Pages that were taken apart, and the standing text that was kept out of search.
#include <algorithm>
#include <set>

#include "corpus/archive_parts.h"
#include "corpus/packed_bytes.h"

namespace corpus {
namespace {

constexpr std::size_t kLargestPage = std::size_t{64} << 20;
constexpr int kPageCompression = 9;

// Whether a page can be given back from its parts: they lie end to end, from its first byte to its last.
void check_parts(const Capture& capture) {
  const auto refuse = [&capture](const std::string& why) {
    throw RecordRefused("the parts of the page " + capture.source + " (" + capture.file + ") " + why);
  };
  if (capture.bytes.size() > kLargestPage)
    throw RecordRefused("the page " + capture.source + " is larger than 64 MB");
  std::uint64_t reached = 0;
  for (const auto& part : capture.parts) {
    const std::string place = "at byte " + std::to_string(part.begin);
    if (part.begin != reached) refuse("leave a gap or overlap " + place);
    if (part.end <= part.begin) refuse("hold an empty one " + place);
    if (!part.key.empty() && !part.boilerplate.empty())
      refuse("hold one " + place + " that is two things at once");
    reached = part.end;
  }
  if (reached != capture.bytes.size()) refuse("end at byte " + std::to_string(reached) + ", not at its end");
}

std::vector<Capture::Part> parts_of(Archive::Parts& archive, RowNumber capture) {
  std::vector<Capture::Part> parts;
  Query rows(archive,
             "SELECT begin, end, key, boilerplate FROM capture_parts WHERE capture = ? ORDER BY place",
             capture);
  while (rows.next()) {
    parts.push_back({static_cast<std::uint64_t>(rows.number(0)), static_cast<std::uint64_t>(rows.number(1)),
                     rows.text(2), rows.text(3)});
  }
  return parts;
}

void store_parts(Archive::Parts& archive, RowNumber capture, const std::vector<Capture::Part>& parts) {
  Query(archive, "DELETE FROM capture_parts WHERE capture = ?", capture).run();
  std::int64_t place = 0;
  for (const auto& part : parts) {
    Query(archive,
          "INSERT INTO capture_parts(capture, place, begin, end, key, boilerplate) VALUES(?, ?, ?, ?, ?, ?)",
          capture, place++, static_cast<std::int64_t>(part.begin), static_cast<std::int64_t>(part.end),
          part.key, part.boilerplate)
        .run();
  }
}

// Parts that became a document that was erased hold blanks, and no name of it.
Capture without_purged(Archive::Parts& archive, const Capture& capture) {
  Capture kept = capture;
  for (auto& part : kept.parts) {
    const auto name = part.key.empty() ? std::nullopt : purged_name(archive, part.key);
    if (!name) continue;
    part.key = *name;
    std::fill_n(kept.bytes.begin() + static_cast<std::ptrdiff_t>(part.begin), part.end - part.begin, ' ');
  }
  return kept;
}

std::optional<RowNumber> stored_text(Archive::Parts& archive, const Boilerplate& boilerplate,
                                     const std::string& hash) {
  Query row(archive, "SELECT number FROM boilerplate WHERE name = ? AND sha256 = ?", boilerplate.name, hash);
  if (!row.next()) return std::nullopt;
  return row.number(0);
}

// Source, format, time and program, in columns from `column` on.
Provenance provenance_of(const Query& row, int column) {
  return {row.text(column), row.text(column + 1), row.text(column + 2), row.text(column + 3), {}};
}

[[noreturn]] void fail_damaged(const std::string& source) {
  throw ArchiveError("the archive is damaged at the page " + source);
}

std::string source_of_page(Archive::Parts& archive, RowNumber capture) {
  Query row(archive, "SELECT source FROM captures WHERE number = ?", capture);
  return row.next() ? row.text(0) : std::string();
}

/// The bytes of a page that is here.
std::string bytes_of(Archive::Parts& archive, RowNumber capture) {
  Query row(archive, "SELECT bytes, size FROM captures WHERE number = ?", capture);
  row.next();
  auto bytes = unpacked(row.text(0), row.number(1));
  if (!bytes) fail_damaged(source_of_page(archive, capture));
  return std::move(*bytes);
}

}  // namespace

void erase_from_pages(Archive::Parts& parts, const std::vector<std::string>& names,
                      const Provenance& provenance) {
  std::set<RowNumber> pages;
  for (const auto& name : names) {
    Query rows(parts, "SELECT DISTINCT capture FROM capture_parts WHERE key = ?", name);
    while (rows.next()) pages.insert(rows.number(0));
  }
  for (const RowNumber page : pages) {
    auto bytes = bytes_of(parts, page);
    for (const auto& part : parts_of(parts, page)) {
      if (std::find(names.begin(), names.end(), part.key) == names.end()) continue;
      if (part.begin > part.end || part.end > bytes.size()) fail_damaged(source_of_page(parts, page));
      std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(part.begin), part.end - part.begin, ' ');
    }
    for (const auto& name : names) {
      Query(parts, "UPDATE capture_parts SET key = ? WHERE capture = ? AND key = ?", name_after_purge(name),
            page, name)
          .run();
    }
    const auto kept = packed(bytes, kPageCompression);
    Query(parts, "UPDATE captures SET bytes = ?, kept_sha256 = ? WHERE number = ?", Blob{kept},
          sha256_hex(bytes), page)
        .run();
    parts.record_change_of_capture(page, "purged", provenance);
  }
}

bool Archive::put_boilerplate(const Boilerplate& boilerplate, const Provenance& provenance) try {
  if (boilerplate.name.empty() || boilerplate.text.empty()) {
    throw RecordRefused("standing text needs a name and a text");
  }
  WriteScope scope(*parts_);
  const std::string hash = sha256_hex(boilerplate.text);
  auto number = stored_text(*parts_, boilerplate, hash);
  const bool new_text = !number;
  if (new_text) {
    Query(*parts_, "INSERT INTO boilerplate(name, text, sha256, first_seen, import) VALUES(?, ?, ?, ?, ?)",
          boilerplate.name, boilerplate.text, hash, provenance.imported_at, parts_->import_of(provenance))
        .run();
    number = parts_->database->getLastInsertRowid();
    parts_->ledger().note_boilerplate(*number, boilerplate.name, boilerplate.text);
  }
  Query(*parts_, "INSERT OR IGNORE INTO boilerplate_occurrences(boilerplate, source, anchor) VALUES(?, ?, ?)",
        *number, boilerplate.source, boilerplate.anchor)
      .run();
  const bool new_place = parts_->database->getChanges() > 0;
  if (new_text || new_place) {
    parts_->record_change_of_boilerplate(*number, new_text ? "added" : "occurrence", provenance);
  }
  scope.commit();
  return new_text || new_place;
} catch (const SQLite::Exception& error) {
  parts_->fail("store standing text in", error);
}

bool Archive::put_capture(const Capture& capture, const Provenance& provenance) try {
  check_parts(capture);
  WriteScope scope(*parts_);
  const std::string hash = capture.sha256.empty() ? sha256_hex(capture.bytes) : capture.sha256;
  const Capture kept = without_purged(*parts_, capture);
  std::optional<RowNumber> known;
  {
    Query row(*parts_, "SELECT number FROM captures WHERE source = ? AND sha256 = ?", capture.source, hash);
    if (row.next()) known = row.number(0);
  }
  if (!known) {
    const std::string bytes = packed(kept.bytes, kPageCompression);
    const auto kept_hash = sha256_hex(kept.bytes);
    Query(*parts_,
          "INSERT INTO captures(source, file, sha256, size, import, bytes, kept_sha256) "
          "VALUES(?, ?, ?, ?, ?, ?, ?)",
          capture.source, capture.file, hash, static_cast<std::int64_t>(capture.bytes.size()),
          parts_->import_of(provenance), Blob{bytes},
          kept_hash == hash ? std::nullopt : std::optional(kept_hash))
        .run();
    const RowNumber number = parts_->database->getLastInsertRowid();
    store_parts(*parts_, number, kept.parts);
    parts_->record_change_of_capture(number, "added", provenance);
  } else if (parts_of(*parts_, *known) != kept.parts) {
    store_parts(*parts_, *known, kept.parts);
    parts_->record_change_of_capture(*known, "parts", provenance);
  }
  scope.commit();
  return !known;
} catch (const SQLite::Exception& error) {
  parts_->fail("store the page " + capture.source + " in", error);
}

std::vector<Archive::BoilerplateVersion> Archive::boilerplate() const try {
  const ReadScope scope(*parts_);
  std::vector<BoilerplateVersion> versions;
  Query rows(*parts_,
             "SELECT b.number, b.name, b.text, b.first_seen, s.name, i.format, i.imported_at, "
             "i.importer_version, b.revision FROM boilerplate b JOIN imports i ON i.number = b.import "
             "JOIN sources s ON s.number = i.source ORDER BY b.number");
  while (rows.next()) {
    BoilerplateVersion version{rows.text(1), rows.text(2),           rows.text(3),
                               {},           provenance_of(rows, 4), rows.number(8)};
    Query places(*parts_,
                 "SELECT source, anchor FROM boilerplate_occurrences WHERE boilerplate = ? ORDER BY number",
                 rows.number(0));
    while (places.next()) version.occurrences.push_back({places.text(0), places.text(1)});
    versions.push_back(std::move(version));
  }
  return versions;
} catch (const SQLite::Exception& error) {
  parts_->fail("read the standing text of", error);
}

void Archive::for_each_capture(const std::function<void(const Capture&)>& visit) const try {
  for (RowNumber number = 0;;) {
    Capture capture;
    {
      const ReadScope scope(*parts_);
      Query row(*parts_,
                "SELECT c.number, c.source, c.file, c.size, c.bytes, s.name, i.format, i.imported_at, "
                "i.importer_version, iif(c.kept_sha256 IS NULL, '', c.sha256) FROM captures c JOIN imports i "
                "ON i.number = c.import "
                "JOIN sources s ON s.number = i.source WHERE c.number > ? ORDER BY c.number LIMIT 1",
                number);
      if (!row.next()) return;
      number = row.number(0);
      auto bytes = unpacked(row.text(4), row.number(3));
      if (!bytes) fail_damaged(row.text(1));
      capture = {row.text(1), row.text(2),          std::move(*bytes), parts_of(*parts_, number),
                 row.text(9), provenance_of(row, 5)};
    }
    visit(capture);
  }
} catch (const SQLite::Exception& error) {
  parts_->fail("read the pages of", error);
}

std::vector<Capture> Archive::captures() const {
  std::vector<Capture> captures;
  for_each_capture([&captures](const Capture& capture) {
    captures.push_back(capture);
    captures.back().provenance.reset();
  });
  return captures;
}

}  // namespace corpus
