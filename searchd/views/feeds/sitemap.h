// Sitemaps: every page that search engines may keep, for programs that come to read them all.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "analyzers/vocabulary.h"
#include "corpus/document.h"

namespace searchd {

/// Documents in one part: each has an address in every language, and a part may have 50,000, some of them of
/// other pages. 24,000 with two languages.
std::size_t sitemap_documents();

/// "/sitemap.xml", and its part number `part`, from 1 on: "/sitemap/1.xml".
std::string_view sitemap_address();
std::string sitemap_part_address(std::size_t part);

// Addresses must be absolute: `base` is "https://example.org".

/// The list of `parts` parts.
std::string sitemap_index(std::size_t parts, const std::string& base);

/// A part is its beginning, the pages in it and its end.
std::string sitemap_beginning();
std::string sitemap_end();
/// The pages that lead into the archive, those of all partners and topics too, in every language, each told
/// of the others: a thousand at most, which is what a part has room for beside its documents.
std::string sitemap_of_ways(const std::string& base, const analyzers::Vocabulary& vocabulary);
/// The page of `document` likewise. Last changed: when a source says that the text was, else when it was
/// published, as far as that is known.
std::string sitemap_of(const corpus::Document& document, const std::string& base);

}  // namespace searchd
