// FreeDict's dictionaries between Arabic and English, as Debian installs them: dictd's format.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "analyzers/analyzer.h"
#include "analyzers/lexicon.h"

namespace analyzers {

/// Where Debian's packages dict-freedict-ara-eng and dict-freedict-eng-ara lay their files.
inline constexpr const char* kFreedictFolder = "/usr/share/dictd";

/// Both dictionaries in `folder` as one lexicon, each read in both directions: an Arabic word that renders an
/// English one is rendered by it. Nothing where neither is installed or none can be read: questions are then
/// asked without. Takes some hundred milliseconds. Never throws on account of the files.
std::optional<Lexicon> read_freedict(const std::filesystem::path& folder, const Analyzer& analyzer);

/// Calls `entry(headword, sense, number)` for every sense (counted from 1) in a dictionary: `index` is the
/// text of its .index file, `text` what its .dict file holds, unpacked. Lines that point outside `text` are
/// passed over.
void for_each_sense(
    std::string_view index, std::string_view text,
    const std::function<void(std::string_view headword, std::string_view sense, int number)>& entry);

}  // namespace analyzers
