// `indexer watch`: pulls again and again, and at once what a signed webhook names.
#include <doctest/doctest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "corpus/archive.h"
#include "indexer/webhook.h"
#include "tests/support/indexer_desk.h"
#include "tests/support/made_up_wordpress.h"
#include "tests/support/raw_client.h"

using corpus::Archive;
using tests::Desk;
using tests::MadeUpWordPress;
using tests::says;
using tests::web_reply;
using tests::WebReply;
using tests::WebRequest;
using namespace std::chrono_literals;

namespace {

constexpr char kSecret[] = "the watch's own secret";

bool within(std::chrono::milliseconds longest, const std::function<bool()>& holds) {
  const auto end = std::chrono::steady_clock::now() + longest;
  while (!holds()) {
    if (std::chrono::steady_clock::now() >= end) return false;
    std::this_thread::sleep_for(20ms);
  }
  return true;
}

/// A site, its archive, and the program that watches one for the other.
struct Watched {
  explicit Watched(std::vector<std::string> more = {"--every", "3600"}) {
    wordpress.put_many(1, 10);
    std::ofstream(desk.file("secret")) << kSecret << '\n';
    std::filesystem::permissions(desk.file("secret"), std::filesystem::perms::owner_all);
    words = {"watch",    wordpress.interface(), "--rate",        "1000",
             "--listen", "127.0.0.1:0",         "--secret-file", desk.file("secret")};
    words.insert(words.end(), more.begin(), more.end());
  }

  void start() {
    auto command = desk.command(words);
    command.insert(command.begin(), {"/bin/sh", "-c", "exec \"$@\" 2>'" + desk.file("errors") + "'", "sh"});
    program = std::make_unique<tests::RunningProgram>(command);
    const auto line = program->wait_for_line("watching", 60s);
    REQUIRE(line);
    port = std::stoi(line->substr(line->rfind(':') + 1));
    REQUIRE(program->wait_for_line("pull: 10 items listed", 60s));
  }

  /// What is answered to a webhook for post `id`; each has words of its own, so that two in one second
  /// differ.
  int hook(std::uint64_t id, std::int64_t time = std::time(nullptr), const char* secret = kSecret,
           const char* type = "post") {
    return hook_again(id, ++number, time, secret, type);
  }
  int hook_again(std::uint64_t id, int nonce, std::int64_t time, const char* secret = kSecret,
                 const char* type = "post") const {
    const auto body = R"({"type":")" + std::string(type) + R"(","id":)" + std::to_string(id) +
                      R"(,"action":"any","nonce":")" + std::to_string(nonce) + "\"}";
    return send(body, std::to_string(time), indexer::hook_signature(secret, std::to_string(time), body));
  }
  int send(const std::string& body, const std::string& time, const std::string& signature) const {
    return tests::status_of(tests::exchange(
        port, "POST /hook HTTP/1.1\r\nHost: a\r\nX-Sijill-Timestamp: " + time + "\r\nX-Sijill-Signature: " +
                  signature + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body));
  }

  std::optional<corpus::Document> find(std::uint64_t id) const {
    const auto site = wordpress.interface().substr(7, wordpress.interface().find("wp-json") - 7);
    return Archive(desk.data() / "archive.db", Archive::Access::read_only)
        .find_by_key("wp:" + site + "?p=" + std::to_string(id));
  }
  bool is_shown(std::uint64_t id) const {
    const auto document = find(id);
    return document && !document->withdrawn;
  }

  Desk desk;
  MadeUpWordPress wordpress;
  std::vector<std::string> words;
  std::unique_ptr<tests::RunningProgram> program;
  int port = 0, number = 0;
};

}  // namespace

