// What a WordPress says of itself over its REST interface, and what of it is believed.
#include <doctest/doctest.h>

#include <array>
#include <chrono>

#include "corpus/live/wordpress_site.h"
#include "tests/support/made_up_wordpress.h"
#include "tests/support/temporary_directory.h"

using corpus::FetchError;
using corpus::Presence;
using corpus::SiteType;
using corpus::WordPressSite;
using tests::MadeUpWordPress;
using tests::web_reply;
using tests::WebReply;
using tests::WebRequest;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// One who asks `wordpress`.
struct Asking {
  explicit Asking(const std::string& interface, std::vector<std::string> languages = {})
      : memory(directory / "pull.db", interface),
        client(manners(), [](auto) { return true; }),
        site(client, memory, interface, std::move(languages)) {}

  static corpus::WebManners manners() {
    corpus::WebManners manners;
    manners.requests_per_second = 1000;
    manners.tries = 1;
    return manners;
  }
  tests::TemporaryDirectory directory;
  corpus::PullMemory memory;
  corpus::WebClient client;
  WordPressSite site;
};

const SiteType kPosts{"post", "wp/v2/posts"};

}  // namespace

TEST_CASE("the types that are kept are told from the site's machinery") {
  const MadeUpWordPress wordpress;
  Asking asking(wordpress.interface());
  const auto about = asking.site.about();
  REQUIRE(about.types.size() == 2);
  CHECK(about.types[0].name == "page");
  CHECK(about.types[1].place == "wp/v2/posts");
  CHECK(about.left_out.at("attachment") == "attachment");
  CHECK(about.left_out.at("wp_block") == "site part");
  CHECK(about.views == std::vector<std::string>{""});
}

TEST_CASE("a type whose place is no place of an interface is left out") {
  corpus::SiteAbout about;
  CHECK(corpus::read_types(R"({"post":{"rest_base":"../users?x="},"page":{"rest_base":"pages"}})", about));
  CHECK(about.types.size() == 1);
  CHECK(about.left_out.size() == 1);
  CHECK_FALSE(corpus::read_types("[]", about));
  CHECK_FALSE(corpus::read_types("{", about));
}

TEST_CASE("what is no WordPress is told so") {
  MadeUpWordPress wordpress;
  wordpress.set_fault([](const WebRequest&) { return std::optional<WebReply>(web_reply(200, "<html>")); });
  Asking asking(wordpress.interface());
  CHECK_THROWS_WITH_AS(asking.site.about(), doctest::Contains("is not the REST interface"), FetchError);
  wordpress.set_fault([](const WebRequest&) { return std::optional<WebReply>(web_reply(403, "{}")); });
  CHECK_THROWS_WITH_AS(asking.site.about(), doctest::Contains("answered 403"), FetchError);
  wordpress.set_fault([](const WebRequest&) { return std::optional<WebReply>(web_reply(404, "{}")); });
  CHECK_THROWS_WITH_AS(asking.site.about(), doctest::Contains("answered 404: there is no REST interface"),
                       FetchError);
}

TEST_CASE("a list is followed over its pages and is whole") {
  MadeUpWordPress wordpress;
  wordpress.put_many(1, 250);
  Asking asking(wordpress.interface());
  const auto list = asking.site.list(kPosts, "");
  CHECK(list.doubt.empty());
  REQUIRE(list.items.size() == 250);
  CHECK(list.items.front().id == 1);
  CHECK(list.items.back().modified == "2026-01-01T04:10:00");
  CHECK(wordpress.site().asked_for("page=3") == 1);

  const auto changes = asking.site.list(kPosts, "", "2026-01-01T04:00:00Z");
  CHECK(changes.items.size() == 10);
  CHECK(changes.items.front().id == 241);
}

