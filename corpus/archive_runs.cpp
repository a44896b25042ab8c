// What became of imports.
#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>
#include <utility>

#include "corpus/archive_parts.h"
#include "corpus/document_json.h"
#include "corpus/import_report.h"
#include "corpus/json_text.h"

namespace corpus {
namespace {

using Outcome = ImportRun::Outcome;

constexpr std::array<std::pair<Outcome, std::string_view>, 4> kOutcomes{{{Outcome::broken_off, "broken off"},
                                                                         {Outcome::finished, "finished"},
                                                                         {Outcome::stopped, "stopped"},
                                                                         {Outcome::failed, "failed"}}};

Outcome outcome_named(std::string_view name) {
  const auto* found = std::find_if(kOutcomes.begin(), kOutcomes.end(),
                                   [name](const auto& outcome) { return outcome.second == name; });
  return found == kOutcomes.end() ? Outcome::broken_off : found->first;
}

// A list of texts such as "12 draft".
std::string counts_to_json(const std::map<std::string, std::int64_t>& counts) {
  std::vector<std::string> texts;
  for (const auto& [name, count] : counts) texts.push_back(std::to_string(count) + ' ' + name);
  return strings_to_json(texts);
}

std::map<std::string, std::int64_t> counts_from_json(const std::string& json) {
  std::map<std::string, std::int64_t> counts;
  for (const auto& text : strings_from_json(json)) {
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error == std::errc() && *end == ' ') counts[end + 1] = count;
  }
  return counts;
}

void store_findings(Archive::Parts& parts, std::int64_t run, const char* type,
                    const std::vector<Problem>& found) {
  std::int64_t first = 0;
  {
    Query kept(parts, "SELECT count(*) FROM run_findings WHERE run = ? AND type = ?", run, type);
    kept.next();
    first = kept.number(0);
  }
  for (auto place = static_cast<std::size_t>(first); place < found.size(); ++place) {
    Query(parts, "INSERT INTO run_findings(run, type, place, found, what) VALUES(?, ?, ?, ?, ?)", run, type,
          static_cast<std::int64_t>(place), found[place].where, found[place].what)
        .run();
  }
}

std::vector<Problem> findings_of(Archive::Parts& parts, std::int64_t run, const char* type) {
  std::vector<Problem> found;
  Query rows(parts, "SELECT found, what FROM run_findings WHERE run = ? AND type = ? ORDER BY place", run,
             type);
  while (rows.next()) found.push_back({rows.text(0), rows.text(1)});
  return found;
}

bool has_runs(Archive::Parts& parts, const std::string& source) {
  Query row(parts, "SELECT 1 FROM runs r JOIN sources s ON s.number = r.source WHERE s.name = ? LIMIT 1",
            source);
  return row.next();
}

ImportReport report_of(const Query& row, int column) {
  ImportReport report;
  for (auto* count : {&report.read, &report.added, &report.changed, &report.unchanged, &report.skipped,
                      &report.withdrawn, &report.boilerplate, &report.captures, &report.twins,
                      &report.decisions, &report.purged, &report.problem_count, &report.remark_count}) {
    *count = row.number(column++);
  }
  report.skipped_why = counts_from_json(row.text(column));
  return report;
}

}  // namespace

std::string_view outcome_name(Outcome outcome) {
  for (const auto& [known, name] : kOutcomes) {
    if (known == outcome) return name;
  }
  return {};
}

// A run that brought nothing and met no problem is kept where it is the first of its source: only it tells
// what was skipped, or was there already.
void Archive::put_run(ImportRun& run) try {
  WriteScope scope(*parts_);
  if (run.number == 0 && run.is_idle() && has_runs(*parts_, run.source)) return;
  const auto& report = run.report;
  const auto number = run.number == 0 ? std::nullopt : std::optional<std::int64_t>(run.number);
  Query(*parts_,
        "INSERT INTO runs(number, source, started, ended, program, outcome, files, file_count, read, added, "
        "changed, unchanged, skipped, withdrawn, boilerplate, captures, twins, decisions, purged, "
        "problems, remarks, skipped_why) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
        "?, ?) "
        "ON CONFLICT(number) DO UPDATE SET ended = excluded.ended, outcome = excluded.outcome, files = "
        "excluded.files, file_count = excluded.file_count, read = excluded.read, added = excluded.added, "
        "changed = excluded.changed, unchanged = excluded.unchanged, skipped = excluded.skipped, withdrawn = "
        "excluded.withdrawn, boilerplate = excluded.boilerplate, captures = excluded.captures, twins = "
        "excluded.twins, decisions = excluded.decisions, purged = excluded.purged, problems = "
        "excluded.problems, remarks = excluded.remarks, skipped_why = "
        "excluded.skipped_why",
        number, parts_->source_of(run.source), run.started, run.ended, run.program, outcome_name(run.outcome),
        strings_to_json(run.files), run.file_count, report.read, report.added, report.changed,
        report.unchanged, report.skipped, report.withdrawn, report.boilerplate, report.captures, report.twins,
        report.decisions, report.purged, report.problem_count, report.remark_count,
        counts_to_json(report.skipped_why))
      .run();
  const auto kept = number ? *number : parts_->database->getLastInsertRowid();
  store_findings(*parts_, kept, "problem", report.problems);
  store_findings(*parts_, kept, "remark", report.remarks);
  scope.commit();
  run.number = kept;
} catch (const SQLite::Exception& error) {
  parts_->fail("keep what became of an import in", error);
}

void Archive::note_reading(const std::string& source, const std::string& time) try {
  WriteScope scope(*parts_);
  Query(*parts_, "UPDATE sources SET last_read = ? WHERE number = ? AND substr(last_read, 1, 10) < ?", time,
        parts_->source_of(source), time.substr(0, 10))
      .run();
  scope.commit();
} catch (const SQLite::Exception& error) {
  parts_->fail("note a reading in", error);
}

std::vector<ImportRun> Archive::runs() const try {
  const ReadScope scope(*parts_);
  std::vector<ImportRun> runs;
  Query rows(*parts_,
             "SELECT r.number, s.name, r.started, r.ended, r.program, r.outcome, r.files, r.file_count, "
             "r.read, r.added, r.changed, r.unchanged, r.skipped, r.withdrawn, r.boilerplate, r.captures, "
             "r.twins, r.decisions, r.purged, r.problems, r.remarks, r.skipped_why FROM runs r JOIN sources "
             "s ON s.number = "
             "r.source ORDER BY r.number");
  while (rows.next()) {
    ImportRun run{rows.number(0),    rows.text(1),
                  rows.text(2),      rows.text(3),
                  rows.text(4),      strings_from_json(rows.text(6)),
                  rows.number(7),    outcome_named(rows.text(5)),
                  report_of(rows, 8)};
    run.report.problems = findings_of(*parts_, run.number, "problem");
    run.report.remarks = findings_of(*parts_, run.number, "remark");
    runs.push_back(std::move(run));
  }
  return runs;
} catch (const SQLite::Exception& error) {
  parts_->fail("read the imports of", error);
} catch (const DocumentJsonError& error) {
  throw ArchiveError(parts_->file.string() + " is damaged at its imports: " + error.what());
}

std::vector<std::pair<std::string, std::string>> Archive::sources() const try {
  std::vector<std::pair<std::string, std::string>> sources;
  Query rows(*parts_, "SELECT name, last_read FROM sources ORDER BY name");
  while (rows.next()) sources.emplace_back(rows.text(0), rows.text(1));
  return sources;
} catch (const SQLite::Exception& error) {
  parts_->fail("read the sources of", error);
}

}  // namespace corpus
