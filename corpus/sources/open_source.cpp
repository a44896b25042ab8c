// Which reader a file needs, and which files a folder has.
#include <algorithm>
#include <map>

#include "corpus/sources/container.h"
#include "corpus/sources/flat_file.h"
#include "corpus/sources/source.h"

namespace corpus {
namespace {

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& what) {
  throw SourceError(path.string() + " " + what);
}

void require_regular_file(const std::filesystem::path& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found) refuse(path, "is not there");
  if (error) refuse(path, "cannot be looked at: " + error.message());
  if (std::filesystem::is_directory(status)) refuse(path, "is a folder; name the files in it");
  if (!std::filesystem::is_regular_file(status)) refuse(path, "is no regular file");
}

// What stands in a folder beside files and folders.
std::string why_passed_over(const std::filesystem::path& folder,
                            const std::filesystem::directory_entry& entry) {
  namespace fs = std::filesystem;
  if (!entry.is_symlink()) return "is no regular file (a pipe, socket or device): not read";
  std::error_code error;
  const auto target = fs::canonical(entry.path(), error);  // fails for what leads nowhere or in a circle
  if (error) return "is a link that cannot be followed (" + error.message() + "): not read";
  const auto named = "is a link to " + target.string();
  const auto root = fs::canonical(folder);
  const auto outside =
      std::mismatch(root.begin(), root.end(), target.begin(), target.end()).first != root.end();
  if (outside) return named + ", outside of the folder: not followed; name that path itself to import it";
  return named + ", in the folder itself: not followed";
}

}  // namespace

std::unique_ptr<Source> open_source(const std::filesystem::path& path) {
  require_regular_file(path);
  const InputFile file(path);
  const std::string head = head_of(file);
  if (head.empty()) refuse(path, "is empty");
  return open_container(file, head, Holding::anything);
}

FilesToImport files_to_import(const std::filesystem::path& path) try {
  namespace fs = std::filesystem;
  const auto status = fs::status(path);
  if (status.type() == fs::file_type::not_found) refuse(path, "is not there");
  FilesToImport found;
  if (!fs::is_directory(status)) {
    found.files.push_back(path);
    return found;
  }
  std::map<fs::path, std::string> passed_over;
  for (auto at = fs::recursive_directory_iterator(path); at != fs::recursive_directory_iterator(); ++at) {
    const auto what = at->symlink_status();
    if (at->path().filename().string().starts_with('.')) {
      if (fs::is_directory(what)) at.disable_recursion_pending();
    } else if (fs::is_regular_file(what)) {
      found.files.push_back(at->path());
    } else if (!fs::is_directory(what)) {
      passed_over.emplace(at->path(), why_passed_over(path, *at));
    }
  }
  std::sort(found.files.begin(), found.files.end());
  for (auto& [file, why] : passed_over) found.passed_over.push_back({file.string(), std::move(why)});
  return found;
} catch (const std::filesystem::filesystem_error& error) {
  throw SourceError(path.string() + " cannot be looked through: " + error.code().message());
}

}  // namespace corpus
