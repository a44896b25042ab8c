// HTML pages, saved from a site or answered by one: each is one document.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "corpus/sources/input_file.h"
#include "corpus/sources/source.h"

namespace corpus {

/// What is known of a page beside its bytes; all but `where` may be empty.
struct PageOrigin {
  std::string where;         // for messages: "page.html", "crawl.warc.gz, record 17"
  std::string address;       // from which it was fetched
  std::string content_type;  // the header with which it was sent
};

/// The page in `bytes` as a record; skipped where it has no text of its own ("empty"), or only sends its
/// readers elsewhere ("redirect"); a problem where its HTML is refused (see page_tree()). The record's key is
/// its canonical address, "sha256:" and the hash of the bytes where none is known. docs/archive_format.md
/// tells what is read from where.
SourceItem read_html_page(std::string_view bytes, const PageOrigin& origin);

/// Whether `head`, the first bytes of a file, begins an HTML page, in any character set.
bool is_html_page(std::string_view head);

/// Reads the page in `file`. Throws SourceError where it cannot be read. A page of more than 10 MB is a
/// problem.
std::unique_ptr<Source> open_html_page(const InputFile& file);

}  // namespace corpus
