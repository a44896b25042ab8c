#include "searchd/http/result_cache.h"

#include <iterator>
#include <utility>

namespace searchd {
namespace {

// Beside texts: a list's node, a map's node and its place in the table, the counts of the shared reply, and
// what the heap adds to each.
constexpr std::size_t kOverhead = 256;

std::size_t bytes_of(const std::string& name, const Reply& reply) {
  auto bytes =
      kOverhead + sizeof(Reply) + name.capacity() + reply.body.capacity() + reply.content_type.capacity();
  for (const auto& header : reply.headers)
    bytes += sizeof header + header.first.capacity() + header.second.capacity();
  return bytes;
}

}  // namespace

ResultCache::ResultCache(std::size_t most_bytes) : most_bytes_(most_bytes) {}

std::shared_ptr<const Reply> ResultCache::find(std::string_view state, const std::string& name) {
  if (most_bytes_ == 0) return nullptr;
  const std::lock_guard lock(mutex_);
  if (state != state_) return nullptr;
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) return nullptr;
  kept_.splice(kept_.begin(), kept_, found->second);
  return found->second->reply;
}

void ResultCache::keep(std::string_view state, const std::string& name, const Reply& reply) {
  if (most_bytes_ == 0) return;
  Kept kept{name, std::make_shared<const Reply>(reply), 0};
  kept.bytes = bytes_of(kept.name, *kept.reply);
  if (kept.bytes > most_bytes_) return;
  const std::lock_guard lock(mutex_);
  if (state != state_) {
    by_name_.clear();
    kept_.clear();
    bytes_ = 0;
    state_ = state;
  }
  if (const auto known = by_name_.find(name); known != by_name_.end()) drop(known->second);
  while (bytes_ + kept.bytes > most_bytes_) drop(std::prev(kept_.end()));
  bytes_ += kept.bytes;
  kept_.push_front(std::move(kept));
  by_name_.emplace(kept_.front().name, kept_.begin());
}

std::size_t ResultCache::bytes() const {
  const std::lock_guard lock(mutex_);
  return bytes_;
}

void ResultCache::drop(std::list<Kept>::iterator kept) {
  bytes_ -= kept->bytes;
  by_name_.erase(kept->name);
  kept_.erase(kept);
}

}  // namespace searchd
