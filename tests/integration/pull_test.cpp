// `indexer pull` against a WordPress made up for the test, over real sockets.
#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <sstream>
#include <string>
#include <thread>

#include "corpus/archive.h"
#include "corpus/import_report.h"
#include "tests/support/indexer_desk.h"
#include "tests/support/made_up_wordpress.h"

using corpus::Archive;
using tests::Desk;
using tests::MadeUpWordPress;
using tests::says;
using tests::web_reply;
using tests::WebReply;
using tests::WebRequest;
using namespace std::chrono_literals;

namespace {

std::vector<std::string> pull(const MadeUpWordPress& wordpress, std::vector<std::string> more = {}) {
  more.insert(more.begin(), {"pull", wordpress.interface(), "--rate", "1000"});
  return more;
}

std::int64_t shown(const Desk& desk) {
  return Archive(desk.data() / "archive.db", Archive::Access::read_only).counts().documents;
}

std::optional<corpus::Document> find(const Desk& desk, const MadeUpWordPress& wordpress, std::uint64_t id) {
  const auto site = wordpress.interface().substr(7, wordpress.interface().find("wp-json") - 7);
  return Archive(desk.data() / "archive.db", Archive::Access::read_only)
      .find_by_key("wp:" + site + "?p=" + std::to_string(id));
}

}  // namespace

TEST_CASE("a site is pulled whole, then only what is new or changed is read") {
  const Desk desk;
  MadeUpWordPress wordpress;
  wordpress.put_many(1, 230);
  wordpress.put(900, {"page", "publish", "About us", "Who we are.", "2026-01-02T00:00:00", "", {}});
  const auto first = desk.run(pull(wordpress));
  CHECK(first.exit_code == 0);
  CHECK(says(first.out, "231 items listed, 231 read: 231 added"));
  CHECK(says(first.out, "type not kept: attachment"));
  CHECK(shown(desk) == 231);
  CHECK(desk.stats()["index"]["documents"] == 231);

  CHECK(says(desk.run({"export"}).out, R"("fetched_from":")" + wordpress.interface() + "/wp/v2/posts/17\""));

  const auto second = desk.run(pull(wordpress));
  CHECK(second.exit_code == 0);
  CHECK(says(second.out, "0 read: 0 added"));

  wordpress.put(17,
                {"post", "publish", "Report 17, corrected", "Two schools.", "2026-02-01T00:00:00", "", {}});
  wordpress.put_many(231, 232);
  const auto third = desk.run(pull(wordpress));
  CHECK(says(third.out, "3 read: 2 added, 1 changed"));
  CHECK(find(desk, wordpress, 17)->title == "Report 17, corrected");
  CHECK(says(desk.run(pull(wordpress, {"--afresh"})).out, "233 read: 0 added, 0 changed, 233 unchanged"));
}

TEST_CASE("what is gone is withdrawn with the reason, and comes back when it is shown again") {
  const Desk desk;
  MadeUpWordPress wordpress;
  wordpress.put_many(1, 20);
  REQUIRE(desk.run(pull(wordpress)).exit_code == 0);
  wordpress.remove(3);
  const tests::MadeUpPost draft{
      "post", "draft", "Report 4", "School number 4 has opened.", "2026-03-01T00:00:00", "", {}};
  wordpress.put(4, draft);
  wordpress.put(5, {"post", "publish", "Report 5", "Secret.", "2026-03-01T00:00:00", "word", {}});
  const auto second = desk.run(pull(wordpress));
  CHECK(second.exit_code == 0);
  CHECK(says(second.out, "3 withdrawn"));
  CHECK(says(second.out, "skipped: 1 password"));
  CHECK(find(desk, wordpress, 3)->withdrawn->reason == "gone from its source");
  CHECK(find(desk, wordpress, 4)->withdrawn->reason == "no longer published");
  CHECK(find(desk, wordpress, 5)->withdrawn->reason == "no longer published");
  CHECK(says(desk.run(pull(wordpress)).out, "0 read"));
  const auto report = nlohmann::json::parse(desk.run({"report", "--json"}).out);
  const auto& runs = report["sources"][0]["runs"];
  std::int64_t withdrawn = 0;  // the protected one by the answer that says so
  for (const auto& run : runs) withdrawn += run["withdrawn"].get<std::int64_t>();
  CHECK(withdrawn == 3);
  CHECK(runs.back()["withdrawn"] == 2);  // one run for all that are no longer there
  CHECK(runs.back()["outcome"] == "finished");

  auto again = draft;
  again.status = "publish";
  wordpress.put(4, again);
  desk.run(pull(wordpress));
  CHECK_FALSE(find(desk, wordpress, 4)->withdrawn);
  CHECK(shown(desk) == 18);
}

