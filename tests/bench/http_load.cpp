#include "tests/bench/http_load.h"

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kNowAndThen{250};
constexpr int kSmallBuffer = 2048;  // bytes; of a slow reader, so that the answer waits in the server

class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  ~Descriptor() { reset(); }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  int number() const { return number_; }
  int release() { return std::exchange(number_, -1); }
  void reset() {
    if (number_ >= 0) ::close(std::exchange(number_, -1));
  }

 private:
  int number_;
};

Descriptor connect_to(int port, int receive_buffer = 0) {
  Descriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (receive_buffer > 0)
    ::setsockopt(socket.number(), SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
    throw std::runtime_error("nothing listens on port " + std::to_string(port));
  const int on = 1;
  ::setsockopt(socket.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return socket;
}

std::string request_for(const std::string& target) {
  return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
}

/// An answer as far as it has come.
struct Arrived {
  int status = 0;       // 0: not whole yet
  std::size_t end = 0;  // bytes of it
  bool closes = false;  // the server ends the connection after it
};

// Of our own server, which writes its header fields as they stand here.
Arrived arrived(std::string_view bytes) {
  const auto end_of_head = bytes.find("\r\n\r\n");
  if (end_of_head == std::string_view::npos || bytes.size() < 12) return {};
  const auto head = bytes.substr(0, end_of_head);
  std::size_t length = 0;
  constexpr std::string_view kLength = "\r\nContent-Length: ";
  if (const auto at = head.find(kLength); at != std::string_view::npos)
    std::from_chars(head.data() + at + kLength.size(), head.data() + head.size(), length);
  const auto end = end_of_head + 4 + length;
  if (bytes.size() < end) return {};
  int status = 0;
  std::from_chars(bytes.data() + 9, bytes.data() + 12, status);
  return {status, end, head.find("\r\nConnection: close") != std::string_view::npos};
}

class FastClients {
 public:
  FastClients(int port, int clients, const std::vector<std::string>& targets)
      : port_(port), poll_(::epoll_create1(EPOLL_CLOEXEC)) {
    for (const auto& target : targets) requests_.push_back(request_for(target));
    clients_.resize(static_cast<std::size_t>(clients));
  }

  Answered ask(std::chrono::milliseconds time) {
    const auto begin = Clock::now();
    for (auto& client : clients_) connect(client);
    std::array<epoll_event, 64> events;
    while (Clock::now() < begin + time) {
      const int ready = ::epoll_wait(poll_.number(), events.data(), events.size(), 100);
      for (int at = 0; at < ready; ++at)
        receive(*static_cast<Client*>(events[static_cast<std::size_t>(at)].data.ptr));
    }
    answered_.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    std::sort(answered_.micros.begin(), answered_.micros.end());
    return std::move(answered_);
  }

 private:
  struct Client {
    Descriptor socket;
    std::string received;
    Clock::time_point asked;
  };

  void connect(Client& client) {
    client.socket = connect_to(port_);
    client.received.clear();
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.ptr = &client;
    ::epoll_ctl(poll_.number(), EPOLL_CTL_ADD, client.socket.number(), &event);
    send(client);
  }

  void send(Client& client) {
    const auto& request = requests_[next_++ % requests_.size()];
    client.asked = Clock::now();
    const auto sent = ::send(client.socket.number(), request.data(), request.size(), MSG_NOSIGNAL);
    if (sent != static_cast<ssize_t>(request.size())) begin_anew(client);
  }

  void begin_anew(Client& client) {
    ++answered_.lost;
    client.socket.reset();
    connect(client);
  }

  void receive(Client& client) {
    const auto got = ::recv(client.socket.number(), bytes_.data(), bytes_.size(), MSG_DONTWAIT);
    if (got < 0 && errno == EAGAIN) return;
    if (got <= 0) return begin_anew(client);
    client.received.append(bytes_.data(), static_cast<std::size_t>(got));
    const auto answer = arrived(client.received);
    if (answer.status == 0) return;
    if (answer.status == 200) {
      const auto took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - client.asked);
      answered_.micros.push_back(static_cast<std::uint32_t>(took.count()));
    } else {
      ++answered_.others;
    }
    client.received.erase(0, answer.end);
    if (!answer.closes) return send(client);
    client.socket.reset();
    connect(client);
  }

  const int port_;
  Descriptor poll_;
  std::vector<std::string> requests_;
  std::vector<Client> clients_;
  std::array<char, 1 << 16> bytes_;
  std::size_t next_ = 0;
  Answered answered_;
};

}  // namespace

double Answered::percentile(double share) const {
  if (micros.empty()) return 0;
  const auto place = std::ceil(share * static_cast<double>(micros.size())) - 1;
  return micros[static_cast<std::size_t>(std::max(0.0, place))] / 1000.0;
}

Answered ask_fast(int port, int clients, const std::vector<std::string>& targets,
                  std::chrono::milliseconds time) {
  return FastClients(port, clients, targets).ask(time);
}

SlowClients::SlowClients(int port, int clients, const std::string& target)
    : port_(port), request_(request_for(target)), clients_(static_cast<std::size_t>(clients)) {
  for (std::size_t at = 0; at < clients_.size(); ++at) {
    clients_[at].reads = at % 2 == 1;
    open(clients_[at]);
  }
  thread_ = std::thread([this] { hold(); });
}

SlowClients::~SlowClients() {
  stopping_ = true;
  thread_.join();
  for (const auto& client : clients_) ::close(client.socket);
}

void SlowClients::hold() try {
  while (!stopping_) {
    std::this_thread::sleep_for(kNowAndThen);
    for (auto& client : clients_) {
      if (go_on(client)) continue;
      ++ended_;
      ::close(std::exchange(client.socket, -1));
      open(client);
    }
  }
} catch (const std::runtime_error&) {
  return;  // the server is gone: those who ask fast find out
}

void SlowClients::open(Client& client) const {
  client.socket = connect_to(port_, client.reads ? kSmallBuffer : 0).release();
  client.sent = 0;
  if (!client.reads) return;
  const auto sent = ::send(client.socket, request_.data(), request_.size(), MSG_NOSIGNAL);
  client.sent = sent > 0 ? static_cast<std::size_t>(sent) : 0;
}

bool SlowClients::go_on(Client& client) const {
  char byte = 0;
  if (client.reads) {
    const auto got = ::recv(client.socket, &byte, 1, MSG_DONTWAIT);
    return got > 0 || (got < 0 && errno == EAGAIN);
  }
  // What comes is a 408, or the end.
  const bool is_ended = ::recv(client.socket, &byte, 1, MSG_DONTWAIT | MSG_PEEK) >= 0;
  if (is_ended || client.sent == request_.size()) return false;
  return ::send(client.socket, &request_[client.sent++], 1, MSG_NOSIGNAL) == 1;
}

}  // namespace bench
