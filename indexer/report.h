// What an operator wants to know of the archive: what became of imports, and what documents lack.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "corpus/archive.h"
#include "corpus/import_report.h"
#include "indexer/settings.h"

namespace indexer {

/// What `indexer report` tells. Plain values.
struct ArchiveReport {
  struct Source {
    std::string name;
    std::string last_read;                // UTC, to the day; empty: before that was kept
    std::int64_t documents = 0;           // that are shown and that it publishes
    std::vector<corpus::ImportRun> runs;  // the oldest first
  };
  /// Documents that lack something: how many, and the first of them.
  struct Lack {
    std::int64_t count = 0;
    std::vector<corpus::DocumentId> first;

    void add(const corpus::DocumentId& id);
  };
  struct StandingText {
    std::string name, first_seen;
    std::size_t places = 0;
    std::vector<int> members;  // counts of members that it states
    std::string text;
  };
  struct Gone {
    corpus::DocumentId id;
    corpus::Withdrawal withdrawal;
    bool erased = false;
  };

  std::vector<Source> sources;
  std::int64_t documents = 0;  // that are shown
  Lack without_date, without_tags, without_translation;
  std::vector<Gone> gone;  // withdrawn and erased, the latest first; the first 1,000
  std::int64_t withdrawn = 0, erased = 0;
  std::int64_t decisions = 0;
  std::vector<StandingText> standing_text;  // by name, the oldest first
};

/// Reads the whole archive, in one state. Throws corpus::ArchiveError.
ArchiveReport report_on(const corpus::Archive& archive);

std::string to_text(const ArchiveReport& report);
/// In one line. docs/operations.md tells the form.
std::string to_json(const ArchiveReport& report);

/// `indexer report [--json]`. Gives the exit code; throws std::exception where it cannot go on.
int run_report(const Settings& settings);

}  // namespace indexer
