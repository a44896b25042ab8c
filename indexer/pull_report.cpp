// What became of a pull: added up, kept in the archive, and told to people.
#include <sstream>

#include "indexer/commands.h"
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

// Its answers are kept as imports of their own, when they are stored; this is the run of all else.
void SitePull::remember(corpus::Archive& archive, const corpus::ImportReport& more) {
  const auto now = corpus::now_utc();
  if (departures_.number == 0) {
    departures_.source = options_.source;
    departures_.started = now;
    departures_.program = version();
    departures_.outcome = corpus::ImportRun::Outcome::finished;
  }
  departures_.ended = now;
  departures_.report += more;
  archive.put_run(departures_);
}

// The same again, hour by hour, is no news.
void SitePull::remember_doubts(const PullReport& report) {
  if (report.doubts == told_doubts_) return;
  told_doubts_ = report.doubts;
  corpus::ImportReport doubts;
  for (const auto& doubt : report.doubts) doubts.problems.push_back({options_.source, doubt});
  doubts.read = doubts.problem_count = static_cast<std::int64_t>(doubts.problems.size());
  if (doubts.read == 0) return;
  write_([&](corpus::Archive& archive, corpus::WriterLock&) {
    remember(archive, doubts);
    return report.import.read;
  });
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
