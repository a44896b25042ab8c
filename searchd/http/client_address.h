// Who is on the other side of a connection.
#pragma once

#include <compare>
#include <cstdint>

#include <sys/socket.h>

namespace searchd {

/// Who is on the other side, as far as what it holds is counted: an IPv4 address, or the first 64 bits of an
/// IPv6 address, which is what one subscriber is given.
struct ClientAddress {
  bool is_ipv6 = false;
  std::uint64_t number = 0;
  bool is_loopback = false;

  // NOLINTNEXTLINE(modernize-use-nullptr): it takes the 0 that this is compared with for a pointer
  auto operator<=>(const ClientAddress&) const = default;
};
ClientAddress client_address(const sockaddr_storage& address);

}  // namespace searchd
