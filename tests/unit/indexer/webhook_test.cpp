// What is taken for a webhook, and whose word it is.
#include "indexer/webhook.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include "tests/support/temporary_directory.h"

using indexer::Hook;
using indexer::hook_signature;
using indexer::HookGuard;
using indexer::HookReader;
using indexer::HookRefusal;
using indexer::HookRequest;
using tests::TemporaryDirectory;

namespace {

constexpr char kSecret[] = "a secret of some length";
constexpr char kBody[] = R"({"type":"post","id":17,"action":"publish"})";
constexpr std::int64_t kNow = 1'800'000'000;

HookRequest signed_request(std::int64_t time, const std::string& body = kBody, const char* secret = kSecret) {
  const auto timestamp = std::to_string(time);
  return {timestamp, hook_signature(secret, timestamp, body), body};
}

int status_of(const std::variant<Hook, HookRefusal>& judged) {
  const auto* refusal = std::get_if<HookRefusal>(&judged);
  return refusal == nullptr ? 202 : refusal->status;
}

std::string head(const std::string& fields, const char* line = "POST /hook HTTP/1.1") {
  return std::string(line) + "\r\n" + fields + "\r\n";
}

int status_of_bytes(const std::string& bytes) {
  HookReader reader;
  reader.take(bytes);
  const auto request = reader.next();
  if (!request) return 0;
  const auto* refusal = std::get_if<HookRefusal>(&*request);
  return refusal == nullptr ? 200 : refusal->status;
}

}  // namespace

TEST_CASE("the signature is HMAC-SHA256: case 7 of RFC 4231, whose text has a full stop") {
  CHECK(hook_signature(std::string(131, '\xAA'),
                       "This is a test using a larger than block-size key and a larger than block-size data",
                       " The key needs to be hashed before being used by the HMAC algorithm.") ==
        "sha256=9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2");
}

TEST_CASE("a webhook is accepted once, of who knows the secret, and for five minutes") {
  const TemporaryDirectory directory;
  HookGuard guard(kSecret, directory / "seen");
  const auto request = signed_request(kNow);
  const auto judged = guard.judge(request, kNow);
  REQUIRE(std::holds_alternative<Hook>(judged));
  CHECK(std::get<Hook>(judged) == Hook{"post", 17});
  CHECK(status_of(guard.judge(request, kNow)) == 409);
  CHECK(status_of(guard.judge(request, kNow + 299)) == 409);
  CHECK(status_of(guard.judge(request, kNow + 301)) == 401);
  CHECK(status_of(guard.judge(signed_request(kNow + 1), kNow)) == 202);
}

TEST_CASE("what was accepted before a restart is refused after it") {
  const TemporaryDirectory directory;
  CHECK(status_of(HookGuard(kSecret, directory / "seen").judge(signed_request(kNow), kNow)) == 202);
  HookGuard again(kSecret, directory / "seen");
  CHECK(status_of(again.judge(signed_request(kNow), kNow + 5)) == 409);
  CHECK(status_of(again.judge(signed_request(kNow + 5), kNow + 5)) == 202);
}

TEST_CASE("the file of those seen does not grow for ever") {
  const TemporaryDirectory directory;
  const auto file = directory / "seen";
  HookGuard guard(kSecret, file);
  std::uintmax_t largest = 0;
  for (int i = 0; i < 6000; ++i) {
    REQUIRE(status_of(guard.judge(signed_request(kNow + i), kNow + i)) == 202);
    largest = std::max(largest, std::filesystem::file_size(file));
  }
  CHECK(largest < 4200 * 90);
}

TEST_CASE("everything else is refused") {
  const TemporaryDirectory directory;
  HookGuard guard(kSecret, directory / "seen");
  auto changed = signed_request(kNow);
  changed.body = R"({"type":"post","id":18,"action":"publish"})";
  auto moved = signed_request(kNow);
  moved.timestamp = std::to_string(kNow + 1);
  auto cut = signed_request(kNow);
  cut.signature.pop_back();
  struct Row {
    const char* why;
    HookRequest request;
    int status;
  };
  const Row rows[] = {
      {"another secret", signed_request(kNow, kBody, "another secret, as long"), 401},
      {"another body under the signature", changed, 401},
      {"another time under the signature", moved, 401},
      {"a signature cut short", cut, 401},
      {"no signature", {std::to_string(kNow), "", kBody}, 401},
      {"no time", {"", hook_signature(kSecret, "", kBody), kBody}, 401},
      {"a time that is no number", {"now", hook_signature(kSecret, "now", kBody), kBody}, 401},
      {"older than five minutes", signed_request(kNow - 301), 401},
      {"from a time to come", signed_request(kNow + 61), 401},
      {"a body that names nothing", signed_request(kNow, "{}"), 400},
      {"a body that is no JSON", signed_request(kNow, "post 17"), 400},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.why));
    CHECK(status_of(guard.judge(row.request, kNow)) == row.status);
  }
}

