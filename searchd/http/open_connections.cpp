#include "searchd/http/open_connections.h"

#include <algorithm>
#include <chrono>

#include <sys/socket.h>

namespace searchd {
namespace {

// So many that wait, but whose bytes have come and not been read yet, are passed over before a newcomer is
// refused: each costs a system call while everyone else stands by.
constexpr int kMostPassedOver = 64;
// Longer than a machine that is busy with other things keeps a thread from running.
constexpr std::chrono::milliseconds kForOthersToBeHeard{200};

bool has_unread_bytes(int socket) {
  char byte = 0;
  return ::recv(socket, &byte, 1, MSG_PEEK | MSG_DONTWAIT) > 0;
}

int limit_of_one(const ConnectionLimits& limits) {
  const int limit = limits.of_one_address.value_or(std::max(1, limits.all / 4));
  return limit == 0 ? limits.all : limit;
}

}  // namespace

OpenConnections::OpenConnections(const ConnectionLimits& limits)
    : most_(limits.all),
      most_of_one_(limit_of_one(limits)),
      loopback_is_limited_(limits.of_one_address.has_value()) {}

bool OpenConnections::admit(int socket, const ClientAddress& address) {
  std::unique_lock lock(mutex_);
  const auto deadline = std::chrono::steady_clock::now() + kForOthersToBeHeard;
  auto room = make_room(address);
  while (room == Room::soon && changed_.wait_until(lock, deadline) == std::cv_status::no_timeout) {
    room = make_room(address);
  }
  if (room != Room::made) return false;
  const Connection connection{address, Doing::waiting_for_head, ++turns_, false};
  connections_.insert_or_assign(socket, connection);
  waiting_.insert(place_of(socket, connection));
  ++by_address_[address];
  ++open_;
  return true;
}

ClientAddress OpenConnections::client_of(int socket) const {
  const std::lock_guard lock(mutex_);
  return connections_.at(socket).address;
}

void OpenConnections::remove(int socket) {
  const std::lock_guard lock(mutex_);
  const auto found = connections_.find(socket);
  if (found == connections_.end()) return;
  if (!found->second.cut) {
    waiting_.erase(place_of(socket, found->second));
    forget_count(found->second);
  }
  connections_.erase(found);
  changed_.notify_one();
}

// A drip does not buy more time: who has begun a head keeps the turn it had when it began to wait for it.
void OpenConnections::begin_head(int socket) {
  const std::lock_guard lock(mutex_);
  change(socket, Doing::reading_head);
}

bool OpenConnections::begin_answer(int socket) {
  const std::lock_guard lock(mutex_);
  const auto found = connections_.find(socket);
  if (found == connections_.end() || found->second.cut) return false;
  change(socket, Doing::answering);
  return true;
}

void OpenConnections::begin_idling(int socket) {
  const std::lock_guard lock(mutex_);
  change(socket, Doing::idling);
}

void OpenConnections::begin_leaving(int socket) {
  const std::lock_guard lock(mutex_);
  change(socket, Doing::leaving);
}

void OpenConnections::cut_all() {
  const std::lock_guard lock(mutex_);
  for (const auto& [socket, connection] : connections_) ::shutdown(socket, SHUT_RDWR);
}

OpenConnections::Waiting OpenConnections::place_of(int socket, const Connection& connection) {
  const int rank = connection.doing == Doing::leaving ? 0 : connection.doing == Doing::idling ? 1 : 2;
  return {rank, connection.turn, socket};
}

void OpenConnections::change(int socket, Doing doing) {
  const auto found = connections_.find(socket);
  if (found == connections_.end() || found->second.cut) return;
  auto& connection = found->second;
  waiting_.erase(place_of(socket, connection));
  const bool goes_on_waiting = doing == Doing::reading_head && connection.doing != Doing::idling;
  connection.doing = doing;
  if (!goes_on_waiting) connection.turn = ++turns_;
  if (doing != Doing::answering) waiting_.insert(place_of(socket, connection));
  changed_.notify_one();
}

bool OpenConnections::is_limited(const ClientAddress& address) const {
  return loopback_is_limited_ || !address.is_loopback;
}

OpenConnections::Room OpenConnections::make_room(const ClientAddress& address) {
  const auto of_same = by_address_.find(address);
  if (of_same != by_address_.end() && of_same->second >= most_of_one_ && is_limited(address)) {
    return cut_longest_waiting(&address);
  }
  return open_ < most_ ? Room::made : cut_longest_waiting(nullptr);
}

OpenConnections::Room OpenConnections::cut_longest_waiting(const ClientAddress* only_of) {
  int passed_over = 0;
  for (const auto& place : waiting_) {
    const int socket = std::get<2>(place);
    auto& connection = connections_.at(socket);
    if (only_of != nullptr && connection.address != *only_of) continue;
    // It has spoken; the thread that is to hear it is only late.
    const bool may_have_spoken =
        connection.doing == Doing::waiting_for_head || connection.doing == Doing::idling;
    if (may_have_spoken && has_unread_bytes(socket)) {
      if (++passed_over == kMostPassedOver) break;
      continue;
    }
    ::shutdown(socket, SHUT_RDWR);  // wakes its thread, which finds it closed
    waiting_.erase(place);
    connection.cut = true;
    forget_count(connection);
    return Room::made;
  }
  return passed_over > 0 ? Room::soon : Room::none;
}

void OpenConnections::forget_count(Connection& connection) {
  --open_;
  const auto of_same = by_address_.find(connection.address);
  if (--of_same->second == 0) by_address_.erase(of_same);
}

}  // namespace searchd
