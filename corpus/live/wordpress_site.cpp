#include "corpus/live/wordpress_site.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "corpus/checked_json.h"
#include "corpus/document_json.h"
#include "corpus/live/web_address.h"
#include "corpus/plain_text.h"
#include "corpus/sources/wordpress_item.h"

namespace corpus {
namespace {

using nlohmann::json;

constexpr std::size_t kLongestAnswer = std::size_t{32} << 20U;
constexpr int kListTries = 3;  // a site that changes while it is listed seems short once, not three times
constexpr std::size_t kMostPages = 100'000;
constexpr std::size_t kLongestPlace = 200;
constexpr char kWhereInterfacesLie[] =
    "its address mostly ends in /wp-json, without pretty addresses in /index.php?rest_route=/";

std::optional<json> json_of(const std::string& body) {
  try {
    return checked_json(body, kLongestAnswer);
  } catch (const DocumentJsonError&) {
    return std::nullopt;
  }
}

// Why `body` is not the JSON that was asked for, for whoever has to find what is wrong with the site.
std::string why_not(const std::string& body) {
  if (body.empty()) return "it is empty";
  try {
    const auto value = checked_json(body, kLongestAnswer);
    if (value.is_null()) return "it is JSON, but null";
    return std::string("it is JSON, but ") + (value.is_object() || value.is_array() ? "an " : "a ") +
           value.type_name();
  } catch (const DocumentJsonError& error) {
    const std::string what = error.what();
    // One byte behind the last: the reader wanted more.
    const auto behind = "is not JSON at byte " + std::to_string(body.size() + 1) + ":";
    if (!what.starts_with(behind)) return "it " + what;
    return "it is cut off after " + std::to_string(body.size()) + " bytes (" + what + "); pull again";
  }
}

std::string string_at(const json& object, const char* key) {
  const auto found = object.is_object() ? object.find(key) : object.end();
  return object.is_object() && found != object.end() && found->is_string() ? found->get<std::string>()
                                                                           : std::string();
}

// It becomes part of an address.
bool is_place(const std::string& text) {
  return !text.empty() && text.size() <= kLongestPlace && text.find("//") == std::string::npos &&
         std::all_of(text.begin(), text.end(), [](char c) {
           const char lower = lower_case(c);
           return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
                  c == '/';
         });
}

// "code" of WordPress's own error; empty for anything else.
std::string error_code(const WebAnswer& answer) {
  const auto value = json_of(answer.body);
  return value ? plain_line(string_at(*value, "code")) : std::string();
}

[[noreturn]] void refuse(const WebAnswer& answer) {
  const auto code = error_code(answer);
  throw FetchError(answer.address + " answered " + std::to_string(answer.status) +
                   (code.empty() ? "" : " (" + code + ")"));
}

std::string instant_of(const json& item) {
  const auto text = string_at(item, "modified_gmt");
  return text.size() == 19 && !text.starts_with("0000") ? text : std::string();
}

std::string numbers(std::span<const std::uint64_t> ids) {
  std::string text;
  for (const auto id : ids) text += (text.empty() ? "" : ",") + std::to_string(id);
  return text;
}

std::string and_view(const std::string& view) { return view.empty() ? "" : "&lang=" + view; }

}  // namespace

std::optional<std::vector<ListedItem>> listed_items(const std::string& body, std::size_t& without_number) {
  const auto value = json_of(body);
  if (!value || !value->is_array()) return std::nullopt;
  std::vector<ListedItem> items;
  for (const auto& entry : *value) {
    const auto id = entry.is_object() ? entry.find("id") : entry.end();
    if (entry.is_object() && id != entry.end() && id->is_number_unsigned() && id->get<std::uint64_t>() > 0 &&
        id->get<std::uint64_t>() <= std::uint64_t{INT64_MAX}) {
      items.push_back({id->get<std::uint64_t>(), instant_of(entry)});
    } else {
      ++without_number;
    }
  }
  return items;
}

bool read_types(const std::string& body, SiteAbout& about) {
  const auto value = json_of(body);
  if (!value || !value->is_object()) return false;
  for (const auto& [name, type] : value->items()) {
    const auto base = string_at(type, "rest_base");
    const auto space = string_at(type, "rest_namespace");
    const std::string place = (space.empty() ? "wp/v2" : space) + "/" + base;
    if (const auto why = left_out_type(name)) {
      about.left_out[plain_line(name)] = *why;
    } else if (base.empty() || !is_place(place)) {
      about.left_out[plain_line(name)] = "no address";
    } else {
      about.types.push_back({name, place});
    }
  }
  return !about.types.empty() || !about.left_out.empty();
}

/// A page of a list, from the network or kept.
struct WordPressSite::Page {
  WebAnswer answer;
  bool kept = false;
};

WordPressSite::WordPressSite(WebClient& client, PullMemory& memory, std::string address,
                             std::vector<std::string> languages, std::function<void()> between)
    : client_(client),
      memory_(memory),
      address_(std::move(address)),
      languages_(std::move(languages)),
      between_(std::move(between)) {
  if (address_.find("rest_route=") == std::string::npos && !address_.ends_with('/')) address_ += '/';
}

std::string WordPressSite::address_of(const std::string& place, const std::string& parameters) const {
  const bool in_query = address_.find("rest_route=") != std::string::npos;
  const std::string base = in_query && !address_.ends_with('/') ? address_ + '/' : address_;
  if (parameters.empty()) return base + place;
  return base + place + (in_query ? '&' : '?') + parameters;
}

WordPressSite::Page WordPressSite::page(const std::string& address) {
  if (between_) between_();
  auto kept = memory_.answer(address);
  WebAnswer answer = client_.get(address, kept ? kept->validators : Validators{});
  if (answer.status == 304 && kept) return {std::move(*kept), true};
  const bool can_change = !answer.validators.etag.empty() || !answer.validators.last_modified.empty();
  if (answer.status == 200 && can_change) memory_.keep_answer(address, answer);
  return {std::move(answer), false};
}

SiteAbout WordPressSite::about() {
  const auto index = client_.get(address_of("", "_fields=namespaces"));
  if (index.status == 404) {
    throw FetchError(index.address + " answered 404: there is no REST interface of a WordPress; " +
                     kWhereInterfacesLie);
  }
  if (index.status != 200) refuse(index);
  const auto value = json_of(index.body);
  const auto spaces = value && value->is_object() ? value->find("namespaces") : json::const_iterator();
  if (!value || !value->is_object() || spaces == value->end() || !spaces->is_array()) {
    throw FetchError(index.address + " is not the REST interface of a WordPress: " + kWhereInterfacesLie);
  }
  SiteAbout about;
  about.views = {""};
  // WPML shows one language at a time; Polylang shows all where none is asked for.
  const bool one_by_one = std::any_of(spaces->begin(), spaces->end(), [](const json& space) {
    return space.is_string() && space.get<std::string>().starts_with("wpml");
  });
  if (one_by_one) about.views.insert(about.views.end(), {"ar", "en"});
  for (const auto& language : languages_) {
    if (std::find(about.views.begin(), about.views.end(), language) == about.views.end())
      about.views.push_back(language);
  }
  const auto types = client_.get(address_of("wp/v2/types"));
  if (types.status != 200) refuse(types);
  if (!read_types(types.body, about))
    throw FetchError(types.address + " does not tell the types of its posts: " + why_not(types.body));
  return about;
}

SiteList WordPressSite::list(const SiteType& type, const std::string& view,
                             const std::string& modified_after) {
  std::string parameters = "_fields=id,modified_gmt&per_page=" + std::to_string(kMostAtOnce);
  parameters += modified_after.empty() ? "&orderby=id&order=asc"
                                       : "&orderby=modified&order=asc&modified_after=" + modified_after;
  parameters += and_view(view);
  SiteList list;
  for (int turn = 0; turn < kListTries; ++turn) {
    list = list_once(type, parameters);
    if (list.doubt.empty() || !modified_after.empty()) break;
  }
  return list;
}

SiteList WordPressSite::list_once(const SiteType& type, const std::string& parameters) {
  SiteList list;
  std::set<std::uint64_t> met;
  std::optional<std::int64_t> total;
  std::size_t without_number = 0;
  bool all_kept = true;
  std::string address = address_of(type.place, parameters);
  for (std::size_t number = 1;; ++number) {
    const auto [answer, kept] = page(address);
    all_kept = all_kept && kept;
    if (number > 1 && answer.status == 400 && error_code(answer) == "rest_post_invalid_page_number") break;
    if (answer.status != 200) refuse(answer);
    auto items = listed_items(answer.body, without_number);
    if (!items) throw FetchError(address + " answered with what is no list: " + why_not(answer.body));
    const auto before = met.size();
    for (auto& item : *items) {
      if (met.insert(item.id).second) list.items.push_back(std::move(item));
    }
    total = answer.total;
    if (answer.next.empty() && number >= static_cast<std::size_t>(answer.pages.value_or(0))) break;
    if (met.size() == before || number >= kMostPages) {
      list.doubt = "its pages do not end";
      break;
    }
    const auto next = web_address(answer.next);
    address = next && is_same_site(address, *next)
                  ? *next
                  : address_of(type.place, parameters + "&page=" + std::to_string(number + 1));
  }
  list.unchanged = all_kept;
  if (without_number > 0) {
    list.doubt = std::to_string(without_number) + " of its entries have no number";
  } else if (!total && list.doubt.empty()) {
    list.doubt = "it does not say how many there are";
  } else if (list.doubt.empty() && static_cast<std::size_t>(*total) != met.size()) {
    list.doubt =
        "it says that there are " + std::to_string(*total) + " and lists " + std::to_string(met.size());
  }
  return list;
}

SiteRecords WordPressSite::records(const SiteType& type, const std::string& view,
                                   std::span<const std::uint64_t> ids, bool fresh) {
  const auto address = address_of(
      type.place, "per_page=" + std::to_string(kMostAtOnce) + "&include=" + numbers(ids) + and_view(view));
  auto answer = client_.get(address, {}, fresh);
  if (answer.status != 200) refuse(answer);
  return {std::move(answer.body), address_of(type.place), answer.time};
}

Presence WordPressSite::look_at(const SiteType& type, std::uint64_t id) {
  const auto answer = client_.get(address_of(type.place + "/" + std::to_string(id), "_fields=id"), {}, true);
  if (answer.status == 200) {
    const auto value = json_of(answer.body);
    const auto found = value && value->is_object() ? value->find("id") : json::const_iterator();
    const bool is_it = value && value->is_object() && found != value->end() && *found == id;
    if (!is_it) throw FetchError(answer.address + " answered with another item");
    return Presence::shown;
  }
  // Only WordPress's own words count: a proxy's 404 or a login page says nothing of the item.
  const auto code = error_code(answer);
  if (answer.status == 404 && code == "rest_post_invalid_id") return Presence::gone;
  if (answer.status == 410) return Presence::gone;
  if ((answer.status == 401 || answer.status == 403) && code == "rest_forbidden") return Presence::hidden;
  refuse(answer);
}

}  // namespace corpus