TEST_CASE("a post whose date came later than its change is found by its number") {
  const Desk desk;
  MadeUpWordPress wordpress;
  wordpress.put_many(1, 10);
  wordpress.put(11, {"post", "future", "Later", "Planned long ago.", "2020-01-01T00:00:00", "", {}});
  REQUIRE(desk.run(pull(wordpress)).exit_code == 0);
  CHECK(shown(desk) == 10);
  wordpress.put(11, {"post", "publish", "Later", "Planned long ago.", "2020-01-01T00:00:00", "", {}});
  desk.run(pull(wordpress));
  CHECK(shown(desk) == 11);
}

TEST_CASE("more than a fifth at once is not withdrawn unless it is forced") {
  const Desk desk;
  MadeUpWordPress wordpress;
  wordpress.put_many(1, 10);
  REQUIRE(desk.run(pull(wordpress)).exit_code == 0);
  for (std::uint64_t id = 1; id <= 3; ++id) wordpress.remove(id);
  const auto refused = desk.run(pull(wordpress));
  CHECK(refused.exit_code == 3);
  CHECK(says(refused.err, "no longer lists 3 of the 10 documents pulled from it before, more than a fifth"));
  CHECK(shown(desk) == 10);
  const auto report = desk.run({"report"});
  CHECK(says(report.out, "1 problems"));
  CHECK(says(report.out, "no longer lists 3 of the 10 documents"));
  CHECK(desk.run(pull(wordpress, {"--force"})).exit_code == 0);
  CHECK(shown(desk) == 7);
}

TEST_CASE("a list that is broken or short withdraws nothing") {
  const Desk desk;
  MadeUpWordPress wordpress;
  wordpress.put_many(1, 10);
  REQUIRE(desk.run(pull(wordpress)).exit_code == 0);
  struct Row {
    const char* why;
    WebReply reply;
    int exit_code;
  };
  const Row rows[] = {
      {"a short list", web_reply(200, R"([{"id":1}])", "X-WP-Total: 10\r\n"), 3},
      {"an empty list without a total", web_reply(200, "[]"), 3},
      {"an empty list that is sure of itself", web_reply(200, "[]", "X-WP-Total: 0\r\n"), 3},
      {"a page of another kind", web_reply(200, "<html>maintenance</html>"), 1},
      {"an error", web_reply(403, R"({"code":"rest_cannot_read"})"), 1},
      {"cut off", {"HTTP/1.1 200 X\r\nContent-Length: 500\r\n\r\n[{\"id\":1},", false, false}, 1},
      {"redirected away", web_reply(302, "", "Location: http://127.0.0.1:1/\r\n"), 1},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    wordpress.set_fault([&](const WebRequest& request) -> std::optional<WebReply> {
      if (!says(request.target, "/wp/v2/posts?")) return std::nullopt;
      return row.reply;
    });
    CHECK(desk.run(pull(wordpress)).exit_code == row.exit_code);
    CHECK(shown(desk) == 10);
  }
}

TEST_CASE("an item that a list leaves out but that is there stays") {
  const Desk desk;
  MadeUpWordPress wordpress;
  wordpress.put_many(1, 10);
  REQUIRE(desk.run(pull(wordpress)).exit_code == 0);
  wordpress.set_fault([&](const WebRequest& request) -> std::optional<WebReply> {
    if (!says(request.target, "/posts?_fields")) return std::nullopt;
    std::string list = "[";
    for (int id = 2; id <= 10; ++id) list += (id > 2 ? ",{\"id\":" : "{\"id\":") + std::to_string(id) + "}";
    return web_reply(200, list + "]", "X-WP-Total: 9\r\n");
  });
  desk.run(pull(wordpress));
  CHECK(shown(desk) == 10);
}

TEST_CASE("a pull that broke off goes on where it stood") {
  const Desk desk;
  MadeUpWordPress wordpress;
  wordpress.put_many(1, 450);
  int records = 0;
  wordpress.set_fault([&](const WebRequest& request) -> std::optional<WebReply> {
    if (!says(request.target, "include=")) return std::nullopt;
    return ++records > 2 ? std::optional(web_reply(403, "{}")) : std::nullopt;
  });
  const auto broken = desk.run(pull(wordpress));
  CHECK(broken.exit_code == 1);
  CHECK(says(broken.err, "answered 403"));
  CHECK(shown(desk) == 200);
  wordpress.set_fault({});
  const auto second = desk.run(pull(wordpress));
  CHECK(second.exit_code == 0);
  CHECK(says(second.out, "250 read: 250 added"));
  CHECK(shown(desk) == 450);
}

