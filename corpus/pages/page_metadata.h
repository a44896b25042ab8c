// What a page says of itself beside its text: title, date, authors, language, addresses.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "corpus/dates/date.h"
#include "corpus/pages/page_tree.h"

namespace corpus {

struct PageMetadata {
  std::string title;                // one line; of several that differ, the one that readers see
  std::vector<std::string> titles;  // all that were given, with the site's name where it is in them
  std::string description;          // one line
  PublicationDate published;        // never of the day of the import
  PublicationDate modified;         // last changed; from its metadata alone
  std::vector<std::string> authors;
  std::string site;       // its name
  std::string section;    // of the site: "Press releases"
  std::string type;       // of schema.org ("NewsArticle") or Open Graph ("article")
  std::string language;   // a language tag, as written: "ar-IQ"
  std::string direction;  // "rtl", "ltr"; empty: not stated
  std::string address;    // canonical, as canonical_url() keeps it; empty: not known
  std::vector<std::pair<std::string, std::string>>
      alternates;            // language tag, canonical address; not its own
  std::string article_body;  // of JSON-LD, as written

  bool is_article() const;  // rather than a list, a home page, a page on the site
};

/// The metadata of `tree`. `address` is where the page was found (of a crawl; empty where nobody knows): what
/// it says itself goes first, unless that is the address of the site's home page alone.
/// docs/archive_format.md tells what is read from where, in which order.
PageMetadata page_metadata(const PageTree& tree, std::string_view address);

}  // namespace corpus
