#include "indexer/vocabulary_place.h"

#include <system_error>

namespace indexer {

namespace fs = std::filesystem;

fs::path vocabulary_beside(const fs::path& program) {
  std::error_code error;
  // Upwards from the program: the nearest of the two wins, so a build tree never takes what is installed.
  for (auto folder = program.parent_path();; folder = folder.parent_path()) {
    for (const char* below : {"share/sijill/vocabulary", "corpus/vocabulary"}) {
      if (fs::is_directory(folder / below, error)) return folder / below;
    }
    if (folder == folder.parent_path()) return {};
  }
}

analyzers::Vocabulary load_vocabulary(const fs::path& folder) {
  if (!folder.empty()) return analyzers::Vocabulary::load(folder);
  std::error_code error;
  const auto beside = vocabulary_beside(fs::read_symlink("/proc/self/exe", error));
  if (!beside.empty()) return analyzers::Vocabulary::load(beside);
  throw analyzers::VocabularyError(
      "there is no vocabulary beside the program: name its folder with --vocabulary DIR");
}

}  // namespace indexer
