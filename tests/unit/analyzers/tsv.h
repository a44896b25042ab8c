// Reads the tables of cases that tests share.
#pragma once

#include <fstream>
#include <string>
#include <vector>

namespace tests {

/// The rows of a tab separated file; lines that begin with # and empty ones are left out. Empty where there
/// is no file.
inline std::vector<std::vector<std::string>> read_tsv(const std::string& file) {
  std::vector<std::vector<std::string>> rows;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string> row;
    std::size_t begin = 0;
    for (auto tab = line.find('\t'); tab != std::string::npos; tab = line.find('\t', begin)) {
      row.push_back(line.substr(begin, tab - begin));
      begin = tab + 1;
    }
    row.push_back(line.substr(begin));
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace tests
