// A real WordPress, watched and pulled: what its editor does is what a reader of searchd finds.
#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/indexer_desk.h"
#include "tests/support/raw_client.h"

using nlohmann::json;
using tests::RunningProgram;
using tests::says;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

constexpr auto kPromise = 2s;  // from the webhook until it is found
constexpr auto kStart = 240s;  // of database and site on a busy machine

bool is_there(const char* program) {
  return tests::run_program({"/bin/sh", "-c", std::string("command -v ") + program}).exit_code == 0;
}

std::string here(const char* name) { return tests::root_folder() + "/tests/integration/wordpress/" + name; }

int free_port() {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* any = reinterpret_cast<sockaddr*>(&address);
  const bool bound = ::bind(socket, any, size) == 0 && ::getsockname(socket, any, &size) == 0;
  ::close(socket);
  REQUIRE(bound);
  return ntohs(address.sin_port);
}

std::string percent_encoded(const std::string& text) {
  std::string encoded;
  for (const char c : text) {
    std::array<char, 4> bytes{};
    std::snprintf(bytes.data(), bytes.size(), "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(c)));
    encoded += bytes.data();
  }
  return encoded;
}

/// The site, the archive of it, the program that keeps the two together, and who answers questions about it.
class Newsroom {
 public:
  Newsroom() : hook_port_(free_port()) {
    std::ofstream(desk_.file("secret")) << "a secret between site and archive\n";
    fs::permissions(desk_.file("secret"), fs::perms::owner_read | fs::perms::owner_write);
    site_ = std::make_unique<RunningProgram>(std::vector<std::string>{
        here("serve"), desk_.file("wordpress"), std::to_string(hook_port_), desk_.file("secret")});
    const auto ready = site_->wait_for_line("ready ", kStart);
    REQUIRE(ready);
    std::istringstream words(*ready);
    std::string word;
    words >> word >> address_ >> folder_;
  }
  ~Newsroom() {
    site_->send(SIGTERM);
    CHECK(site_->wait_for_end(30s) == 0);
  }
  Newsroom(const Newsroom&) = delete;
  Newsroom& operator=(const Newsroom&) = delete;

  std::string interface() const { return address_ + "/wp-json"; }
  const tests::Desk& desk() const { return desk_; }

  void watch() {
    watch_ = std::make_unique<RunningProgram>(
        desk_.command({"watch", interface(), "--every", "3600", "--listen",
                       "127.0.0.1:" + std::to_string(hook_port_), "--secret-file", desk_.file("secret")}));
    REQUIRE(watch_->wait_for_line("watching", 60s));
  }
  bool watch_says(const char* what, std::chrono::seconds longest) {
    return watch_->wait_for_line(what, longest).has_value();
  }
  void stop_watching() {
    watch_->send(SIGTERM);
    CHECK(watch_->wait_for_end(10s) == 128 + SIGTERM);
  }
  void serve_searches() {
    searchd_ = std::make_unique<RunningProgram>(
        std::vector<std::string>{tests::searchd_program(), "--data", desk_.data().string(), "--host",
                                 "127.0.0.1", "--port", "0", "--quiet"});
    const auto line = searchd_->wait_for_line("http://", 60s);
    REQUIRE(line);
    search_port_ = std::stoi(line->substr(line->rfind(':') + 1));
  }

  /// What an editor does, one after another; the number of the last post.
  std::uint64_t edit(std::initializer_list<json> steps) const {
    const auto script = desk_.file("steps.json");
    std::ofstream(script) << json(json::array_t(steps)).dump();
    const auto done = tests::run_program(
        {"/bin/sh", "-c", R"(php "$1" "$2" <"$3")", "edit", here("edit.php"), folder_, script});
    CAPTURE(done.err);
    CAPTURE(done.out);
    REQUIRE(done.exit_code == 0);
    const auto last = done.out.rfind('\n', done.out.size() - 2);
    return std::stoull(done.out.substr(last == std::string::npos ? 0 : last + 1));
  }

  /// The hits of a search.
  json hits(const std::string& question) const {
    const auto answer =
        tests::get(search_port_, "/api/v1/search?cross=off&per_page=50&q=" + percent_encoded(question));
    return json::parse(tests::body_of(answer), nullptr, false).value("hits", json::array());
  }
  std::int64_t total(const std::string& question) const {
    const auto answer = tests::get(search_port_, "/api/v1/search?cross=off&q=" + percent_encoded(question));
    return json::parse(tests::body_of(answer), nullptr, false).value("total", std::int64_t{-1});
  }
  bool comes_to(const std::string& question, std::int64_t total_wanted,
                std::chrono::milliseconds longest = kPromise) const {
    const auto begin = std::chrono::steady_clock::now();
    for (;;) {
      const bool come = total(question) == total_wanted;
      const auto taken = std::chrono::steady_clock::now() - begin;
      if (come && longest == kPromise)
        slowest_ = std::max(slowest_, std::chrono::duration_cast<std::chrono::milliseconds>(taken));
      if (come || taken >= longest) return come;
      std::this_thread::sleep_for(20ms);
    }
  }
  /// Of all that was promised within two seconds.
  std::chrono::milliseconds slowest() const { return slowest_; }

  std::string document(const std::string& id) const {
    return tests::get(search_port_, "/api/v1/documents/" + id);
  }

  /// The address of a post as the site has it now.
  std::string reason(std::uint64_t id) const {
    const auto site = address_.substr(7);
    const auto answer = document(percent_encoded("wp:" + site + "/?p=" + std::to_string(id)));
    return tests::status_of(answer) == 410 ? tests::body_of(answer) : std::string();
  }

 private:
  tests::Desk desk_;
  int hook_port_, search_port_ = 0;
  std::string address_, folder_;
  mutable std::chrono::milliseconds slowest_{0};
  std::unique_ptr<RunningProgram> site_, watch_, searchd_;
};

}  // namespace

