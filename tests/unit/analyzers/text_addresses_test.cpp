#include "analyzers/addresses.h"

#include <doctest/doctest.h>

#include <string>

using analyzers::find_address;

TEST_CASE("find_address finds the first address and where it ends") {
  struct Row {
    std::string why, text, address, host, words;
  };
  const Row rows[] = {
      {"https", "https://www.gov.uk/a-statement", "https://www.gov.uk/a-statement", "www.gov.uk",
       "gov statement"},
      {"capitals", "HTTPS://WWW.GOV.UK", "HTTPS://WWW.GOV.UK", "www.gov.uk", "GOV"},
      {"full stop behind", "http://example.org/page.", "http://example.org/page", "example.org",
       "example org page"},
      {"brackets round", "(http://example.org/page)", "http://example.org/page", "example.org",
       "example org page"},
      {"brackets inside", "http://example.org/Mosul_(city)", "http://example.org/Mosul_(city)", "example.org",
       "example org Mosul city"},
      {"quotation marks", "\"http://example.org/page\"next", "http://example.org/page", "example.org",
       "example org page"},
      {"Arabic comma", "http://example.org/page،ثم", "http://example.org/page", "example.org",
       "example org page"},
      {"www", "www.example.org", "www.example.org", "www.example.org", "example org"},
      {"query and fragment give no words", "http://example.org/page?utm_source=mail#part",
       "http://example.org/page?utm_source=mail#part", "example.org", "example org page"},
      {"percent signs", "http://example.org/%D8%AF%D8%A7%D8%B9%D8%B4",
       "http://example.org/%D8%AF%D8%A7%D8%B9%D8%B4", "example.org", "example org داعش"},
      {"broken percent signs", "http://example.org/%D8%Z", "http://example.org/%D8%Z", "example.org",
       "example org"},
      {"mailbox", "<press.office@example.org>", "press.office@example.org", "example.org",
       "press office example org"},
      {"bare host", "see:example.org/news", "example.org/news", "example.org", "example org news"},
      {"no such domain", "end.The", "", "", ""},
      {"a domain that is a word", "came.in", "", "", ""},
      {"the same before a path", "youtu.be/abc", "youtu.be/abc", "youtu.be", "youtu"},
      {"numbers", "216.239.63.104", "", "", ""},
      {"initials", "U.S.", "", "", ""},
      {"scheme alone", "http://", "", "", ""},
      {"www alone", "www.", "", "", ""},
      {"mailbox without a host", "a@b", "", "", ""},
      {"nothing", "", "", "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const auto found = find_address(row.text);
    REQUIRE(found.has_value() == !row.address.empty());
    if (!found) continue;
    CHECK(row.text.substr(found->begin, found->end - found->begin) == row.address);
    CHECK(found->host == row.host);
    std::string words;
    for (const auto& word : found->words) {
      words += (words.empty() ? "" : " ") + word.text;
      CHECK(word.begin >= found->begin);
      CHECK(word.begin < word.end);
      CHECK(word.end <= found->end);
    }
    CHECK(words == row.words);
  }
}
