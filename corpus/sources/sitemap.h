// Sitemaps (sitemaps.org): addresses of a site's pages, and no text.
#pragma once

#include <memory>
#include <string_view>

#include "corpus/sources/input_file.h"
#include "corpus/sources/source.h"

namespace corpus {

/// Reads the sitemap, or index of sitemaps, in `file`: each address is skipped, a page's with its canonical
/// address as key. Throws SourceError where the file cannot be read.
std::unique_ptr<Source> open_sitemap(const InputFile& file);

/// Whether `head`, the first bytes of a file, begins a sitemap or an index of sitemaps: in XML, or as text of
/// nothing but addresses, a line each, two at least.
bool is_sitemap(std::string_view head);

}  // namespace corpus
