// What a file of one format is, told by its first bytes.
#include "corpus/sources/flat_file.h"

#include <array>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "corpus/plain_text.h"
#include "corpus/sources/bundle_reader.h"
#include "corpus/sources/capture.h"
#include "corpus/sources/feed.h"
#include "corpus/sources/feed_reader.h"
#include "corpus/sources/html_page.h"
#include "corpus/sources/item_json.h"
#include "corpus/sources/json_feed.h"
#include "corpus/sources/json_lines.h"
#include "corpus/sources/pdf.h"
#include "corpus/sources/sitemap.h"
#include "corpus/sources/wordpress_export.h"
#include "corpus/sources/wordpress_rest.h"

namespace corpus {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kKnownFormats =
    "known are HTML pages, feeds (RSS, Atom, JSON Feed), saved pages as plain text, JSON Lines, WordPress "
    "exports (WXR) and WordPress REST answers";

[[noreturn]] void refuse(const InputFile& file, const std::string& what) {
  throw SourceError(file.name + " " + what);
}

/// Bytes that other formats begin with, and what to do with such a file.
struct Foreign {
  std::string_view beginning;
  const char* remedy;
};
constexpr std::array<Foreign, 9> kForeign{{
    {"PK\x03\x04", "is a zip file within another file; unpack it first (unzip)"},
    {"\x1F\x8B", "is compressed (gzip) within another file; unpack it first (gunzip)"},
    {"filedesc://", "is an ARC file, which came before WARC; convert it first (warcio recompress)"},
    {"\x28\xB5\x2F\xFD", "is compressed (zstd); unpack it first (unzstd)"},
    {"BZh", "is compressed (bzip2); unpack it first (bunzip2)"},
    {"\xFD"
     "7zXZ",
     "is compressed (xz); unpack it first (unxz)"},
    {"SQLite format 3", "is a database, such as our own archive; export it first"},
    {"\xFF\xFE", "is UTF-16 text; write it as UTF-8 (iconv -f UTF-16 -t UTF-8)"},
    {"\xFE\xFF", "is UTF-16 text; write it as UTF-8 (iconv -f UTF-16 -t UTF-8)"},
}};

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

std::unique_ptr<Source> open_json(const InputFile& file, std::string_view text) {
  const auto extension = std::filesystem::path(file.base_name).extension();
  if (is_json_feed(text)) return open_json_feed(file);
  if (extension == ".jsonl" || extension == ".ndjson" || is_json_lines(text)) return open_json_lines(file);
  if (is_wordpress_rest(text)) return open_wordpress_rest(file);
  refuse(file, "is JSON, but neither lines of the exchange format nor an answer of WordPress; " +
                   std::string(kKnownFormats));
}

}  // namespace

std::string head_of(const InputFile& file) {
  const auto stream = file.open();
  if (!stream->good()) refuse(file, "cannot be opened; may it be read?");
  std::string head(kHead, '\0');
  stream->read(head.data(), static_cast<std::streamsize>(head.size()));
  head.resize(static_cast<std::size_t>(stream->gcount()));
  if (head.empty() && stream->bad()) refuse(file, "cannot be read");
  return head;
}

std::unique_ptr<Source> open_flat_file(const InputFile& file, std::string_view head) {
  if (is_html_page(head)) return open_html_page(file);
  if (is_feed(head)) return open_feed(file);
  if (is_pdf(head)) return open_pdf(file);
  for (const auto& [beginning, remedy] : kForeign) {
    if (head.starts_with(beginning)) refuse(file, remedy);
  }
  if (is_tar(head)) refuse(file, "is a tar file within another file; unpack it first (tar -x)");
  if (is_sitemap(head)) return open_sitemap(file);
  std::string_view text = head;
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos && head.size() < kHead) refuse(file, "holds nothing but white space");
  if (first != std::string_view::npos) text.remove_prefix(first);
  if (is_markup(text)) return open_wordpress_export(file);
  if (is_json_list(text)) return open_wordpress_rest(file);
  if (text.starts_with('{')) return open_json(file, text);
  return open_capture(file);
}

}  // namespace corpus
