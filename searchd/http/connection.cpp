#include "searchd/http/connection.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>
#include <string>
#include <utility>

#include <poll.h>
#include <sys/socket.h>

namespace searchd {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t kReadBytes = 16 << 10;
// A head comes in one packet or two. Who needs longer waits for others while there is room, and makes it when
// not.
constexpr milliseconds kHeadWhenCrowded{1'000};
// A refused sender may still be sending. Closing at once would reset the connection and take the answer with
// it.
constexpr milliseconds kLinger{1'000};
constexpr std::size_t kLingerBytes = 256 << 10;

class Connection {
 public:
  Connection(Socket socket, ServerState& state)
      : socket_(std::move(socket)), state_(state), client_(state.open.client_of(socket_.descriptor())) {}
  ~Connection() { state_.open.remove(socket_.descriptor()); }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  void serve();

 private:
  enum class Arrival { bytes, nothing_in_time, closed };

  std::optional<HeadResult> read_head(int number);
  /// Until when bytes are waited for; the second while three quarters of the threads are busy.
  struct Patience {
    Clock::time_point deadline, when_crowded;
  };

  Patience patience_for_head() const;
  Arrival wait_for_bytes(const Patience& patience);
  Arrival take_bytes();
  bool answer(const HeadResult& result, bool last);
  bool write(Reply reply, const ResponseWriter::Manner& manner);
  bool send(std::string_view bytes, Clock::time_point deadline);
  void reset_when_closed();
  void wait_for_sender();

  bool is_stopping() const { return state_.stop_at.load() != Clock::time_point::max(); }

  Socket socket_;
  ServerState& state_;
  const ClientAddress client_;
  HeadReader reader_;
  std::size_t sent_ = 0;
};

milliseconds time_until(Clock::time_point deadline) {
  return std::max(milliseconds(0), std::chrono::ceil<milliseconds>(deadline - Clock::now()));
}

void Connection::serve() {
  for (int number = 1; number <= state_.settings.requests_per_connection; ++number) {
    const auto result = read_head(number);
    if (!result || !state_.open.begin_answer(socket_.descriptor())) return;
    if (!answer(*result, number == state_.settings.requests_per_connection)) {
      if (std::holds_alternative<HeadFault>(*result)) wait_for_sender();
      return;
    }
    state_.open.begin_idling(socket_.descriptor());
  }
}

// The head of request `number`; nothing where there is none: the other side closed, or waited for nothing too
// long.
std::optional<HeadResult> Connection::read_head(int number) {
  const auto& settings = state_.settings;
  bool begun = number == 1;
  Patience patience =
      begun ? patience_for_head() : Patience{Clock::now() + settings.idle_deadline, Clock::now()};
  for (;;) {
    if (auto result = reader_.next()) {
      if (auto* head = std::get_if<RequestHead>(&*result)) head->client = client_;
      return result;
    }
    if (reader_.is_begun()) {
      if (!begun) patience = patience_for_head();
      begun = true;
      state_.open.begin_head(socket_.descriptor());
    }
    const auto arrival = wait_for_bytes(patience);
    if (arrival == Arrival::closed) return std::nullopt;
    if (arrival == Arrival::nothing_in_time) {
      if (!reader_.is_begun()) return std::nullopt;
      return HeadFault{408, "The head of the request took longer than it may.", reader_.so_far()};
    }
  }
}

Connection::Patience Connection::patience_for_head() const {
  const auto now = Clock::now();
  return {now + state_.settings.head_deadline,
          now + std::min(state_.settings.head_deadline, kHeadWhenCrowded)};
}

Connection::Arrival Connection::wait_for_bytes(const Patience& patience) {
  for (;;) {
    const bool stopping = is_stopping();
    if (stopping && !reader_.is_begun()) return Arrival::nothing_in_time;
    const bool crowded = state_.crowded->is_set();
    const auto until = std::min(crowded ? patience.when_crowded : patience.deadline, state_.stop_at.load());
    std::array<pollfd, 3> waited = {{{socket_.descriptor(), POLLIN, 0},
                                     {stopping ? -1 : state_.stopping.descriptor(), POLLIN, 0},
                                     {crowded ? -1 : state_.crowded->descriptor(), POLLIN, 0}}};
    const int ready = ::poll(waited.data(), waited.size(), static_cast<int>(time_until(until).count()));
    if (ready < 0 && errno != EINTR) return Arrival::closed;
    if (ready > 0 && waited[0].revents != 0) return take_bytes();
    if (ready == 0 && Clock::now() >= until) return Arrival::nothing_in_time;
  }
}

Connection::Arrival Connection::take_bytes() {
  std::array<char, kReadBytes> bytes;
  const auto size = ::recv(socket_.descriptor(), bytes.data(), bytes.size(), 0);
  if (size > 0) {
    reader_.take({bytes.data(), static_cast<std::size_t>(size)});
    return Arrival::bytes;
  }
  const bool once_more = size < 0 && (errno == EAGAIN || errno == EINTR);
  return once_more ? Arrival::bytes : Arrival::closed;
}

// False where the connection must be closed.
bool Connection::answer(const HeadResult& result, bool last) {
  const auto began = Clock::now();
  sent_ = 0;
  const auto* head = std::get_if<RequestHead>(&result);
  Reply reply =
      head != nullptr ? state_.answers.request(*head) : state_.answers.fault(std::get<HeadFault>(result));
  const bool close = last || head == nullptr || head->close || is_stopping() || state_.crowded->is_set();
  Served served{head == nullptr ? "-" : head->method.substr(0, 16), reply.route, reply.status, 0, 0};

  const bool is_head = head != nullptr && head->method == "HEAD";
  const bool written = write(std::move(reply), {is_head, close, head == nullptr || !head->is_1_0});
  if (state_.log) {
    served.micros = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began).count();
    served.bytes = sent_;
    state_.log(served);
  }
  return written && !close;
}

bool Connection::write(Reply reply, const ResponseWriter::Manner& manner) {
  const auto& settings = state_.settings;
  const auto now = Clock::now();
  if (reply.stream == nullptr) {
    const auto deadline = now + settings.write_deadline;
    return state_.writer.write(std::move(reply), manner,
                               [&](std::string_view bytes) { return send(bytes, deadline); });
  }
  // As long as it is taken at some speed, and not for ever. A fast reader is never waited for: so it is asked
  // here whether the server is to stop.
  const auto end = now + settings.stream_deadline;
  const bool whole = state_.writer.write(std::move(reply), manner, [&](std::string_view bytes) {
    const auto begin = Clock::now();
    if (begin >= std::min(end, state_.stop_at.load())) return false;
    return send(bytes, std::min(end, begin + settings.write_deadline));
  });
  if (!whole && !manner.can_take_chunks) reset_when_closed();
  return whole;
}

// Without chunks the end of the connection is that of the body: one that broke off must not look like it.
void Connection::reset_when_closed() {
  const linger at_once{1, 0};
  ::setsockopt(socket_.descriptor(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

bool Connection::send(std::string_view bytes, Clock::time_point deadline) {
  while (!bytes.empty()) {
    const auto size = ::send(socket_.descriptor(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (size >= 0) {
      sent_ += static_cast<std::size_t>(size);
      bytes.remove_prefix(static_cast<std::size_t>(size));
      continue;
    }
    if (errno == EINTR) continue;
    if (errno != EAGAIN) return false;
    const auto until = std::min(deadline, state_.stop_at.load());
    // In slices, so that a stop is noticed by a thread that waits for a slow reader.
    pollfd waited{socket_.descriptor(), POLLOUT, 0};
    const auto slice = std::min(time_until(until), milliseconds(250));
    if (::poll(&waited, 1, static_cast<int>(slice.count())) < 0 && errno != EINTR) return false;
    if (Clock::now() >= until) return false;
  }
  return true;
}

void Connection::wait_for_sender() {
  state_.open.begin_leaving(socket_.descriptor());
  ::shutdown(socket_.descriptor(), SHUT_WR);
  const auto deadline = std::min(Clock::now() + kLinger, state_.stop_at.load());
  std::array<char, kReadBytes> bytes;
  for (std::size_t taken = 0; taken < kLingerBytes && Clock::now() < deadline;) {
    pollfd waited{socket_.descriptor(), POLLIN, 0};
    if (::poll(&waited, 1, static_cast<int>(time_until(deadline).count())) <= 0) return;
    const auto size = ::recv(socket_.descriptor(), bytes.data(), bytes.size(), 0);
    if (size <= 0) return;
    taken += static_cast<std::size_t>(size);
  }
}

}  // namespace

void serve_connection(Socket socket, ServerState& state) { Connection(std::move(socket), state).serve(); }

}  // namespace searchd
