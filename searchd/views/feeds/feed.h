// A feed: what came into the archive last of all that a search finds, for programs that come back and look.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "searchd/views/page_data.h"

namespace searchd {

/// An instant in UTC, "2018-02-13T09:30:00Z".
using Instant = std::string;

/// One document in a feed. Texts are of one line, without control characters; none is escaped yet.
struct FeedItem {
  std::string id;  // a tag: URI, the same for ever
  std::string title, summary;
  std::string language;      // of both, as BCP 47 has it; empty where it is not one
  std::string address;       // of its page in the feed's language
  std::string source;        // where it was published; empty where that is not known
  std::string twin_address;  // of its version in the other language; empty: there is none
  std::string twin_language;
  Instant published;  // as well as a source says it: of a day its beginning; empty where not even the day is
                      //   known
  Instant updated;    // when the archive first saw it, or the last change a source tells of, where that is
                      // later; in an
                      //   index that does not say the first, what the source says alone, else kNoInstant
  std::vector<std::pair<std::string, std::string>> categories;  // value and its name: kind, partners, topics
  corpus::FirstSight first_sight;
};
inline constexpr std::string_view kNoInstant = "1970-01-01T00:00:00Z";

struct Feed {
  std::string id, title, description, author, language;
  std::string address;   // its own, of the page of it that this is
  std::string page;      // of the search
  std::string previous;  // pages of it; empty where there is none
  std::string next, first, last;
  std::string icon;
  Instant updated;  // the last of its items'
  std::int64_t total = 0, first_number = 1;
  std::vector<FeedItem> items;
};

/// Addresses begin with `public_url` ("https://example.org", or empty: they are relative then).
Feed feed_of(FeedFormat format, const SearchRequest& request, const NewlySeen& seen,
             const std::string& public_url, const PageView& view);

/// RFC 4287, with the pages of RFC 5005 and OpenSearch's counts.
std::string atom_text(const Feed& feed);
/// RSS 2.0, with the same.
std::string rss_text(const Feed& feed);
/// JSON Feed 1.1.
std::string json_feed_text(const Feed& feed);

/// "Tue, 13 Feb 2018 09:30:00 GMT" (RFC 822, with the four digits that RSS wants).
std::string rfc822(const Instant& instant);

}  // namespace searchd
