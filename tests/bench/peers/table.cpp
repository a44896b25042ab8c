#include "tests/bench/peers/table.h"

#include <fstream>
#include <stdexcept>

namespace peers {

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0;;) {
    const auto end = text.find(at, begin);
    parts.emplace_back(text.substr(begin, end - begin));
    if (end == std::string_view::npos) return parts;
    begin = end + 1;
  }
}

int day_number(std::string day) {
  std::erase(day, '-');
  return std::stoi(day);
}

void for_each_row(const std::string& file, const std::function<bool(const Row&)>& visit) {
  std::ifstream lines(file, std::ios::binary);
  if (!lines) throw std::runtime_error("cannot open " + file);
  for (std::string line; std::getline(lines, line);) {
    auto fields = split(line, '\t');
    if (fields.size() != 8) throw std::runtime_error(file + " has a line that is not of eight fields");
    if (!visit({fields[0], fields[1], fields[2], std::move(fields[3]), std::move(fields[4]), fields[5],
                fields[6], fields[7]}))
      return;
  }
}

}  // namespace peers
