// Feeds of searches: what came last into the archive stands first, whatever its date; what is gone is gone.
#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "searchd/http/router.h"
#include "tests/integration/sample_routes.h"
#include "tests/support/asked_routes.h"
#include "tests/support/hostile_texts.h"
#include "tests/support/html.h"
#include "tests/support/small_index.h"
#include "tests/support/small_vocabulary.h"
#include "tests/support/xml.h"

using nlohmann::json;
using searchd::Reply;
using tests::header_of;

namespace {

/// Whether `text` is a time as strftime(3) writes it by `format`, to the letter.
bool is_time(const std::string& text, const char* format) {
  std::tm time{};
  char again[64];
  const char* end = strptime(text.c_str(), format, &time);
  return end != nullptr && *end == '\0' && std::strftime(again, sizeof again, format, &time) == text.size() &&
         text == again;
}

/// Routes that know their address.
struct Served : tests::ServedIndex {
  void open() { ServedIndex::open("https://archive.example", 1 << 20); }
  corpus::DocumentId put(const std::string& key, const std::string& title, const std::string& date = {},
                         const std::string& text = "Families return to Mosul.") {
    json line = {{"kind", "news"}, {"key", "test:" + key}, {"title", title}, {"body", text + "\n"}};
    if (!date.empty()) line["published"] = {{"date", date}};
    return index->put_json(line.dump());
  }
  /// A changed index is looked for ten times a second at most.
  void wait_for(std::int64_t documents) const {
    for (int tries = 0; tries < 100 && view->health().documents != documents; ++tries)
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    REQUIRE(view->health().documents == documents);
  }
};

std::vector<std::string> titles(const std::string& atom) {
  return tests::Xml(atom).texts("/atom:feed/atom:entry/atom:title");
}

/// The id of each document in an Atom feed.
std::vector<std::string> ids(const std::string& atom) {
  auto ids = tests::Xml(atom).texts("/atom:feed/atom:entry/atom:id");
  for (auto& id : ids) id.erase(0, id.rfind('/') + 1);
  return ids;
}

using Titles = std::vector<std::string>;

}  // namespace

TEST_CASE("what came into the archive last stands first, whatever day it bears") {
  Served served;
  served.put("1", "Mosul one", "2019-05-01");
  served.put("2", "Mosul two", "2016-05-01");
  served.put("3", "Mosul three");
  served.index->rebuild();
  served.open();
  CHECK(titles(served.get("/feed.atom?q=Mosul")) == Titles{"Mosul three", "Mosul two", "Mosul one"});

  SUBCASE("beside the main database") {
    served.put("4", "Mosul four", "2014-05-01");
    served.put("1", "Mosul one, corrected", "2019-05-01");
    served.index->update_beside();
  }
  SUBCASE("in place") {
    served.put("4", "Mosul four", "2014-05-01");
    served.put("1", "Mosul one, corrected", "2019-05-01");
    served.index->update();
  }
  SUBCASE("in an index built anew") {
    served.put("4", "Mosul four", "2014-05-01");
    served.put("1", "Mosul one, corrected", "2019-05-01");
    served.index->rebuild();
  }
  served.wait_for(4);
  const Titles expected{"Mosul four", "Mosul three", "Mosul two", "Mosul one, corrected"};
  CHECK(titles(served.get("/feed.atom?q=Mosul")) == expected);
  CHECK(titles(served.get("/feed.atom?q=Mosul&sort=oldest&per_page=1")) == expected);
  CHECK(tests::Xml(served.get("/feed.rss?q=Mosul")).texts("/rss/channel/item/title") == expected);
  const auto feed = json::parse(served.get("/feed.json?q=Mosul"));
  Titles of_json;
  for (const auto& item : feed["items"]) of_json.push_back(item["title"]);
  CHECK(of_json == expected);
}

