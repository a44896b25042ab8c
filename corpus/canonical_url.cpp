// One spelling for an address, so that a page read twice is one document.
#include <algorithm>
#include <charconv>

#include "analyzers/text_ends.h"
#include "corpus/document.h"
#include "corpus/plain_text.h"

namespace corpus {
namespace {

constexpr std::size_t kLongestUrl = 2048;

// What may not stand in an address at all; browsers would mend it, each in its own way.
bool has_forbidden_bytes(std::string_view url) {
  return std::any_of(url.begin(), url.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte == 0x7F || c == '\\';
  });
}

bool is_host_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_host(std::string_view host) {
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') {  // an IPv6 address
    return host.find_first_not_of("0123456789abcdef:.", 1) == host.size() - 1;
  }
  return !host.empty() && std::all_of(host.begin(), host.end(), is_host_byte) &&
         host.find_first_not_of('.') != std::string_view::npos;
}

// "host", or "host:port" where the port is not the scheme's own; nothing for what is neither, or carries a
// password.
std::optional<std::string> canonical_authority(std::string_view authority, bool secure) {
  const std::string text = lower_case(authority);
  const auto bracket = text.rfind(']');
  const auto colon = text.find(':', bracket == std::string::npos ? 0 : bracket);
  const std::string host = text.substr(0, colon);
  if (!is_host(host)) return std::nullopt;
  if (colon == std::string::npos || colon + 1 == text.size()) return host;
  unsigned port = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data() + colon + 1, end, port);
  if (error != std::errc{} || stopped != end || port == 0 || port > 65535) return std::nullopt;
  if (port == (secure ? 443U : 80U)) return host;
  return host + ':' + std::to_string(port);
}

bool is_tracking(std::string_view parameter) {
  const std::string name = lower_case(parameter.substr(0, parameter.find('=')));
  return name.starts_with("utm_") || name == "fbclid" || name == "gclid";
}

// "?a=1&b=2" without the parameters that only say where a reader came from; "" where none is left.
std::string without_tracking(std::string_view query) {
  std::string kept;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto parameter = query.substr(0, end);
    if (!parameter.empty() && !is_tracking(parameter))
      kept.append(kept.empty() ? "?" : "&").append(parameter);
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  return kept;
}

bool must_be_encoded(char c) {
  return static_cast<unsigned char>(c) >= 0x80 ||
         std::string_view("\"<>^`{|}").find(c) != std::string_view::npos;
}

// Letters outside ASCII percent-encoded and all percent-encoding in capitals: WordPress writes %d8, others
// %D8 or ا.
std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  int capitals = 0;  // of the next so many bytes
  for (const char c : text) {
    if (must_be_encoded(c)) {
      const auto byte = static_cast<unsigned char>(c);
      encoded += {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
      capitals = 0;
      continue;
    }
    encoded += capitals > 0 && c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
    capitals = c == '%' ? 2 : std::max(0, capitals - 1);
  }
  return encoded;
}

}  // namespace

std::optional<std::string> canonical_url(std::string_view url) {
  url = analyzers::trimmed(url, " \t\r\n");
  if (url.size() > kLongestUrl || has_forbidden_bytes(url) || !is_valid_utf8(url)) return std::nullopt;
  const auto scheme_end = std::min(url.find("://"), url.size());
  const std::string scheme = lower_case(url.substr(0, scheme_end));
  if (scheme != "http" && scheme != "https") return std::nullopt;
  url.remove_prefix(std::min(scheme_end + 3, url.size()));
  url = url.substr(0, url.find('#'));

  const auto authority_end = std::min(url.find_first_of("/?"), url.size());
  const auto authority = canonical_authority(url.substr(0, authority_end), scheme == "https");
  if (!authority) return std::nullopt;
  url.remove_prefix(authority_end);
  const auto path = url.substr(0, url.find('?'));
  const auto query = path.size() < url.size() ? url.substr(path.size() + 1) : std::string_view{};
  std::string kept = scheme + "://" + *authority + (path.empty() ? "/" : percent_encoded(path)) +
                     percent_encoded(without_tracking(query));
  if (kept.size() > kLongestUrl) return std::nullopt;
  return kept;
}

}  // namespace corpus