TEST_CASE("a webhook brings in the post that it names, and takes out what is no longer there") {
  Watched watched;
  watched.start();
  watched.wordpress.put_many(11, 11);
  CHECK_FALSE(watched.is_shown(11));
  CHECK(watched.hook(11) == 202);
  CHECK(within(5s, [&] { return watched.is_shown(11); }));

  watched.wordpress.put(3,
                        {"post", "publish", "Report 3, corrected", "Text.", "2026-05-01T00:00:00", "", {}});
  CHECK(watched.hook(3) == 202);
  CHECK(within(5s, [&] { return watched.find(3)->title == "Report 3, corrected"; }));
  watched.wordpress.put(3, {"post", "draft", "Report 3, corrected", "Text.", "2026-05-01T00:00:01", "", {}});
  CHECK(watched.hook(3) == 202);
  CHECK(within(5s, [&] { return !watched.is_shown(3); }));
  watched.wordpress.remove(4);
  CHECK(watched.hook(4) == 202);
  CHECK(within(5s, [&] { return !watched.is_shown(4); }));
  REQUIRE_FALSE(watched.is_shown(3));
  REQUIRE_FALSE(watched.is_shown(4));
  CHECK(watched.find(3)->withdrawn->reason == "no longer published");
  CHECK(watched.find(4)->withdrawn->reason == "gone from its source");
  CHECK(watched.wordpress.site().asked_for("page=2") == 0);

  watched.program->send(SIGTERM);
  CHECK(watched.program->wait_for_end(5s) == 128 + SIGTERM);
}

TEST_CASE("what is published is found by searchd within two seconds of the webhook") {
  Watched watched;
  watched.words[3] = "2";  // requests a second, as without a word
  watched.start();
  tests::RunningProgram searchd({tests::searchd_program(), "--data", watched.desk.data().string(), "--host",
                                 "127.0.0.1", "--port", "0", "--quiet"});
  const auto line = searchd.wait_for_line("http://", 60s);
  REQUIRE(line);
  const int port = std::stoi(line->substr(line->rfind(':') + 1));
  watched.wordpress.put(
      50, {"post", "publish", "The lighthouse keeper", "He stays.", "2026-05-01T00:00:00", "", {}});
  REQUIRE(tests::body_of(tests::get(port, "/api/v1/search?q=lighthouse")).find("\"total\":0") !=
          std::string::npos);
  REQUIRE(watched.hook(50) == 202);
  CHECK(within(2s, [&] {
    return tests::body_of(tests::get(port, "/api/v1/search?q=lighthouse")).find("\"total\":1") !=
           std::string::npos;
  }));
}