TEST_CASE("what an editor does in a real WordPress is what a reader finds") {
  if (!is_there("mariadbd") || !is_there("mariadb-install-db") || !is_there("php")) {
    MESSAGE("skipped: mariadb-server-core and php-cli are not installed (scripts/test --all installs them)");
    return;
  }
  Newsroom room;
  // Enough that one post is less than a fifth.
  room.edit({{{"do", "many"}, {"count", 20}, {"title", "Pump"}}});
  room.watch();
  REQUIRE(room.watch_says("pull: 20 items listed, 20 read: 20 added", 60s));
  room.serve_searches();
  REQUIRE(room.comes_to("pump", 20, 10s));

  // Published.
  const auto keeper = room.edit({{{"do", "publish"},
                                  {"type", "statement"},
                                  {"title", "The lighthouse keeper"},
                                  {"text", "He stays in <b>Basra</b> for the winter."}}});
  CHECK(room.comes_to("lighthouse", 1));
  auto hit = room.hits("lighthouse").at(0);
  CHECK(hit["kind"] == "statement");
  const std::string english = hit["id"];

  // Edited.
  room.edit({{{"do", "edit"}, {"id", keeper}, {"title", "The harbour master"}}});
  CHECK(room.comes_to("harbour", 1));
  CHECK(room.total("lighthouse") == 0);
  CHECK(room.hits("harbour").at(0)["id"] == english);
  CHECK(says(room.desk().run({"history", english}).out, "2  revision"));

  // Translated, in Polylang's shape.
  room.edit({{{"do", "publish"},
              {"type", "statement"},
              {"title", "مدير الميناء"},
              {"text", "يبقى في البصرة شتاء."},
              {"language", "ar"},
              {"translation_of", keeper}}});
  CHECK(room.comes_to("مدير", 1));
  const std::string arabic = room.hits("مدير").at(0)["id"];
  const auto twin_of = [&](const std::string& id) {
    const auto body = json::parse(tests::body_of(room.document(id)), nullptr, false);
    return body.contains("translation") && body["translation"].is_object()
               ? body["translation"].value("id", "")
               : "";
  };
  CHECK(twin_of(english) == arabic);
  CHECK(twin_of(arabic) == english);

  // Taken back, protected, thrown away, deleted; and shown again.
  const auto walls = room.edit({{{"do", "publish"}, {"title", "A quarry wall"}}});
  const auto lamps = room.edit({{{"do", "publish"}, {"title", "A copper lamp"}}});
  const auto boats = room.edit({{{"do", "publish"}, {"title", "A fishing boat"}}});
  const auto roofs = room.edit({{{"do", "publish"}, {"title", "A slate roof"}}});
  const auto doors = room.edit({{{"do", "publish"}, {"title", "An oak door"}}});
  for (const char* word : {"quarry", "copper", "fishing", "slate", "oak"}) CHECK(room.comes_to(word, 1));
  room.edit({{{"do", "draft"}, {"id", walls}}});
  CHECK(room.comes_to("quarry", 0));
  room.edit({{{"do", "private"}, {"id", lamps}}});
  CHECK(room.comes_to("copper", 0));
  room.edit({{{"do", "password"}, {"id", boats}, {"word", "open"}}});
  CHECK(room.comes_to("fishing", 0));
  room.edit({{{"do", "trash"}, {"id", roofs}}});
  CHECK(room.comes_to("slate", 0));
  room.edit({{{"do", "delete"}, {"id", doors}}});
  CHECK(room.comes_to("oak", 0));
  CHECK(says(room.reason(walls), "no longer published"));
  CHECK(says(room.reason(doors), "gone from its source"));
  room.edit({{{"do", "publish_again"}, {"id", walls}}});
  CHECK(room.comes_to("quarry", 1));

  MESSAGE("from webhook to searchd: ", room.slowest().count(), " ms at most");

  // What visitors send is nobody's business.
  room.edit({{{"do", "publish"}, {"type", "complaint"}, {"title", "A whistling kettle"}}});
  std::this_thread::sleep_for(kPromise);
  CHECK(room.total("kettle") == 0);

  // Translated, in WPML's shape, where lists show one language at a time.
  room.edit({{{"do", "shape"}, {"shape", "wpml"}}});
  room.stop_watching();
  room.watch();
  const auto bridge = room.edit({{{"do", "publish"}, {"title", "The wooden bridge"}}});
  CHECK(room.comes_to("wooden", 1, 30s));  // the first pull after a start may be under way
  room.edit({{{"do", "publish"}, {"title", "الجسر الخشبي"}, {"language", "ar"}, {"translation_of", bridge}}});
  CHECK(room.comes_to("الخشبي", 1));
  CHECK(twin_of(room.hits("wooden").at(0)["id"]) == room.hits("الخشبي").at(0)["id"]);

  // Five hundred at once, each with its webhook.
  const auto last = room.edit({{{"do", "many"}, {"count", 500}, {"title", "Orchard"}}});
  const auto begin = std::chrono::steady_clock::now();
  CHECK(room.comes_to("orchard", 500, 120s));
  MESSAGE(
      "500 posts, after the last: ",
      std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin).count(),
      " ms");

  // And what nobody watched is found by the next pull, in both languages.
  room.stop_watching();
  room.edit({{{"do", "publish"}, {"title", "A night ferry"}},
             {{"do", "publish"}, {"title", "عبارة ليلية"}, {"language", "ar"}},
             {{"do", "edit"}, {"id", bridge}, {"title", "The iron bridge"}},
             {{"do", "draft"}, {"id", last}},
             {{"do", "delete"}, {"id", last - 1}}});
  const auto pulled = room.desk().run({"pull", room.interface(), "--rate", "50"});
  CAPTURE(pulled.err);
  CHECK(pulled.exit_code == 0);
  MESSAGE(pulled.out);
  CHECK(says(pulled.out, "; 2 withdrawn"));
  CHECK(room.comes_to("ferry", 1));
  CHECK(room.comes_to("عبارة", 1));
  CHECK(room.comes_to("iron", 1));
  CHECK(room.comes_to("wooden", 0));
  CHECK(room.comes_to("orchard", 498));
  CHECK(says(room.desk().run({"pull", room.interface(), "--rate", "50"}).out, "read: 0 added, 0 changed"));
  CHECK(room.desk().run({"check"}).exit_code == 0);
}
