#include "searchd/views/web_address.h"

namespace searchd {

std::string host_of(std::string_view url) {
  const auto begin = url.find("://");
  if (begin == std::string_view::npos) return {};
  const auto rest = url.substr(begin + 3);
  auto host = rest.substr(0, rest.find_first_of("/?#:"));
  if (host.substr(0, 4) == "www.") host.remove_prefix(4);
  return std::string(host);
}

std::string safe_link(const std::string& url) {
  const bool safe = url.compare(0, 7, "http://") == 0 || url.compare(0, 8, "https://") == 0;
  return safe ? url : std::string();
}

}  // namespace searchd
