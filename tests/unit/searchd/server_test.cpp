// The guarded server against clients that are slow, greedy, broken or hostile: over real sockets.
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <deque>
#include <future>
#include <string>
#include <thread>
#include <vector>

#include "searchd/http/server.h"
#include "tests/support/raw_client.h"

using namespace std::chrono_literals;
using searchd::HeadFault;
using searchd::HttpServer;
using searchd::Reply;
using searchd::RequestHead;
using searchd::ServerSettings;
using tests::count_of;
using tests::RawClient;
using tests::status_of;

namespace {

Reply text_reply(int status, std::string text) {
  Reply reply;
  reply.status = status;
  reply.content_type = "text/plain";
  reply.body = std::move(text);
  return reply;
}

// "/" says what was asked, "/slow" takes half a second, "/big" is 8 MB.
searchd::Answers answers() {
  return {[](const RequestHead& head) {
            if (head.path == "/slow") std::this_thread::sleep_for(500ms);
            if (head.path == "/big") return text_reply(200, std::string(8 << 20, 'x'));
            if (head.path == "/same") return text_reply(304, "");
            return text_reply(200, "path=" + head.path + " query=" + head.query + "\n");
          },
          [](const HeadFault& fault) {
            return text_reply(fault.status, fault.reason + " asked for " + fault.head.path + "\n");
          }};
}

ServerSettings quick_settings() {
  ServerSettings settings;
  settings.head_deadline = 700ms;
  settings.idle_deadline = 900ms;
  settings.write_deadline = 1'000ms;
  settings.stop_deadline = 800ms;
  return settings;
}

constexpr const char* kGet = "GET /hi HTTP/1.1\r\nHost: x\r\n\r\n";
constexpr const char* kGetAndClose = "GET /hi HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

}  // namespace

TEST_CASE("a request is answered, over IPv4 and IPv6 alike") {
  HttpServer server(quick_settings(), answers());
  const auto answer = tests::get(server.port(), "/a%20b?c=d");
  CHECK(status_of(answer) == 200);
  CHECK(tests::body_of(answer) == "path=/a%20b query=c=d\n");
  CHECK(tests::header_of(answer, "Content-Length") == "22");
  CHECK(tests::header_of(answer, "Connection") == "close");
  CHECK(tests::header_of(answer, "Date").find(" GMT") != std::string::npos);
  try {
    const RawClient client(server.port(), true);
    client.send(kGetAndClose);
    CHECK(status_of(client.receive_all()) == 200);
  } catch (const std::runtime_error& error) {
    MESSAGE("skipped: this machine has no IPv6 loopback: " << error.what());
  }
}

