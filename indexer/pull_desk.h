// What pulling from a running site needs: the site, what we know of it, the archive and the index.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "corpus/live/pull_memory.h"
#include "corpus/live/web_client.h"
#include "indexer/pull.h"
#include "indexer/settings.h"

namespace indexer {

/// Everything that a command needs that pulls from the site of `settings`. The archive is locked and opened
/// for each writing alone, so that other commands can run between. One thread at a time.
class PullDesk {
 public:
  /// `pause` as for corpus::WebClient; `between` as for SitePull. Looks at the archive's pages first and
  /// throws std::runtime_error where it is damaged.
  PullDesk(const Settings& settings, corpus::WebClient::Pause pause, std::function<void()> between = {});
  ~PullDesk();
  PullDesk(const PullDesk&) = delete;
  PullDesk& operator=(const PullDesk&) = delete;

  SitePull& pull();

  /// Brings the index to where the archive stands. True where it is done, false where it was stopped.
  bool update_index();

  /// When all numbers were last compared, in seconds since 1970 (UTC); 0: never.
  std::int64_t compared() const;

  std::int64_t requests() const;  // that the site was asked so far

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace indexer
