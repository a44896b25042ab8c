// A data folder, and the program `indexer` working on it as a user would.
#pragma once

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "indexer/index_directory.h"
#include "tests/support/made_up_archive.h"
#include "tests/support/places.h"
#include "tests/support/programs.h"
#include "tests/support/temporary_directory.h"

namespace tests {

/// A data folder in a folder of its own.
struct Desk {
  std::vector<std::string> command(const std::vector<std::string>& words) const {
    std::vector<std::string> all = {indexer_program(), "--data", data().string(), "--min-free-percent", "0"};
    all.insert(all.end(), words.begin(), words.end());
    return all;
  }
  ProgramResult run(const std::vector<std::string>& words) const { return run_program(command(words)); }

  std::filesystem::path data() const { return directory / "data"; }
  std::string file(const char* name) const { return (directory / name).string(); }
  std::string made_up(std::uint32_t first, std::uint32_t last, std::uint32_t edition = 0) const {
    const auto name = "made-up-" + std::to_string(first) + "-" + std::to_string(edition) + ".jsonl";
    write_made_up(directory / name.c_str(), first, last, edition);
    return file(name.c_str());
  }
  std::filesystem::path generation() const {
    return indexer::IndexDirectory(data() / "index").current().value();
  }
  nlohmann::json stats() const { return nlohmann::json::parse(run({"stats", "--json"}).out); }

  TemporaryDirectory directory;
};

inline bool says(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

/// All bytes of the file `name`.
inline std::string read_file(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace tests
