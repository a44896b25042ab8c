// Bodies that are made while they are sent: whole or seen to be broken off, and never longer than anyone
// wants them.
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

#include "searchd/http/server.h"
#include "tests/support/chunks.h"
#include "tests/support/raw_client.h"

using namespace std::chrono_literals;
using searchd::HttpServer;
using searchd::Reply;
using searchd::ServerSettings;
using tests::RawClient;
using tests::status_of;

namespace {

std::atomic<int> alive{0};  // bodies that are being sent

/// So many pieces of so many bytes; the last one throws where it is to break.
class Pieces final : public searchd::BodySource {
 public:
  Pieces(int pieces, std::size_t bytes, bool breaks) : left_(pieces), bytes_(bytes), breaks_(breaks) {
    ++alive;
  }
  ~Pieces() override { --alive; }
  Pieces(const Pieces&) = delete;
  Pieces& operator=(const Pieces&) = delete;

  std::string next() override {
    if (left_-- > 0) return std::string(bytes_, static_cast<char>('a' + left_ % 26));
    if (breaks_) throw std::runtime_error("the source is gone");
    return {};
  }

 private:
  int left_;
  std::size_t bytes_;
  bool breaks_;
};

// "/small" is "cba", "/empty" nothing, "/large" 20 MB in pieces of 1 MB, "/endless" for practical purposes
// without end, "/broken" breaks off behind three pieces.
searchd::Answers answers() {
  return {[](const searchd::RequestHead& head) {
            Reply reply;
            reply.content_type = "text/plain";
            if (head.path == "/small") reply.stream = std::make_shared<Pieces>(3, 1, false);
            if (head.path == "/empty") reply.stream = std::make_shared<Pieces>(0, 1, false);
            if (head.path == "/large") reply.stream = std::make_shared<Pieces>(20, 1 << 20, false);
            if (head.path == "/endless") reply.stream = std::make_shared<Pieces>(1 << 30, 1 << 16, false);
            if (head.path == "/broken") reply.stream = std::make_shared<Pieces>(3, 1, true);
            return reply;
          },
          [](const searchd::HeadFault& fault) {
            Reply reply;
            reply.status = fault.status;
            return reply;
          }};
}

ServerSettings settings_with(std::chrono::milliseconds write, std::chrono::milliseconds stream) {
  ServerSettings settings;
  settings.write_deadline = write;
  settings.stream_deadline = stream;
  settings.stop_deadline = 800ms;
  return settings;
}

bool nobody_is_left(std::chrono::milliseconds longest) {
  const auto deadline = std::chrono::steady_clock::now() + longest;
  while (alive > 0 && std::chrono::steady_clock::now() < deadline) std::this_thread::sleep_for(5ms);
  return alive == 0;
}

}  // namespace

TEST_CASE("a body that is made while it is sent goes out in chunks") {
  HttpServer server(settings_with(5s, 20s), answers());
  const auto answer = tests::get(server.port(), "/small");
  CHECK(status_of(answer) == 200);
  CHECK(tests::header_of(answer, "Transfer-Encoding") == "chunked");
  CHECK(tests::header_of(answer, "Content-Length").empty());
  CHECK(tests::body_of(answer) == "1\r\nc\r\n1\r\nb\r\n1\r\na\r\n0\r\n\r\n");
  CHECK(tests::body_of(tests::get(server.port(), "/empty")) == "0\r\n\r\n");
  const auto large = tests::unchunked(tests::body_of(tests::get(server.port(), "/large")));
  CHECK(large.is_whole);
  CHECK(large.body.size() == 20U << 20U);
}

