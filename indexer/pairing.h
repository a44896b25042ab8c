// Looks through the archive for the Arabic and English versions of one text that nobody stated to be that.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "analyzers/vocabulary.h"
#include "corpus/archive.h"

namespace indexer {

struct PairingReport {
  std::int64_t read = 0;                 // documents that are shown
  bool has_dictionary = false;           // without one fewer are found
  bool stopped = false;                  // before the end: then nothing was found
  std::vector<corpus::FoundTwin> twins;  // best first, by id
  bool stored = false;
  corpus::Archive::TwinChanges changes;  // that storing made
};

/// Reads every document that is shown, in one state of the archive and with one in memory at a time, and
/// pairs them (corpus::TwinFinder; what it keeps of a document takes about as much memory as twice its text).
/// `dictionaries`: the folder of FreeDict's, empty for none. `on_documents` is called every few hundred with
/// how many were read; true ends the run; may be empty. Throws corpus::ArchiveError.
PairingReport find_twins(const corpus::Archive& archive, const analyzers::Vocabulary& vocabulary,
                         const std::filesystem::path& dictionaries,
                         const std::function<bool(std::int64_t)>& on_documents);

/// Puts the twins of `report` in the place of those that the archive has, and notes what that changed. Throws
/// corpus::ArchiveError.
void store_twins(corpus::Archive& archive, PairingReport& report);

/// For people: where it is stored what changed, else a line for each pair, its parts set apart by tabs.
std::string to_text(const PairingReport& report);

/// The same as one JSON object in one line (docs/operations.md), with its newline.
std::string to_json(const PairingReport& report);

}  // namespace indexer
