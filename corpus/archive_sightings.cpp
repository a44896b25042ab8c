// When each source was first and last seen to hold a document.
#include "corpus/archive_parts.h"

namespace corpus {
namespace {

constexpr std::size_t kDay = 10;  // letters of "2026-11-21"

}  // namespace

// Written once a day at most: reading the same again on the same day writes nothing.
void note_sighting(Archive::Parts& parts, RowNumber document, const std::string& source,
                   const std::string& time) {
  const RowNumber number = parts.source_of(source);
  {
    Query known(parts, "SELECT last FROM sightings WHERE document = ? AND source = ?", document, number);
    if (known.next()) {
      const std::string last = known.text(0);
      if (time <= last || time.substr(0, kDay) == last.substr(0, kDay)) return;
    }
  }
  Query(parts,
        "INSERT INTO sightings(document, source, first, last) VALUES(?1, ?2, ?3, ?3) "
        "ON CONFLICT DO UPDATE SET last = ?3",
        document, number, time)
      .run();
}

void note_first_sighting(Archive::Parts& parts, RowNumber document, const std::string& source,
                         const std::string& time) {
  Query(parts, "INSERT INTO sightings(document, source, first, last) VALUES(?1, ?2, ?3, ?3)", document,
        parts.source_of(source), time)
      .run();
}

void recall_sightings(Archive::Parts& parts, RowNumber document,
                      const std::vector<Record::Memory::Sighting>& sightings) {
  for (const auto& seen : sightings) {
    Query(parts,
          "INSERT INTO sightings(document, source, first, last) VALUES(?1, ?2, ?3, ?4) "
          "ON CONFLICT DO UPDATE SET first = min(first, ?3), last = max(last, ?4) "
          "WHERE first > ?3 OR last < ?4",
          document, parts.source_of(seen.source), seen.first, seen.last)
        .run();
  }
}

std::vector<Record::Memory::Sighting> Archive::sightings_of(const DocumentId& id) const try {
  std::vector<Record::Memory::Sighting> sightings;
  Query rows(*parts_,
             "SELECT s.name, t.first, t.last FROM sightings t JOIN sources s ON s.number = t.source "
             "WHERE t.document = (SELECT number FROM documents WHERE id = ?) ORDER BY s.name",
             id);
  while (rows.next()) sightings.push_back({rows.text(0), rows.text(1), rows.text(2)});
  return sightings;
} catch (const SQLite::Exception& error) {
  parts_->fail("read when document " + id + " was seen from", error);
}

}  // namespace corpus
