#include "indexer/postings.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <functional>

namespace indexer {
namespace {

// What tells the documents, in bytes: counts follow.
std::size_t bytes_of_documents(std::size_t postings) {
  if (postings < BlockPostings::kDense) return postings * sizeof(BlockOffset);
  return BlockPostings::kWords * (sizeof(std::uint64_t) + sizeof(std::uint16_t));
}

}  // namespace

BlockPostings::BlockPostings(const unsigned char* data, std::size_t size, std::size_t first,
                             std::span<const Many> many)
    : size_(size), first_(first), counts_(data + bytes_of_documents(size)), many_(many) {
  if (is_dense()) {
    bits_ = reinterpret_cast<const std::uint64_t*>(data);
    data += kWords * sizeof(std::uint64_t);
  }
  offsets_ = reinterpret_cast<const std::uint16_t*>(data);
}

bool BlockPostings::has(BlockOffset offset) const {
  if (empty()) return false;
  if (is_dense()) return (bits_[offset / kBitsInWord] >> (offset % kBitsInWord) & 1) != 0;
  return std::binary_search(offsets_, offsets_ + size_, offset);
}

Xapian::termcount BlockPostings::count_of_many(std::size_t at) const {
  const auto number = first_ + at;
  const auto found = std::partition_point(many_.begin(), many_.end(),
                                          [number](const Many& many) { return many.at < number; });
  return found != many_.end() ? found->count : kMany;
}

bool BlockPostings::is_whole() const {
  if (!is_dense()) {
    const auto documents = offsets();
    return std::ranges::adjacent_find(documents, std::greater_equal<>()) == documents.end() &&
           (documents.empty() || documents.back() < kBlockSize);
  }
  std::size_t before = 0;
  for (std::size_t word = 0; word < kWords; ++word) {
    if (offsets_[word] != before) return false;
    before += static_cast<std::size_t>(std::popcount(bits_[word]));
  }
  return before == size_;
}

bool Postings::has(Xapian::docid document) const {
  const auto block = document / kBlockSize;
  const auto found = std::partition_point(stretches_.begin(), stretches_.end(),
                                          [block](const Stretch& stretch) { return stretch.block < block; });
  auto stretch = static_cast<std::size_t>(found - stretches_.begin());
  return in_block(block, stretch).has(block_offset(document));
}

BlockPostings Postings::in_block(std::size_t number, std::size_t& stretch) const {
  while (stretch < stretches_.size() && stretches_[stretch].block < number) ++stretch;
  if (stretch == stretches_.size() || stretches_[stretch].block != number) return {};
  return of(stretch);
}

bool Postings::operator==(const Postings& other) const {
  const auto is_same = [](const Many& a, const Many& b) { return a.at == b.at && a.count == b.count; };
  return size_ == other.size_ && std::ranges::equal(stretches_, other.stretches_) &&
         std::ranges::equal(many_, other.many_, is_same) && std::ranges::equal(data_, other.data_);
}

bool Postings::is_whole(Xapian::docid end) const {
  if (stretches_.empty() || stretches_.front().begin != 0) return size_ == 0 && stretches_.empty();
  std::size_t data = 0;
  for (std::size_t at = 0; at < stretches_.size(); ++at) {
    const auto& stretch = stretches_[at];
    const auto stretch_end = end_of(at);
    if (at > 0 && stretch.block <= stretches_[at - 1].block) return false;
    if (stretch.block > end / kBlockSize || stretch_end <= stretch.begin) return false;
    const auto postings = stretch_end - stretch.begin;
    if (postings > kBlockSize || stretch.data != data) return false;
    data += data_size(postings);
    if (data > data_.size() || !of(at).is_whole()) return false;
  }
  return data == data_.size();
}

std::size_t Postings::data_size(std::size_t postings) {
  const auto size = bytes_of_documents(postings) + postings;
  return (size + kAlignment - 1) / kAlignment * kAlignment;
}

void PostingsBuffer::add(Xapian::docid document, Xapian::termcount count) {
  const auto block = document / kBlockSize;
  if (offsets_.empty() || stretches_.back().block != block) {
    assert(stretches_.empty() || stretches_.back().block < block);
    end_block();
    stretches_.push_back(
        {block, static_cast<std::uint32_t>(size_), static_cast<std::uint32_t>(data_.size())});
  }
  if (count >= BlockPostings::kMany) many_.push_back({static_cast<std::uint32_t>(size_), count});
  assert(offsets_.empty() || offsets_.back() < block_offset(document));
  offsets_.push_back(block_offset(document));
  counts_.push_back(count < BlockPostings::kMany ? static_cast<std::uint8_t>(count) : BlockPostings::kMany);
  ++size_;
}

void PostingsBuffer::end_block() {
  if (offsets_.empty()) return;
  const auto begin = data_.size();
  data_.resize(begin + Postings::data_size(offsets_.size()));
  auto* const data = data_.data() + begin;
  std::memcpy(data + bytes_of_documents(offsets_.size()), counts_.data(), counts_.size());
  if (offsets_.size() < BlockPostings::kDense) {
    std::memcpy(data, offsets_.data(), offsets_.size() * sizeof(BlockOffset));
  } else {
    put_dense(data);
  }
  offsets_.clear();
  counts_.clear();
}

void PostingsBuffer::put_dense(unsigned char* data) const {
  std::array<std::uint64_t, BlockPostings::kWords> bits{};
  std::array<std::uint16_t, BlockPostings::kWords> ranks{};
  for (const auto offset : offsets_)
    bits[offset / BlockPostings::kBitsInWord] |= std::uint64_t{1} << (offset % BlockPostings::kBitsInWord);
  std::size_t before = 0;
  for (std::size_t word = 0; word < bits.size(); ++word) {
    ranks[word] = static_cast<std::uint16_t>(before);
    before += static_cast<std::size_t>(std::popcount(bits[word]));
  }
  std::memcpy(data, bits.data(), sizeof(bits));
  std::memcpy(data + sizeof(bits), ranks.data(), sizeof(ranks));
}

void PostingsBuffer::clear() {
  size_ = 0;
  stretches_.clear();
  many_.clear();
  data_.clear();
  offsets_.clear();
  counts_.clear();
}

Postings PostingsBuffer::postings() {
  end_block();
  return {size_, stretches_, many_, data_};
}

std::size_t PostingsBuffer::bytes() const {
  return stretches_.capacity() * sizeof(Postings::Stretch) + many_.capacity() * sizeof(Postings::Many) +
         data_.capacity() + offsets_.capacity() * sizeof(BlockOffset) + counts_.capacity();
}

void PostingsBuffer::shrink_to_fit() {
  end_block();
  stretches_.shrink_to_fit();
  many_.shrink_to_fit();
  data_.shrink_to_fit();
  offsets_.shrink_to_fit();
  counts_.shrink_to_fit();
}

PostingsBuffer read_postings(const Xapian::Database& database, const std::string& term) {
  PostingsBuffer postings;
  for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
    postings.add(*at, at.get_wdf());
  }
  postings.shrink_to_fit();
  return postings;
}

}  // namespace indexer