TEST_CASE("a feed has what its search finds, page after page, each document once") {
  for (const std::string query :
       {"", "q=Mosul", "partner=iraq&lang=ar", "q=%D8%A7%D9%84%D9%85%D9%88%D8%B5%D9%84",
        "kind=digest_item&outlet=reuters&from=2016&to=2019", "q=zzzzzz+nothing",
        "q=the+people+who+fled+from+Mosul+and+went+back+home"}) {
    CAPTURE(query);
    std::set<std::string> searched;
    const auto total = tests::ask(query)["total"].get<std::size_t>();
    for (std::size_t page = 1; searched.size() < total && page < 20; ++page) {
      const auto answer = tests::ask(query + "&per_page=100&page=" + std::to_string(page));
      for (const auto& hit : answer["hits"]) searched.insert(hit["id"].get<std::string>());
    }
    std::vector<std::string> followed;
    std::string previous;
    for (std::string address = "/feed.atom?" + query; !address.empty();) {
      const auto text = tests::sample().get(address);
      const tests::Xml feed(text);
      CHECK(feed.text("/atom:feed/os:totalResults") == std::to_string(total));
      CHECK(feed.text("/atom:feed/os:startIndex") == std::to_string(followed.size() + 1));
      CHECK(feed.text("/atom:feed/atom:link[@rel='previous']/@href") == previous);
      const auto page = ids(text);
      CHECK(page.size() <= 50);
      followed.insert(followed.end(), page.begin(), page.end());
      previous = feed.text("/atom:feed/atom:link[@rel='self']/@href");
      address = feed.text("/atom:feed/atom:link[@rel='next']/@href");
    }
    CHECK(followed.size() == total);
    CHECK(std::set<std::string>(followed.begin(), followed.end()) == searched);
  }
}

TEST_CASE("an Atom feed says all that the format wants, in the language of its address") {
  for (const std::string way : {"", "/ar"}) {
    const auto reply = tests::sample().reply(way + "/feed.atom?q=Mosul");
    CHECK(reply.content_type == "application/atom+xml; charset=utf-8");
    CHECK(header_of(reply, "Content-Language") == (way.empty() ? "en" : "ar"));
    const tests::Xml feed(reply.body);
    CHECK(feed.text("/atom:feed/@xml:lang") == (way.empty() ? "en" : "ar"));
    const auto title = feed.text("/atom:feed/atom:title");
    const auto total = std::to_string(tests::ask("q=Mosul")["total"].get<int>());
    CHECK(title.find(total + (way.empty() ? " documents about" : " وثيقة")) != std::string::npos);
    CHECK(title.find("Mosul") != std::string::npos);
    CHECK(feed.text("/atom:feed/atom:id") == "tag:localhost,2026:search?q=Mosul");
    CHECK(feed.text("/atom:feed/atom:link[@rel='self']/@href") == way + "/feed.atom?q=Mosul");
    CHECK(feed.text("/atom:feed/atom:link[@rel='alternate']/@href") == way + "/search?q=Mosul");
    CHECK(!feed.text("/atom:feed/atom:author/atom:name").empty());
    const auto entries = feed.texts("/atom:feed/atom:entry").size();
    REQUIRE(std::to_string(entries) == total);
    const auto named = feed.texts("//atom:entry/atom:id");
    CHECK(std::set<std::string>(named.begin(), named.end()).size() == entries);
    CHECK(feed.texts("/atom:feed/atom:entry[atom:id and atom:title and atom:updated]").size() == entries);
    CHECK(feed.texts("//atom:entry/atom:link[@rel='alternate'][@type='text/html']").size() == entries);
    for (const auto& time : feed.texts("//atom:updated | //atom:published")) CHECK(is_time(time, "%FT%TZ"));
    for (const auto& page : feed.texts("//atom:entry/atom:link[@rel='alternate']/@href")) {
      CHECK(page.starts_with(way + "/d/"));
      CHECK(tests::sample().reply(page).status == 200);
    }
  }
}

TEST_CASE("RSS and JSON Feed say the same documents") {
  const auto atom = ids(tests::sample().get("/feed.atom?q=Mosul"));
  const auto rss = tests::sample().reply("/feed.rss?q=Mosul");
  CHECK(rss.content_type == "application/rss+xml; charset=utf-8");
  const tests::Xml channel(rss.body);
  CHECK(channel.text("/rss/@version") == "2.0");
  for (const char* name : {"title", "link", "description"})
    CHECK(!channel.text("/rss/channel/" + std::string(name)).empty());
  for (const auto& time : channel.texts("//pubDate")) CHECK(is_time(time, "%a, %d %b %Y %T GMT"));
  auto guids = channel.texts("/rss/channel/item/guid[@isPermaLink='false']");
  for (auto& id : guids) id.erase(0, id.rfind('/') + 1);
  CHECK(guids == atom);

  const auto reply = tests::sample().reply("/feed.json?q=Mosul");
  CHECK(reply.content_type == "application/feed+json; charset=utf-8");
  const auto feed = json::parse(reply.body);
  CHECK(feed["version"] == "https://jsonfeed.org/version/1.1");
  CHECK(json::parse(tests::sample().get("/feed.json?lang=en"))["next_url"] == "/feed.json?lang=en&page=2");
  REQUIRE(feed["items"].size() == atom.size());
  std::int64_t before = feed["items"][0]["_sijill"]["first_seen"].get<std::int64_t>() + 1;
  for (std::size_t at = 0; at < atom.size(); ++at) {
    const auto& item = feed["items"][at];
    CHECK(item["id"].get<std::string>().ends_with("/" + atom[at]));
    CHECK(item["content_text"].is_string());
    const auto seen = item["_sijill"]["first_seen"].get<std::int64_t>();
    CHECK(seen < before);
    before = seen;
  }
}

