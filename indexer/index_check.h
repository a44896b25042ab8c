// Whether archive and index are sound, and say the same.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "corpus/archive.h"
#include "indexer/index_directory.h"

namespace indexer {

/// What check_all() found.
struct CheckReport {
  std::vector<std::string> archive_damage, index_damage;  // one sentence each; the first 100 of a kind
  std::vector<std::string> archive_faults;  // what an import refuses today; the next retag mends it
  std::string files_of_no_use;              // that readers would map, missing ones too: "columns, words"
  std::int64_t documents = 0;               // of the archive, withdrawn ones among them
  corpus::Revision archive_revision = 0, index_revision = 0;
  bool has_index = false;
  bool ledger_to_come = false;  // the index's is not the archive's: the next update brings it
};

/// Reads all of the archive and all of the current generation: is each file sound, does the index hold each
/// document as the archive has it, each once and no other, as far as its revision goes? `on_document` is told
/// how many documents were compared; may be empty. Throws corpus::ArchiveError, IndexError where reading is
/// not possible at all.
CheckReport check_all(const corpus::Archive& archive, const IndexDirectory& index,
                      const std::function<void(std::int64_t)>& on_document);

}  // namespace indexer
