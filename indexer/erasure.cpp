#include "indexer/erasure.h"

#include <spdlog/spdlog.h>

#include <chrono>
#include <filesystem>
#include <system_error>
#include <thread>
#include <vector>

#include "indexer/commands.h"
#include "indexer/index_update.h"

namespace indexer {
namespace {

namespace fs = std::filesystem;

/// What was pulled from sites is remembered with addresses and whole answers; without it a pull reads all
/// again.
void forget_pulled(const Settings& settings) {
  bool any = false;
  for (const char* name : {"pull.db", "pull.db-wal", "pull.db-shm", "answer.json"}) {
    std::error_code error;
    any = fs::remove(settings.data / name, error) || any;
    if (error) spdlog::warn("{} could not be removed: {}", (settings.data / name).string(), error.message());
  }
  if (any)
    spdlog::warn("what was remembered of pulls is forgotten: the next pull reads the whole site again");
}

std::vector<fs::path> generations_beside_current(const IndexDirectory& index, const fs::path& folder) {
  std::vector<fs::path> found;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.is_directory() && !entry.is_symlink() && entry.path() != index.current())
      found.push_back(entry.path());
  }
  return found;
}

/// The old generations go when searchd has taken up the new one, which takes it a second or two.
void remove_old_generations(const Settings& settings) {
  constexpr int kTurns = 50;
  constexpr std::chrono::milliseconds kTurn{100};
  IndexDirectory index(settings.index());
  for (int turn = 0; turn < kTurns; ++turn) {
    index.remove_old_generations();
    if (generations_beside_current(index, settings.index()).empty()) return;
    std::this_thread::sleep_for(kTurn);
  }
  for (const auto& generation : generations_beside_current(index, settings.index())) {
    spdlog::warn(
        "a program still reads the index {}, which holds what was erased: stop it, then run `indexer "
        "update`",
        generation.string());
  }
}

void name_copies(const Settings& settings) {
  for (const auto& entry : fs::directory_iterator(settings.data)) {
    const auto name = entry.path().filename().string();
    const bool is_copy =
        name.starts_with("archive.db.") || name.ends_with(".backup") || name.ends_with(".part");
    if (is_copy && entry.is_regular_file())
      spdlog::warn("{} may still hold what was erased: remove it when it is not needed",
                   entry.path().string());
  }
}

}  // namespace

int erase_remains(const Settings& settings, Writing& writing, const analyzers::Vocabulary& vocabulary) {
  writing.archive.scrub();
  forget_pulled(settings);
  IndexDirectory index(settings.index());
  tell_head(writing.archive, index);
  int code = kDone;
  if (index.current()) {
    code = follow_without_remains(settings, writing, vocabulary, rebuild_index);
    if (code == kDone) remove_old_generations(settings);
  }
  name_copies(settings);
  if (code == kDone) writing.archive.forget_remains();
  return code;
}

}  // namespace indexer
