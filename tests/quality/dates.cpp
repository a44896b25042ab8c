// How well dates are read, by where they stand: the labelled set of tests/quality/dates. Run:
// build/release/tests/quality/dates --help
#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <iostream>
#include <map>

#include "tests/quality/date_labels.h"
#include "tests/support/places.h"

namespace {

struct Tally {
  int texts = 0, right = 0;                   // texts all of whose dates are read, and no others
  int dates = 0, read = 0, read_rightly = 0;  // single dates
};

void count(Tally& tally, const std::vector<std::string>& wanted, std::vector<std::string> read) {
  ++tally.texts;
  tally.right += wanted == read ? 1 : 0;
  tally.dates += static_cast<int>(wanted.size());
  tally.read += static_cast<int>(read.size());
  for (const auto& date : wanted) {
    const auto found = std::find(read.begin(), read.end(), date);
    if (found == read.end()) continue;
    ++tally.read_rightly;
    read.erase(found);
  }
}

std::string share(int part, int whole) {
  if (whole == 0) return "";
  char text[16];
  std::snprintf(text, sizeof text, "%.3f", static_cast<double>(part) / whole);
  return text;
}

std::string listed(const std::vector<std::string>& dates) {
  std::string text;
  for (const auto& date : dates) text += (text.empty() ? "" : "; ") + date;
  return text.empty() ? "-" : text;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Accuracy of dates by source and language, over the labels of tests/quality/dates");
  std::string shared = tests::shared_folder();
  bool wrong = false;
  app.add_option("--shared", shared, "Folder with data/collections; without it those labels are left out");
  app.add_flag("--wrong", wrong, "Print every text that is not read as labelled");
  CLI11_PARSE(app, argc, argv);

  const auto read = tests::read_date_labels(shared);
  std::map<std::pair<std::string, std::string>, Tally> tallies;
  for (const auto& label : read.labels) {
    const auto dates = tests::dates_read(label);
    for (const auto& key :
         {std::pair(label.source, label.language), std::pair(std::string("all"), label.language),
          std::pair(std::string("all"), std::string("both"))}) {
      count(tallies[key], label.dates, dates);
    }
    if (wrong && dates != label.dates) {
      std::cout << label.where << " " << label.source << ": " << label.words << "\n  labelled "
                << listed(label.dates) << ", read " << listed(dates) << "\n";
    }
  }
  std::cout << "| source | language | texts | right | accuracy | dates | precision | recall |\n"
               "|---|---|---|---|---|---|---|---|\n";
  for (const auto& [key, tally] : tallies) {
    std::cout << "| " << key.first << " | " << key.second << " | " << tally.texts << " | " << tally.right
              << " | " << share(tally.right, tally.texts) << " | " << tally.dates << " | "
              << share(tally.read_rightly, tally.read) << " | " << share(tally.read_rightly, tally.dates)
              << " |\n";
  }
  if (read.absent > 0) std::cout << read.absent << " labels on texts that are not at hand were left out\n";
}
