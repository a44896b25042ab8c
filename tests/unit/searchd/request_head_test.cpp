// The reader of request heads: what it takes, what it refuses and with which status.
#include <doctest/doctest.h>

#include <string>
#include <variant>

#include "searchd/http/request_head.h"

using searchd::HeadFault;
using searchd::HeadReader;
using searchd::RequestHead;

namespace {

std::string with_host(const std::string& line, const std::string& fields = "") {
  return line + "\r\nHost: x\r\n" + fields + "\r\n";
}

int status_of(const std::string& bytes) {
  HeadReader reader;
  reader.take(bytes);
  const auto result = reader.next();
  if (!result) return 0;
  const auto* fault = std::get_if<HeadFault>(&*result);
  return fault == nullptr ? 200 : fault->status;
}

RequestHead head_of(const std::string& bytes) {
  HeadReader reader;
  reader.take(bytes);
  const auto result = reader.next();
  REQUIRE(result.has_value());
  REQUIRE(std::holds_alternative<RequestHead>(*result));
  return std::get<RequestHead>(*result);
}

std::string repeated(const std::string& text, int times) {
  std::string all;
  for (int i = 0; i < times; ++i) all += text;
  return all;
}

}  // namespace

TEST_CASE("a head is taken or refused by strict rules") {
  struct Row {
    const char* why;
    std::string bytes;
    int status;  // 200: taken, 0: incomplete
  };
  const Row rows[] = {
      {"a plain request", with_host("GET /search?q=a HTTP/1.1"), 200},
      {"HTTP/1.0 needs no Host", "GET / HTTP/1.0\r\n\r\n", 200},
      {"HTTP/1.1 does", "GET / HTTP/1.1\r\n\r\n", 400},
      {"but once", with_host("GET / HTTP/1.1", "Host: y\r\n"), 400},
      {"letters typed as they are, not percent-encoded", with_host("GET /search?q=نينوى HTTP/1.1"), 200},
      {"an address with host, as to a proxy", with_host("GET http://x/search HTTP/1.1"), 200},
      {"an address of another kind", with_host("GET ftp://x/search HTTP/1.1"), 400},
      {"an address that does not begin with a slash", with_host("GET search HTTP/1.1"), 400},
      {"OPTIONS *", with_host("OPTIONS * HTTP/1.1"), 200},
      {"an unknown method is a token like others", with_host("FOO / HTTP/1.1"), 200},
      {"a method that is none", with_host("G(T / HTTP/1.1"), 400},
      {"two spaces", with_host("GET  / HTTP/1.1"), 400},
      {"a space in the address", with_host("GET /a b HTTP/1.1"), 400},
      {"a fragment", with_host("GET /a#b HTTP/1.1"), 400},
      {"a NUL in the address", with_host(std::string("GET /a\0b HTTP/1.1", 17)), 400},
      {"no version", with_host("GET /"), 400},
      {"another version of HTTP", with_host("GET / HTTP/2.0"), 505},
      {"a version that is none", with_host("GET / HTTP/11"), 400},
      {"a TLS greeting", "\x16\x03\x01\x02\r\n\r\n", 400},
      {"bare line feeds", "GET / HTTP/1.1\nHost: x\n\n", 400},
      {"a bare line feed among proper lines", with_host("GET / HTTP/1.1", "A: b\nC: d\r\n"), 400},
      {"a folded field", with_host("GET / HTTP/1.1", "A: b\r\n c\r\n"), 400},
      {"a space before the colon", with_host("GET / HTTP/1.1", "Content-Length : 5\r\n"), 400},
      {"a field without a name", with_host("GET / HTTP/1.1", ": b\r\n"), 400},
      {"a control character in a field", with_host("GET / HTTP/1.1", "A: \x01\r\n"), 400},
      {"a body of length zero is none", with_host("GET / HTTP/1.1", "Content-Length: 0\r\n"), 200},
      {"a body", with_host("GET / HTTP/1.1", "Content-Length: 5\r\n"), 413},
      {"a body longer than any number",
       with_host("GET / HTTP/1.1", "Content-Length: 18446744073709551617\r\n"), 413},
      {"Content-Length twice", with_host("GET / HTTP/1.1", "Content-Length: 0\r\nContent-Length: 0\r\n"),
       400},
      {"Content-Length that is no number", with_host("GET / HTTP/1.1", "Content-Length: 0x0\r\n"), 400},
      {"Content-Length with a sign", with_host("GET / HTTP/1.1", "Content-Length: +0\r\n"), 400},
      {"Content-Length as a list", with_host("GET / HTTP/1.1", "Content-Length: 0, 0\r\n"), 400},
      {"a chunked body", with_host("GET / HTTP/1.1", "Transfer-Encoding: chunked\r\n"), 400},
      {"an encoded body", with_host("GET / HTTP/1.1", "Content-Encoding: gzip\r\n"), 415},
      {"a body of a method that is not answered", with_host("POST / HTTP/1.1", "Content-Length: 5\r\n"), 405},
      {"a chunked one", with_host("PUT / HTTP/1.1", "Transfer-Encoding: chunked\r\n"), 405},
      {"one with both lengths",
       with_host("POST / HTTP/1.1", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), 400},
      {"the longest request line", with_host("GET /" + repeated("a", 7986) + " HTTP/1.1"), 200},
      {"one byte more", with_host("GET /" + repeated("a", 7987) + " HTTP/1.1"), 414},
      {"32 fields", with_host("GET / HTTP/1.1", repeated("A: b\r\n", 31)), 200},
      {"33 fields", with_host("GET / HTTP/1.1", repeated("A: b\r\n", 32)), 431},
      {"fields of more than 8 KB", with_host("GET / HTTP/1.1", "A: " + repeated("b", 8192) + "\r\n"), 431},
      {"nothing yet", "", 0},
      {"half a head", "GET / HTTP/1.1\r\nHost: x\r\n", 0},
      {"a request line without end", "GET /" + repeated("a", 8001), 414},
      {"fields without end", "GET / HTTP/1.1\r\nA: " + repeated("b", 8200), 431},
      {"an empty line before the request", "\r\n" + with_host("GET / HTTP/1.1"), 200},
      {"two of them", "\r\n\r\n" + with_host("GET / HTTP/1.1"), 400},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(status_of(row.bytes) == row.status);
  }
}

