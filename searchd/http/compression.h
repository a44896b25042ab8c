// Answers that are sent packed, to those who can unpack them.
#pragma once

#include <string_view>

#include "searchd/http/reply.h"

namespace searchd {

/// Bodies of more bytes than this are packed: a shorter one fits into the packet that carries its head.
inline constexpr std::size_t kLargestUnpacked = 1024;

/// Whether a sender of this Accept-Encoding takes gzip (RFC 9110, 12.5.3): it is named, or everything is, and
/// not with a weight of 0.
bool takes_gzip(std::string_view accept_encoding);

/// Packs the body of `reply` with gzip where it is larger than kLargestUnpacked, the sender takes that, and
/// it becomes smaller; says in Content-Encoding that it did, and in Vary that it may.
/// One that is packed already stays as it is.
void compress(Reply& reply, std::string_view accept_encoding);

}  // namespace searchd
