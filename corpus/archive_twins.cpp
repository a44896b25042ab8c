// Twins that were found by what two documents say, kept apart from the links that sources state.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "corpus/archive_parts.h"
#include "corpus/checked_json.h"
#include "corpus/document_json.h"
#include "corpus/json_text.h"

namespace corpus {
namespace {

constexpr std::size_t kMostReasons = 32;

struct TwinRow {
  RowNumber english = 0;
  double score = 0, order = 0;
  std::string reasons;

  bool operator==(const TwinRow&) const = default;
};
using TwinRows = std::map<RowNumber, TwinRow>;  // by the number of the Arabic document

double to_hundredths(double value) { return std::round(value * 100) / 100 + 0.0; }  // -0 is 0

[[noreturn]] void refuse(const FoundTwin& twin, const std::string& why) {
  throw RecordRefused("the twins " + shown_in_json(twin.arabic) + " and " + shown_in_json(twin.english) +
                      " are not kept: " + why);
}

RowNumber number_of(Archive::Parts& parts, const FoundTwin& twin, const std::string& name) {
  const auto number = resolved(parts, name);
  if (!number) refuse(twin, "there is no document " + shown_in_json(name));
  return *number;
}

std::pair<RowNumber, TwinRow> row_of(Archive::Parts& parts, const FoundTwin& twin) {
  const auto& reasons = twin.evidence.reasons;
  const double score = to_hundredths(twin.evidence.score);
  const double order = to_hundredths(twin.evidence.order);
  const bool is_sane = score >= 0 && score <= 1 && std::fabs(order) <= 1 && reasons.size() <= kMostReasons &&
                       std::all_of(reasons.begin(), reasons.end(), is_fit_for_key);
  if (!is_sane) {
    refuse(twin,
           "the score must be 0 to 1, the order -1 to 1, and the reasons 32 lines of 2,048 bytes at most");
  }
  const RowNumber arabic = number_of(parts, twin, twin.arabic);
  const RowNumber english = number_of(parts, twin, twin.english);
  if (arabic == english) refuse(twin, "they are one document");
  return {arabic, {english, score, order, strings_to_json(reasons)}};
}

TwinRows rows_of(Archive::Parts& parts, std::span<const FoundTwin> twins) {
  TwinRows rows;
  std::set<RowNumber> paired;
  for (const auto& twin : twins) {
    auto row = row_of(parts, twin);
    if (!paired.insert(row.first).second || !paired.insert(row.second.english).second)
      refuse(twin, "one of them stands in another pair, too");
    rows.insert(std::move(row));
  }
  return rows;
}

TwinRows stored_rows(Archive::Parts& parts) {
  TwinRows rows;
  Query row(parts, "SELECT arabic, english, score, word_order, reasons FROM twins");
  while (row.next()) rows[row.number(0)] = {row.number(1), row.fraction(2), row.fraction(3), row.text(4)};
  return rows;
}

void insert(Archive::Parts& parts, RowNumber arabic, const TwinRow& row, const Provenance& provenance) {
  Query(parts,
        "INSERT INTO twins(arabic, english, score, word_order, reasons, import) VALUES(?, ?, ?, ?, ?, ?)",
        arabic, row.english, row.score, row.order, row.reasons, parts.import_of(provenance))
      .run();
}

bool shows_found(Archive::Parts& parts, RowNumber document) {
  Query row(parts, "SELECT translation_found FROM documents WHERE number = ?", document);
  return row.next() && row.number(0) != 0;
}

/// Puts one set of pairs in the place of another.
class TwinExchange {
 public:
  TwinExchange(Archive::Parts& parts, const Provenance& provenance)
      : parts_(parts), provenance_(provenance) {}

  Archive::TwinChanges run(const TwinRows& before, const TwinRows& after) {
    for (const auto& [arabic, row] : before) {
      const auto now = after.find(arabic);
      const bool stays = now != after.end() && now->second.english == row.english;
      if (!stays) {
        drop(arabic, row);
      } else if (now->second == row) {
        ++changes_.unchanged;
      } else {
        drop(arabic, row);
        --changes_.dropped;
        ++changes_.changed;
      }
    }
    for (const auto& [arabic, row] : after) add(arabic, row, before);
    for (const RowNumber document : touched_) show(document);
    return changes_;
  }

