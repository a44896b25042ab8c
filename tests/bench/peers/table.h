// The corpus as the peers load it: a line for each document, fields set apart by tabs.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace peers {

struct Row {
  std::string id, language, kind, title, body;
  std::string day;               // 2018-02-13
  std::string partners, topics;  // ids with commas between; empty: none
};

/// `text` between the letters `at`; at least one part.
std::vector<std::string> split(std::string_view text, char at);

/// "2018-02-13" as 20180213. Throws std::invalid_argument.
int day_number(std::string day);

/// Calls `visit` with the rows of `file` until it returns false. Throws std::runtime_error.
void for_each_row(const std::string& file, const std::function<bool(const Row&)>& visit);

}  // namespace peers
