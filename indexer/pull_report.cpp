// What became of a pull: added up, and told to people.
#include <sstream>

#include "indexer/pull.h"

namespace indexer {

PullReport& PullReport::operator+=(const PullReport& other) {
  import += other.import;
  listed += other.listed;
  kept_lists += other.kept_lists;
  compared = compared || other.compared;
  stopped = stopped || other.stopped;
  doubts.insert(doubts.end(), other.doubts.begin(), other.doubts.end());
  left_out.insert(other.left_out.begin(), other.left_out.end());
  return *this;
}

std::string to_line(const PullReport& report) {
  const auto& import = report.import;
  std::ostringstream out;
  out << report.listed << " items listed, " << import.read << " read: " << import.added << " added, "
      << import.changed << " changed, " << import.unchanged << " unchanged, " << import.skipped
      << " skipped, " << import.problem_count << " problems; " << import.withdrawn << " withdrawn";
  return out.str();
}

std::string to_text(const PullReport& report, const std::string& site, std::int64_t requests) {
  const auto& import = report.import;
  std::ostringstream out;
  out << "pulled " << site << ": " << to_line(report) << "; " << requests << " requests\n";
  for (const auto& [why, count] : import.skipped_why) out << "  skipped: " << count << ' ' << why << '\n';
  for (const auto& [type, why] : report.left_out) out << "  type not kept: " << type << " (" << why << ")\n";
  if (import.remark_count > 0) out << "  remarks on what was kept: " << import.remark_count << '\n';
  return out.str();
}

}  // namespace indexer