 private:
  void drop(RowNumber arabic, const TwinRow& row) {
    Query(parts_, "DELETE FROM twins WHERE arabic = ?", arabic).run();
    touched_.insert({arabic, row.english});
    ++changes_.dropped;
  }

  void add(RowNumber arabic, const TwinRow& row, const TwinRows& before) {
    const auto was = before.find(arabic);
    const bool is_known = was != before.end() && was->second.english == row.english;
    if (is_known && was->second == row) return;
    insert(parts_, arabic, row, provenance_);
    touched_.insert({arabic, row.english});
    if (!is_known) ++changes_.made;
  }

  // Whoever shows a found twin before and after shows its new evidence.
  void show(RowNumber document) {
    const bool is_new = refresh_links_of(parts_, document);
    if (is_new || shows_found(parts_, document)) parts_.record_change(document, "link", provenance_);
  }

  Archive::Parts& parts_;
  const Provenance& provenance_;
  std::set<RowNumber> touched_;
  Archive::TwinChanges changes_;
};

}  // namespace

std::optional<RowNumber> found_twin(Archive::Parts& parts, RowNumber document) {
  Query row(
      parts,
      "SELECT english FROM twins WHERE arabic = ?1 UNION ALL SELECT arabic FROM twins WHERE english = ?1",
      document);
  if (!row.next()) return std::nullopt;
  return row.number(0);
}

TwinEvidence twin_evidence(Archive::Parts& parts, RowNumber document) {
  Query row(parts, "SELECT score, word_order, reasons FROM twins WHERE arabic = ?1 OR english = ?1",
            document);
  if (!row.next()) return {};
  return {row.fraction(0), row.fraction(1), strings_from_json(row.text(2))};
}

Archive::TwinChanges Archive::put_found_twins(std::span<const FoundTwin> twins,
                                              const Provenance& provenance) try {
  WriteScope scope(*parts_);
  const auto changes = TwinExchange(*parts_, provenance).run(stored_rows(*parts_), rows_of(*parts_, twins));
  scope.commit();
  return changes;
} catch (const SQLite::Exception& error) {
  parts_->fail("store found twins in", error);
}

bool Archive::put_found_twin(const FoundTwin& twin, const Provenance& provenance) try {
  WriteScope scope(*parts_);
  const auto row = row_of(*parts_, twin);
  if (found_twin(*parts_, row.first) || found_twin(*parts_, row.second.english)) return false;
  TwinExchange(*parts_, provenance).run({}, {row});
  scope.commit();
  return true;
} catch (const SQLite::Exception& error) {
  parts_->fail("store found twins in", error);
}

std::vector<FoundTwin> Archive::found_twins() const try {
  const ReadScope scope(*parts_);
  std::vector<FoundTwin> twins;
  Query rows(
      *parts_,
      "SELECT a.id, e.id, t.score, t.word_order, t.reasons, s.name, i.format, i.imported_at, "
      "i.importer_version FROM twins t JOIN documents a ON a.number = t.arabic JOIN documents e ON "
      "e.number = t.english JOIN imports i ON i.number = t.import JOIN sources s ON s.number = i.source "
      "ORDER BY t.arabic");
  while (rows.next()) {
    twins.push_back({rows.text(0),
                     rows.text(1),
                     {rows.fraction(2), rows.fraction(3), strings_from_json(rows.text(4))},
                     Provenance{rows.text(5), rows.text(6), rows.text(7), rows.text(8), {}}});
  }
  return twins;
} catch (const SQLite::Exception& error) {
  parts_->fail("read the found twins of", error);
} catch (const DocumentJsonError& error) {
  throw ArchiveError(parts_->file.string() + " is damaged at its found twins: " + error.what());
}

}  // namespace corpus
