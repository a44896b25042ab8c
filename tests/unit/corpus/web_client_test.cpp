// Asking a site over HTTP: what is answered, what is refused, what is tried again, how long.
#include <doctest/doctest.h>
#include <zlib.h>

#include <chrono>
#include <thread>

#include "corpus/live/web_address.h"
#include "corpus/live/web_client.h"
#include "tests/support/web_site.h"

using corpus::FetchError;
using corpus::SiteAtRest;
using corpus::WebClient;
using corpus::WebManners;
using tests::web_reply;
using tests::WebReply;
using tests::WebRequest;
using tests::WebSite;
using namespace std::chrono_literals;

namespace {

bool wait(std::chrono::milliseconds time) {
  std::this_thread::sleep_for(time);
  return true;
}

WebManners quick() {
  WebManners manners;
  manners.requests_per_second = 1000;
  manners.whole = 1500ms;
  manners.tries = 2;
  return manners;
}

std::string packed(const std::string& text) {
  std::string bytes(::compressBound(text.size()), '\0');
  uLongf size = bytes.size();
  ::compress(reinterpret_cast<Bytef*>(bytes.data()), &size, reinterpret_cast<const Bytef*>(text.data()),
             text.size());
  bytes.resize(size);
  return bytes;
}

}  // namespace

TEST_CASE("an address is one that can be asked over the web") {
  struct Row {
    const char* why;
    const char* text;
    const char* address;  // nullptr: none
  };
  const Row rows[] = {
      {"as it is", "https://example.org/wp-json", "https://example.org/wp-json"},
      {"the host in small letters", "HTTPS://Example.ORG/WP", "https://example.org/WP"},
      {"the fragment dropped", "http://example.org/a#b", "http://example.org/a"},
      {"a port kept", "http://127.0.0.1:8080/?rest_route=/", "http://127.0.0.1:8080/?rest_route=/"},
      {"a file", "file:///etc/passwd", nullptr},
      {"another protocol", "gopher://example.org/", nullptr},
      {"a user", "http://user:word@example.org/", nullptr},
      {"no scheme", "example.org/wp-json", nullptr},
      {"nothing", "", nullptr},
      {"no host", "http://", nullptr},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.why));
    const auto address = corpus::web_address(row.text);
    REQUIRE(address.has_value() == (row.address != nullptr));
    if (address) CHECK(*address == row.address);
  }
  CHECK_FALSE(corpus::web_address(std::string("http://example.org/") + std::string(5000, 'a')));
  CHECK_FALSE(corpus::web_address(std::string("http://example.org/\0x", 21)));
}

TEST_CASE("a site is its scheme, host and port; it may move from http to https") {
  struct Row {
    const char* from;
    const char* to;
    bool same;
  };
  const Row rows[] = {
      {"http://a.org/x", "http://a.org/y", true},         {"http://a.org/", "https://a.org/", true},
      {"https://a.org/", "http://a.org/", false},         {"http://a.org/", "http://b.org/", false},
      {"http://a.org/", "http://www.a.org/", false},      {"http://a.org/", "http://a.org:8080/", false},
      {"http://a.org:8080/", "https://a.org/", false},    {"https://a.org/", "https://a.org:443/", true},
      {"http://a.org/", "http://a.org.evil.org/", false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.from);
    CAPTURE(row.to);
    CHECK(corpus::is_same_site(row.from, row.to) == row.same);
  }
}

TEST_CASE("the next page stands in the Link field") {
  CHECK(corpus::next_in_link_header(R"(<http://a/1>; rel="prev", <http://a/3?x=1,2>; rel="next")") ==
        "http://a/3?x=1,2");
  CHECK(corpus::next_in_link_header(R"(<http://a/1>; rel="prev")").empty());
  CHECK(corpus::next_in_link_header("<http://a/1").empty());
  CHECK(corpus::next_in_link_header("").empty());
}