TEST_CASE("a reply to HEAD has the length of the body and no body") {
  HttpServer server(quick_settings(), answers());
  const auto answer =
      tests::exchange(server.port(), "HEAD /hi HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  CHECK(status_of(answer) == 200);
  CHECK(tests::header_of(answer, "Content-Length") == "16");
  CHECK(tests::body_of(answer).empty());
}

TEST_CASE("a 304 tells no length") {
  HttpServer server(quick_settings(), answers());
  const auto answer = tests::get(server.port(), "/same");
  CHECK(status_of(answer) == 304);
  CHECK(tests::header_of(answer, "Content-Length").empty());
}

TEST_CASE("a connection is kept for a hundred requests, and pipelined ones are answered in order") {
  HttpServer server(quick_settings(), answers());
  std::string requests;
  for (int i = 0; i < 150; ++i) requests += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
  const auto received = tests::exchange(server.port(), requests);
  CHECK(count_of(received, "HTTP/1.1 200 ") == 100);
  CHECK(received.find("path=/0 ") < received.find("path=/1 "));
  CHECK(received.find("path=/99 ") != std::string::npos);
  CHECK(count_of(received, "Connection: close") == 1);
}

TEST_CASE("no body is ever run as a second request") {
  HttpServer server(quick_settings(), answers());
  const std::string inner = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
  struct Row {
    const char* why;
    std::string bytes;
    int status;
  };
  const auto length = std::to_string(inner.size());
  const Row rows[] = {
      {"GET with a body", "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n" + inner, 413},
      {"HEAD with a body", "HEAD / HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n" + inner,
       413},
      {"POST with a body", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n" + inner,
       405},
      {"both lengths",
       "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" +
           inner,
       400},
      {"a chunked body", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + inner,
       405},
      {"an unknown coding", "GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n" + inner, 400},
      {"a coding hidden by a space",
       "GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n" + inner, 400},
      {"a coding hidden by a tab", "GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding:\tchunked\r\n\r\n" + inner,
       400},
      {"two lengths", "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 30\r\n\r\n" + inner,
       400},
      {"a negative length", "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n" + inner, 400},
      {"a compressed body", "POST / HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\n\r\n" + inner, 405},
      {"bare line feeds", "GET / HTTP/1.1\nHost: x\n\n" + inner, 400},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const auto received = tests::exchange(server.port(), row.bytes);
    CHECK(status_of(received) == row.status);
    CHECK(count_of(received, "HTTP/1.1 ") == 1);
    CHECK(received.find("smuggled") == std::string::npos);
  }
}

TEST_CASE("bytes without end are cut and told why") {
  HttpServer server(quick_settings(), answers());
  struct Row {
    const char* why;
    std::string begin, more;
    int status;
  };
  const Row rows[] = {
      {"a request line", "GET /", std::string(4096, 'a'), 414},
      {"a header line", "GET / HTTP/1.1\r\nX: ", std::string(4096, 'a'), 431},
      {"header lines", "GET / HTTP/1.1\r\n", "X-a: b\r\n", 431},
      {"no line at all", "", std::string(4096, '\x01'), 414},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const RawClient client(server.port());
    client.send(row.begin);
    std::size_t sent = 0;
    while (sent < (std::size_t{4} << 20) && client.send(row.more)) sent += row.more.size();
    CHECK(sent < (std::size_t{4} << 20));
    CHECK(status_of(tests::get(server.port(), "/hi")) == 200);
  }
  const auto polite = tests::exchange(server.port(), "GET /" + std::string(9'000, 'a') + " HTTP/1.1\r\n\r\n");
  CHECK(status_of(polite) == 414);
}

TEST_CASE("slow clients wait for themselves alone") {
  HttpServer server(quick_settings(), answers());
  std::vector<RawClient> slow;
  for (int i = 0; i < 200; ++i) {
    slow.emplace_back(server.port());
    slow.back().send("GET /hi HTTP/1.1\r\nHost: x\r\n");
  }
  for (int i = 0; i < 20; ++i) CHECK(status_of(tests::get(server.port(), "/hi")) == 200);
  for (const auto& client : slow) {
    client.send("X-a: b\r\n");  // a drip does not buy more time
  }
  CHECK(status_of(slow.front().receive_all(5s)) == 408);
}

TEST_CASE("a silent connection is closed, a new one and a used one") {
  HttpServer server(quick_settings(), answers());
  const RawClient silent(server.port());
  CHECK(silent.receive_all(5s).empty());
  const RawClient used(server.port());
  used.send(kGet);
  CHECK(count_of(used.receive_all(5s), "HTTP/1.1 200") == 1);
}

TEST_CASE("a connection is refused at once while all others are being answered, and none of these is cut") {
  auto settings = quick_settings();
  settings.connections = 4;
  std::promise<void> gate;
  const auto opened = gate.get_future().share();
  std::atomic<int> working = 0;
  auto answering = answers();
  answering.request = [&](const RequestHead& head) {
    if (head.path == "/held") {
      ++working;
      opened.wait();
    }
    return text_reply(200, "done\n");
  };
  HttpServer server(settings, answering);
  std::vector<RawClient> held;
  for (int i = 0; i < 4; ++i) {
    held.emplace_back(server.port());
    held.back().send("GET /held HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  while (working < 4) std::this_thread::sleep_for(1ms);
  for (int i = 0; i < 10; ++i) CHECK(status_of(tests::get(server.port(), "/hi")) == 503);
  const RawClient silent(server.port());
  CHECK(status_of(silent.receive_until("\r\n\r\n", 1s)) == 503);
  const RawClient slow(server.port());
  slow.send("GET /some");
  std::this_thread::sleep_for(30ms);
  slow.send("where HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(tests::body_of(slow.receive_all()).find("asked for /somewhere") != std::string::npos);
  gate.set_value();
  for (const auto& client : held) CHECK(status_of(client.receive_until("done", 5s)) == 200);
  CHECK(status_of(tests::get(server.port(), "/hi")) == 200);
}

TEST_CASE("one address that fills every place and comes back when cut cannot shut the others out") {
  struct Row {
    std::string why;
    const char* bytes;
  };
  for (const auto& row :
       {Row{"it says nothing", ""}, Row{"it never ends a head", "GET /hi HT"},
        Row{"it asks once and stays", kGet}, Row{"it is refused and stays", "\r\r\n\n\n"}}) {
    CAPTURE(row.why);
    auto settings = quick_settings();
    settings.connections = 64;
    settings.head_deadline = 60s;
    settings.idle_deadline = 60s;
    HttpServer server(settings, answers());
    std::atomic<bool> enough = false;
    std::thread attacker([&] {
      std::deque<RawClient> hostile;
      while (!enough) {  // 96 at any time; the oldest, which is cut first, is replaced
        if (hostile.size() == 96) hostile.pop_front();
        hostile.emplace_back(server.port());
        hostile.back().send(row.bytes);
        if (hostile.size() == 96) std::this_thread::sleep_for(500us);
      }
    });
    int asked = 0, answered = 0;
    for (int i = 0; i < 1000 && asked < 100; ++i) {
      std::this_thread::sleep_for(2ms);
      const auto before = std::chrono::steady_clock::now();
      RawClient newcomer(server.port());
      newcomer.send(kGet);
      // Who is itself held up between coming and asking, while 64 others come, is the one that waits longest.
      const bool asks_at_once = std::chrono::steady_clock::now() - before < 10ms;
      const bool is_answered = status_of(newcomer.receive_until("\r\n\r\n", 5s)) == 200;
      asked += asks_at_once ? 1 : 0;
      answered += asks_at_once && is_answered ? 1 : 0;
    }
    enough = true;
    attacker.join();
    CHECK(asked == 100);
    CHECK(answered == 100);
  }
}

TEST_CASE("an address has as many connections as it may, and then gives up its own oldest") {
  auto settings = quick_settings();
  settings.connections = 8;
  settings.connections_per_address = 2;
  settings.head_deadline = 60s;
  HttpServer server(settings, answers());
  const RawClient first(server.port());
  const RawClient second(server.port());
  second.send("GET /hi HTTP/1.1\r\n");
  CHECK(status_of(tests::get(server.port(), "/hi")) == 200);
  CHECK(first.receive_all(5s).empty());
  second.send("Host: x\r\n\r\n");
  CHECK(status_of(second.receive_until("\n", 5s)) == 200);
}

TEST_CASE("connections that only wait make room when others come") {
  auto settings = quick_settings();
  settings.connections = 8;
  settings.idle_deadline = 60s;
  HttpServer server(settings, answers());
  std::vector<RawClient> idle;
  for (int i = 0; i < 6; ++i) {
    idle.emplace_back(server.port());
    idle.back().send(kGet);
    CHECK(status_of(idle.back().receive_until("\n", 5s)) == 200);
  }
  for (int i = 0; i < 30; ++i) CHECK(status_of(tests::get(server.port(), "/hi")) == 200);
}

TEST_CASE("slow and silent clients make room at once when there is none") {
  auto settings = quick_settings();
  settings.connections = 40;
  settings.head_deadline = 60s;
  HttpServer server(settings, answers());
  std::vector<RawClient> slow;
  for (int i = 0; i < 40; ++i) {
    slow.emplace_back(server.port());
    if (i % 2 == 0) slow.back().send("GET /hi HTTP/1.1\r\n");
  }
  CHECK(status_of(tests::get(server.port(), "/hi")) == 200);
}

TEST_CASE("an answer that is not fetched is given up") {
  HttpServer server(quick_settings(), answers());
  const RawClient lazy(server.port());
  lazy.send("GET /big HTTP/1.1\r\nHost: x\r\n\r\n");
  std::this_thread::sleep_for(1500ms);
  CHECK(lazy.receive_all(5s).size() < (std::size_t{8} << 20));
  const RawClient eager(server.port());
  eager.send("GET /big HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  CHECK(tests::body_of(eager.receive_all()).size() == std::size_t{8} << 20);
}

TEST_CASE("stopping finishes what is under way, refuses the rest and does not wait for slow clients") {
  HttpServer server(quick_settings(), answers());
  std::vector<RawClient> under_way;
  for (int i = 0; i < 8; ++i) {
    under_way.emplace_back(server.port());
    under_way.back().send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  }
  std::vector<RawClient> slow;
  for (int i = 0; i < 8; ++i) {
    slow.emplace_back(server.port());
    slow.back().send("GET /hi HTTP/1.1\r\n");
  }
  const RawClient unread(server.port());
  unread.send("GET /big HTTP/1.1\r\nHost: x\r\n\r\n");
  std::this_thread::sleep_for(200ms);

  const auto began = std::chrono::steady_clock::now();
  CHECK(server.stop());
  CHECK(std::chrono::steady_clock::now() - began < 5s);  // a promise: operations.md
  for (const auto& client : under_way) {
    const auto answer = client.receive_all(1s);
    CHECK(status_of(answer) == 200);
    CHECK(tests::header_of(answer, "Connection") == "close");
  }
  CHECK_THROWS(RawClient(server.port()));
  CHECK(server.stop());
}

TEST_CASE("many clients at once are all answered") {
  std::atomic<int> logged = 0;
  HttpServer server(quick_settings(), answers(), [&](const searchd::Served& served) {
    if (served.status == 200 && served.method == "GET" && served.bytes > 0) ++logged;
  });
  std::atomic<int> answered = 0;
  std::vector<std::thread> clients;
  for (int i = 0; i < 16; ++i) {
    clients.emplace_back([&] {
      for (int n = 0; n < 50; ++n) answered += status_of(tests::get(server.port(), "/hi")) == 200 ? 1 : 0;
    });
  }
  for (auto& client : clients) client.join();
  CHECK(answered == 800);
  server.stop();
  CHECK(logged == 800);
}

TEST_CASE("a server that cannot listen says where and why") {
  const HttpServer first(quick_settings(), answers());
  auto settings = quick_settings();
  settings.port = first.port();
  CHECK_THROWS_WITH_AS(HttpServer(settings, answers()), doctest::Contains("127.0.0.1 port"),
                       searchd::ServerError);
  settings.host = "no such host";
  CHECK_THROWS_AS(HttpServer(settings, answers()), searchd::ServerError);
}
