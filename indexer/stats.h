// What archive and index hold, for people and for programs.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "corpus/archive.h"
#include "corpus/writer_lock.h"
#include "indexer/index_directory.h"
#include "indexer/index_schema.h"

namespace indexer {

struct Stats {
  corpus::Revision revision = 0;
  std::string archive_id;
  corpus::Archive::Counts counts;
  std::vector<corpus::LedgerEntry> ledger;
  std::vector<corpus::Archive::BoilerplateVersion> boilerplate;
  std::vector<corpus::Capture> captures;  // without their bytes

  struct Index {
    std::string generation, built;
    corpus::Revision revision = 0;
    std::int64_t documents = 0;  // shown
    std::uint64_t bytes = 0;
    Schema schema = Schema::full;
    std::string problem;  // why it cannot be used; empty: it can
  };
  std::optional<Index> index;
  std::optional<corpus::WriterLock::Holder> writer;
};

/// All of it. Throws corpus::ArchiveError.
Stats stats_of(const corpus::Archive& archive, const IndexDirectory& index,
               const std::filesystem::path& data);

/// As one JSON object (form: docs/operations.md), indented.
std::string to_json(const Stats& stats);

/// As some lines for people.
std::string to_text(const Stats& stats);

}  // namespace indexer
