// Answers that are sent packed: to whom, and which.
#include "searchd/http/compression.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/support/asked_routes.h"
#include "tests/support/packing.h"

using searchd::compress;
using searchd::Reply;
using searchd::takes_gzip;
using tests::header_of;

namespace {

Reply reply_of(std::string body) {
  Reply reply;
  reply.body = std::move(body);
  return reply;
}

// Of four letters in no order that a packer knows: what it can be packed to is a quarter.
std::string letters(std::size_t size) {
  std::string text;
  for (std::uint32_t state = 7; text.size() < size; state = state * 1664525U + 1013904223U)
    text += "acgt"[state >> 30U];
  return text;
}

}  // namespace

TEST_CASE("a sender takes gzip where it names it, or all, with a weight") {
  struct Row {
    const char* accept_encoding;
    bool taken;
  };
  const Row rows[] = {{"", false},
                      {"gzip", true},
                      {"GZip", true},
                      {"x-gzip", true},
                      {"gzip, deflate, br", true},
                      {"br;q=1.0, gzip;q=0.8, *;q=0.1", true},
                      {"deflate , gzip ; q=0.5", true},
                      {"*", true},
                      {"br", false},
                      {"identity", false},
                      {"gzip;q=0", false},
                      {"gzip;q=0.000", false},
                      {"gzip;q=0, *", false},
                      {"*;q=0, gzip", true},
                      {"*;q=0", false},
                      {"gzip;q=nonsense", false},
                      {"gzipped", false},
                      {",,;q=,\t", false}};
  for (const auto& row : rows) {
    CAPTURE(row.accept_encoding);
    CHECK(takes_gzip(row.accept_encoding) == row.taken);
  }
}

TEST_CASE("what is larger than a packet is packed, and says so; unpacked it is what it was") {
  for (const std::size_t size : {1025, 4096, 60'000, 1'000'000}) {
    CAPTURE(size);
    auto reply = reply_of(letters(size));
    compress(reply, "gzip");
    CHECK(header_of(reply, "Content-Encoding") == "gzip");
    CHECK(header_of(reply, "Vary") == "Accept-Encoding");
    CHECK(reply.body.size() < size / 2);
    CHECK(tests::unpacked(reply.body) == letters(size));
  }
}

TEST_CASE("what is small, wanted as it is or no smaller when packed stays as it is") {
  struct Row {
    const char* why;
    std::string body;
    const char* accept_encoding;
    const char* vary;
  };
  std::string noise;
  for (std::uint32_t state = 7; noise.size() < 2000; state = state * 1664525U + 1013904223U)
    noise += static_cast<char>(state >> 24U);
  const Row rows[] = {{"nothing", "", "gzip", ""},
                      {"small", letters(1024), "gzip", ""},
                      {"not taken", letters(5000), "br", "Accept-Encoding"},
                      {"noise", noise, "gzip", "Accept-Encoding"}};
  for (const auto& row : rows) {
    CAPTURE(row.why);
    auto reply = reply_of(row.body);
    compress(reply, row.accept_encoding);
    CHECK(reply.body == row.body);
    CHECK(header_of(reply, "Content-Encoding").empty());
    CHECK(header_of(reply, "Vary") == row.vary);
  }
}

TEST_CASE("Vary keeps what it named, and names nothing twice") {
  auto reply = reply_of(letters(5000));
  reply.headers = {{"Vary", "Accept-Language"}};
  compress(reply, "gzip");
  CHECK(header_of(reply, "Vary") == "Accept-Language, Accept-Encoding");
  reply.body = letters(5000);
  compress(reply, "gzip");
  CHECK(header_of(reply, "Vary") == "Accept-Language, Accept-Encoding");
}
