#include "tests/support/made_up_wordpress.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <set>
#include <sstream>

namespace tests {
namespace {

using nlohmann::json;

std::map<std::string, std::string> parameters_of(const std::string& target) {
  std::map<std::string, std::string> parameters;
  const auto question = target.find('?');
  if (question == std::string::npos) return parameters;
  std::istringstream parts(target.substr(question + 1));
  for (std::string part; std::getline(parts, part, '&');) {
    const auto equals = part.find('=');
    if (equals != std::string::npos) parameters[part.substr(0, equals)] = part.substr(equals + 1);
  }
  return parameters;
}

std::string at(const std::map<std::string, std::string>& map, const char* key, const char* otherwise = "") {
  const auto found = map.find(key);
  return found == map.end() ? otherwise : found->second;
}

std::set<std::uint64_t> numbers_in(const std::string& text) {
  std::set<std::uint64_t> numbers;
  std::istringstream parts(text);
  for (std::string part; std::getline(parts, part, ',');) numbers.insert(std::stoull(part));
  return numbers;
}

WebReply error(int status, const char* code) {
  return web_reply(status, json{{"code", code}, {"message", "No"}, {"data", {{"status", status}}}}.dump());
}

const char* place_of(const std::string& type) { return type == "page" ? "pages" : "posts"; }

}  // namespace

MadeUpWordPress::MadeUpWordPress() : site_([this](const WebRequest& request) { return answer(request); }) {}

void MadeUpWordPress::put(std::uint64_t id, MadeUpPost post) {
  const std::lock_guard lock(mutex_);
  posts_[id] = std::move(post);
}

void MadeUpWordPress::remove(std::uint64_t id) {
  const std::lock_guard lock(mutex_);
  posts_.erase(id);
}

void MadeUpWordPress::put_many(std::uint64_t first, std::uint64_t last) {
  for (auto id = first; id <= last; ++id) {
    std::array<char, 32> modified{};
    std::snprintf(modified.data(), modified.size(), "2026-01-%02d%c%02d:%02d:00",
                  static_cast<int>(id / 1440 % 28 + 1), 'T', static_cast<int>(id / 60 % 24),
                  static_cast<int>(id % 60));
    const auto number = std::to_string(id);
    put(id, {"post",
             "publish",
             "Report " + number,
             "School number " + number + " has opened.",
             modified.data(),
             "",
             {}});
  }
}

void MadeUpWordPress::set_fault(Fault fault) {
  const std::lock_guard lock(mutex_);
  fault_ = std::move(fault);
}

void MadeUpWordPress::tell_etags(bool wanted) {
  const std::lock_guard lock(mutex_);
  etags_ = wanted;
}

void MadeUpWordPress::show_one_language_at_a_time() {
  const std::lock_guard lock(mutex_);
  one_language_ = true;
}

WebReply MadeUpWordPress::answer(const WebRequest& request) {
  const std::lock_guard lock(mutex_);
  if (fault_) {
    if (auto fault = fault_(request)) return std::move(*fault);
  }
  const auto path = request.target.substr(0, request.target.find('?'));
  const auto asked = parameters_of(request.target);
  if (path == "/wp-json/") {
    return web_reply(200, json{{"namespaces", {"wp/v2", one_language_ ? "wpml/v1" : "oembed/1.0"}}}.dump());
  }
  if (path == "/wp-json/wp/v2/types") {
    return web_reply(200, R"({"post":{"slug":"post","rest_base":"posts","rest_namespace":"wp/v2"},
                 "page":{"slug":"page","rest_base":"pages","rest_namespace":"wp/v2"},
                 "attachment":{"slug":"attachment","rest_base":"media","rest_namespace":"wp/v2"},
                 "wp_block":{"slug":"wp_block","rest_base":"blocks","rest_namespace":"wp/v2"}})");
  }
  for (const char* type : {"post", "page"}) {
    const std::string place = std::string("/wp-json/wp/v2/") + place_of(type);
    if (path.starts_with(place + "/")) return one(type, std::stoull(path.substr(place.size() + 1)));
    if (path != place) continue;
    auto reply = list(type, asked);
    if (!etags_) return reply;
    const auto etag = "\"" + std::to_string(std::hash<std::string>()(reply.bytes)) + "\"";
    const auto sent = request.fields.find("if-none-match");
    if (sent != request.fields.end() && sent->second == etag)
      return {"HTTP/1.1 304 X\r\nConnection: close\r\n\r\n", false, false};
    reply.bytes.insert(reply.bytes.find("\r\n") + 2, "ETag: " + etag + "\r\n");
    return reply;
  }
  return error(404, "rest_no_route");
}

