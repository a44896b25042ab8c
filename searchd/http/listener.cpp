#include "searchd/http/listener.h"

#include <cerrno>
#include <cstring>
#include <memory>

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "searchd/http/server.h"

namespace searchd {
namespace {

constexpr int kBacklog =
    1024;  // with httplib's 5, connecting stalls for a second when eight clients come at once

std::string address_text(const std::string& host, int port) { return host + " port " + std::to_string(port); }

struct Bound {
  Socket socket{-1};
  int error = 0;
};

Bound bind_and_listen(const addrinfo& address) {
  Socket socket(::socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  const int fd = socket.descriptor();
  const int on = 1;
  const bool listening =
      fd >= 0 && ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
      // "::" must not take the IPv4 addresses too: they are sockets of their own.
      (address.ai_family != AF_INET6 || ::setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on) == 0) &&
      ::bind(fd, address.ai_addr, address.ai_addrlen) == 0 && ::listen(fd, kBacklog) == 0;
  return listening ? Bound{std::move(socket), 0} : Bound{Socket(-1), errno};
}

int port_of(int socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0) return 0;
  return ntohs(address.ss_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6&>(address).sin6_port
                                             : reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

void set_port(addrinfo& address, int port) {
  const auto number = htons(static_cast<std::uint16_t>(port));
  if (address.ai_family == AF_INET6) {
    reinterpret_cast<sockaddr_in6*>(address.ai_addr)->sin6_port = number;
  } else {
    reinterpret_cast<sockaddr_in*>(address.ai_addr)->sin_port = number;
  }
}

// A machine without IPv6 still has the name ::1; a second address that is there but taken is an error.
bool means_no_such_family(int error) { return error == EAFNOSUPPORT || error == EADDRNOTAVAIL; }

void listen_on_name(const std::string& name, bool required, Listening& listening) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_PASSIVE;
  addrinfo* found = nullptr;
  if (const int failed = ::getaddrinfo(name.c_str(), nullptr, &wanted, &found); failed != 0) {
    throw ServerError("cannot listen on " + name + ": " + gai_strerror(failed));
  }
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> addresses(found, ::freeaddrinfo);
  for (auto* address = found; address != nullptr; address = address->ai_next) {
    if (address->ai_family != AF_INET && address->ai_family != AF_INET6) continue;
    set_port(*address, listening.port);
    auto [socket, error] = bind_and_listen(*address);
    if (error != 0 && !required && means_no_such_family(error)) continue;
    if (error != 0) {
      throw ServerError("cannot listen on " + address_text(name, listening.port) + ": " +
                        std::strerror(error));
    }
    if (listening.port == 0) listening.port = port_of(socket.descriptor());
    listening.sockets.push_back(std::move(socket));
  }
}

}  // namespace

Listening listen_on(const std::string& host, int port) {
  Listening listening;
  listening.port = port;
  if (host == "localhost") {  // not asked of the resolver: which of the two it gives differs between machines
    listen_on_name("127.0.0.1", true, listening);
    listen_on_name("::1", false, listening);
  } else {
    listen_on_name(host, true, listening);
  }
  return listening;
}

}  // namespace searchd
