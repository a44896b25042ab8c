#include "searchd/matching/decoded_index.h"

#include <algorithm>
#include <utility>

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

DecodedDatabase::DecodedDatabase(const Xapian::Database& database, std::size_t most_bytes)
    : most_bytes_(most_bytes),
      lengths_(std::size_t{database.get_lastdocid()} + 1),
      existing_(lengths_.size() / kBitsInWord + 1) {
  if (database.get_doccount() == 0) return;
  for (auto at = database.postlist_begin({}); at != database.postlist_end({}); ++at) {
    lengths_[*at] = at.get_doclength();
    set_bit(existing_, *at);
  }
}

std::shared_ptr<const Postings> DecodedDatabase::postings(const Xapian::Database& database,
                                                          const std::string& term, std::size_t room) const {
  if (auto found = known(term)) return found->bytes() <= room ? found : nullptr;
  const auto documents = database.get_termfreq(term);
  if (kOverhead + documents * sizeof(Posting) > room) return nullptr;
  auto decoded = std::make_shared<const Postings>(decode(database, term, documents));
  keep(term, decoded);
  return decoded;
}

Postings DecodedDatabase::decode(const Xapian::Database& database, const std::string& term,
                                 Xapian::doccount documents) const {
  Postings postings;
  postings.list.reserve(documents);
  const bool is_frequent = std::size_t{documents} * kFrequent >= lengths_.size();
  if (is_frequent) postings.bits.resize(existing_.size());
  for (auto at = database.postlist_begin(term); at != database.postlist_end(term); ++at) {
    postings.list.push_back({*at, at.get_wdf()});
    if (is_frequent) set_bit(postings.bits, *at);
  }
  return postings;
}

std::shared_ptr<const Postings> DecodedDatabase::known(const std::string& term) const {
  const std::lock_guard lock(mutex_);
  const auto found = kept_.find(term);
  if (found == kept_.end()) return nullptr;
  uses_.splice(uses_.begin(), uses_, found->second.use);
  return found->second.postings;
}

void DecodedDatabase::keep(const std::string& term, std::shared_ptr<const Postings> postings) const {
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

DecodedIndex::DecodedIndex(const indexer::IndexReader& index, std::size_t most_bytes)
    : DecodedIndex(index, std::make_shared<const DecodedDatabase>(index.main(), most_bytes)) {}

DecodedIndex::DecodedIndex(const indexer::IndexReader& index, const DecodedIndex& before)
    : DecodedIndex(index, before.main_) {}

DecodedIndex::DecodedIndex(const indexer::IndexReader& index, std::shared_ptr<const DecodedDatabase> main)
    : main_(std::move(main)),
      documents_(index.documents()),
      last_(index.last()),
      first_in_delta_(index.first_in_delta()),
      average_length_(index.average_length()),
      existing_(main_->existing()) {
  for (const auto document : index.replaced()) {
    existing_[document / kBitsInWord] &= ~(std::uint64_t{1} << (document % kBitsInWord));
  }
  if (index.delta() != nullptr) add_delta(*index.delta());
}

void DecodedIndex::add_delta(const Xapian::Database& delta) {
  existing_.resize(last_ / kBitsInWord + 1);
  delta_lengths_.resize(std::size_t{last_} + 1 - std::min(last_ + 1, first_in_delta_));
  if (delta.get_doccount() == 0) return;
  for (auto at = delta.postlist_begin({}); at != delta.postlist_end({}); ++at) {
    delta_lengths_[*at - first_in_delta_] = at.get_doclength();
    set_bit(existing_, *at);
  }
}

const Xapian::termcount* DecodedIndex::lengths_from(Xapian::docid first) const {
  return first < first_in_delta_ ? main_->lengths().data() + first
                                 : delta_lengths_.data() + (first - first_in_delta_);
}

std::size_t DecodedIndex::most_of_one_search() const { return main_->most_bytes() / kShareOfOne; }

}  // namespace searchd