TEST_CASE("a body names one post") {
  CHECK(indexer::hook_in(R"({"id":1,"type":"press_release","more":[1,2]})") == Hook{"press_release", 1});
  for (const char* body :
       {"", "[]", "17", R"({"type":"post"})", R"({"type":"post","id":"17"})", R"({"type":"post","id":-1})",
        R"({"type":"post","id":0})", R"({"type":"po st","id":1})", R"({"type":"","id":1})",
        R"({"type":1,"id":1})", R"({"type":"a/b","id":1})", R"({"type":"post","id":1.5})",
        R"({"type":"post","id":1,"id":2})", R"({"type":"post","id":18446744073709551615})"}) {
    CAPTURE(std::string(body));
    CHECK_FALSE(indexer::hook_in(body));
  }
  CHECK_FALSE(indexer::hook_in(R"({"type":")" + std::string(41, 'a') + R"(","id":1})"));
}

TEST_CASE("a request is read as it comes, byte by byte") {
  const auto bytes =
      head("Content-Length: 5\r\nX-Sijill-Timestamp: 12 \r\nx-sijill-signature: sha256=ab\r\nHost: a\r\n") +
      "hello";
  HookReader reader;
  for (std::size_t i = 0; i + 1 < bytes.size(); ++i) {
    reader.take(bytes.substr(i, 1));
    REQUIRE_FALSE(reader.next());
  }
  reader.take("o");
  const auto request = std::get<HookRequest>(*reader.next());
  CHECK(request.timestamp == "12");
  CHECK(request.signature == "sha256=ab");
  CHECK(request.body == "hello");
}

TEST_CASE("a sender that waits for a word is told to go on, once") {
  HookReader reader;
  reader.take(head("Content-Length: 2\r\nExpect: 100-continue\r\n"));
  CHECK_FALSE(reader.next());
  CHECK(reader.is_to_be_encouraged());
  CHECK_FALSE(reader.is_to_be_encouraged());
  reader.take("{}");
  CHECK(std::get<HookRequest>(*reader.next()).body == "{}");
}

TEST_CASE("a request that is strange is refused before its body is read") {
  struct Row {
    const char* why;
    std::string bytes;
    int status;
  };
  const std::string length = "Content-Length: 2\r\n";
  const Row rows[] = {
      {"as it should be", head(length) + "{}", 200},
      {"an empty body", head("Content-Length: 0\r\n"), 200},
      {"another method", head(length, "GET /hook HTTP/1.1"), 405},
      {"another place", head(length, "POST / HTTP/1.1"), 404},
      {"another version", head(length, "POST /hook HTTP/2"), 505},
      {"no request", head(length, "hello"), 400},
      {"no length", head(""), 411},
      {"in chunks", head("Transfer-Encoding: chunked\r\n"), 411},
      {"both", head(length + "Transfer-Encoding: chunked\r\n"), 411},
      {"two lengths", head(length + length) + "{}", 400},
      {"two signatures", head(length + "X-Sijill-Signature: a\r\nX-Sijill-Signature: b\r\n"), 400},
      {"a length that is no number", head("Content-Length: 2x\r\n"), 400},
      {"a length below nothing", head("Content-Length: -2\r\n"), 400},
      {"a length too long to count", head("Content-Length: 99999999999999999999\r\n"), 400},
      {"too large", head("Content-Length: 16385\r\n"), 413},
      {"a field without a colon", head("Content-Length\r\n"), 400},
      {"a folded field", head("A: b\r\n c\r\n"), 400},
      {"a space before the colon", head("Content-Length : 2\r\n"), 400},
      {"a bare line's end within a field", head("A: b\nContent-Length: 2\r\n"), 400},
      {"more than was told", head(length) + "{}GET", 400},
      {"a head without an end", std::string(8193, 'a'), 431},
      {"a head that is too long", head("A: " + std::string(8192, 'b') + "\r\n"), 431},
      {"not yet whole", head(length) + "{", 0},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.why));
    CHECK(status_of_bytes(row.bytes) == row.status);
  }
}

TEST_CASE("a secret is one that not everybody may read, and not a short one") {
  namespace fs = std::filesystem;
  const TemporaryDirectory directory;
  const auto file = directory / "secret";
  std::ofstream(file) << kSecret << "\n";
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write | fs::perms::others_read);
  CHECK_THROWS_WITH_AS(indexer::secret_in(file), doctest::Contains("every user"), std::runtime_error);
  fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read);
  CHECK(indexer::secret_in(file) == kSecret);
  std::ofstream(file) << "short\n";
  CHECK_THROWS_WITH_AS(indexer::secret_in(file), doctest::Contains("16 to 4,096"), std::runtime_error);
  CHECK_THROWS_WITH_AS(indexer::secret_in(directory / "none"), doctest::Contains("no secret"),
                       std::runtime_error);
  CHECK_THROWS_AS(indexer::secret_in(directory.path()), std::runtime_error);
}
