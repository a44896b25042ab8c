// Ids, hashes, hashtags and addresses of documents.
#include "corpus/document.h"

#include <doctest/doctest.h>

#include <set>

TEST_CASE("sha256_hex gives the hashes of FIPS 180-4") {
  CHECK(corpus::sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(corpus::sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(corpus::sha256_hex(std::string(1'000'000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("an id is the beginning of the key's hash in base 32") {
  // SHA-256 of nothing begins e3b0c442 98fc1c14: 11100 01110 11000 01100 01000 10000 10100 11000 11111 10000
  // 01110 00001
  CHECK(corpus::document_id_of("") == "4oymiquy7qob");
  std::set<std::string> ids;
  for (int i = 0; i < 10'000; ++i) {
    const auto id = corpus::document_id_of("https://example.org/" + std::to_string(i));
    CHECK(id.size() == 12);
    CHECK(id.find_first_not_of("abcdefghijklmnopqrstuvwxyz234567") == std::string::npos);
    ids.insert(id);
  }
  CHECK(ids.size() == 10'000);
}

TEST_CASE("every kind has one name") {
  for (const char* name :
       {"statement", "news", "digest", "digest_item", "social_post", "podcast", "campaign", "page"}) {
    const auto kind = corpus::kind_from_name(name);
    REQUIRE(kind.has_value());
    CHECK(corpus::kind_name(*kind) == name);
  }
  CHECK_FALSE(corpus::kind_from_name("post").has_value());
}

TEST_CASE("hashtags_in finds the hashtags of a text") {
  struct Row {
    const char* why;
    const char* text;
    std::vector<std::string> tags;
  };
  const Row rows[] = {
      {"one and its neighbour",
       "Join #ThisGenerationLearns, #DefeatDaesh!",
       {"ThisGenerationLearns", "DefeatDaesh"}},
      {"first spelling first, one each", "#Daesh and #DAESH and #daesh", {"Daesh"}},
      {"Arabic with its marks", "نحن #ضد_داعش و#العِراق", {"ضد_داعش"}},
      {"Arabic at a word's beginning", "#العِراق", {"العِراق"}},
      {"digits belong to it", "#16Days #Covid19", {"16Days", "Covid19"}},
      {"digits alone count things", "We are #1", {}},
      {"no entity of HTML", "Daesh&#8217;s", {}},
      {"no part of an address", "https://example.org/page#part https://example.org/#top", {}},
      {"not inside a word", "a#b", {}},
      {"not inside an Arabic word", "العراق#داعش", {}},
      {"each in its own line", "one\n#two three\n\n#four", {"two", "four"}},
      {"one after the other without a space", "#one#two", {"one"}},
      {"a sign alone", "# and ## and #", {}},
      {"a full-width sign", "＃Iraq", {"Iraq"}},
      {"nothing", "", {}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(corpus::hashtags_in(row.text) == row.tags);
  }
}

TEST_CASE("canonical_url gives one spelling to one address") {
  struct Row {
    const char* why;
    const char* given;
    const char* kept;  // nullptr: nothing
  };
  const Row rows[] = {
      {"as it should be", "https://theglobalcoalition.org/en/home/",
       "https://theglobalcoalition.org/en/home/"},
      {"capitals of scheme and host", "HTTPS://Example.ORG/Path", "https://example.org/Path"},
      {"space around it", "  https://example.org/a\n", "https://example.org/a"},
      {"the scheme's own port", "http://example.org:80/a", "http://example.org/a"},
      {"the other scheme's port", "https://example.org:80/a", "https://example.org:80/a"},
      {"an empty port", "https://example.org:/a", "https://example.org/a"},
      {"no path", "https://example.org", "https://example.org/"},
      {"a query without a path", "https://example.org?a=1", "https://example.org/?a=1"},
      {"a fragment", "https://example.org/a#part", "https://example.org/a"},
      {"tracking alone", "https://example.org/a?utm_source=x&fbclid=1&GCLID=2", "https://example.org/a"},
      {"tracking among others", "https://example.org/?p=12&utm_medium=mail&lang=ar",
       "https://example.org/?p=12&lang=ar"},
      {"letters as such", "https://example.org/ar/خبر", "https://example.org/ar/%D8%AE%D8%A8%D8%B1"},
      {"letters as WordPress writes them", "https://example.org/ar/%d8%ae%d8%a8%d8%b1",
       "https://example.org/ar/%D8%AE%D8%A8%D8%B1"},
      {"an address by numbers", "http://[2001:DB8::1]:8080/a", "http://[2001:db8::1]:8080/a"},
      {"a quote is encoded", "https://example.org/\"a\"", "https://example.org/%22a%22"},
      {"script", "javascript:alert(1)", nullptr},
      {"data", "data:text/html,x", nullptr},
      {"mail", "mailto:a@example.org", nullptr},
      {"relative", "/en/home", nullptr},
      {"without a scheme", "//example.org/a", nullptr},
      {"a name and a password", "https://user:secret@example.org/", nullptr},
      {"no host", "https:///a", nullptr},
      {"a host of dots", "https://../a", nullptr},
      {"a port that is none", "https://example.org:99999/", nullptr},
      {"a port with letters", "https://example.org:8x/", nullptr},
      {"a space inside", "https://example.org/a b", nullptr},
      {"a backslash", "https://example.org\\@evil.org/", nullptr},
      {"bytes that are no UTF-8", "https://example.org/\xff", nullptr},
      {"nothing", "", nullptr},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const auto kept = corpus::canonical_url(row.given);
    CHECK(kept.has_value() == (row.kept != nullptr));
    if (!kept || row.kept == nullptr) continue;
    CHECK(*kept == row.kept);
    CHECK_MESSAGE(corpus::canonical_url(*kept) == kept, "keeping twice changes nothing more");
  }
  CHECK_FALSE(corpus::canonical_url("https://example.org/" + std::string(2048, 'a')).has_value());
}