TEST_CASE("a head gives path, query and the few fields that matter") {
  const auto head = head_of(
      "GET http://evil.example/search?q=a%20b&page=2 HTTP/1.1\r\nHost: evil.example\r\naccept-LANGUAGE: "
      "ar\r\naccept-encoding: gzip\r\n"
      "Accept: text/html\r\nAccept: */*\r\nIf-None-Match:  W/\"1\" \r\nConnection: Keep-Alive, "
      "Close\r\n\r\n");
  CHECK(head.method == "GET");
  CHECK(head.path == "/search");
  CHECK(head.query == "q=a%20b&page=2");
  CHECK(head.accept_language == "ar");
  CHECK(head.accept == "text/html,*/*");
  CHECK(head.accept_encoding == "gzip");
  CHECK(head.if_none_match == "W/\"1\"");
  CHECK(head.close);

  CHECK(head_of(with_host("GET http://x?q=1 HTTP/1.1")).path == "/");
  CHECK(head_of(with_host("GET http://x?q=1 HTTP/1.1")).query == "q=1");
  CHECK_FALSE(head_of(with_host("GET / HTTP/1.1")).close);
  CHECK(head_of("GET / HTTP/1.0\r\n\r\n").close);
}

TEST_CASE("heads are given one by one, in whatever pieces they come") {
  const auto both = with_host("GET /1 HTTP/1.1") + with_host("GET /2 HTTP/1.1");
  HeadReader at_once;
  at_once.take(both);
  CHECK(std::get<RequestHead>(at_once.next().value()).path == "/1");
  CHECK(at_once.is_begun());
  CHECK(std::get<RequestHead>(at_once.next().value()).path == "/2");
  CHECK_FALSE(at_once.is_begun());
  CHECK_FALSE(at_once.next().has_value());

  HeadReader byte_by_byte;
  std::string paths;
  for (const char byte : both) {
    byte_by_byte.take({&byte, 1});
    if (auto head = byte_by_byte.next()) paths += std::get<RequestHead>(*head).path;
  }
  CHECK(paths == "/1/2");
}

TEST_CASE("of a head that is refused it is known what was asked for, in which language") {
  const std::string fields = "Accept: text/html\r\nAccept-Language: ar\r\n";
  const auto letters = repeated("%D8%A7", 1400);
  struct Row {
    const char* why;
    std::string bytes, path, query, accept, language;
  };
  const Row rows[] = {
      {"too long an address", with_host("GET /ar/search?q=" + letters + " HTTP/1.1", fields), "/ar/search",
       "", "text/html", "ar"},
      {"it is still coming", "GET /ar/search?q=" + letters, "/ar/search", "", "", ""},
      {"too long a path", with_host("GET /d/" + repeated("a", 9000) + " HTTP/1.1", fields),
       "/d/" + repeated("a", 197), "", "text/html", "ar"},
      {"a body", with_host("GET /search?q=x HTTP/1.1", fields + "Content-Length: 5\r\n"), "/search", "q=x",
       "text/html", "ar"},
      {"too many fields", with_host("GET /search?q=x HTTP/1.1", fields + repeated("A: b\r\n", 40)), "/search",
       "q=x", "text/html", "ar"},
      {"fields without end", "GET /search?q=x HTTP/1.1\r\n" + fields + "A: " + repeated("b", 8200), "/search",
       "q=x", "text/html", "ar"},
      {"no request", "nonsense\r\n\r\n", "", "", "", ""},
      {"a control character", "GET /a\x01" + repeated("a", 9000), "", "", "", ""}};
  for (const auto& row : rows) {
    CAPTURE(row.why);
    HeadReader reader;
    reader.take(row.bytes);
    const auto fault = std::get<HeadFault>(reader.next().value());
    CHECK(fault.head.path == row.path);
    CHECK(fault.head.query == row.query);
    CHECK(fault.head.accept == row.accept);
    CHECK(fault.head.accept_language == row.language);
  }
  HeadReader slow;
  slow.take("GET /ar/search?q=x HTTP/1.1\r\nAccept: text/html\r\nAccept-Lang");
  CHECK_FALSE(slow.next().has_value());
  CHECK(slow.so_far().path == "/ar/search");
  CHECK(slow.so_far().accept == "text/html");
}

TEST_CASE("after a refused head nothing more is read from a connection") {
  HeadReader reader;
  reader.take(with_host("GET /1 HTTP/1.1", "Content-Length: 40\r\n") + with_host("GET /smuggled HTTP/1.1"));
  CHECK(std::get<HeadFault>(reader.next().value()).status == 413);
  CHECK_FALSE(reader.next().has_value());
}
