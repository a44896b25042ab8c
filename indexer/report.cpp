#include "indexer/report.h"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <tuple>

#include "analyzers/text_ends.h"
#include "corpus/plain_text.h"
#include "indexer/commands.h"
#include "indexer/writing_desk.h"

namespace indexer {
namespace {

using corpus::Document;
using corpus::ImportRun;
using Json = nlohmann::ordered_json;

constexpr std::size_t kMostNamed = 1000;  // documents of one kind in JSON
constexpr std::size_t kMostInText = 5;    // of anything, where people read

// --- reading ---

std::vector<ArchiveReport::Source> sources_of(const corpus::Archive& archive) {
  std::map<std::string, std::vector<ImportRun>> runs;
  for (auto& run : archive.runs()) runs[run.source].push_back(std::move(run));
  std::vector<ArchiveReport::Source> sources;
  for (const auto& [name, last_read] : archive.sources()) {
    ArchiveReport::Source source{name, last_read, 0, std::move(runs[name])};
    source.documents = static_cast<std::int64_t>(archive.documents_of_source(name).size());
    const bool says_nothing = last_read.empty() && source.documents == 0 && source.runs.empty();
    if (!says_nothing) sources.push_back(std::move(source));  // else the name of a command or an old retag
  }
  return sources;
}

void look_at(const Document& document, ArchiveReport& report, bool erased) {
  if (document.withdrawn) {
    ++(erased ? report.erased : report.withdrawn);
    report.gone.push_back({document.id, *document.withdrawn, erased});
    return;
  }
  ++report.documents;
  if (document.published.precision == corpus::DatePrecision::unknown) report.without_date.add(document.id);
  if (document.tags.empty()) report.without_tags.add(document.id);
  const bool may_have_other =
      document.language == analyzers::Language::arabic || document.language == analyzers::Language::english;
  // A key in the place of an id waits for a document that is not here.
  if (may_have_other && (document.translation.empty() || document.translation.find(':') != std::string::npos))
    report.without_translation.add(document.id);
}

std::vector<ArchiveReport::StandingText> standing_text_of(const corpus::Archive& archive) {
  const auto ledger = archive.ledger();
  std::vector<ArchiveReport::StandingText> texts;
  for (const auto& version : archive.boilerplate()) {
    std::set<int> members;
    for (const auto& entry : ledger) {
      if (entry.document.empty() && entry.revision == version.revision) members.insert(entry.members);
    }
    texts.push_back({version.name,
                     version.first_seen,
                     version.occurrences.size(),
                     {members.begin(), members.end()},
                     version.text});
  }
  std::stable_sort(texts.begin(), texts.end(), [](const auto& a, const auto& b) {
    return std::tie(a.name, a.first_seen) < std::tie(b.name, b.first_seen);
  });
  return texts;
}

// --- JSON ---

Json to_json(const std::vector<corpus::Problem>& found) {
  auto json = Json::array();
  for (const auto& problem : found) json.push_back({{"where", problem.where}, {"what", problem.what}});
  return json;
}

Json to_json(const ImportRun& run) {
  const auto& report = run.report;
  return {{"started", run.started},
          {"ended", run.ended},
          {"program", run.program},
          {"outcome", corpus::outcome_name(run.outcome)},
          {"files", run.files},
          {"file_count", run.file_count},
          {"read", report.read},
          {"added", report.added},
          {"changed", report.changed},
          {"unchanged", report.unchanged},
          {"skipped", report.skipped},
          {"skipped_why", report.skipped_why},
          {"withdrawn", report.withdrawn},
          {"standing_text", report.boilerplate},
          {"pages", report.captures},
          {"twins", report.twins},
          {"decisions", report.decisions},
          {"erased", report.purged},
          {"problem_count", report.problem_count},
          {"problems", to_json(report.problems)},
          {"remark_count", report.remark_count},
          {"remarks", to_json(report.remarks)}};
}

Json to_json(const ArchiveReport::Source& source) {
  auto runs = Json::array();
  for (const auto& run : source.runs) runs.push_back(to_json(run));
  return {{"name", source.name},
          {"last_read", source.last_read},
          {"documents", source.documents},
          {"runs", std::move(runs)}};
}

Json to_json(const ArchiveReport::Lack& lack) { return {{"count", lack.count}, {"first", lack.first}}; }

Json gone_to_json(const std::vector<ArchiveReport::Gone>& all) {
  auto json = Json::array();
  for (const auto& gone : all) {
    json.push_back({{"id", gone.id},
                    {"reason", gone.withdrawal.reason},
                    {"time", gone.withdrawal.time},
                    {"erased", gone.erased}});
  }
  return json;
}

Json standing_text_to_json(const std::vector<ArchiveReport::StandingText>& texts) {
  auto json = Json::array();
  for (const auto& text : texts) {
    json.push_back({{"name", text.name},
                    {"first_seen", text.first_seen},
                    {"places", text.places},
                    {"members", text.members},
                    {"text", text.text}});
  }
  return json;
}

// --- text ---

void write_run(std::ostream& out, const ImportRun& run) {
  const auto& report = run.report;
  out << "  " << run.started << "  " << corpus::outcome_name(run.outcome) << ": " << report.read << " read, "
      << report.added << " added, " << report.changed << " changed, " << report.unchanged << " unchanged, "
      << report.withdrawn << " withdrawn, " << report.skipped << " skipped, " << report.problem_count
      << " problems, " << report.remark_count << " remarks\n";
  for (const auto& [why, count] : report.skipped_why) out << "    skipped: " << count << ' ' << why << '\n';
  const auto write = [&out](const char* type, const std::vector<corpus::Problem>& found, std::int64_t count) {
    const auto shown = std::min(kMostInText, found.size());
    for (std::size_t at = 0; at < shown; ++at) {
      out << "    " << type << ": " << corpus::plain_line(found[at].where) << ": "
          << corpus::plain_line(found[at].what) << '\n';
    }
    const auto more = count - static_cast<std::int64_t>(shown);
    if (more > 0) out << "    and " << more << " more of these (--json has more)\n";
  };
  write("problem", report.problems, report.problem_count);
  write("remark", report.remarks, report.remark_count);
}

void write_source(std::ostream& out, const ArchiveReport::Source& source) {
  out << source.name << ": " << source.documents << " documents";
  if (!source.last_read.empty()) out << ", last read " << source.last_read.substr(0, 10);
  out << '\n';
  const auto first = source.runs.size() - std::min(kMostInText, source.runs.size());
  if (first > 0) out << "  (" << first << " earlier imports: --json)\n";
  for (auto at = first; at < source.runs.size(); ++at) write_run(out, source.runs[at]);
}

void write_lack(std::ostream& out, const char* what, const ArchiveReport::Lack& lack) {
  out << "  " << what << ": " << lack.count;
  const auto shown = std::min(kMostInText, lack.first.size());
  for (std::size_t at = 0; at < shown; ++at) out << (at == 0 ? "  (" : ", ") << lack.first[at];
  if (shown > 0) out << (lack.count > static_cast<std::int64_t>(shown) ? ", …)" : ")");
  out << '\n';
}

void write_gone(std::ostream& out, const ArchiveReport& report) {
  out << "no longer shown: " << report.withdrawn << " withdrawn, " << report.erased << " erased\n";
  for (std::size_t at = 0; at < std::min(kMostInText, report.gone.size()); ++at) {
    const auto& gone = report.gone[at];
    out << "  " << gone.withdrawal.time << "  " << gone.id << "  "
        << corpus::plain_line(gone.withdrawal.reason) << '\n';
  }
}

void write_standing_text(std::ostream& out, const std::vector<ArchiveReport::StandingText>& texts) {
  constexpr std::size_t kShown = 120;  // bytes
  if (!texts.empty()) out << "standing text:\n";
  for (const auto& text : texts) {
    out << "  " << text.name << "  " << text.first_seen << "  in " << text.places
        << (text.places == 1 ? " place" : " places");
    for (const int members : text.members) out << ", states " << members << " members";
    out << ": " << analyzers::cut_to(corpus::plain_line(text.text), kShown) << '\n';
  }
}

}  // namespace

void ArchiveReport::Lack::add(const corpus::DocumentId& id) {
  ++count;
  if (first.size() < kMostNamed) first.push_back(id);
}

ArchiveReport report_on(const corpus::Archive& archive) {
  const corpus::Archive::Snapshot snapshot(archive);
  ArchiveReport report;
  report.sources = sources_of(archive);
  archive.for_each_document([&](const Document& document) {
    look_at(document, report, document.withdrawn && archive.purged(document.id));
  });
  std::stable_sort(report.gone.begin(), report.gone.end(),
                   [](const auto& a, const auto& b) { return a.withdrawal.time > b.withdrawal.time; });
  if (report.gone.size() > kMostNamed) report.gone.resize(kMostNamed);
  report.decisions = static_cast<std::int64_t>(archive.decisions().size());
  report.standing_text = standing_text_of(archive);
  return report;
}

std::string to_text(const ArchiveReport& report) {
  std::ostringstream out;
  for (const auto& source : report.sources) write_source(out, source);
  out << report.documents << " documents are shown\n";
  write_lack(out, "without a date", report.without_date);
  write_lack(out, "without a tag", report.without_tags);
  write_lack(out, "without their version in the other language", report.without_translation);
  write_gone(out, report);
  if (report.decisions > 0) out << "decisions of editors: " << report.decisions << '\n';
  write_standing_text(out, report.standing_text);
  return out.str();
}

std::string to_json(const ArchiveReport& report) {
  auto sources = Json::array();
  for (const auto& source : report.sources) sources.push_back(to_json(source));
  const Json json = {{"sources", std::move(sources)},
                     {"documents", report.documents},
                     {"without_date", to_json(report.without_date)},
                     {"without_tags", to_json(report.without_tags)},
                     {"without_translation", to_json(report.without_translation)},
                     {"withdrawn", report.withdrawn},
                     {"erased", report.erased},
                     {"gone", gone_to_json(report.gone)},
                     {"decisions", report.decisions},
                     {"standing_text", standing_text_to_json(report.standing_text)}};
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

int run_report(const Settings& settings) {
  require_archive(settings);
  const corpus::Archive archive(settings.archive(), corpus::Archive::Access::read_only);
  const auto report = report_on(archive);
  std::cout << (settings.json ? to_json(report) + "\n" : to_text(report)) << std::flush;
  return kDone;
}

}  // namespace indexer
