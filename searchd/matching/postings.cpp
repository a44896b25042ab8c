#include "searchd/matching/postings.h"

#include <algorithm>

namespace searchd {

BlockPostings::BlockPostings(const Postings& all, std::size_t begin, std::size_t end)
    : all_(&all),
      begin_(begin),
      offsets_(std::span(all.offsets_).subspan(begin, end - begin)),
      counts_(all.counts_.data() + begin) {}

void Postings::add(Xapian::docid document, Xapian::termcount count) {
  const auto block = document / indexer::kBlockSize;
  if (stretches_.empty() || stretches_.back().block != block)
    stretches_.push_back({block, static_cast<std::uint32_t>(offsets_.size())});
  if (count >= kMany) many_.push_back({static_cast<std::uint32_t>(offsets_.size()), count});
  offsets_.push_back(indexer::block_offset(document));
  counts_.push_back(count < kMany ? static_cast<std::uint8_t>(count) : kMany);
}

void Postings::reserve(std::size_t documents) {
  offsets_.reserve(documents);
  counts_.reserve(documents);
}

void Postings::clear() {
  stretches_.clear();
  offsets_.clear();
  counts_.clear();
  many_.clear();
}

bool Postings::has(Xapian::docid document) const {
  const auto block = document / indexer::kBlockSize;
  const auto found = std::partition_point(stretches_.begin(), stretches_.end(),
                                          [block](const Stretch& stretch) { return stretch.block < block; });
  auto stretch = static_cast<std::size_t>(found - stretches_.begin());
  const auto offsets = in_block(block, stretch).offsets();
  return std::binary_search(offsets.begin(), offsets.end(), indexer::block_offset(document));
}

BlockPostings Postings::in_block(std::size_t number, std::size_t& stretch) const {
  while (stretch < stretches_.size() && stretches_[stretch].block < number) ++stretch;
  if (stretch == stretches_.size() || stretches_[stretch].block != number) return {};
  return {*this, stretches_[stretch].begin, end_of(stretch)};
}

std::size_t Postings::bytes() const {
  return stretches_.capacity() * sizeof(Stretch) + offsets_.capacity() * sizeof(Offset) + counts_.capacity() +
         many_.capacity() * sizeof(Many);
}

Xapian::termcount Postings::count_of_many(std::size_t at) const {
  return std::partition_point(many_.begin(), many_.end(), [at](const Many& many) { return many.at < at; })
      ->count;
}

Postings read_postings(const Xapian::Database& database, const std::string& term,
                       Xapian::doccount documents) {
  Postings postings;
  postings.reserve(documents);
  for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
    postings.add(*at, at.get_wdf());
  }
  return postings;
}

}  // namespace searchd
