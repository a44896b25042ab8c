// What became of the records of an import. Plain values.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/sources/source.h"

namespace corpus {

/// read = stored() + unchanged + skipped + problems, always. Standing text and pages are counted apart.
struct ImportReport {
  std::int64_t read = 0, added = 0, changed = 0, unchanged = 0, skipped = 0, withdrawn = 0;
  std::int64_t boilerplate = 0, captures = 0, twins = 0, decisions = 0;  // new ones
  std::int64_t purged = 0;                          // documents that another archive erased, erased here, too
  std::map<std::string, std::int64_t> skipped_why;  // the first 100 reasons met; "other reasons" for the rest
  std::vector<Problem> problems;  // in order; the first 1,000 are kept, problem_count counts all
  std::int64_t problem_count = 0;
  std::vector<Problem> remarks;  // on records that are counted above, but not kept as they are stated; in
                                 // order; the first 1,000 are kept, remark_count counts all
  std::int64_t remark_count = 0;

  std::int64_t stored() const { return added + changed; }
  ImportReport& operator+=(const ImportReport& other);

  bool operator==(const ImportReport&) const = default;
};

/// One reading of one source, as the archive remembers it.
struct ImportRun {
  /// broken_off: the program ended in the middle of it (or is still at it). stopped: somebody stopped it.
  /// failed: a file could not be read to its end.
  enum class Outcome { broken_off, finished, stopped, failed };

  std::int64_t number = 0;         // in the archive; 0: not kept yet
  std::string source;              // its name (Provenance::source)
  std::string started, ended;      // UTC, ISO 8601
  std::string program;             // its version
  std::vector<std::string> files;  // as given; the first 100
  std::int64_t file_count = 0;
  Outcome outcome = Outcome::broken_off;
  ImportReport report;

  /// Whether it leaves anything to tell: an import that finds everything as it was does not.
  bool is_idle() const {
    return report.stored() + report.withdrawn + report.boilerplate + report.captures + report.twins +
               report.decisions + report.purged + report.problem_count ==
           0;
  }
};

/// "broken off", "finished", "stopped", "failed".
std::string_view outcome_name(ImportRun::Outcome outcome);

}  // namespace corpus