TEST_CASE("the connection is kept behind the last chunk") {
  HttpServer server(settings_with(5s, 20s), answers());
  const auto both = tests::exchange(server.port(),
                                    "GET /small HTTP/1.1\r\nHost: x\r\n\r\n"
                                    "GET /small HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  CHECK(tests::count_of(both, "HTTP/1.1 200 ") == 2);
  CHECK(tests::count_of(both, "0\r\n\r\n") == 2);
}

TEST_CASE("who speaks HTTP/1.0 gets no chunks, and its end is that of the connection") {
  HttpServer server(settings_with(5s, 20s), answers());
  const auto answer = tests::exchange(server.port(), "GET /small HTTP/1.0\r\n\r\n");
  CHECK(tests::header_of(answer, "Transfer-Encoding").empty());
  CHECK(tests::header_of(answer, "Content-Length").empty());
  CHECK(tests::header_of(answer, "Connection") == "close");
  CHECK(tests::body_of(answer) == "cba");
}

TEST_CASE("who speaks HTTP/1.0 sees a body that broke off by an error of the connection") {
  HttpServer server(settings_with(5s, 500ms), answers());
  for (const std::string path : {"/broken", "/endless"}) {  // the source is gone; it took too long
    CAPTURE(path);
    const RawClient client(server.port());
    client.send("GET " + path + " HTTP/1.0\r\n\r\n");
    CHECK(client.receive_to_end().was_reset);
  }
  for (const std::string request : {"GET /small HTTP/1.0\r\n\r\n", "HEAD /broken HTTP/1.0\r\n\r\n",
                                    "GET /broken HTTP/1.1\r\nHost: x\r\n\r\n"}) {
    CAPTURE(request);
    const RawClient client(server.port());
    client.send(request);
    const auto received = client.receive_to_end();
    CHECK_FALSE(received.was_reset);
    CHECK(status_of(received.bytes) == 200);
  }
}

TEST_CASE("a stop is seen by who speaks HTTP/1.0") {
  HttpServer server(settings_with(20s, 60s), answers());
  const RawClient client(server.port());
  client.send("GET /endless HTTP/1.0\r\n\r\n");
  client.receive_until("HTTP/1.1 200 ");
  std::thread stop([&server] { server.stop(); });
  CHECK(client.receive_to_end().was_reset);
  stop.join();
}

TEST_CASE("HEAD has the headers and no body") {
  HttpServer server(settings_with(5s, 20s), answers());
  const auto answer = tests::exchange(
      server.port(),
      "HEAD /endless HTTP/1.1\r\nHost: x\r\n\r\nGET /small HTTP/1.1\r\nHost: x\r\nConnection: "
      "close\r\n\r\n");
  CHECK(tests::count_of(answer, "HTTP/1.1 200 ") == 2);
  CHECK(tests::header_of(answer, "Content-Type") == "text/plain");
  CHECK(tests::header_of(answer, "Content-Length").empty());
  CHECK(nobody_is_left(2s));
}

TEST_CASE("a body that cannot go on lacks its last chunk, and the connection ends") {
  HttpServer server(settings_with(5s, 20s), answers());
  const auto answer = tests::exchange(server.port(),
                                      "GET /broken HTTP/1.1\r\nHost: x\r\n\r\nGET /small HTTP/1.1\r\nHost: "
                                      "x\r\n\r\n");
  const auto read = tests::unchunked(tests::body_of(answer));
  CHECK(read.body == "cba");
  CHECK_FALSE(read.is_whole);
  CHECK(tests::count_of(answer, "HTTP/1.1 ") == 1);
}

TEST_CASE("a reader that stops reading is let go, and what was made for it") {
  HttpServer server(settings_with(400ms, 20s), answers());
  const RawClient client(server.port());
  client.send("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n");
  client.receive_until("HTTP/1.1 200 ");
  CHECK(alive == 1);
  CHECK(nobody_is_left(3s));
}

TEST_CASE("a reader that takes too long for all of it is let go, however it reads") {
  HttpServer server(settings_with(5s, 500ms), answers());
  const auto answer = tests::get(server.port(), "/endless");
  CHECK(status_of(answer) == 200);
  CHECK_FALSE(tests::unchunked(tests::body_of(answer)).is_whole);
  CHECK(nobody_is_left(2s));
}

TEST_CASE("a reader that goes away ends the work") {
  HttpServer server(settings_with(20s, 60s), answers());
  {
    const RawClient client(server.port());
    client.send("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n");
    client.receive_until("HTTP/1.1 200 ");
  }
  CHECK(nobody_is_left(3s));
}

TEST_CASE("a stop ends what is being sent, to a fast reader and to one that does not read") {
  HttpServer server(settings_with(20s, 60s), answers());
  const RawClient idle(server.port());
  idle.send("GET /endless HTTP/1.1\r\nHost: x\r\n\r\n");
  idle.receive_until("HTTP/1.1 200 ");
  std::thread fast([port = server.port()] { tests::get(port, "/endless"); });
  while (alive < 2) std::this_thread::sleep_for(5ms);
  const auto began = std::chrono::steady_clock::now();
  CHECK(server.stop());
  CHECK(std::chrono::steady_clock::now() - began < 4s);  // the deadline is 0.8 s
  fast.join();
  CHECK(alive == 0);
}
