// Which connections are open, from which address, and which of them goes when another needs its place.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <tuple>

#include "searchd/http/client_address.h"

namespace searchd {

/// How many connections may be open at once.
struct ConnectionLimits {
  int all = 512;
  std::optional<int> of_one_address;  // 0: as many as of all; unset: a quarter of all, and any number from
                                      // this machine, where a reverse proxy speaks for everybody
};

/// The open connections, by their sockets. Where one comes and there is no room, one that only waits is cut
/// for it: first those that have been refused, then those between two requests, then those whose head is not
/// complete; of each, whoever began to wait first. One whose request is being answered is never cut. Safe
/// from any thread.
class OpenConnections {
 public:
  explicit OpenConnections(const ConnectionLimits& limits);
  OpenConnections(const OpenConnections&) = delete;
  OpenConnections& operator=(const OpenConnections&) = delete;

  /// Takes a new connection in, as one that waits for its first head. False where it may not stay: none could
  /// be cut for it. Waits a fifth of a second at most where others have sent something that nobody has read
  /// yet: they are about to be answered, or to be found wanting.
  bool admit(int socket, const ClientAddress& address);

  /// Who is on the other side of a connection that was admitted.
  ClientAddress client_of(int socket) const;

  /// Its turn ends here; must be called before the socket is closed.
  void remove(int socket);

  /// First bytes of a head have been read.
  void begin_head(int socket);

  /// The head is complete: from here on it is not cut. False where it has been cut already.
  bool begin_answer(int socket);

  /// It is answered, and may send a further request.
  void begin_idling(int socket);

  /// It is refused, and nothing of it is wanted any more.
  void begin_leaving(int socket);

  /// Cuts all that are open, whatever they do.
  void cut_all();

 private:
  enum class Doing { leaving, idling, waiting_for_head, reading_head, answering };
  struct Connection {
    ClientAddress address;
    Doing doing = Doing::waiting_for_head;
    std::uint64_t turn = 0;  // smaller: began to wait earlier
    bool cut = false;        // still here, but counted no more
  };
  /// In the order in which they go.
  using Waiting = std::tuple<int /* rank */, std::uint64_t /* turn */, int /* socket */>;

  static Waiting place_of(int socket, const Connection& connection);
  void change(int socket, Doing doing);
  enum class Room { made, none, soon };
  Room make_room(const ClientAddress& address);
  Room cut_longest_waiting(const ClientAddress* only_of);
  void forget_count(Connection& connection);
  bool is_limited(const ClientAddress& address) const;

  const int most_, most_of_one_;
  const bool loopback_is_limited_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::map<int, Connection> connections_;
  std::set<Waiting> waiting_;
  std::map<ClientAddress, int> by_address_;
  int open_ = 0;  // connections that are not cut
  std::uint64_t turns_ = 0;
};

}  // namespace searchd
