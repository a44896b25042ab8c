// What is asked of a CompletionIndex; completion_maker.cpp makes it.
#include <algorithm>

#include "searchd/search/completion_index.h"

namespace searchd {

void CompletionIndex::rank_keys() {
  letters_.shrink_to_fit();
  keys_.shrink_to_fit();
  const auto ranked = [this](KeyOrder order) {
    return BestInRange(keys_.size(), [this, order](std::size_t at) { return rank(keys_[at], order); });
  };
  by_beginning_ = ranked(KeyOrder::beginnings_first);
  by_entry_ = ranked(KeyOrder::all_alike);
}

// There are less than 2^29 entries: each has two letters or more of letters_.
std::uint32_t CompletionIndex::rank(const Key& key, KeyOrder order) {
  const bool is_later = order == KeyOrder::beginnings_first && !key.first;
  return std::uint32_t{is_later} << 30U | std::uint32_t{key.alias} << 29U | key.entry;
}

std::vector<const CompletionIndex::Key*> CompletionIndex::best_of(std::span<const Key> keys, std::size_t most,
                                                                  KeyOrder order) const {
  const auto& tree = order == KeyOrder::beginnings_first ? by_beginning_ : by_entry_;
  const auto first = static_cast<std::size_t>(keys.data() - keys_.data());
  std::vector<const Key*> best;
  for (const auto at : tree.best(first, first + keys.size(), most,
                                 [this, order](std::size_t number) { return rank(keys_[number], order); })) {
    best.push_back(&keys_[at]);
  }
  return best;
}

std::string_view CompletionIndex::whole_text(const Key& key) const {
  const auto before = std::string_view(letters_).substr(0, key.begin).rfind('\n');
  return slice(before == std::string_view::npos ? 0 : static_cast<std::uint32_t>(before + 1), key.end);
}

std::span<const CompletionIndex::Key> CompletionIndex::keys_beginning_with(std::string_view prefix) const {
  const auto first =
      std::lower_bound(keys_.begin(), keys_.end(), prefix,
                       [this](const Key& key, std::string_view wanted) { return text(key) < wanted; });
  const auto last = std::partition_point(
      first, keys_.end(), [this, prefix](const Key& key) { return text(key).starts_with(prefix); });
  return {first, last};
}

std::span<const CompletionIndex::Word> CompletionIndex::words_beginning_with(std::string_view prefix) const {
  const auto first =
      std::lower_bound(words_.begin(), words_.end(), prefix,
                       [this](const Word& word, std::string_view wanted) { return text(word) < wanted; });
  const auto last = std::partition_point(
      first, words_.end(), [this, prefix](const Word& word) { return text(word).starts_with(prefix); });
  return {first, last};
}

std::vector<std::string_view> CompletionIndex::words_with_name_key(std::string_view key) const {
  auto at =
      std::lower_bound(name_keys_.begin(), name_keys_.end(), key,
                       [](const NameKey& known, std::string_view wanted) { return known.key < wanted; });
  std::vector<std::string_view> words;
  for (; at != name_keys_.end() && at->key == key; ++at) {
    const auto word = text(words_[at->word]);
    if (std::find(words.begin(), words.end(), word) == words.end()) words.push_back(word);
  }
  return words;
}

}  // namespace searchd
