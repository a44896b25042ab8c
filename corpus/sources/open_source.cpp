// Which reader a file needs, told by its first bytes.
#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

#include "corpus/plain_text.h"
#include "corpus/sources/capture.h"
#include "corpus/sources/feed.h"
#include "corpus/sources/feed_reader.h"
#include "corpus/sources/html_page.h"
#include "corpus/sources/item_json.h"
#include "corpus/sources/json_feed.h"
#include "corpus/sources/json_lines.h"
#include "corpus/sources/source.h"
#include "corpus/sources/wordpress_export.h"
#include "corpus/sources/wordpress_rest.h"

namespace corpus {
namespace {

constexpr std::size_t kHead = 64U << 10;  // what is looked at to tell a format
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kKnownFormats =
    "known are HTML pages, feeds (RSS, Atom, JSON Feed), saved pages as plain text, JSON Lines, WordPress "
    "exports (WXR) and WordPress REST answers";

[[noreturn]] void refuse(const std::filesystem::path& path, const std::string& what) {
  throw SourceError(path.string() + " " + what);
}

/// Bytes that other formats begin with, and what to do with such a file.
struct Foreign {
  std::string_view beginning;
  const char* remedy;
};
constexpr std::array<Foreign, 9> kForeign{{
    {"\x1F\x8B", "is compressed (gzip); unpack it first (gunzip)"},
    {"PK\x03\x04", "is a zip file; unpack it first (unzip)"},
    {"\x28\xB5\x2F\xFD", "is compressed (zstd); unpack it first (unzstd)"},
    {"BZh", "is compressed (bzip2); unpack it first (bunzip2)"},
    {"\xFD"
     "7zXZ",
     "is compressed (xz); unpack it first (unxz)"},
    {"%PDF-", "is a PDF; save its text as UTF-8 (pdftotext -enc UTF-8)"},
    {"SQLite format 3", "is a database, such as our own archive; export it first"},
    {"\xFF\xFE", "is UTF-16 text; write it as UTF-8 (iconv -f UTF-16 -t UTF-8)"},
    {"\xFE\xFF", "is UTF-16 text; write it as UTF-8 (iconv -f UTF-16 -t UTF-8)"},
}};

std::string read_head(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) refuse(path, "cannot be opened; may it be read?");
  std::string head(kHead, '\0');
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  if (file.bad()) refuse(path, "cannot be read");
  head.resize(static_cast<std::size_t>(file.gcount()));
  return head;
}

/// '<' and what follows it in markup; "<3" and "< 80 members" are text.
bool is_markup(std::string_view text) {
  if (text.size() < 2 || text[0] != '<') return false;
  const char next = text[1];
  return next == '?' || next == '!' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
}

/// A feed that is not the export of a site, which declares its own namespace.
bool is_feed(std::string_view head) {
  return is_xml_feed(head) && head.find("://wordpress.org/export/") == std::string_view::npos;
}

/// A list whose first element is an object, or an empty list; "[Photo]" is text.
bool is_json_list(std::string_view text) {
  if (!text.starts_with('[')) return false;
  const auto next = text.find_first_not_of(" \t\r\n", 1);
  return next != std::string_view::npos && (text[next] == '{' || text[next] == ']');
}

/// Whether the first line is a record of the exchange format. A line that is broken is judged by the words in
/// it.
bool is_json_lines(std::string_view text) {
  const auto line = text.substr(0, text.find('\n'));
  const auto json = nlohmann::json::parse(line, nullptr, false);
  if (json.is_object()) {
    const auto type = json.find("type");
    const auto title = json.find("title");
    if (json.contains("_links") || (title != json.end() && title->is_object())) return false;
    const bool ours = type != json.end() && (*type == "document" || *type == "version" ||
                                             *type == "boilerplate" || *type == "capture");
    return ours || json.contains("kind") || json.contains("key");
  }
  const auto says = [&](std::string_view word) { return line.find(word) != std::string_view::npos; };
  return says("\"kind\"") || says("\"document\"") || says("\"boilerplate\"") ||
         text.starts_with(kPageLineBegins);  // may be longer than what is looked at
}

bool is_wordpress_rest(std::string_view text) {
  const auto says = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
  return says("\"_links\"") || says("\"rendered\"") || says("\"taxonomy\"") || says("\"date_gmt\"") ||
         says("\"rest_base\"") || says("\"source_url\"") || (says("\"code\"") && says("\"message\"")) ||
         (says("\"id\"") && (says("\"slug\"") || says("\"link\"")));
}

std::unique_ptr<Source> open_json(const std::filesystem::path& path, std::string_view text) {
  const auto extension = path.extension();
  if (is_json_feed(text)) return open_json_feed(path);
  if (extension == ".jsonl" || extension == ".ndjson" || is_json_lines(text)) return open_json_lines(path);
  if (is_wordpress_rest(text)) return open_wordpress_rest(path);
  refuse(path, "is JSON, but neither lines of the exchange format nor an answer of WordPress; " +
                   std::string(kKnownFormats));
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
  const std::string head = read_head(path);
  if (head.empty()) refuse(path, "is empty");
  if (is_html_page(head)) return open_html_page(path);
  if (is_feed(head)) return open_feed(path);
  for (const auto& [beginning, remedy] : kForeign) {
    if (head.starts_with(beginning)) refuse(path, remedy);
  }
  std::string_view text = head;
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos && head.size() < kHead) refuse(path, "holds nothing but white space");
  if (first != std::string_view::npos) text.remove_prefix(first);
  if (is_markup(text)) return open_wordpress_export(path);
  if (is_json_list(text)) return open_wordpress_rest(path);
  if (text.starts_with('{')) return open_json(path, text);
  return open_capture(path);
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
