// Addresses of other sites, as far as they may become links.
#pragma once

#include <string>
#include <string_view>

namespace searchd {

/// "theglobalcoalition.org" of an address; empty where it has none.
std::string host_of(std::string_view url);

/// Only http and https addresses become links; empty for anything else.
std::string safe_link(const std::string& url);

}  // namespace searchd