TEST_CASE("an answer comes with what WordPress says beside it") {
  const WebSite site([](const WebRequest&) {
    return web_reply(200, "[]",
                     "X-WP-Total: 12\r\nX-WP-TotalPages: 2\r\nETag: \"a\"\r\nLast-Modified: Sun, 01 Mar 2026 "
                     "00:00:00 GMT\r\nDate: Sun, 01 Mar 2026 00:00:01 GMT\r\nLink: <http://x/>; "
                     "rel=\"https://api.w.org/\"\r\nLink: <http://x/2>; rel=\"next\"\r\n");
  });
  WebClient client(quick(), wait);
  const auto answer = client.get(site.address());
  CHECK(answer.status == 200);
  CHECK(answer.body == "[]");
  CHECK(answer.total == 12);
  CHECK(answer.pages == 2);
  CHECK(answer.next == "http://x/2");
  CHECK(answer.validators.etag == "\"a\"");
  CHECK(answer.validators.last_modified == "Sun, 01 Mar 2026 00:00:00 GMT");
  CHECK(answer.time == 1772323201);
  CHECK(client.requests() == 1);
}

TEST_CASE("what is known is told, and an unchanged answer is 304") {
  const WebSite site([](const WebRequest& request) {
    const auto etag = request.fields.find("if-none-match");
    return etag != request.fields.end() && etag->second == "\"a\""
               ? WebReply{"HTTP/1.1 304 X\r\nConnection: close\r\n\r\n", false, false}
               : web_reply(200, "new");
  });
  WebClient client(quick(), wait);
  CHECK(client.get(site.address(), {"\"a\"", ""}).status == 304);
  CHECK(client.get(site.address(), {"\"b\"", ""}).body == "new");
  CHECK(site.requests().back().fields.at("accept") == "application/json");
}

TEST_CASE("a refusal is an answer; a server that fails is asked again, then named") {
  int failures = 1;
  const WebSite site([&](const WebRequest& request) {
    if (request.target == "/gone") return web_reply(404, "{}");
    return failures-- > 0 ? web_reply(500, "") : web_reply(200, "well");
  });
  WebClient client(quick(), wait);
  CHECK(client.get(site.address("/gone")).status == 404);
  CHECK(client.get(site.address()).body == "well");
  failures = 9;
  CHECK_THROWS_WITH_AS(client.get(site.address()), doctest::Contains("answered 500, 2 times"), FetchError);
}

TEST_CASE("a busy site is left alone for as long as it asks") {
  int busy = 1;
  const WebSite site([&](const WebRequest&) {
    return busy-- > 0 ? web_reply(429, "", "Retry-After: 7\r\n") : web_reply(200, "well");
  });
  std::chrono::milliseconds waited{0};
  const auto count = [&](std::chrono::milliseconds time) {
    waited += time;
    return true;
  };
  auto manners = quick();
  WebClient client(manners, count);
  CHECK(client.get(site.address()).body == "well");
  CHECK(waited >= 7s);
  CHECK(waited < 8s);

  busy = 1;
  manners.longest_wait = 5s;
  WebClient impatient(manners, count);
  CHECK_THROWS_WITH_AS(impatient.get(site.address()), doctest::Contains("in 7 seconds"), FetchError);
}

TEST_CASE("a site that asks for more than is waited for is not asked before, and a day later at the latest") {
  int busy = 1;
  std::string fields = "Retry-After: 1\r\n";
  const WebSite site(
      [&](const WebRequest&) { return busy-- > 0 ? web_reply(429, "", fields) : web_reply(200, "well"); });
  auto manners = quick();
  manners.longest_wait = 0s;
  WebClient client(manners, wait);
  CHECK_THROWS_WITH_AS(client.get(site.address()), doctest::Contains("ask again after 20"), SiteAtRest);
  CHECK_THROWS_WITH_AS(client.get(site.address("/other")), doctest::Contains("until 20"), SiteAtRest);
  CHECK(site.requests().size() == 1);
  std::this_thread::sleep_for(1100ms);
  CHECK(client.get(site.address()).body == "well");

  busy = 1;
  fields = "Retry-After: 999999999\r\n";
  try {
    client.get(site.address());
    FAIL("it was waited for");
  } catch (const SiteAtRest& rest) {
    CHECK(rest.until() <= std::chrono::system_clock::now() + 24h);
    CHECK(rest.until() > std::chrono::system_clock::now() + 23h);
  }
}

TEST_CASE("what a site asks for with its last refusal is heeded too") {
  const WebSite site([](const WebRequest&) { return web_reply(503, "", "Retry-After: 30\r\n"); });
  WebClient client(quick(), [](auto) { return true; });
  CHECK_THROWS_WITH_AS(client.get(site.address()), doctest::Contains("answered 503, 2 times"), SiteAtRest);
  CHECK_THROWS_AS(client.get(site.address()), SiteAtRest);
  CHECK(site.requests().size() == 2);
}

