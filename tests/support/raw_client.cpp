#include "tests/support/raw_client.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

namespace tests {
namespace {

using Clock = std::chrono::steady_clock;

bool wait_for(int socket, short event, Clock::time_point deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
  pollfd waited{socket, event, 0};
  return left.count() > 0 && ::poll(&waited, 1, static_cast<int>(left.count())) > 0;
}

bool connect_to(int socket, int port, bool ipv6) {
  if (ipv6) {
    sockaddr_in6 address{};
    address.sin6_family = AF_INET6;
    address.sin6_port = htons(static_cast<std::uint16_t>(port));
    address.sin6_addr = in6addr_loopback;
    return ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

}  // namespace

RawClient::RawClient(int port, bool ipv6)
    : socket_(::socket(ipv6 ? AF_INET6 : AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  if (socket_ < 0 || !connect_to(socket_, port, ipv6)) {
    const std::string reason = std::strerror(errno);
    if (socket_ >= 0) ::close(socket_);
    throw std::runtime_error("cannot connect to port " + std::to_string(port) + ": " + reason);
  }
}

RawClient::~RawClient() {
  if (socket_ >= 0) ::close(socket_);
}

RawClient::RawClient(RawClient&& other) noexcept : socket_(std::exchange(other.socket_, -1)) {}

bool RawClient::send(std::string_view bytes) const {
  const auto deadline = Clock::now() + std::chrono::seconds(5);
  while (!bytes.empty()) {
    if (!wait_for(socket_, POLLOUT, deadline)) return false;
    const auto size = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (size < 0 && errno != EAGAIN && errno != EINTR) return false;
    if (size > 0) bytes.remove_prefix(static_cast<std::size_t>(size));
  }
  return true;
}

void RawClient::finish_sending() const { ::shutdown(socket_, SHUT_WR); }

std::string RawClient::receive_all(std::chrono::milliseconds longest) const {
  return receive_until(std::string_view("\0never\0", 7), longest);
}

std::string RawClient::receive_until(std::string_view part, std::chrono::milliseconds longest) const {
  const auto deadline = Clock::now() + longest;
  std::string received;
  std::array<char, 65536> bytes{};
  while (received.find(part) == std::string::npos && wait_for(socket_, POLLIN, deadline)) {
    const auto size = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (size <= 0) break;
    received.append(bytes.data(), static_cast<std::size_t>(size));
  }
  return received;
}

RawClient::Received RawClient::receive_to_end(std::chrono::milliseconds longest) const {
  const auto deadline = Clock::now() + longest;
  Received received;
  std::array<char, 65536> bytes{};
  while (wait_for(socket_, POLLIN, deadline)) {
    const auto size = ::recv(socket_, bytes.data(), bytes.size(), 0);
    if (size < 0 && errno == EINTR) continue;
    received.was_reset = size < 0 && errno == ECONNRESET;
    if (size <= 0) break;
    received.bytes.append(bytes.data(), static_cast<std::size_t>(size));
  }
  return received;
}

std::string exchange(int port, std::string_view bytes, std::chrono::milliseconds longest) {
  const RawClient client(port);
  client.send(bytes);
  return client.receive_all(longest);
}

std::string get(int port, std::string_view target, std::string_view fields) {
  std::string request = "GET ";
  request.append(target)
      .append(" HTTP/1.1\r\nHost: test\r\nConnection: close\r\n")
      .append(fields)
      .append("\r\n");
  return tests::exchange(port, std::string_view(request), std::chrono::seconds(10));
}

int status_of(std::string_view answers) {
  if (answers.substr(0, 9) != "HTTP/1.1 " || answers.size() < 12) return 0;
  return std::atoi(std::string(answers.substr(9, 3)).c_str());
}

std::string header_of(std::string_view answers, std::string_view name) {
  auto head = answers.substr(0, answers.find("\r\n\r\n"));
  while (!head.empty()) {
    const auto end = std::min(head.find("\r\n"), head.size());
    const auto line = head.substr(0, end);
    if (line.size() > name.size() + 1 && line[name.size()] == ':' &&
        ::strncasecmp(line.data(), name.data(), name.size()) == 0) {
      return std::string(line.substr(std::min(line.find_first_not_of(' ', name.size() + 1), line.size())));
    }
    head.remove_prefix(std::min(end + 2, head.size()));
  }
  return {};
}

std::string body_of(std::string_view answers) {
  const auto end = answers.find("\r\n\r\n");
  return end == std::string_view::npos ? std::string() : std::string(answers.substr(end + 4));
}

int count_of(std::string_view text, std::string_view part) {
  int count = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size()))
    ++count;
  return count;
}

}  // namespace tests
