#include "searchd/http/server.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <deque>
#include <thread>
#include <utility>
#include <vector>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "searchd/http/connection.h"
#include "searchd/http/connection_threads.h"
#include "searchd/http/listener.h"

namespace searchd {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kRefusalLinger{500};
constexpr std::size_t kMostRefused = 256;
// Then the server looks whether it is to stop, however fast others come.
constexpr int kMostAcceptedAtOnce = 64;

/// Connections that were told 503 and stay open a moment, so that closing does not overtake the answer.
class Refusals {
 public:
  void add(Socket socket) {
    ::shutdown(socket.descriptor(), SHUT_WR);
    if (refused_.size() >= kMostRefused) refused_.pop_front();
    refused_.push_back({std::move(socket), Clock::now() + kRefusalLinger});
  }
  void close_old() {
    while (!refused_.empty() && refused_.front().until <= Clock::now()) refused_.pop_front();
  }
  bool empty() const { return refused_.empty(); }

 private:
  struct Refused {
    Socket socket;
    Clock::time_point until;
  };
  std::deque<Refused> refused_;
};

// Each connection is a descriptor, and each search worker holds some: the usual soft limit of 1,024 is near.
void allow_descriptors(int connections) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  const auto wanted = static_cast<rlim_t>(connections) + 1024;
  if (limit.rlim_cur >= wanted) return;
  limit.rlim_cur = std::min(wanted, limit.rlim_max);
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace

struct HttpServer::Parts {
  Parts(const ServerSettings& settings, Answers answers, std::function<void(const Served&)> log)
      : listening(listen_on(settings.host, settings.port)),
        state(settings, std::move(answers), std::move(log)),
        threads(settings.connections, [this](Socket socket) { serve_connection(std::move(socket), state); }) {
    state.crowded = &threads.crowded();
  }

  void accept_until_stopped();
  void accept_all(int listener);
  void refuse(Socket socket);

  Listening listening;
  ServerState state;
  Refusals refusals;  // of the accepting thread
  ConnectionThreads threads;
  std::thread acceptor;
  bool stopped = false, all_ended = false;
};

void HttpServer::Parts::accept_until_stopped() {
  std::vector<pollfd> waited;
  for (const auto& socket : listening.sockets) waited.push_back({socket.descriptor(), POLLIN, 0});
  waited.push_back({state.stopping.descriptor(), POLLIN, 0});
  while (waited.back().revents == 0) {
    const int ready = ::poll(waited.data(), waited.size(), refusals.empty() ? -1 : 100);
    refusals.close_old();
    if (ready <= 0) continue;
    for (const auto& socket : waited) {
      if (socket.revents != 0 && &socket != &waited.back()) accept_all(socket.fd);
    }
  }
  listening.sockets.clear();
}

void HttpServer::Parts::accept_all(int listener) {
  for (int accepted = 0; accepted < kMostAcceptedAtOnce; ++accepted) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    Socket socket(
        ::accept4(listener, reinterpret_cast<sockaddr*>(&address), &size, SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (socket.descriptor() < 0) {
      if (errno == EINTR || errno == ECONNABORTED) continue;
      // Out of descriptors or memory: the connection waits in the backlog, and we must not spin meanwhile.
      const bool exhausted = errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
      if (exhausted) std::this_thread::sleep_for(std::chrono::milliseconds(20));
      return;
    }
    const int on = 1;
    const int descriptor = socket.descriptor();
    ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const bool admitted = state.open.admit(descriptor, client_address(address));
    if (admitted && threads.offer(socket)) continue;
    if (admitted) state.open.remove(descriptor);
    refuse(std::move(socket));
  }
}

void HttpServer::Parts::refuse(Socket socket) {
  Reply reply =
      state.answers.fault({503, "This server has as many connections as it takes. Try again in a moment."});
  const int status = reply.status;
  std::size_t sent = 0;
  state.writer.write(std::move(reply), {.close = true}, [&](std::string_view bytes) {
    // What does not fit into the empty buffer of a new socket is not waited for.
    const auto size = ::send(socket.descriptor(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    sent = size > 0 ? static_cast<std::size_t>(size) : 0;
    return sent == bytes.size();
  });
  if (state.log) state.log({"-", "refused", status, 0, sent});
  refusals.add(std::move(socket));
}

HttpServer::HttpServer(const ServerSettings& settings, Answers answers,
                       std::function<void(const Served&)> log) {
  allow_descriptors(settings.connections);
  parts_ = std::make_unique<Parts>(settings, std::move(answers), std::move(log));
  parts_->acceptor = std::thread([parts = parts_.get()] { parts->accept_until_stopped(); });
}

HttpServer::~HttpServer() { stop(); }

int HttpServer::port() const { return parts_->listening.port; }

bool HttpServer::stop() {
  if (parts_->stopped) return parts_->all_ended;
  parts_->stopped = true;
  auto& state = parts_->state;
  state.stop_at = Clock::now() + state.settings.stop_deadline;
  state.stopping.set();
  parts_->acceptor.join();
  parts_->all_ended = parts_->threads.wait_until_idle(state.stop_at.load() + std::chrono::milliseconds(100));
  if (!parts_->all_ended) {
    state.open.cut_all();
    parts_->all_ended = parts_->threads.wait_until_idle(Clock::now() + std::chrono::milliseconds(900));
  }
  return parts_->all_ended;
}

}  // namespace searchd
