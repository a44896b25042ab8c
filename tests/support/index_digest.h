// What an index holds, in one line a document: for comparing two indexes that were made in different ways.
#pragma once

#include <filesystem>
#include <map>
#include <string>

namespace tests {

/// All documents of the generation in `folder` by id: a hash of terms, wdfs, positions, values, versions and
/// data.
std::map<std::string, std::string> index_digest(const std::filesystem::path& folder);

}  // namespace tests
