#include "indexer/record_commands.h"

#include <spdlog/spdlog.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "corpus/archive.h"
#include "corpus/archive_backup.h"
#include "corpus/writer_lock.h"
#include "indexer/commands.h"
#include "indexer/record_history.h"

namespace indexer {
namespace {

using corpus::Archive;

/// The versions of the document that is named by its id, its key or another name of it.
std::vector<corpus::Version> versions_of(const Settings& settings) {
  const Archive archive(settings.archive(), Archive::Access::read_only);
  auto versions = archive.history(settings.document);
  if (!versions.empty()) return versions;
  if (const auto document = archive.find_by_key(settings.document)) return archive.history(document->id);
  if (const auto erased = archive.erased_as(settings.document)) return archive.history(*erased);
  throw std::runtime_error("there is no document " + settings.document + " in " +
                           settings.archive().string() + ": name its id, address or key");
}

const corpus::Version& version_at(const std::vector<corpus::Version>& versions, int number) {
  if (number >= 1 && static_cast<std::size_t>(number) <= versions.size()) {
    return versions[static_cast<std::size_t>(number) - 1];
  }
  throw std::runtime_error("there is no version " + std::to_string(number) + ": there are 1 to " +
                           std::to_string(versions.size()) + " (indexer history)");
}

}  // namespace

int run_history(const Settings& settings) {
  const auto versions = versions_of(settings);
  const Archive archive(settings.archive(), Archive::Access::read_only);
  const auto& id = versions.front().document.id;
  const auto sightings = archive.sightings_of(id);
  const auto decisions = archive.decisions_of(id);
  if (settings.json) {
    std::cout << history_json(versions, sightings, decisions) << '\n' << std::flush;
  } else {
    std::cout << history_text(versions) << withdrawal_text(versions.back().document)
              << sightings_text(sightings) << decisions_text(decisions) << std::flush;
  }
  return kDone;
}

int run_diff(const Settings& settings) {
  const auto versions = versions_of(settings);
  const auto difference = difference_text(version_at(versions, settings.before).document,
                                          version_at(versions, settings.after).document);
  std::cout << (difference.empty() ? "nothing differs\n" : difference) << std::flush;
  return kDone;
}

int run_raw(const Settings& settings) {
  const auto versions = versions_of(settings);
  const auto& version = version_at(versions, settings.before);
  const Archive archive(settings.archive(), Archive::Access::read_only);
  const auto bytes = archive.raw_of(version.number);
  if (!bytes) {
    throw std::runtime_error(
        "the bytes of version " + std::to_string(settings.before) +
        " are not kept: it was stored before they were, or made by ourselves, or is part "
        "of a page that is kept whole, or is larger than 16 MB");
  }
  if (settings.file.empty() || settings.file == "-") {
    std::cout << *bytes << std::flush;
    return kDone;
  }
  std::ofstream out(settings.file, std::ios::binary);
  out << *bytes;
  out.close();
  if (!out) throw std::runtime_error("cannot write " + settings.file.string());
  return kDone;
}

int run_backup(const Settings& settings) {
  corpus::back_up_archive(settings.archive(), settings.file);
  if (!settings.quiet) std::cout << "copied the archive to " << settings.file.string() << std::endl;
  return kDone;
}

int run_restore(const Settings& settings) {
  const corpus::WriterLock lock(settings.data, "indexer restore", std::chrono::seconds(settings.wait_s));
  const auto report = corpus::restore_archive(settings.file, settings.archive());
  if (report.erased_again > 0)
    spdlog::warn("{} documents that were erased since are erased again", report.erased_again);
  if (report.erasures_unknown)
    spdlog::warn(
        "the archive that was there is damaged: what was erased from it since {} was made is back; erase it "
        "again (`indexer purge`)",
        settings.file.string());
  if (!settings.quiet) {
    std::cout << "the archive is that of " << settings.file.string() << "; what was there is "
              << settings.archive().string() << ".before-restore. Next: indexer update --data "
              << settings.data.string() << std::endl;
  }
  return kDone;
}

}  // namespace indexer
