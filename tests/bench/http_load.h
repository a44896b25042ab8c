// Many clients at once against a server on this machine: fast ones that ask again and again over kept
// connections, and slow ones that only hold on.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <thread>
#include <vector>

namespace bench {

/// What became of the requests of a run.
struct Answered {
  std::vector<std::uint32_t> micros;  // of each answer 200, ascending
  long others = 0;                    // answers of another status
  long lost = 0;                      // requests whose connection ended without an answer
  double seconds = 0;                 // the whole run took

  double per_second() const { return static_cast<double>(micros.size()) / seconds; }
  /// Milliseconds below which `share` (0 to 1) of the answers took.
  double percentile(double share) const;
};

/// `clients` kept connections to 127.0.0.1:`port` ask for `targets` in turn, each the next as soon as it is
/// answered, for `time`. One thread. Throws std::runtime_error where nothing listens.
Answered ask_fast(int port, int clients, const std::vector<std::string>& targets,
                  std::chrono::milliseconds time);

/// Connections that send a byte of a request now and then, or ask for `target` and read a byte of the answer
/// now and then; one that the server ends is opened again. Held from construction to the end, by a thread of
/// their own, or until the server is gone. Throws std::runtime_error where nothing listens.
class SlowClients {
 public:
  SlowClients(int port, int clients, const std::string& target);
  ~SlowClients();
  SlowClients(const SlowClients&) = delete;
  SlowClients& operator=(const SlowClients&) = delete;

  /// How often the server ended one.
  long ended() const { return ended_; }

 private:
  struct Client {
    bool reads = false;  // else it sends
    int socket = -1;
    std::size_t sent = 0;  // of its request
  };
  void hold();
  void open(Client& client) const;
  bool go_on(Client& client) const;

  const int port_;
  const std::string request_;
  std::vector<Client> clients_;
  std::atomic<bool> stopping_ = false;
  std::atomic<long> ended_ = 0;
  std::thread thread_;
};

}  // namespace bench
