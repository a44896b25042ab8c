// How many long bodies are being sent at once, and to whom.
#pragma once

#include <map>
#include <memory>
#include <mutex>

#include "searchd/http/client_address.h"

namespace searchd {

/// Places for bodies that are made while they are sent. One address gets half of them at most, so that it
/// cannot hold them all by reading slowly; this machine, where a reverse proxy speaks for everybody, any
/// number. Safe from any thread.
class SendingPlaces {
 public:
  explicit SendingPlaces(int places);

  /// A place, given back when the last copy of what is returned goes; empty where there is none for `client`.
  std::shared_ptr<void> take(const ClientAddress& client);

 private:
  struct Taken {
    std::mutex mutex;
    int all = 0;
    std::map<ClientAddress, int> by_client;
  };
  const int places_;
  const std::shared_ptr<Taken> taken_ = std::make_shared<Taken>();
};

}  // namespace searchd
