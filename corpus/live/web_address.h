// Addresses that we ask over the network, and which of them are one site.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace corpus {

/// `text` as an address to ask: http or https with a host, no user or password in it, the fragment dropped,
/// host in lower case, at most 4,096 bytes. Nothing for anything else.
std::optional<std::string> web_address(std::string_view text);

/// Whether who asks `from` may be sent on to `to` (both as web_address() gives them): the same scheme, host
/// and port, or from http to https of the same host where both have their usual port.
bool is_same_site(const std::string& from, const std::string& to);

/// The address of rel="next" in a Link header ("<https://...>; rel=\"next\""), as written; empty: none.
std::string next_in_link_header(std::string_view header);

}  // namespace corpus
