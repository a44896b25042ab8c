// One connection: reads heads, has them answered, writes the answers, and never waits longer than it may.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>

#include "searchd/http/event.h"
#include "searchd/http/open_connections.h"
#include "searchd/http/response_writer.h"
#include "searchd/http/server.h"

namespace searchd {

/// What all connections of a server share. Safe from any thread.
struct ServerState {
  ServerState(const ServerSettings& given, Answers answering, std::function<void(const Served&)> logging)
      : settings(given),
        answers(std::move(answering)),
        log(std::move(logging)),
        open({given.connections, given.connections_per_address}) {}

  const ServerSettings settings;
  const Answers answers;
  const std::function<void(const Served&)> log;
  const ResponseWriter writer;
  const Event* crowded = nullptr;  // ConnectionThreads::crowded()
  Event stopping;
  std::atomic<std::chrono::steady_clock::time_point> stop_at{std::chrono::steady_clock::time_point::max()};
  OpenConnections open;
};

/// Serves one connection, which has been admitted to `state.open`, to its end and closes it.
void serve_connection(Socket socket, ServerState& state);

}  // namespace searchd