TEST_CASE("a pull that is stopped or killed has lost nothing that it called stored") {
  const Desk desk;
  MadeUpWordPress wordpress;
  wordpress.put_many(1, 600);
  for (const int signal : {SIGTERM, SIGKILL}) {
    tests::RunningProgram running(desk.command(
        {"--report-commits", "pull", wordpress.interface(), "--rate", signal == SIGTERM ? "10" : "5"}));
    REQUIRE(running.wait_for_line("archive 1", 60s));
    running.send(signal);
    const auto code = running.wait_for_end(20s);
    CHECK(code == 128 + signal);
    CHECK(shown(desk) >= 100);
  }
  const auto last = desk.run(pull(wordpress));
  CHECK(last.exit_code == 0);
  CHECK(shown(desk) == 600);
  CHECK(desk.run({"check"}).exit_code == 0);
}

TEST_CASE("who follows a pull along is told how many records were read until then") {
  const Desk desk;
  MadeUpWordPress wordpress;
  wordpress.put_many(1, 150);
  const auto pulled = desk.run({"--report-commits", "pull", wordpress.interface(), "--rate", "1000"});
  CHECK(pulled.exit_code == 0);
  std::vector<std::string> archive;  // what follows the revision
  std::istringstream lines(pulled.out);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("archive ")) archive.push_back(line.substr(line.rfind(' ') + 1));
  }
  CHECK(archive == std::vector<std::string>{"0", "100", "150"});
  CHECK(says(pulled.out, "\nindex "));
}

TEST_CASE("records that are broken are named, the others are kept, and they are asked for again") {
  const Desk desk;
  MadeUpWordPress wordpress;
  wordpress.put_many(1, 3);
  wordpress.set_fault([&](const WebRequest& request) -> std::optional<WebReply> {
    if (!says(request.target, "include=")) return std::nullopt;
    return web_reply(200, R"([{"id":1,"title":{"rendered":tru}},
      {"id":2,"status":"publish","type":"post","link":"http://127.0.0.1/2/","title":{"rendered":"Two"},
       "content":{"rendered":"<p>Two schools</p>"}}])");
  });
  const auto broken = desk.run(pull(wordpress));
  CHECK(broken.exit_code == 3);
  CHECK(says(broken.err, "/wp/v2/posts, record 1: the record"));
  CHECK(shown(desk) == 1);
  wordpress.set_fault({});
  CHECK(says(desk.run(pull(wordpress)).out, "2 added"));
  CHECK(shown(desk) == 3);
}

TEST_CASE("items that are listed and never given are named, stay, and are asked for again") {
  const Desk desk;
  MadeUpWordPress wordpress;
  wordpress.put_many(1, 7);
  REQUIRE(desk.run(pull(wordpress)).exit_code == 0);
  wordpress.put(3, {"post", "publish", "Report 3, corrected", "Text.", "2026-02-01T00:00:00", "", {}});
  wordpress.put_many(8, 9);
  wordpress.put(10, {"page", "publish", "About us", "Who we are.", "2026-01-02T00:00:00", "", {}});
  wordpress.set_fault([&](const WebRequest& request) -> std::optional<WebReply> {
    if (says(request.target, "/posts/8")) return web_reply(404, R"({"code":"rest_post_invalid_id"})");
    if (!says(request.target, "include=")) return std::nullopt;
    return web_reply(200, "[]", "X-WP-Total: 0\r\n");
  });
  const auto poor = desk.run(pull(wordpress));
  CHECK(poor.exit_code == 3);
  CHECK(says(poor.err, "the site lists 2 items of the type post"));
  CHECK(says(poor.err, ": 3, 9"));  // 8 has gone meanwhile
  CHECK(says(poor.err, "the site lists 1 item of the type page"));
  CHECK(says(poor.err, ": 10"));
  CHECK(shown(desk) == 7);

  wordpress.set_fault([&](const WebRequest& request) -> std::optional<WebReply> {
    if (says(request.target, "/posts/")) return web_reply(403, "blocked");
    return says(request.target, "include=") ? std::optional(web_reply(200, "[]")) : std::nullopt;
  });
  const auto blocked = desk.run(pull(wordpress));
  CHECK(blocked.exit_code == 3);
  CHECK(says(blocked.err, ": 3, 8, 9"));
  wordpress.set_fault({});
  CHECK(says(desk.run(pull(wordpress)).out, "3 added, 1 changed"));
  CHECK(shown(desk) == 10);
}

