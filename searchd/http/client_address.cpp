#include "searchd/http/client_address.h"

#include <netinet/in.h>

namespace searchd {

ClientAddress client_address(const sockaddr_storage& address) {
  ClientAddress client;
  if (address.ss_family == AF_INET6) {
    const auto& bytes = reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
    client.is_ipv6 = true;
    for (int i = 0; i < 8; ++i) client.number = client.number << 8 | bytes.s6_addr[i];
    client.is_loopback = IN6_IS_ADDR_LOOPBACK(&bytes);
  } else if (address.ss_family == AF_INET) {
    client.number = ntohl(reinterpret_cast<const sockaddr_in&>(address).sin_addr.s_addr);
    client.is_loopback = client.number >> 24 == 127;
  }
  return client;
}

}  // namespace searchd