bool MadeUpWordPress::is_shown(const MadeUpPost& post, const std::string& type,
                               const std::string& language) const {
  if (post.type != type || post.status != "publish") return false;
  return !one_language_ || (post.fields.is_object() ? post.fields.value("lang", "en") : "en") == language;
}

WebReply MadeUpWordPress::list(const std::string& type, const std::map<std::string, std::string>& asked) {
  const auto wanted = numbers_in(at(asked, "include"));
  const auto after = at(asked, "modified_after").substr(0, 19);
  std::vector<std::uint64_t> ids;
  for (const auto& [id, post] : posts_) {
    const bool is_asked_for =
        (wanted.empty() || wanted.contains(id)) && (after.empty() || post.modified > after);
    if (is_asked_for && is_shown(post, type, at(asked, "lang", "en"))) ids.push_back(id);
  }
  if (at(asked, "orderby") == "modified") {
    std::stable_sort(ids.begin(), ids.end(),
                     [&](auto one, auto other) { return posts_[one].modified < posts_[other].modified; });
  }
  const auto per_page = std::stoull(at(asked, "per_page", "10"));
  const auto page = std::stoull(at(asked, "page", "1"));
  const auto pages = (ids.size() + per_page - 1) / per_page;
  if (page > 1 && page > pages) return error(400, "rest_post_invalid_page_number");
  json records = json::array();
  for (auto i = (page - 1) * per_page; i < std::min<std::size_t>(ids.size(), page * per_page); ++i) {
    const auto& post = posts_[ids[i]];
    records.push_back(at(asked, "_fields").empty() ? record(ids[i], post)
                                                   : json{{"id", ids[i]}, {"modified_gmt", post.modified}});
  }
  std::string fields =
      "X-WP-Total: " + std::to_string(ids.size()) + "\r\nX-WP-TotalPages: " + std::to_string(pages) + "\r\n";
  if (page < pages) {
    std::string next =
        "http://127.0.0.1:" + std::to_string(site_.port()) + "/wp-json/wp/v2/" + place_of(type) + "?";
    for (const auto& [name, value] : asked) {
      if (name != "page") next += name + "=" + value + "&";
    }
    fields += "Link: <" + next + "page=" + std::to_string(page + 1) + ">; rel=\"next\"\r\n";
  }
  return web_reply(200, records.dump(), fields);
}

WebReply MadeUpWordPress::one(const std::string& type, std::uint64_t id) {
  const auto found = posts_.find(id);
  if (found == posts_.end() || found->second.type != type) return error(404, "rest_post_invalid_id");
  if (found->second.status != "publish") return error(401, "rest_forbidden");
  return web_reply(200, record(id, found->second).dump());
}

json MadeUpWordPress::record(std::uint64_t id, const MadeUpPost& post) const {
  const auto number = std::to_string(id);
  const auto site = "http://127.0.0.1:" + std::to_string(site_.port()) + "/";
  json record{
      {"id", id},
      {"date", "2026-01-01T03:00:00"},
      {"date_gmt", "2026-01-01T00:00:00"},
      {"guid", {{"rendered", site + "?p=" + number}}},
      {"modified", post.modified},
      {"modified_gmt", post.modified},
      {"slug", "item-" + number},
      {"status", post.status},
      {"type", post.type},
      {"link", site + "item-" + number + "/"},
      {"title", {{"rendered", post.title}}},
      {"content", {{"rendered", "<p>" + post.text + "</p>"}, {"protected", !post.password.empty()}}},
      {"excerpt", {{"rendered", ""}, {"protected", !post.password.empty()}}},
      {"_links", {{"self", {{{"href", site + "wp-json/wp/v2/" + place_of(post.type) + "/" + number}}}}}}};
  if (!post.password.empty()) record["content"]["rendered"] = "";
  if (post.fields.is_object()) record.update(post.fields);
  return record;
}

}  // namespace tests