TEST_CASE("no more is asked in a second than was agreed") {
  const WebSite site([](const WebRequest&) { return web_reply(200, ""); });
  std::chrono::milliseconds waited{0};
  auto manners = quick();
  manners.requests_per_second = 0.5;
  WebClient client(manners, [&](std::chrono::milliseconds time) {
    waited += time;
    return true;
  });
  for (int i = 0; i < 3; ++i) client.get(site.address());
  CHECK(waited > 3s);  // two pauses of two seconds, less what the answers took
}

TEST_CASE("who waits can be stopped") {
  const WebSite site([](const WebRequest&) { return web_reply(503, "", "Retry-After: 60\r\n"); });
  WebClient client(quick(), [](std::chrono::milliseconds time) { return time == 0ms; });
  CHECK_THROWS_AS(client.get(site.address()), corpus::FetchStopped);

  const WebSite slow([](const WebRequest&) { return WebReply{"HTTP/1.1 200 X\r\n\r\n", false, true}; });
  auto patient = quick();
  patient.whole = 60s;
  int turns = 0;
  WebClient stopped(patient, [&](std::chrono::milliseconds) { return ++turns < 3; });
  CHECK_THROWS_AS(stopped.get(slow.address()), corpus::FetchStopped);
}

TEST_CASE("redirections are followed within the site alone") {
  const WebSite other([](const WebRequest&) { return web_reply(200, "secret"); });
  const WebSite site([&](const WebRequest& request) {
    if (request.target == "/a") return web_reply(301, "", "Location: /b\r\n");
    if (request.target == "/b") return web_reply(200, "found");
    if (request.target == "/round") return web_reply(302, "", "Location: /round\r\n");
    if (request.target == "/file") return web_reply(302, "", "Location: file:///etc/passwd\r\n");
    return web_reply(302, "", "Location: " + other.address() + "\r\n");
  });
  WebClient client(quick(), wait);
  CHECK(client.get(site.address("/a")).body == "found");
  CHECK_THROWS_WITH_AS(client.get(site.address("/round")), doctest::Contains("more than 5 times"),
                       FetchError);
  CHECK_THROWS_WITH_AS(client.get(site.address("/file")), doctest::Contains("no address on the web"),
                       FetchError);
  CHECK_THROWS_WITH_AS(client.get(site.address("/away")), doctest::Contains("another site"), FetchError);
  CHECK(other.requests().empty());
}

TEST_CASE("a packed answer is unpacked as far as an answer may go") {
  const WebSite site([](const WebRequest& request) {
    const std::string text(request.target == "/bomb" ? 8 << 20 : 1000, 'x');
    return web_reply(200, packed(text), "Content-Encoding: deflate\r\n");
  });
  auto manners = quick();
  manners.largest_answer = 1 << 20;
  WebClient client(manners, wait);
  CHECK(client.get(site.address()).body == std::string(1000, 'x'));
  CHECK_THROWS_AS(client.get(site.address("/bomb")), corpus::AnswerTooLarge);
}

TEST_CASE("an answer has limits: size, head, time, and its own length") {
  const WebSite site([](const WebRequest& request) -> WebReply {
    if (request.target == "/endless") return {"HTTP/1.1 200 X\r\n\r\n", true, false};
    if (request.target == "/head") return {"HTTP/1.1 200 X\r\nX-A: ", true, false};
    if (request.target == "/silent") return {"HTTP/1.1 200 X\r\n\r\n", false, true};
    if (request.target == "/cut") return {"HTTP/1.1 200 X\r\nContent-Length: 99\r\n\r\n[1,", false, false};
    return {"", false, false};
  });
  auto manners = quick();
  manners.largest_answer = 1 << 20;
  WebClient client(manners, wait);
  CHECK_THROWS_AS(client.get(site.address("/endless")), corpus::AnswerTooLarge);
  CHECK_THROWS_AS(client.get(site.address("/head")), FetchError);
  CHECK_THROWS_WITH_AS(client.get(site.address("/silent")), doctest::Contains("gave no answer"), FetchError);
  CHECK_THROWS_WITH_AS(client.get(site.address("/cut")), doctest::Contains("gave no answer"), FetchError);
  CHECK_THROWS_WITH_AS(client.get(site.address("/empty")), doctest::Contains("gave no answer"), FetchError);
  CHECK(site.asked_for("/cut") == 2);
}
