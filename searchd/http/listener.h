// The sockets a server listens on.
#pragma once

#include <string>
#include <vector>

#include "searchd/http/event.h"

namespace searchd {

struct Listening {
  std::vector<Socket> sockets;  // one for each address of the host
  int port = 0;                 // the same for all
};

/// Listens on every address of `host` ("localhost": 127.0.0.1 and ::1, the second only where this machine has
/// IPv6), with room for 1,024 connections that wait to be accepted. Port 0 takes one that is free. Throws
/// ServerError.
Listening listen_on(const std::string& host, int port);

}  // namespace searchd
