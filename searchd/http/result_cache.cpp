#include "searchd/http/result_cache.h"

#include <utility>

namespace searchd {
namespace {

std::size_t bytes_of(const std::string& name, const Reply& reply) {
  auto bytes = RecentlyUsed<std::string, Reply>::kOverhead + sizeof(Reply) + 2 * name.capacity() +
               reply.body.capacity() + reply.content_type.capacity();
  for (const auto& header : reply.headers)
    bytes += sizeof header + header.first.capacity() + header.second.capacity();
  return bytes;
}

}  // namespace

ResultCache::ResultCache(std::size_t most_bytes) : most_bytes_(most_bytes), kept_(most_bytes) {}

std::shared_ptr<const Reply> ResultCache::find(std::string_view state, const std::string& name) {
  const std::lock_guard lock(mutex_);
  return state == state_ ? kept_.find(name) : nullptr;
}

void ResultCache::keep(std::string_view state, const std::string& name, const Reply& reply) {
  std::shared_ptr<const Reply> copy;  // without room that its texts do not need; none where it cannot be kept
  if (reply.body.size() <= most_bytes_) copy = std::make_shared<const Reply>(reply);
  const std::lock_guard lock(mutex_);
  if (state != state_) {
    kept_.clear();
    state_ = state;
  }
  if (copy == nullptr) return;
  const auto bytes = bytes_of(name, *copy);
  kept_.keep(name, std::move(copy), bytes);
}

std::size_t ResultCache::bytes() const {
  const std::lock_guard lock(mutex_);
  return kept_.bytes();
}

}  // namespace searchd
