#include "tests/bench/peers/http_client.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>

namespace peers {
namespace {

// The value of a field of `head`, whose names are in lower case; empty where it is missing.
std::string_view field(std::string_view head, std::string_view name) {
  const auto at = head.find(name);
  if (at == std::string_view::npos) return {};
  auto value = head.substr(at + name.size());
  value = value.substr(0, value.find('\r'));
  while (value.starts_with(' ')) value.remove_prefix(1);
  return value;
}

std::size_t number(std::string_view text, int base) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc() || end == text.data()) throw HttpFailure("a length that is no number");
  return value;
}

}  // namespace

const HttpAnswer& HttpClient::get(std::string_view target) try {
  if (socket_ < 0) connect();
  std::string request = "GET ";
  request.append(target).append(" HTTP/1.1\r\nHost: localhost\r\nConnection: keep-alive\r\n\r\n");
  send(request);
  std::size_t end = 0;
  while ((end = unread_.find("\r\n\r\n")) == std::string::npos) receive_more();
  std::string head = unread_.substr(0, end + 2);
  unread_.erase(0, end + 4);
  for (char& c : head) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (!head.starts_with("http/1.")) throw HttpFailure("no HTTP");
  answer_.status = static_cast<int>(number(std::string_view(head).substr(9, 3), 10));
  answer_.body.clear();
  if (const auto length = field(head, "\r\ncontent-length:"); !length.empty()) {
    const std::size_t size = number(length, 10);
    while (unread_.size() < size) receive_more();
    answer_.body.assign(unread_, 0, size);
    unread_.erase(0, size);
  } else if (field(head, "\r\ntransfer-encoding:") == "chunked") {
    read_chunks();
  } else {
    throw HttpFailure("an answer without a length");
  }
  if (field(head, "\r\nconnection:") == "close") close();
  return answer_;
} catch (const HttpFailure&) {
  close();
  throw;
}

void HttpClient::connect() {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port_));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
    throw HttpFailure("cannot connect to port " + std::to_string(port_));
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

void HttpClient::close() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
  unread_.clear();
}

void HttpClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) throw HttpFailure("the connection broke off");
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
}

void HttpClient::receive_more() {
  std::array<char, 1 << 16> bytes;
  const auto got = ::recv(socket_, bytes.data(), bytes.size(), 0);
  if (got <= 0) throw HttpFailure("the connection broke off");
  unread_.append(bytes.data(), static_cast<std::size_t>(got));
}

void HttpClient::read_chunks() {
  for (std::size_t size = 1; size > 0;) {
    std::size_t end = 0;
    while ((end = unread_.find("\r\n")) == std::string::npos) receive_more();
    size = number(unread_, 16);
    while (unread_.size() < end + 2 + size + 2) receive_more();
    answer_.body.append(unread_, end + 2, size);
    unread_.erase(0, end + 2 + size + 2);
  }
}

long total_in(std::string_view body, std::string_view label) {
  const auto at = body.find(label);
  long total = -1;
  if (at == std::string_view::npos) return total;
  auto rest = body.substr(at + label.size());
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  std::from_chars(rest.data(), rest.data() + rest.size(), total);
  return total;
}

}  // namespace peers