TEST_CASE("a document keeps its id in feeds, and both versions of a text are told as the search tells them") {
  Served served;
  const auto en = served.put("en", "Mosul statement", "2018-02-13");
  served.index->put_json(
      R"({"kind":"news","key":"test:ar","title":"بيان الموصل","body":"العائلات تعود.\n","translation":"test:en"})");
  served.index->rebuild();
  served.open();
  const auto before = served.get("/feed.atom");
  CHECK(ids(before).size() == 2);
  CHECK(json::parse(served.get("/api/v1/search"))["total"] == 2);
  served.put("en", "Mosul statement, corrected", "2018-02-13");
  served.put("new", "Another", "2018-02-14");
  served.index->rebuild();
  served.wait_for(3);
  const auto after = ids(served.get("/feed.atom"));
  CHECK(after.size() == 3);
  for (const auto& id : ids(before)) CHECK(std::count(after.begin(), after.end(), id) == 1);
  CHECK(tests::Xml(served.get("/feed.atom"))
            .texts("//atom:entry/atom:id[.='tag:archive.example,2026:d/" + en + "']")
            .size() == 1);
}

TEST_CASE("a date that is known to the month has no day made up, and an undated document no date") {
  Served served;
  served.put("day", "Day", "2018-02-13");
  served.put("month", "Month", "2018-02");
  served.put("none", "None");
  served.index->rebuild();
  served.open();
  const tests::Xml feed(served.get("/feed.atom"));
  const auto of = [&feed](const std::string& title, const std::string& what) {
    return feed.text("//atom:entry[atom:title='" + title + "']/atom:" + what);
  };
  CHECK(of("Day", "published") == "2018-02-13T00:00:00Z");
  CHECK(of("Day", "updated") == "2026-11-21T09:00:00Z");  // when it was imported
  CHECK(of("Month", "published").empty());
  CHECK(of("Month", "updated") == "2026-11-21T09:00:00Z");
  CHECK(of("None", "published").empty());
  CHECK(of("None", "updated") == "2026-11-21T09:00:00Z");
  CHECK(feed.text("/atom:feed/atom:updated") == "2026-11-21T09:00:00Z");
  const tests::Xml rss(served.get("/feed.rss"));
  CHECK(rss.text("//item[title='Day']/pubDate") == "Tue, 13 Feb 2018 00:00:00 GMT");
  CHECK(rss.texts("//item[title!='Day']/pubDate").empty());
}

TEST_CASE("a document was updated when it came in, or when its source changed it since") {
  Served served;
  const auto put = [&](const std::string& title, const std::string& modified) {
    served.index->put_json(json({{"kind", "news"},
                                 {"key", "test:" + title},
                                 {"title", title},
                                 {"body", "Text.\n"},
                                 {"modified", {{"date", modified.substr(0, 10)}, {"gmt", modified}}}})
                               .dump());
  };
  put("Before", "2018-02-13T06:30:00Z");
  put("Since", "2026-11-22T06:30:00Z");
  served.index->rebuild();
  served.open();
  const tests::Xml feed(served.get("/feed.atom"));
  CHECK(feed.text("//atom:entry[atom:title='Before']/atom:updated") == "2026-11-21T09:00:00Z");
  CHECK(feed.text("//atom:entry[atom:title='Since']/atom:updated") == "2026-11-22T06:30:00Z");
  CHECK(feed.text("/atom:feed/atom:updated") == "2026-11-22T06:30:00Z");
  const auto items = json::parse(served.get("/feed.json"))["items"];
  for (const auto& item : items) CHECK(item["_sijill"]["first_seen_at"] == "2026-11-21T09:00:00Z");
}

