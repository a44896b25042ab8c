#include "indexer/stats.h"

#include <xapian.h>

#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "analyzers/utf8.h"
#include "indexer/free_space.h"
#include "indexer/index_ledger.h"
#include "indexer/index_reader.h"
#include "indexer/index_schema.h"
#include "indexer/index_writer.h"

namespace indexer {
namespace {

using Json = nlohmann::ordered_json;

Stats::Index read_index(const std::filesystem::path& generation) {
  Stats::Index index;
  index.generation = generation.filename().string();
  index.bytes = size_on_disk(generation);
  try {
    check_generation(generation);
  } catch (const Xapian::Error& error) {
    index.problem = error.get_description();
  } catch (const IndexError& error) {
    index.problem = error.what();
  }
  try {
    const IndexReader reader(generation);
    const auto state = state_of(reader);
    index.revision = state.revision;
    index.built = state.built;
    index.schema = state.schema;
    index.documents = reader.frequency(index_term(Field::shown, ""));
  } catch (const Xapian::Error& error) {
    if (index.problem.empty()) index.problem = error.get_description();
  }
  return index;
}

Json to_json(const std::vector<corpus::Archive::BoilerplateVersion>& versions) {
  auto json = Json::array();
  for (const auto& version : versions) {
    auto places = Json::array();
    for (const auto& place : version.occurrences)
      places.push_back({{"source", place.source}, {"anchor", place.anchor}});
    json.push_back({{"name", version.name},
                    {"first_seen", version.first_seen},
                    {"text", version.text},
                    {"occurrences", std::move(places)}});
  }
  return json;
}

Json to_json(const std::vector<corpus::Capture>& captures) {
  auto json = Json::array();
  for (const auto& capture : captures) {
    json.push_back({{"source", capture.source}, {"file", capture.file}, {"parts", capture.parts.size()}});
  }
  return json;
}

Json to_json(const Stats::Index& index) {
  Json json = {{"generation", index.generation}, {"revision", index.revision},
               {"documents", index.documents},   {"built", index.built},
               {"bytes", index.bytes},           {"schema", schema_name(index.schema)}};
  if (!index.problem.empty()) json["problem"] = index.problem;
  return json;
}

Json to_json(const corpus::WriterLock::Holder& writer) {
  return {{"running", writer.running},
          {"pid", writer.pid},
          {"command", writer.command},
          {"since", writer.since},
          {"phase", corpus::writer_phase_name(writer.phase)}};
}

void write_counts(std::ostream& out, const char* what, const std::map<std::string, std::int64_t>& counts) {
  out << "  by " << what << ':';
  for (const auto& [name, count] : counts) out << ' ' << name << ' ' << count;
  out << '\n';
}

// As much of `words` as stands well in a line.
std::string shortened(const std::string& words) {
  constexpr std::size_t kLongest = 80;
  std::string shown;
  std::size_t letters = 0;
  analyzers::for_each_code_point(words, [&](char32_t letter) {
    if (++letters <= kLongest) analyzers::append_code_point(shown, letter);
  });
  return letters > kLongest ? shown + "…" : shown;
}

void write_ledger(std::ostream& out, const std::vector<corpus::LedgerEntry>& ledger) {
  if (ledger.empty()) return;
  out << "members of the Coalition, as the texts state them\n";
  for (const auto& entry : ledger) {
    const auto date = corpus::to_string(entry.date);
    out << "  " << entry.members << "  " << corpus::ledger_evidence_name(entry.evidence) << "  "
        << (date.empty() ? "undated" : date) << "  "
        << (entry.document.empty() ? entry.source : entry.document) << "  " << shortened(entry.words) << '\n';
  }
}

void write_index(std::ostream& out, const Stats& stats) {
  if (!stats.index) {
    out << "index: none yet (indexer update)\n";
    return;
  }
  const auto& index = *stats.index;
  out << "index: generation " << index.generation << ", built " << index.built << ", revision "
      << index.revision;
  if (index.revision < stats.revision)
    out << " (" << stats.revision - index.revision << " behind: indexer update)";
  constexpr std::uint64_t kKilobyte = 1000;
  out << ", " << index.documents << " documents, " << index.bytes / kKilobyte << " kB"
      << (index.schema == Schema::plain ? ", plain schema\n" : "\n");
  if (!index.problem.empty()) out << "  cannot be used: " << index.problem << '\n';
}

void write_writer(std::ostream& out, const Stats& stats) {
  if (!stats.writer) return;
  const auto& writer = *stats.writer;
  out << (writer.running ? "writing now: " : "last writer: ") << writer.command << " (process " << writer.pid
      << ", since " << writer.since << ", " << corpus::writer_phase_name(writer.phase) << ")\n";
}

}  // namespace

Stats stats_of(const corpus::Archive& archive, const IndexDirectory& index,
               const std::filesystem::path& data) {
  const corpus::Archive::Snapshot snapshot(archive);
  Stats stats{archive.revision(),
              archive.archive_id(),
              archive.counts(),
              archive.ledger(),
              archive.boilerplate(),
              archive.captures(),
              {},
              corpus::WriterLock::holder(data)};
  for (auto& capture : stats.captures) capture.bytes.clear();
  if (const auto generation = index.current()) stats.index = read_index(*generation);
  if (const auto lost = index.lost_generation()) {
    stats.index = decltype(stats.index)::value_type();
    stats.index->generation = lost->filename().string();
    stats.index->problem = "its folder is gone: run `indexer rebuild`";
  }
  return stats;
}

std::string to_json(const Stats& stats) {
  const auto& counts = stats.counts;
  const Json json = {{"archive",
                      {{"id", stats.archive_id},
                       {"revision", stats.revision},
                       {"documents", counts.documents},
                       {"withdrawn", counts.withdrawn},
                       {"versions", counts.versions},
                       {"found_twins", counts.twins},
                       {"by_kind", counts.by_kind},
                       {"by_language", counts.by_language},
                       {"by_date_precision", counts.by_date_precision}}},
                     {"ledger", Json::parse(ledger_to_json(stats.ledger))},
                     {"boilerplate", to_json(stats.boilerplate)},
                     {"captures", to_json(stats.captures)},
                     {"index", stats.index ? to_json(*stats.index) : Json()},
                     {"writer", stats.writer ? to_json(*stats.writer) : Json()}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

std::string to_text(const Stats& stats) {
  std::ostringstream out;
  const auto& counts = stats.counts;
  out << "archive: revision " << stats.revision << ", " << counts.documents << " documents shown, "
      << counts.withdrawn << " withdrawn, " << counts.versions << " versions\n";
  write_counts(out, "kind", counts.by_kind);
  write_counts(out, "language", counts.by_language);
  write_counts(out, "precision of date", counts.by_date_precision);
  out << "  standing text: " << counts.boilerplate << " versions; pages: " << counts.captures
      << "; found twins: " << counts.twins << '\n';
  write_ledger(out, stats.ledger);
  write_index(out, stats);
  write_writer(out, stats);
  return out.str();
}

}  // namespace indexer
