#include "tests/quality/kept.h"

#include <filesystem>

#include "tests/quality/collection.h"
#include "tests/support/places.h"

namespace quality {

std::map<std::string, double> kept_figures() {
  std::map<std::string, double> figures;
  const auto file = std::filesystem::path(tests::quality_folder()) / "kept.tsv";
  for_each_line(file, [&figures](const std::string& line) {
    const auto tab = line.find('\t');
    if (line.empty() || line.front() == '#') return;
    if (tab == std::string::npos) throw CollectionError("kept.tsv: not a name, a tab and a number: " + line);
    figures[line.substr(0, tab)] = std::stod(line.substr(tab + 1));
  });
  return figures;
}

}  // namespace quality
