// Answers to searches that were asked before: kept in memory, of one state of the index, up to a limit.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "searchd/http/reply.h"
#include "searchd/matching/recently_used.h"

namespace searchd {

/// Replies by their names. It lives in memory alone, and with it the questions that stand in it: nothing is
/// written to a disk or a log, and a new state of the index ends them all. Safe from any thread.
class ResultCache {
 public:
  /// Keeps replies of at most `most_bytes` together with their names and what it takes to find them; those
  /// asked for last stay. 0: keeps none.
  explicit ResultCache(std::size_t most_bytes);

  /// The reply that was kept under `name` for `state`; null where none is.
  std::shared_ptr<const Reply> find(std::string_view state, const std::string& name);

  /// Keeps `reply`, in the place of whoever has `name`. What was kept for another state than `state` goes. A
  /// reply that is larger than the limit is not kept.
  void keep(std::string_view state, const std::string& name, const Reply& reply);

  /// How much of the limit is taken, in bytes.
  std::size_t bytes() const;

 private:
  const std::size_t most_bytes_;
  mutable std::mutex mutex_;
  std::string state_;
  RecentlyUsed<std::string, Reply> kept_;
};

}  // namespace searchd
