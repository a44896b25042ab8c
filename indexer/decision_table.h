// A table of editors' decisions, as a spreadsheet saves it: one a line, fields set apart by tabs.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "analyzers/vocabulary.h"
#include "corpus/sources/source.h"

namespace indexer {

struct DecisionTable {
  std::vector<std::pair<std::string, corpus::Decision>> decisions;  // with the place of each: "FILE:12"
  std::vector<corpus::Problem> problems;                            // lines that are none
};

/// Reads `file` (UTF-8): document, field, value, accept or reject, who, why. Tags may be named as the
/// vocabulary names them and are kept by their ids. A first line of headings, empty lines and lines that
/// begin with '#' are passed over. Throws std::runtime_error where the file cannot be read or is larger than
/// 16 MB.
DecisionTable read_decisions(const std::filesystem::path& file, const analyzers::Vocabulary& vocabulary);

}  // namespace indexer