TEST_CASE("a webhook of who does not know the secret, an old one and one that came before do nothing") {
  Watched watched;
  watched.start();
  watched.wordpress.put_many(11, 13);
  const auto now = std::time(nullptr);
  CHECK(watched.hook(11, now, "another secret, as long") == 401);
  CHECK(watched.hook(11, now - 310) == 401);
  CHECK(watched.hook(11, now + 120) == 401);
  CHECK(watched.send("{}", "", "") == 401);
  CHECK(watched.send(std::string(20'000, ' '), "1", "x") == 413);
  CHECK(watched.hook_again(12, 0, now) == 202);
  CHECK(watched.hook_again(12, 0, now) == 409);
  CHECK(within(5s, [&] { return watched.is_shown(12); }));
  CHECK_FALSE(watched.is_shown(11));
  CHECK(watched.hook(13, now, kSecret, "attachment") == 202);  // genuine, but nothing that is kept
  CHECK(watched.hook(13, now) == 202);
  CHECK(within(5s, [&] { return watched.is_shown(13); }));

  watched.program->send(SIGKILL);
  watched.program->wait_for_end(5s);
  watched.words.push_back("--quiet");
  tests::RunningProgram again(watched.desk.command(watched.words));
  const auto line = again.wait_for_line("watching", 60s);
  REQUIRE(line);
  watched.port = std::stoi(line->substr(line->rfind(':') + 1));
  CHECK(watched.hook_again(12, 0, now) == 409);
  again.send(SIGINT);
  CHECK(again.wait_for_end(10s) == 128 + SIGINT);
}

TEST_CASE("many webhooks at once are one question") {
  Watched watched;
  watched.start();
  watched.wordpress.put_many(11, 110);
  const auto before = watched.wordpress.site().asked_for("include=");
  const auto now = std::time(nullptr);
  for (std::uint64_t id = 11; id <= 110; ++id) CHECK(watched.hook(id, now) == 202);
  CHECK(within(20s, [&] { return watched.is_shown(110) && watched.is_shown(11); }));
  CHECK(watched.wordpress.site().asked_for("include=") - before < 100);
}

TEST_CASE("strangers who hold connections open keep nobody out") {
  Watched watched;
  watched.start();
  std::vector<tests::RawClient> idle;
  for (int i = 0; i < 100; ++i) {
    idle.emplace_back(watched.port);
    idle.back().send("POST /hook HTTP/1.1\r\n");
  }
  watched.wordpress.put_many(11, 11);
  CHECK(watched.hook(11) == 202);
  CHECK(within(5s, [&] { return watched.is_shown(11); }));
  CHECK(tests::status_of(tests::exchange(watched.port, "GET /hook HTTP/1.1\r\n\r\n")) == 405);
  CHECK(tests::status_of(tests::exchange(watched.port, std::string(9000, 'a'))) == 431);
}

TEST_CASE("without webhooks changes and deletions are found in their turn, and other commands run between") {
  Watched watched({"--every", "1", "--compare-every", "1"});
  watched.start();
  watched.wordpress.put_many(11, 11);
  watched.wordpress.remove(2);
  CHECK(within(10s, [&] { return watched.is_shown(11) && !watched.is_shown(2); }));
  CHECK(watched.desk.run({"import", watched.desk.made_up(0, 20), "--wait", "10"}).exit_code == 0);
  CHECK(watched.desk.run({"check", "--wait", "10"}).exit_code == 0);
}

TEST_CASE("a site that fails for a while is watched on") {
  Watched watched({"--every", "1"});
  watched.start();
  watched.wordpress.set_fault(
      [](const WebRequest&) { return std::optional<WebReply>(web_reply(403, "{}")); });
  watched.wordpress.put_many(11, 11);
  CHECK(watched.hook(11) == 202);
  std::this_thread::sleep_for(1500ms);
  CHECK_FALSE(watched.is_shown(11));
  watched.wordpress.set_fault({});
  CHECK(within(15s, [&] { return watched.is_shown(11); }));
}

TEST_CASE("a site that asks to be left alone is, whatever webhooks tell, and that is said once") {
  Watched watched({"--every", "1"});
  watched.start();
  watched.wordpress.set_fault(
      [](const WebRequest&) { return std::optional(web_reply(429, "", "Retry-After: 9999\r\n")); });
  const auto& site = watched.wordpress.site();
  const auto before = site.requests().size();
  REQUIRE(watched.hook(11) == 202);
  REQUIRE(within(5s, [&] { return site.requests().size() > before; }));
  for (std::uint64_t id = 12; id <= 14; ++id) {
    CHECK(watched.hook(id) == 202);
    std::this_thread::sleep_for(500ms);
  }
  CHECK(site.requests().size() == before + 1);
  const auto said = tests::read_file(watched.desk.file("errors"));
  const auto first = said.find("asks to come back in 9999 seconds");
  REQUIRE(first != std::string::npos);
  CHECK(said.find("ask again", said.find('\n', first)) == std::string::npos);
  CHECK(said.find("asked to be left alone") == std::string::npos);
}

TEST_CASE("a program that a test started ends with the test, however that ends") {
  std::array<int, 2> ends{};
  REQUIRE(pipe(ends.data()) == 0);  // the program inherits it, and holds it for as long as it runs
  const pid_t test = fork();
  REQUIRE(test >= 0);
  if (test == 0) {
    new tests::RunningProgram({"/bin/sleep", "60"});
    _exit(1);
  }
  close(ends[1]);
  waitpid(test, nullptr, 0);
  pollfd let_go{ends[0], POLLIN, 0};
  CHECK(poll(&let_go, 1, 10'000) == 1);
  close(ends[0]);
}

TEST_CASE("without a secret, or with one that everybody may read, no webhook is taken") {
  Watched watched;
  std::filesystem::permissions(watched.desk.file("secret"), std::filesystem::perms::others_read,
                               std::filesystem::perm_options::add);
  const auto open = watched.desk.run(watched.words);
  CHECK(open.exit_code == 1);
  CHECK(says(open.err, "every user of this machine"));
  CHECK(watched.desk.run({"watch", watched.wordpress.interface(), "--listen", "127.0.0.1:0"}).exit_code == 2);

  tests::RunningProgram running(watched.desk.command({"watch", watched.wordpress.interface()}));
  const auto line = running.wait_for_line("watching", 60s);
  REQUIRE(line);
  CHECK_FALSE(says(*line, "webhooks"));
  running.send(SIGTERM);
  CHECK(running.wait_for_end(10s) == 128 + SIGTERM);
}
