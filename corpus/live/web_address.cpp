#include "corpus/live/web_address.h"

#include <curl/curl.h>

#include <memory>

#include "corpus/plain_text.h"

namespace corpus {
namespace {

constexpr std::size_t kLongest = 4096;  // bytes; servers refuse longer ones

using Url = std::unique_ptr<CURLU, decltype(&curl_url_cleanup)>;

Url parse(const std::string& text) {
  Url url(curl_url(), &curl_url_cleanup);
  const bool good =
      url && curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_DISALLOW_USER) == CURLUE_OK;
  return good ? std::move(url) : Url(nullptr, &curl_url_cleanup);
}

// The usual port where none is written.
std::string part_of(const Url& url, CURLUPart part) {
  char* value = nullptr;
  if (curl_url_get(url.get(), part, &value, CURLU_DEFAULT_PORT) != CURLUE_OK) return {};
  const std::unique_ptr<char, decltype(&curl_free)> owned(value, &curl_free);
  return value;
}

std::string whole(const Url& url) {
  char* value = nullptr;
  if (curl_url_get(url.get(), CURLUPART_URL, &value, CURLU_NO_DEFAULT_PORT) != CURLUE_OK) return {};
  const std::unique_ptr<char, decltype(&curl_free)> owned(value, &curl_free);
  return value;
}

bool is_relation_next(std::string_view parameters) {
  const auto lower = lower_case(parameters);
  for (const std::string_view form : {"rel=\"next\"", "rel=next", "rel='next'"}) {
    if (lower.find(form) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

std::optional<std::string> web_address(std::string_view text) {
  if (text.size() > kLongest || text.find('\0') != std::string_view::npos) return std::nullopt;
  const auto url = parse(std::string(text));
  if (!url) return std::nullopt;
  const auto scheme = part_of(url, CURLUPART_SCHEME);
  const auto host = lower_case(part_of(url, CURLUPART_HOST));
  if ((scheme != "http" && scheme != "https") || host.empty()) return std::nullopt;
  curl_url_set(url.get(), CURLUPART_HOST, host.c_str(), 0);
  curl_url_set(url.get(), CURLUPART_FRAGMENT, nullptr, 0);
  auto address = whole(url);
  return address.empty() || address.size() > kLongest ? std::nullopt : std::optional(std::move(address));
}

bool is_same_site(const std::string& from, const std::string& to) {
  const auto one = parse(from);
  const auto other = parse(to);
  if (!one || !other) return false;
  const auto scheme = part_of(one, CURLUPART_SCHEME);
  const auto port = part_of(one, CURLUPART_PORT);
  if (part_of(one, CURLUPART_HOST) != part_of(other, CURLUPART_HOST)) return false;
  const auto other_scheme = part_of(other, CURLUPART_SCHEME);
  const auto other_port = part_of(other, CURLUPART_PORT);
  if (scheme == other_scheme) return port == other_port;
  return scheme == "http" && port == "80" && other_scheme == "https" && other_port == "443";
}

std::string next_in_link_header(std::string_view header) {
  for (;;) {
    const auto open = header.find('<');
    const auto close = open == std::string_view::npos ? open : header.find('>', open);
    if (close == std::string_view::npos) return {};
    const auto parameters = header.substr(close + 1, header.find('<', close) - close - 1);
    if (is_relation_next(parameters)) return std::string(header.substr(open + 1, close - open - 1));
    header.remove_prefix(close + 1);
  }
}

}  // namespace corpus
