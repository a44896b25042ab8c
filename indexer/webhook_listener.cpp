#include "indexer/webhook_listener.h"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <spdlog/spdlog.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <ctime>
#include <list>
#include <memory>
#include <stdexcept>
#include <utility>

namespace indexer {
namespace {

using Clock = std::chrono::steady_clock;
using corpus::Descriptor;

constexpr std::size_t kMostConnections = 64;     // at once; one more takes the place of the oldest
constexpr std::chrono::seconds kLongest{5};      // for a whole request
constexpr std::chrono::milliseconds kTurn{250};  // between two looks at the time
constexpr std::size_t kBytes = 16384;            // of one read
constexpr int kBacklog = 64;
constexpr int kMostTurns = 16;                 // of reading what is thrown away
constexpr std::chrono::seconds kLeastLife{1};  // of a child, before another one takes its place

std::string response(int status, const std::string& text) {
  return "HTTP/1.1 " + std::to_string(status) +
         " X\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: " +
         std::to_string(text.size() + 1) + "\r\nConnection: close\r\n\r\n" + text + "\n";
}

/// The child: one thread, all connections by turns.
class Desk {
 public:
  Desk(int socket, int pipe, HookGuard guard) : socket_(socket), pipe_(pipe), guard_(std::move(guard)) {}

  [[noreturn]] void run() {
    for (;;) {
      std::vector<pollfd> waiting{{socket_, POLLIN, 0}};
      for (const auto& connection : connections_) waiting.push_back({connection.socket.number(), POLLIN, 0});
      const int ready = ::poll(waiting.data(), waiting.size(), static_cast<int>(kTurn.count()));
      if (ready < 0 && errno != EINTR) ::_exit(1);
      const auto now = Clock::now();
      auto place = waiting.begin() + 1;
      for (auto at = connections_.begin(); at != connections_.end(); ++place) {
        const bool done = (place->revents != 0 && serve(*at)) || at->until < now;
        at = done ? connections_.erase(at) : std::next(at);
      }
      if (waiting.front().revents != 0) accept();
    }
  }

 private:
  struct Connection {
    Descriptor socket;
    Clock::time_point until;
    HookReader reader;
  };

