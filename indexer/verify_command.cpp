#include "indexer/verify_command.h"

#include <spdlog/spdlog.h>
#include <xapian.h>

#include <exception>
#include <iostream>

#include "corpus/plain_text.h"
#include "indexer/commands.h"
#include "indexer/index_check.h"
#include "indexer/index_reader.h"
#include "indexer/index_update.h"
#include "indexer/index_writer.h"
#include "indexer/progress.h"
#include "indexer/vocabulary_place.h"
#include "indexer/writing_desk.h"

namespace indexer {
namespace {

/// Whether the vocabulary can be read, and is the one that the index holds; one that was edited since is work
/// to come.
bool look_at_vocabulary(const Settings& settings, const IndexDirectory& index) try {
  const auto vocabulary = load_vocabulary(settings.vocabulary);
  const auto generation = index.current();
  if (!generation) return true;
  if (state_of(IndexReader(*generation)).vocabulary != vocabulary.text())
    spdlog::warn("the vocabulary has changed since the index was written: run `indexer update`");
  return true;
} catch (const Xapian::Error&) {
  return true;  // said already, of the index
} catch (const std::exception& error) {
  spdlog::error("the vocabulary cannot be used: {}", error.what());
  return false;
}

/// Says what is wrong and what mends it; true where nothing is.
bool is_sound(const CheckReport& report, const Settings& settings) {
  for (const auto* findings : {&report.archive_damage, &report.archive_faults, &report.index_damage}) {
    for (const auto& finding : *findings) spdlog::error("{}", corpus::plain_line(finding));
  }
  if (!report.archive_damage.empty()) {
    spdlog::error("the archive is damaged: put a backup in its place, then run `indexer rebuild`");
    return false;
  }
  if (!report.index_damage.empty()) {
    spdlog::error("the index is damaged, the archive is sound: run `indexer rebuild --data {}`",
                  settings.data.string());
    return false;
  }
  if (!report.archive_faults.empty()) {
    spdlog::error("the archive holds what imports refuse today: run `indexer retag --data {}`",
                  settings.data.string());
    return false;
  }
  return true;
}

}  // namespace

int run_verify(const Settings& settings) {
  require_archive(settings);
  Writing writing(settings);  // nobody writes while it is compared
  CheckReport report;
  {
    ProgressLine progress(!settings.quiet);
    const auto counts = writing.archive.counts();
    const auto whole = static_cast<std::uint64_t>(counts.documents + counts.withdrawn);
    report = check_all(writing.archive, IndexDirectory(settings.index()), [&](std::int64_t done) {
      progress.show({"comparing", done, static_cast<std::uint64_t>(done), whole});
    });
  }
  if (!report.archive_damage.empty()) writing.look.found_damaged();
  const bool is_vocabulary_sound = look_at_vocabulary(settings, IndexDirectory(settings.index()));
  if (!is_sound(report, settings) || !is_vocabulary_sound) return kFailed;
  if (!settings.quiet) {
    std::cout << "the archive is sound, revision " << report.archive_revision << '\n';
    if (!report.has_index) {
      std::cout << "there is no index yet: run `indexer update`\n";
    } else {
      std::cout << "the index is sound, revision " << report.index_revision << "; " << report.documents
                << " documents compared\n";
    }
    if (!report.files_of_no_use.empty() && is_large(static_cast<std::size_t>(report.documents), {})) {
      std::cout << "searches read the database in place of files that are missing or of no use ("
                << report.files_of_no_use << "): run `indexer update`\n";
    }
    if (report.has_index && (report.index_revision < report.archive_revision || report.ledger_to_come)) {
      std::cout << "it has yet to follow the archive: run `indexer update`\n";
    }
    std::cout << std::flush;
  }
  return kDone;
}

}  // namespace indexer
