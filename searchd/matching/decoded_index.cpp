#include "searchd/matching/decoded_index.h"

#include "searchd/matching/block_bits.h"

namespace searchd {
namespace {

constexpr std::size_t kFrequent = 32;   // a term that one in so many documents has: a bit each costs less
constexpr std::size_t kShareOfOne = 4;  // of what is kept may be of one search
constexpr std::size_t kOverhead = 256;  // bytes that a term kept costs beside its postings

void set_bit(std::vector<std::uint64_t>& bits, Xapian::docid document) {
  bits[document / kBitsInWord] |= std::uint64_t{1} << (document % kBitsInWord);
}

}  // namespace

std::size_t Postings::bytes() const {
  return kOverhead + list.capacity() * sizeof(Posting) + bits.capacity() * sizeof(std::uint64_t);
}

DecodedIndex::DecodedIndex(const Xapian::Database& database, std::size_t most_bytes)
    : most_bytes_(most_bytes),
      documents_(database.get_doccount()),
      last_(database.get_lastdocid()),
      average_length_(database.get_avlength()),
      lengths_(std::size_t{last_} + 1),
      existing_(last_ / kBitsInWord + 1) {
  if (documents_ == 0) return;
  for (auto at = database.postlist_begin({}); at != database.postlist_end({}); ++at) {
    lengths_[*at] = at.get_doclength();
    set_bit(existing_, *at);
  }
}

std::size_t DecodedIndex::most_of_one_search() const { return most_bytes_ / kShareOfOne; }

std::shared_ptr<const Postings> DecodedIndex::postings(const Xapian::Database& database,
                                                       const std::string& term, std::size_t room) const {
  if (auto found = known(term)) return found->bytes() <= room ? found : nullptr;
  const auto documents = database.get_termfreq(term);
  if (kOverhead + documents * sizeof(Posting) > room) return nullptr;
  auto decoded = std::make_shared<const Postings>(decode(database, term, documents));
  keep(term, decoded);
  return decoded;
}

Postings DecodedIndex::decode(const Xapian::Database& database, const std::string& term,
                              Xapian::doccount documents) const {
  Postings postings;
  postings.list.reserve(documents);
  const bool is_frequent = std::size_t{documents} * kFrequent > last_;
  if (is_frequent) postings.bits.resize(existing_.size());
  for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
    postings.list.push_back({*at, at.get_wdf()});
    if (is_frequent) set_bit(postings.bits, *at);
  }
  return postings;
}

std::shared_ptr<const Postings> DecodedIndex::known(const std::string& term) const {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(term);
  if (found == kept_.end()) return nullptr;
  uses_.splice(uses_.begin(), uses_, found->second.use);
  return found->second.postings;
}

void DecodedIndex::keep(const std::string& term, std::shared_ptr<const Postings> postings) const {
  const auto bytes = postings->bytes();
  if (bytes > most_bytes_) return;
  const std::lock_guard lock(mutex_);
  if (kept_.contains(term)) return;  // another thread was faster
  while (bytes_ + bytes > most_bytes_) {
    const auto oldest = kept_.find(uses_.back());
    bytes_ -= oldest->second.postings->bytes();
    kept_.erase(oldest);
    uses_.pop_back();
  }
  uses_.push_front(term);
  kept_.emplace(term, Kept{std::move(postings), uses_.begin()});
  bytes_ += bytes;
}

}  // namespace searchd
