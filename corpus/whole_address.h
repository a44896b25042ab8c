// Addresses as pages and feeds write them: relative ones made whole.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace corpus {

/// `address` as canonical_url() keeps it; a relative one is resolved against `base` (RFC 3986; empty: none).
/// Nothing for what is no address of http or https.
std::optional<std::string> whole_address(std::string_view address, const std::string& base);

/// The base that `stated` (of <base>, xml:base, Content-Location) makes within `base`, resolved as above but
/// kept as it is written; `base` where it states none.
std::string base_within(std::string_view stated, const std::string& base);

/// Whether a canonical address leads to the front of a site: nothing behind its host, or a language alone.
bool is_front(std::string_view address);

}  // namespace corpus