TEST_CASE("answers that are too large are asked for in parts") {
  const Desk desk;
  MadeUpWordPress wordpress;
  const std::string text(3 << 20, 'a');
  for (std::uint64_t id = 1; id <= 12; ++id) {
    wordpress.put(id, {"post",
                       "publish",
                       "Long " + std::to_string(id),
                       "",
                       "2026-01-01T00:00:00",
                       "",
                       {{"acf", {{"filling", text}}}}});
  }
  CHECK(desk.run(pull(wordpress)).exit_code == 0);
  CHECK(shown(desk) == 12);
}

TEST_CASE("a busy site is waited for, a lasting refusal ends the pull") {
  const Desk desk;
  MadeUpWordPress wordpress;
  wordpress.put_many(1, 5);
  int busy = 2;
  wordpress.set_fault([&](const WebRequest&) -> std::optional<WebReply> {
    if (busy-- > 0) return web_reply(503, "", "Retry-After: 1\r\n");
    return std::nullopt;
  });
  const auto begin = std::chrono::steady_clock::now();
  CHECK(desk.run(pull(wordpress)).exit_code == 0);
  CHECK(std::chrono::steady_clock::now() - begin >= 2s);
  busy = 1;
  wordpress.set_fault(
      [&](const WebRequest&) { return std::optional(web_reply(429, "", "Retry-After: 86400\r\n")); });
  const auto refused = desk.run(pull(wordpress));
  CHECK(refused.exit_code == 1);
  CHECK(says(refused.err, "asks to come back in 86400 seconds"));
  CHECK(says(refused.err, "ask again after 20"));
}

TEST_CASE("the versions of one text in two languages are linked as Polylang and WPML tell") {
  const Desk desk;
  MadeUpWordPress polylang;
  polylang.put(1, {"post",
                   "publish",
                   "The port opens",
                   "It does.",
                   "2026-01-01T00:00:00",
                   "",
                   {{"lang", "en"}, {"translations", {{"en", 1}, {"ar", 2}}}}});
  polylang.put(2, {"post",
                   "publish",
                   "افتتاح الميناء",
                   "نعم",
                   "2026-01-01T00:00:00",
                   "",
                   {{"lang", "ar"}, {"translations", {{"en", 1}, {"ar", 2}}}}});
  REQUIRE(desk.run(pull(polylang)).exit_code == 0);
  const auto english = find(desk, polylang, 1);
  const auto arabic = find(desk, polylang, 2);
  CHECK(english->translation == arabic->id);
  CHECK(arabic->translation == english->id);

  MadeUpWordPress wpml;
  wpml.show_one_language_at_a_time();
  wpml.put(1, {"post",
               "publish",
               "A bridge opens",
               "It does too.",
               "2026-01-01T00:00:00",
               "",
               {{"lang", "en"},
                {"wpml_current_locale", "en_US"},
                {"wpml_translations", {{{"locale", "ar"}, {"id", 2}}}}}});
  wpml.put(2, {"post",
               "publish",
               "افتتاح الجسر",
               "وهذا أيضا",
               "2026-01-01T00:00:00",
               "",
               {{"lang", "ar"},
                {"wpml_current_locale", "ar"},
                {"wpml_translations", {{{"locale", "en_US"}, {"id", 1}}}}}});
  REQUIRE(desk.run(pull(wpml)).exit_code == 0);
  CHECK(find(desk, wpml, 2)->language == analyzers::Language::arabic);
  CHECK(find(desk, wpml, 1)->translation == find(desk, wpml, 2)->id);
}

TEST_CASE("an archive that was put back is pulled into anew") {
  const Desk desk;
  MadeUpWordPress wordpress;
  wordpress.put_many(1, 5);
  const auto copy = desk.file("copy.db");
  REQUIRE(desk.run(pull(wordpress)).exit_code == 0);
  REQUIRE(desk.run({"backup", copy}).exit_code == 0);
  wordpress.put_many(6, 10);
  REQUIRE(desk.run(pull(wordpress)).exit_code == 0);
  REQUIRE(desk.run({"restore", copy}).exit_code == 0);
  const auto again = desk.run(pull(wordpress));
  CHECK(again.exit_code == 0);
  CHECK(says(again.err, "the whole site is read again"));
  CHECK(shown(desk) == 10);
}

TEST_CASE("what is no site is told so") {
  const Desk desk;
  CHECK(desk.run({"pull", "file:///etc/passwd"}).exit_code == 2);
  CHECK(desk.run({"pull"}).exit_code == 2);
  const auto nobody = desk.run({"pull", "http://127.0.0.1:1/wp-json", "--timeout", "1"});
  CHECK(nobody.exit_code == 1);
  CHECK(says(nobody.err, "gave no answer"));
}
