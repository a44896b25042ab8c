// What a page says of its article for machines: schema.org in JSON-LD.
#pragma once

#include <string>
#include <vector>

namespace corpus {

/// The fields of the article, as written (text may hold HTML's entities); empty where not given.
struct JsonLdArticle {
  std::string type;  // "NewsArticle", "BlogPosting", "WebPage" ...; empty: the page describes no article
  std::string headline, description, body, section;
  std::string published, modified;
  std::string language, address;
  std::vector<std::string> authors;  // persons and organisations, by name

  bool is_article() const;  // rather than any page
};

/// The article that the page's blocks of JSON-LD describe: the one whose address is `address` (may be empty)
/// where there are several, else the first with a text or headline; a page where there is no article. A block
/// that is no JSON, or nested deeper than 64 levels, is passed over: sites write them by hand.
JsonLdArticle json_ld_article(const std::vector<std::string>& blocks, const std::string& address);

}  // namespace corpus
