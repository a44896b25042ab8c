#include "indexer/reuse_commands.h"

#include <cstdint>
#include <iostream>
#include <stdexcept>
#include <string>

#include "corpus/archive.h"
#include "corpus/sentences.h"
#include "indexer/commands.h"
#include "indexer/index_directory.h"
#include "indexer/progress.h"
#include "indexer/reuse.h"
#include "indexer/stop_signal.h"

namespace indexer {

int run_duplicates(const Settings& settings) {
  note_stop_signals();
  const corpus::Archive archive(settings.archive(), corpus::Archive::Access::read_only);
  ProgressLine progress(!settings.quiet);
  const auto documents = static_cast<std::uint64_t>(archive.counts().documents);
  const auto report = find_duplicates(archive, [&](std::int64_t read) {
    progress.show({"reading for duplicates", read, static_cast<std::uint64_t>(read), documents});
    return stop_signal() != 0;
  });
  progress.clear();
  if (report.stopped) return stopped("nothing was found yet");
  std::cout << (settings.json ? to_json(report) + "\n" : to_text(report)) << std::flush;
  return kDone;
}

int run_said(const Settings& settings) {
  const auto said = where_said(IndexDirectory(settings.index()), settings.text);
  if (said.empty()) {
    throw std::runtime_error(
        "there is no sentence of " + std::to_string(corpus::kFewestWordsSaid) +
        " words or more in TEXT: shorter ones are said by chance; search for them as a phrase");
  }
  std::cout << (settings.json ? to_json(said) + "\n" : to_text(said)) << std::flush;
  return kDone;
}

}  // namespace indexer
