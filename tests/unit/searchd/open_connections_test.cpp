// Which connection goes when another needs its place.
#include "searchd/http/open_connections.h"

#include <doctest/doctest.h>

#include <array>
#include <string>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <unistd.h>

using searchd::client_address;
using searchd::ClientAddress;
using searchd::OpenConnections;

namespace {

/// Both ends of a connection, closed together.
class Pair {
 public:
  Pair() { REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends_.data()) == 0); }
  ~Pair() {
    ::close(ends_[0]);
    ::close(ends_[1]);
  }
  Pair(const Pair&) = delete;
  Pair& operator=(const Pair&) = delete;

  int server() const { return ends_[0]; }
  void say(char byte) const { REQUIRE(::write(ends_[1], &byte, 1) == 1); }
  bool is_cut() const {
    char byte = 0;
    return ::recv(ends_[1], &byte, 1, MSG_PEEK) == 0;
  }

 private:
  std::array<int, 2> ends_{};
};

ClientAddress ipv4(const char* text) {
  sockaddr_storage storage{};
  storage.ss_family = AF_INET;
  REQUIRE(::inet_pton(AF_INET, text, &reinterpret_cast<sockaddr_in&>(storage).sin_addr) == 1);
  return client_address(storage);
}

ClientAddress ipv6(const char* text) {
  sockaddr_storage storage{};
  storage.ss_family = AF_INET6;
  REQUIRE(::inet_pton(AF_INET6, text, &reinterpret_cast<sockaddr_in6&>(storage).sin6_addr) == 1);
  return client_address(storage);
}

}  // namespace

TEST_CASE("a client is an IPv4 address or an IPv6 network of 64 bits") {
  CHECK(ipv4("192.0.2.1") == ipv4("192.0.2.1"));
  CHECK(ipv4("192.0.2.1") != ipv4("192.0.2.2"));
  CHECK(ipv6("2001:db8:1:2::1") == ipv6("2001:db8:1:2:ffff::9"));
  CHECK(ipv6("2001:db8:1:2::1") != ipv6("2001:db8:1:3::1"));
  CHECK(ipv4("0.0.0.1") != ipv6("0:0:0:1::"));
  CHECK(ipv4("127.0.0.9").is_loopback);
  CHECK(ipv6("::1").is_loopback);
  CHECK_FALSE(ipv4("128.0.0.1").is_loopback);
}

TEST_CASE("who waits goes for a newcomer: the refused, the idle, then the oldest without a whole head") {
  OpenConnections open({5, std::nullopt});
  const auto address = ipv4("127.0.0.1");
  Pair silent, slow, idle, refused, answered, first, second, third, fourth, fifth;
  for (const auto* pair : {&silent, &slow, &idle, &refused, &answered})
    REQUIRE(open.admit(pair->server(), address));
  open.begin_head(slow.server());
  for (const auto* pair : {&idle, &refused, &answered}) REQUIRE(open.begin_answer(pair->server()));
  open.begin_idling(idle.server());
  open.begin_leaving(refused.server());

  CHECK(open.admit(first.server(), address));
  CHECK(refused.is_cut());
  CHECK(open.admit(second.server(), address));
  CHECK(idle.is_cut());
  open.begin_head(slow.server());  // more of its head has come: that buys nothing
  CHECK(open.admit(third.server(), address));
  CHECK(silent.is_cut());
  CHECK(open.admit(fourth.server(), address));
  CHECK(slow.is_cut());
  CHECK_FALSE(open.begin_answer(slow.server()));
  CHECK(open.admit(fifth.server(), address));
  CHECK(first.is_cut());
  CHECK_FALSE(answered.is_cut());
  CHECK_FALSE(fifth.is_cut());
}

TEST_CASE("a connection whose bytes nobody has read yet is not silent") {
  OpenConnections open({2, std::nullopt});
  const auto address = ipv4("127.0.0.1");
  Pair spoken, silent, newcomer, refused;
  REQUIRE(open.admit(spoken.server(), address));
  REQUIRE(open.admit(silent.server(), address));
  spoken.say('G');
  CHECK(open.admit(newcomer.server(), address));
  CHECK_FALSE(spoken.is_cut());
  CHECK(silent.is_cut());
  CHECK(open.begin_answer(spoken.server()));
  CHECK(open.begin_answer(newcomer.server()));
  CHECK_FALSE(open.admit(refused.server(), address));
  open.remove(newcomer.server());
  CHECK(open.admit(refused.server(), address));
}

TEST_CASE("one address has a quarter of the places, this machine all of them") {
  OpenConnections open({8, std::nullopt});
  Pair near1, near2, near3, far1, far2, far3, far4, other;
  for (const auto* pair : {&near1, &near2, &near3}) CHECK(open.admit(pair->server(), ipv4("127.0.0.1")));
  CHECK(open.admit(other.server(), ipv4("192.0.2.2")));
  for (const auto* pair : {&far1, &far2, &far3}) CHECK(open.admit(pair->server(), ipv4("192.0.2.1")));
  CHECK(far1.is_cut());
  CHECK_FALSE(near1.is_cut());
  CHECK_FALSE(other.is_cut());
  CHECK(open.begin_answer(far2.server()));
  CHECK(open.begin_answer(far3.server()));
  CHECK_FALSE(open.admit(far4.server(), ipv4("192.0.2.1")));
  open.remove(far2.server());
  CHECK(open.admit(far4.server(), ipv4("192.0.2.1")));
}

TEST_CASE("a limit that is given holds for every address, and 0 for none") {
  OpenConnections limited({8, 1});
  Pair first, second;
  CHECK(limited.admit(first.server(), ipv4("127.0.0.1")));
  CHECK(limited.admit(second.server(), ipv4("127.0.0.1")));
  CHECK(first.is_cut());
  OpenConnections unlimited({3, 0});
  Pair a, b, c;
  for (const auto* pair : {&a, &b, &c}) CHECK(unlimited.admit(pair->server(), ipv4("192.0.2.1")));
  CHECK_FALSE(a.is_cut());
}