TEST_CASE("a list that may be short says why") {
  struct Row {
    const char* why;
    const char* answer;
    const char* fields;
    const char* doubt;
  };
  const Row rows[] = {
      {"more is promised than given", R"([{"id":1}])", "X-WP-Total: 5\r\n",
       "says that there are 5 and lists 1"},
      {"more is given than promised", R"([{"id":1},{"id":2}])", "X-WP-Total: 1\r\n", "says that there are 1"},
      {"an item twice", R"([{"id":1},{"id":1}])", "X-WP-Total: 2\r\n", "lists 1"},
      {"no total", R"([{"id":1}])", "", "does not say how many"},
      {"an entry without a number", R"([{"id":1},{"id":"x"}])", "X-WP-Total: 2\r\n", "have no number"},
      {"an item with the number 0", R"([{"id":1},{"id":0}])", "X-WP-Total: 2\r\n", "have no number"},
      {"pages for ever", R"([{"id":1}])", "X-WP-Total: 1\r\nX-WP-TotalPages: 9\r\n", "do not end"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    MadeUpWordPress wordpress;
    wordpress.set_fault(
        [&](const WebRequest&) { return std::optional<WebReply>(web_reply(200, row.answer, row.fields)); });
    Asking asking(wordpress.interface());
    CHECK(has(asking.site.list(kPosts, "").doubt, row.doubt));
  }
}

TEST_CASE("what is no list is an error") {
  struct Row {
    const char* body;
    const char* why;
  };
  const Row rows[] = {
      {"{}", "it is JSON, but an object"},
      {"null", "it is JSON, but null"},
      {"[", "it is cut off after 1 bytes"},
      {R"([{"id":1},{"i)", "it is cut off after 13 bytes"},
      {"", "it is empty"},
      {R"([{"id":1}] x)", "it is not JSON at byte 12"},
      {"<html>", "it is not JSON at byte 1"},
      {R"([{"id":1,"id":2}])", R"(it gives "id" twice)"},
  };
  for (const auto& [body, why] : rows) {
    CAPTURE(body);
    MadeUpWordPress wordpress;
    wordpress.set_fault([&](const WebRequest&) {
      return std::optional<WebReply>(web_reply(200, body, "X-WP-Total: 1\r\n"));
    });
    Asking asking(wordpress.interface());
    CHECK_THROWS_WITH_AS(asking.site.list(kPosts, ""),
                         doctest::Contains((std::string("what is no list: ") + why).c_str()), FetchError);
  }
}

TEST_CASE("a list that seems short only while the site changes is asked for again") {
  MadeUpWordPress wordpress;
  wordpress.put_many(1, 3);
  int lies = 1;
  wordpress.set_fault([&](const WebRequest&) -> std::optional<WebReply> {
    if (lies-- <= 0) return std::nullopt;
    return web_reply(200, R"([{"id":1}])", "X-WP-Total: 3\r\n");
  });
  Asking asking(wordpress.interface());
  const auto list = asking.site.list(kPosts, "");
  CHECK(list.doubt.empty());
  CHECK(list.items.size() == 3);
}

TEST_CASE("the next page is asked of the same site alone") {
  MadeUpWordPress wordpress;
  wordpress.put_many(1, 150);
  wordpress.set_fault([&](const WebRequest& request) -> std::optional<WebReply> {
    if (has(request.target, "page=2")) return std::nullopt;
    return web_reply(
        200, R"([{"id":1},{"id":2}])",
        "X-WP-Total: 52\r\nX-WP-TotalPages: 2\r\nLink: <http://elsewhere.example/2>; rel=\"next\"\r\n");
  });
  Asking asking(wordpress.interface());
  CHECK(asking.site.list(kPosts, "").items.size() == 52);
}

TEST_CASE("a list that the site says is unchanged is taken from memory") {
  MadeUpWordPress wordpress;
  wordpress.tell_etags(true);
  wordpress.put_many(1, 150);
  Asking asking(wordpress.interface());
  const auto first = asking.site.list(kPosts, "");
  CHECK_FALSE(first.unchanged);
  const auto second = asking.site.list(kPosts, "");
  CHECK(second.unchanged);
  CHECK(second.items == first.items);
  CHECK(second.doubt.empty());
  CHECK(wordpress.site().requests().back().fields.contains("if-none-match"));
  wordpress.put_many(151, 151);
  CHECK(asking.site.list(kPosts, "").items.size() == 151);
}

TEST_CASE("what became of an item is believed of WordPress's own words alone") {
  MadeUpWordPress wordpress;
  wordpress.put_many(1, 2);
  wordpress.put(3, {"post", "draft", "Title", "Text", "2026-01-01T00:00:00", "", {}});
  Asking asking(wordpress.interface());
  CHECK(asking.site.look_at(kPosts, 1) == Presence::shown);
  CHECK(asking.site.look_at(kPosts, 3) == Presence::hidden);
  CHECK(asking.site.look_at(kPosts, 99) == Presence::gone);
  struct Row {
    int status;
    const char* body;
  };
  for (const auto& row : {Row{404, "<html>not found</html>"}, Row{404, R"({"code":"rest_no_route"})"},
                          Row{403, "blocked"}, Row{200, R"({"id":2})"}, Row{200, "[]"}}) {
    CAPTURE(row.body);
    wordpress.set_fault(
        [&](const WebRequest&) { return std::optional<WebReply>(web_reply(row.status, row.body)); });
    CHECK_THROWS_AS(asking.site.look_at(kPosts, 1), FetchError);
  }
}

TEST_CASE("a site that shows one language at a time is asked for each") {
  MadeUpWordPress wordpress;
  wordpress.show_one_language_at_a_time();
  wordpress.put_many(1, 2);
  wordpress.put(3, {"post", "publish", "عنوان", "نص", "2026-01-01T00:00:00", "", {{"lang", "ar"}}});
  Asking asking(wordpress.interface(), {"ku"});
  CHECK(asking.site.about().views == std::vector<std::string>{"", "ar", "en", "ku"});
  CHECK(asking.site.list(kPosts, "").items.size() == 2);
  REQUIRE(asking.site.list(kPosts, "ar").items.size() == 1);
  CHECK(has(asking.site.records(kPosts, "ar", std::array<std::uint64_t, 1>{3}).body, "\"id\":3"));
}

TEST_CASE("an interface without pretty addresses is asked by its parameter") {
  const tests::WebSite site([](const WebRequest&) { return web_reply(200, "[]", "X-WP-Total: 0\r\n"); });
  Asking asking(site.address("/index.php?rest_route=/"));
  CHECK(asking.site.list(kPosts, "").items.empty());
  CHECK(has(site.requests().back().target, "/index.php?rest_route=/wp/v2/posts&_fields=id,modified_gmt"));
  Asking pretty(site.address("/wp-json"));
  CHECK(has(pretty.site.address_of("wp/v2/types"), "/wp-json/wp/v2/types"));
}
