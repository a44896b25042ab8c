// Values that are kept up to a limit of bytes: those asked for last stay.
#pragma once

#include <cstddef>
#include <iterator>
#include <list>
#include <memory>
#include <unordered_map>
#include <utility>

namespace searchd {

/// One thread at a time. Values are shared, so that whoever has one keeps it also when it goes from here.
template <typename Key, typename Value>
class RecentlyUsed {
 public:
  explicit RecentlyUsed(std::size_t most_bytes) : most_bytes_(most_bytes) {}

  /// Null where none is kept under `key`.
  std::shared_ptr<const Value> find(const Key& key) {
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    kept_.splice(kept_.begin(), kept_, found->second);
    return found->second->value;
  }

  /// What it takes to find a value: a node of the list and one of the table with its place there, the counts
  /// of the shared value, and what the heap adds to each.
  static constexpr std::size_t kOverhead = 2 * sizeof(Key) + sizeof(std::shared_ptr<const Value>) + 168;

  /// In the place of what has `key`; those that were not asked for longest go until `bytes` more (all that
  /// the value takes, kOverhead too) are within the limit. What is larger than the limit is not kept.
  void keep(const Key& key, std::shared_ptr<const Value> value, std::size_t bytes) {
    if (bytes > most_bytes_) return;
    if (const auto known = by_key_.find(key); known != by_key_.end()) drop(known->second);
    while (bytes_ + bytes > most_bytes_) drop(std::prev(kept_.end()));
    kept_.push_front({key, std::move(value), bytes});
    by_key_.emplace(key, kept_.begin());
    bytes_ += bytes;
  }

  void clear() {
    by_key_.clear();
    kept_.clear();
    bytes_ = 0;
  }

  /// How much of the limit is taken.
  std::size_t bytes() const { return bytes_; }

 private:
  struct Kept {
    Key key;
    std::shared_ptr<const Value> value;
    std::size_t bytes;
  };
  using Place = typename std::list<Kept>::iterator;

  void drop(Place kept) {
    bytes_ -= kept->bytes;
    by_key_.erase(kept->key);
    kept_.erase(kept);
  }

  const std::size_t most_bytes_;
  std::list<Kept> kept_;  // the last asked for first
  std::unordered_map<Key, Place> by_key_;
  std::size_t bytes_ = 0;
};

}  // namespace searchd