  void accept() {
    Descriptor socket(::accept4(socket_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (!socket.is_open()) return;
    if (connections_.size() >= kMostConnections) connections_.pop_front();
    connections_.push_back({std::move(socket), Clock::now() + kLongest, {}});
  }

  // True where the connection is at its end.
  bool serve(Connection& connection) {
    std::array<char, kBytes> bytes{};
    const auto got = ::recv(connection.socket.number(), bytes.data(), bytes.size(), 0);
    if (got < 0) return errno != EAGAIN && errno != EINTR;
    if (got == 0) return true;
    connection.reader.take({bytes.data(), static_cast<std::size_t>(got)});
    const auto request = connection.reader.next();
    if (!request) {
      if (connection.reader.is_to_be_encouraged()) say(connection, "HTTP/1.1 100 Continue\r\n\r\n");
      return false;
    }
    say(connection, answer(*request));
    // What is still being sent would reset the connection and take the answer with it.
    ::shutdown(connection.socket.number(), SHUT_WR);
    for (int turn = 0; turn < kMostTurns; ++turn) {
      if (::recv(connection.socket.number(), bytes.data(), bytes.size(), 0) <= 0) break;
    }
    return true;
  }

  static void say(const Connection& connection, const std::string& text) {
    (void)::send(connection.socket.number(), text.data(), text.size(), MSG_NOSIGNAL);  // fits any buffer
  }

  std::string answer(const std::variant<HookRequest, HookRefusal>& request) {
    if (const auto* refusal = std::get_if<HookRefusal>(&request))
      return response(refusal->status, refusal->reason);
    return pass_on(std::get<HookRequest>(request));
  }

  std::string pass_on(const HookRequest& request) try {
    const auto judged = guard_.judge(request, std::time(nullptr));
    if (const auto* refusal = std::get_if<HookRefusal>(&judged))
      return response(refusal->status, refusal->reason);
    const auto& hook = std::get<Hook>(judged);
    const std::string line =
        hook.type + " " + std::to_string(hook.id) + "\n";  // far less than PIPE_BUF: whole or not
    const auto written = ::write(pipe_, line.data(), line.size());
    if (written == static_cast<ssize_t>(line.size())) return response(202, "Accepted.");
    return response(503, "There is too much to do; the next pull will find it.");
  } catch (const std::runtime_error&) {
    return response(503, "It cannot be noted; the next pull will find it.");
  }

  int socket_, pipe_;
  HookGuard guard_;
  std::list<Connection> connections_;
};

[[noreturn]] void be_child(int socket, int pipe, pid_t parent, const std::string& secret,
                           const std::filesystem::path& seen) noexcept {
  for (int signal = 1; signal < SIGRTMIN; ++signal) (void)::signal(signal, SIG_DFL);
  (void)::signal(SIGPIPE, SIG_IGN);
  (void)::signal(SIGINT, SIG_IGN);  // of a terminal: the parent ends this process
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || ::getppid() != parent) ::_exit(0);
  (void)::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  try {
    Desk(socket, pipe, HookGuard(secret, seen)).run();
  } catch (...) {
    ::_exit(1);  // the parent sees the pipe closed
  }
}

struct Place {
  std::string host, port;
};

Place place_in(const std::string& where) {
  const auto colon = where.rfind(':');
  const auto port = colon == std::string::npos ? std::string() : where.substr(colon + 1);
  const bool good =
      !port.empty() && port.size() <= 5 && port.find_first_not_of("0123456789") == std::string::npos;
  auto host = good ? where.substr(0, colon) : std::string();
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (host.empty())
    throw std::runtime_error("cannot listen on " + where + ": it must be HOST:PORT, 127.0.0.1:8090");
  return {host, port};
}

Descriptor listen_on(const std::string& where) {
  const auto [host, port] = place_in(where);
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  if (const int failed = ::getaddrinfo(host.c_str(), port.c_str(), &wanted, &found); failed != 0) {
    throw std::runtime_error("cannot listen on " + where + ": " + ::gai_strerror(failed));
  }
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> addresses(found, ::freeaddrinfo);
  Descriptor socket(::socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  const int on = 1;
  const bool listening = socket.is_open() &&
                         ::setsockopt(socket.number(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
                         ::bind(socket.number(), found->ai_addr, found->ai_addrlen) == 0 &&
                         ::listen(socket.number(), kBacklog) == 0;
  if (!listening) throw std::runtime_error("cannot listen on " + where + ": " + std::strerror(errno));
  return socket;
}

int port_of(const Descriptor& socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  if (::getsockname(socket.number(), reinterpret_cast<sockaddr*>(&address), &size) != 0) return 0;
  return ntohs(address.ss_family == AF_INET6 ? reinterpret_cast<const sockaddr_in6&>(address).sin6_port
                                             : reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

}  // namespace

WebhookListener::WebhookListener(const std::string& where, std::string secret, std::filesystem::path seen)
    : secret_(std::move(secret)), seen_(std::move(seen)), socket_(listen_on(where)), port_(port_of(socket_)) {
  HookGuard(secret_, seen_);  // what hinders it is told here, not in the child
  start();
}

WebhookListener::~WebhookListener() { end_child(); }

void WebhookListener::start() {
  std::array<int, 2> ends{};
  started_ = Clock::now();
  if (::pipe2(ends.data(), O_CLOEXEC | O_NONBLOCK) != 0) throw std::runtime_error("cannot make a pipe");
  pipe_ = Descriptor(ends[0]);
  const Descriptor writing(ends[1]);
  const pid_t parent = ::getpid();
  child_ = ::fork();
  if (child_ < 0)
    throw std::runtime_error(std::string("cannot start a process to listen: ") + std::strerror(errno));
  if (child_ == 0) be_child(socket_.number(), writing.number(), parent, secret_, seen_);
}

void WebhookListener::end_child() {
  if (child_ <= 0) return;
  (void)::kill(child_, SIGKILL);  // it holds nothing that has to be put down
  while (::waitpid(child_, nullptr, 0) < 0 && errno == EINTR) continue;
  child_ = -1;
}

std::vector<Hook> WebhookListener::hooks() {
  if (child_ <= 0 && Clock::now() >= started_ + kLeastLife) start();
  std::array<char, kBytes> bytes{};
  for (;;) {
    const auto got = pipe_.is_open() ? ::read(pipe_.number(), bytes.data(), bytes.size()) : -1;
    if (got < 0 && errno == EINTR) continue;
    if (got == 0) {
      end_child();
      pipe_ = Descriptor(-1);
      spdlog::warn("the process that takes webhooks has ended; another one takes its place");
    }
    if (got <= 0) break;
    come_.append(bytes.data(), static_cast<std::size_t>(got));
  }
  std::vector<Hook> hooks;
  for (std::size_t end = 0; (end = come_.find('\n')) != std::string::npos; come_.erase(0, end + 1)) {
    const auto space = come_.find(' ');
    hooks.push_back({come_.substr(0, space), std::stoull(come_.substr(space + 1, end - space - 1))});
  }
  return hooks;
}

}  // namespace indexer
