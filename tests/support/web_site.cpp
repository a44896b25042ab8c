#include "tests/support/web_site.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cctype>
#include <chrono>
#include <mutex>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace tests {
namespace {

bool send_all(int socket, const std::string& bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const auto sent = ::send(socket, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
    if (sent <= 0) return false;
    at += static_cast<std::size_t>(sent);
  }
  return true;
}

std::string read_head(int socket) {
  std::string head;
  std::array<char, 4096> bytes{};
  while (head.find("\r\n\r\n") == std::string::npos) {
    const auto got = ::recv(socket, bytes.data(), bytes.size(), 0);
    if (got <= 0) return {};
    head.append(bytes.data(), static_cast<std::size_t>(got));
  }
  return head;
}

WebRequest parse(const std::string& head) {
  WebRequest request;
  std::istringstream lines(head);
  lines >> request.method >> request.target;
  std::string line;
  std::getline(lines, line);
  while (std::getline(lines, line) && line != "\r") {
    const auto colon = line.find(": ");
    if (colon == std::string::npos) continue;
    std::string name = line.substr(0, colon);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    request.fields[name] = line.substr(colon + 2, line.size() - colon - 3);
  }
  return request;
}

}  // namespace

WebReply web_reply(int status, const std::string& body, const std::string& fields) {
  return {"HTTP/1.1 " + std::to_string(status) + " X\r\nContent-Type: application/json\r\n" + fields +
              "Content-Length: " + std::to_string(body.size()) + "\r\nConnection: close\r\n\r\n" + body,
          false, false};
}

struct WebSite::Parts {
  Answer answer;
  int socket = -1, port = 0;
  std::atomic<bool> ending = false;
  mutable std::mutex mutex;
  std::vector<WebRequest> requests;
  std::vector<std::thread> connections;
  std::thread listener;

  void serve(int connection) {
    const auto head = read_head(connection);
    if (!head.empty()) {
      WebReply reply;
      {
        const std::lock_guard lock(mutex);
        requests.push_back(parse(head));
        reply = answer(requests.back());
      }
      const std::string endless(64 << 10, 'x');
      bool listens = send_all(connection, reply.bytes);
      while (reply.endless && listens && !ending) listens = send_all(connection, endless);
      for (int turn = 0; reply.silent && turn < 100 && !ending; ++turn)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    ::close(connection);
  }

  void listen() {
    while (!ending) {
      pollfd waiting{socket, POLLIN, 0};
      if (::poll(&waiting, 1, 50) <= 0) continue;
      const int connection = ::accept4(socket, nullptr, nullptr, SOCK_CLOEXEC);
      if (connection >= 0) connections.emplace_back([this, connection] { serve(connection); });
    }
  }
};

WebSite::WebSite(Answer answer) : parts_(std::make_unique<Parts>()) {
  parts_->answer = std::move(answer);
  parts_->socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* any = reinterpret_cast<sockaddr*>(&address);
  if (::bind(parts_->socket, any, size) != 0 || ::listen(parts_->socket, 64) != 0 ||
      ::getsockname(parts_->socket, any, &size) != 0) {
    throw std::runtime_error("cannot listen on 127.0.0.1");
  }
  parts_->port = ntohs(address.sin_port);
  parts_->listener = std::thread([this] { parts_->listen(); });
}

WebSite::~WebSite() {
  parts_->ending = true;
  parts_->listener.join();
  for (auto& connection : parts_->connections) connection.join();
  ::close(parts_->socket);
}

int WebSite::port() const { return parts_->port; }

std::string WebSite::address(const std::string& path) const {
  return "http://127.0.0.1:" + std::to_string(port()) + path;
}

std::vector<WebRequest> WebSite::requests() const {
  const std::lock_guard lock(parts_->mutex);
  return parts_->requests;
}

int WebSite::asked_for(const std::string& part) const {
  const auto all = requests();
  return static_cast<int>(std::count_if(all.begin(), all.end(), [&](const WebRequest& request) {
    return request.target.find(part) != std::string::npos;
  }));
}

}  // namespace tests