TEST_CASE("hostile texts in documents and questions leave a feed well formed") {
  Served served;
  int number = 0;
  for (const auto& text : tests::hostile_texts()) {
    json line = {{"kind", "news"},
                 {"key", "test:" + std::to_string(++number)},
                 {"title", "Mosul " + text},
                 {"summary", text},
                 {"body", "Mosul " + text + "\n"}};
    try {
      served.index->put_json(line.dump(-1, ' ', false, json::error_handler_t::replace));
    } catch (const std::exception&) {  // the archive refuses it
    }
  }
  served.index->rebuild();
  served.open();
  for (const std::string format : {"atom", "rss"}) {
    for (const std::string way : {"", "/ar"}) {
      const auto text = served.get(way + "/feed." + format + "?q=Mosul");
      CHECK_NOTHROW(tests::Xml{text});
      CHECK(text.find("<script") == std::string::npos);
      if (format == "rss") CHECK(tests::Xml(text).texts("//description[contains(., '<script')]").empty());
      CHECK(text.find("\u202E") == std::string::npos);
    }
  }
  CHECK(titles(served.get("/feed.atom?q=Mosul")).size() > 20);
  CHECK(json::parse(served.get("/feed.json?q=Mosul"))["items"].size() > 20);
  for (const auto& text : tests::hostile_texts()) {
    CAPTURE(text);
    for (const std::string format : {"atom", "rss"}) {
      const auto reply =
          served.reply("/feed." + format + "?q=" + searchd::query_encoded(text.substr(0, 900)));
      if (reply.status == 400) continue;  // refused as a search refuses it
      REQUIRE(reply.status == 200);
      CHECK_NOTHROW(tests::Xml{reply.body});
    }
  }
}

TEST_CASE("who has a feed is told that it is the same, until a document comes or goes") {
  Served served;
  served.put("1", "Mosul one");
  const auto gone = served.put("2", "Mosul two");
  served.index->rebuild();
  served.open();
  const auto first = served.reply("/feed.atom?q=Mosul");
  const auto fields = "If-None-Match: " + header_of(first, "ETag") + "\r\n";
  CHECK(header_of(first, "Cache-Control") == "no-cache");
  const auto again = served.reply("/feed.atom?q=Mosul", fields);
  CHECK(again.status == 304);
  CHECK(again.body.empty());
  CHECK(header_of(again, "Cache-Control") == "no-cache");
  CHECK(header_of(again, "ETag") == header_of(first, "ETag"));
  CHECK(served.reply("/feed.rss?q=Mosul", fields).status == 200);
  CHECK(served.reply("/ar/feed.atom?q=Mosul", fields).status == 200);
  CHECK(header_of(served.reply("/feed.atom?q=Mosul"), "Cache-Control") == "no-cache");  // as it was kept
  served.index->withdraw(gone);
  served.index->update();
  served.wait_for(1);
  const auto after = served.reply("/feed.atom?q=Mosul", fields);
  CHECK(after.status == 200);
  CHECK(titles(after.body) == Titles{"Mosul one"});
  CHECK(after.body.find(gone) == std::string::npos);
}

TEST_CASE("what a feed does not understand is refused, and a search without documents has an empty one") {
  const auto reply = tests::sample().reply("/feed.atom?q=Mosul&kind=x&foo=1");
  CHECK(reply.status == 400);
  CHECK(reply.content_type == "application/problem+json");
  CHECK(json::parse(reply.body)["invalid_params"].size() == 2);
  CHECK(json::parse(tests::sample().get("/feed.rss?page=201", 400))["invalid_params"][0]["code"] == "depth");
  tests::sample().get("/feed.xml", 404);
  const tests::Xml empty(tests::sample().get("/feed.atom?q=zzzzzz"));
  CHECK(empty.texts("//atom:entry").empty());
  CHECK(empty.text("/atom:feed/os:totalResults") == "0");
  CHECK(ids(tests::sample().get("/feed.atom?q=Mosul&page=200")).empty());
}

TEST_CASE("the page of a search leads to its feeds") {
  for (const std::string way : {"", "/ar"}) {
    const auto elements = tests::elements_of(tests::sample().get(way + "/search?q=Mosul&page=2&sort=oldest"));
    std::vector<std::string> feeds;
    for (const auto& link : tests::elements_named(elements, "link")) {
      if (link.attribute("rel") != "alternate" || link.has("hreflang")) continue;
      if (link.attribute("type") == "application/json") continue;
      feeds.push_back(link.attribute("type") + " " + link.attribute("href"));
      CHECK(link.attribute("title").find("Mosul") != std::string::npos);
      CHECK(tests::sample().reply(link.attribute("href")).content_type.starts_with(link.attribute("type")));
    }
    CHECK(feeds == std::vector<std::string>{"application/atom+xml " + way + "/feed.atom?q=Mosul",
                                            "application/rss+xml " + way + "/feed.rss?q=Mosul",
                                            "application/feed+json " + way + "/feed.json?q=Mosul"});
    const auto links = tests::elements_named(elements, "a");
    CHECK(std::any_of(links.begin(), links.end(), [&way](const auto& link) {
      return link.attribute("href") == way + "/feed.atom?q=Mosul";
    }));
  }
}
