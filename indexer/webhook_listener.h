// Takes webhooks over HTTP in a process of its own and hands on which posts they name.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

#include <sys/types.h>

#include "corpus/descriptor.h"
#include "indexer/webhook.h"

namespace indexer {

/// Listens while it lives. The bytes of strangers are read in a child process, which knows the secret,
/// answers and passes on through a pipe what was accepted; so this process stays one of one thread. One
/// thread at a time.
class WebhookListener {
 public:
  /// Where to listen: a host's name or address and a port ("127.0.0.1:8090", "[::1]:8090"); port 0 takes a
  /// free one. `seen` as for HookGuard. Throws std::runtime_error where it cannot listen.
  WebhookListener(const std::string& where, std::string secret, std::filesystem::path seen);
  ~WebhookListener();
  WebhookListener(const WebhookListener&) = delete;
  WebhookListener& operator=(const WebhookListener&) = delete;

  int port() const { return port_; }

  /// Readable where hooks() will give something; -1 while there is no child.
  int descriptor() const { return pipe_.number(); }

  /// What was accepted since the last call, in order; never waits. A child that has died is replaced, with a
  /// warning in the log.
  std::vector<Hook> hooks();

 private:
  void start();
  void end_child();

  std::string secret_;
  std::filesystem::path seen_;
  corpus::Descriptor socket_{-1}, pipe_{-1};
  int port_ = 0;
  pid_t child_ = -1;
  std::chrono::steady_clock::time_point started_;
  std::string come_;  // of the pipe, no whole line yet
};

}  // namespace indexer
