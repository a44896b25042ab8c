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

constexpr std::chrono::milliseconds kRefusalHeard{200}, kRefusalLinger{500};
constexpr std::size_t kMostRefused = 256;
// Then the server looks whether it is to stop, however fast others come.
constexpr int kMostAcceptedAtOnce = 64;

/// A connection that may not stay: it is heard for a moment, so that it is told why in its language, and
/// stays open a moment more, so that closing does not overtake the answer.
struct Refused {
  Socket socket;
  Clock::time_point until;
  HeadReader reader = {};
  bool is_answered = false;
};

// What has come is read and not waited for. The fault to answer with; nothing while more may come.
std::optional<HeadFault> hear(Refused& refused) {
  std::array<char, 16384> bytes;
  const auto size = ::recv(refused.socket.descriptor(), bytes.data(), bytes.size(), MSG_DONTWAIT);
  if (size > 0) refused.reader.take({bytes.data(), static_cast<std::size_t>(size)});
  HeadFault fault{503, "This server has as many connections as it takes. Try again in a moment."};
  if (auto read = refused.reader.next()) {
    auto* head = std::get_if<RequestHead>(&*read);
    fault.head = std::move(head != nullptr ? *head : std::get<HeadFault>(*read).head);
    return fault;
  }
  const bool ends = size == 0 || (size < 0 && errno != EAGAIN && errno != EINTR);
  if (!ends && Clock::now() < refused.until) return std::nullopt;
  fault.head = refused.reader.so_far();
  return fault;
}

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
  void answer(Refused& refused);
  void go_on_refusing();
  int time_until_next_refusal() const;

  Listening listening;
  ServerState state;
  std::deque<Refused> refusals;  // of the accepting thread
  ConnectionThreads threads;
  std::thread acceptor;
  bool stopped = false, all_ended = false;
};

void HttpServer::Parts::accept_until_stopped() {
  std::vector<pollfd> waited;
  for (const auto& socket : listening.sockets) waited.push_back({socket.descriptor(), POLLIN, 0});
  waited.push_back({state.stopping.descriptor(), POLLIN, 0});
  while (waited.back().revents == 0) {
    const int ready = ::poll(waited.data(), waited.size(), time_until_next_refusal());
    go_on_refusing();
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

int HttpServer::Parts::time_until_next_refusal() const {
  const bool is_hearing = std::any_of(refusals.begin(), refusals.end(),
                                      [](const Refused& refused) { return !refused.is_answered; });
  return refusals.empty() ? -1 : is_hearing ? 10 : 100;
}

void HttpServer::Parts::refuse(Socket socket) {
  Refused refused{std::move(socket), Clock::now() + kRefusalHeard};
  answer(refused);
  if (refusals.size() >= kMostRefused) refusals.pop_front();
  refusals.push_back(std::move(refused));
}

void HttpServer::Parts::go_on_refusing() {
  for (auto& refused : refusals) answer(refused);
  std::erase_if(refusals, [](const Refused& refused) { return refused.until <= Clock::now(); });
}

void HttpServer::Parts::answer(Refused& refused) {
  if (refused.is_answered) return;
  const auto fault = hear(refused);
  if (!fault) return;
  const int socket = refused.socket.descriptor();
  Reply reply = state.answers.fault(*fault);
  const int status = reply.status;
  std::size_t sent = 0;
  state.writer.write(std::move(reply), {.close = true}, [&](std::string_view bytes) {
    // What does not fit into the empty buffer of a new socket is not waited for.
    const auto size = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    sent = size > 0 ? static_cast<std::size_t>(size) : 0;
    return sent == bytes.size();
  });
  if (state.log) state.log({"-", "refused", status, 0, sent});
  ::shutdown(socket, SHUT_WR);
  refused.is_answered = true;
  refused.until = Clock::now() + kRefusalLinger;
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
