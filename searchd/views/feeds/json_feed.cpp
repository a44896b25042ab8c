#include "searchd/views/feeds/feed.h"
#include "searchd/views/json_writer.h"

namespace searchd {
namespace {

void write_if_known(JsonWriter& json, std::string_view name, std::string_view text) {
  if (!text.empty()) json.member(name, text);
}

void write_item(JsonWriter& json, const FeedItem& item) {
  json.begin_object();
  json.member("id", item.id);
  json.member("url", item.address);
  write_if_known(json, "external_url", item.source);
  json.member("title", item.title);
  json.member("content_text", item.summary);
  write_if_known(json, "date_published", item.published);
  if (item.updated != kNoInstant) json.member("date_modified", item.updated);
  write_if_known(json, "language", item.language);
  json.name("tags");
  json.begin_array();
  for (const auto& category : item.categories) json.value(category.second);
  json.end_array();
  json.name("_sijill");
  json.begin_object();
  if (item.first_sight.revision > 0) json.member("first_seen", item.first_sight.revision);
  write_if_known(json, "first_seen_at", item.first_sight.time);
  write_if_known(json, "translation", item.twin_address);
  json.end_object();
  json.end_object();
}

}  // namespace

std::string json_feed_text(const Feed& feed) {
  JsonWriter json;
  json.begin_object();
  json.member("version", "https://jsonfeed.org/version/1.1");
  json.member("title", feed.title);
  json.member("home_page_url", feed.page);
  json.member("feed_url", feed.address);
  json.member("description", feed.description);
  write_if_known(json, "next_url", feed.next);
  json.member("icon", feed.icon);
  json.member("language", feed.language);
  json.name("authors");
  json.begin_array();
  json.begin_object();
  json.member("name", feed.author);
  json.end_object();
  json.end_array();
  json.name("_sijill");
  json.begin_object();
  json.member("total", feed.total);
  json.end_object();
  json.name("items");
  json.begin_array();
  for (const auto& item : feed.items) write_item(json, item);
  json.end_array();
  json.end_object();
  return json.take() + '\n';
}

}  // namespace searchd
