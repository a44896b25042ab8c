#include "searchd/matching/decoded_index.h"

#include <algorithm>
#include <utility>

#include "searchd/matching/block_bits.h"

namespace searchd {
namespace {

constexpr std::size_t kFrequent = 24;   // a term that one in so many documents has: a bit each costs less
constexpr std::size_t kShareOfOne = 4;  // of what is kept may be of one search
constexpr std::size_t kShareOfPositions = 8;  // of what is kept: they are read for phrases alone
constexpr std::size_t kOverhead = 256;        // bytes that a term kept costs beside its postings

void set_bit(std::vector<std::uint64_t>& bits, Xapian::docid document) {
  bits[document / kBitsInWord] |= std::uint64_t{1} << (document % kBitsInWord);
}

}  // namespace

std::size_t DecodedTerm::bytes() const {
  return kOverhead + postings.bytes() + bits.capacity() * sizeof(std::uint64_t);
}

DecodedDatabase::DecodedDatabase(const Xapian::Database& database,
                                 std::shared_ptr<const indexer::DocumentColumns> documents,
                                 std::size_t most_bytes)
    : most_bytes_(most_bytes),
      documents_(std::move(documents)),
      lengths_(documents_->lengths().first(std::size_t{database.get_lastdocid()} + 1)),
      existing_(documents_->existing().first((lengths_.size() + kBitsInWord - 1) / kBitsInWord)),
      kept_(most_bytes - most_bytes / kShareOfPositions),
      kept_positions_(most_bytes / kShareOfPositions) {}

std::shared_ptr<const DecodedTerm> DecodedDatabase::term(const Xapian::Database& database,
                                                         const std::string& term, std::size_t room) const {
  if (auto found = known(term)) return found->bytes() <= room ? found : nullptr;
  const auto documents = database.get_termfreq(term);
  if (kOverhead + Postings::bytes_of(documents) > room) return nullptr;
  auto decoded = std::make_shared<const DecodedTerm>(decode(database, term, documents));
  const auto bytes = decoded->bytes();  // more than its postings: bits, and a beginning for each block
  {
    const std::lock_guard lock(mutex_);
    kept_.keep(term, decoded, bytes);
  }
  return bytes <= room ? decoded : nullptr;
}

DecodedTerm DecodedDatabase::decode(const Xapian::Database& database, const std::string& term,
                                    Xapian::doccount documents) const {
  DecodedTerm decoded{read_postings(database, term, documents), {}};
  if (decoded.postings.size() * kFrequent < lengths_.size()) return decoded;
  decoded.bits.resize(existing_.size());
  std::size_t stretch = 0;
  for (std::size_t block = 0; block * kBlockDocuments < lengths_.size(); ++block) {
    for (const auto offset : decoded.postings.in_block(block, stretch).offsets())
      set_bit(decoded.bits, static_cast<Xapian::docid>(block * kBlockDocuments + offset));
  }
  return decoded;
}

std::shared_ptr<const DecodedTerm> DecodedDatabase::known(const std::string& term) const {
  const std::lock_guard lock(mutex_);
  return kept_.find(term);
}

std::shared_ptr<const std::string> DecodedDatabase::positions(const Xapian::Database& database,
                                                              const std::string& term,
                                                              Xapian::docid document) const {
  const auto key = indexer::position_key(term, document);
  {
    const std::lock_guard lock(mutex_);
    if (auto known = kept_positions_.find(key)) return known;
  }
  auto read = std::make_shared<const std::string>(database.get_metadata(key));
  const std::lock_guard lock(mutex_);
  kept_positions_.keep(key, read, read->size() + 2 * key.size() + decltype(kept_positions_)::kOverhead);
  return read;
}

DecodedIndex::DecodedIndex(const indexer::IndexReader& index, Documents main, Documents delta,
                           std::size_t most_bytes)
    : DecodedIndex(index, std::move(delta),
                   std::make_shared<const DecodedDatabase>(index.main(), std::move(main), most_bytes)) {}

DecodedIndex::DecodedIndex(const indexer::IndexReader& index, Documents delta, const DecodedIndex& before)
    : DecodedIndex(index, std::move(delta), before.main_) {}

DecodedIndex::DecodedIndex(const indexer::IndexReader& index, Documents delta,
                           std::shared_ptr<const DecodedDatabase> main)
    : main_(std::move(main)),
      delta_(std::move(delta)),
      documents_(index.documents()),
      last_(index.last()),
      first_in_delta_(index.first_in_delta()),
      average_length_(index.average_length()),
      existing_(main_->existing().begin(), main_->existing().end()) {
  for (const auto document : index.replaced()) {
    existing_[document / kBitsInWord] &= ~(std::uint64_t{1} << (document % kBitsInWord));
  }
  if (delta_ != nullptr) add_delta();
}

// It begins with a block, behind all of the main database.
void DecodedIndex::add_delta() {
  existing_.resize(first_in_delta_ / kBitsInWord);
  existing_.insert(existing_.end(), delta_->existing().begin(), delta_->existing().end());
}

const Xapian::termcount* DecodedIndex::lengths_from(Xapian::docid first) const {
  return first < first_in_delta_ ? main_->lengths().data() + first
                                 : delta_->lengths().data() + (first - first_in_delta_);
}

std::shared_ptr<const std::string> DecodedIndex::positions(const indexer::IndexReader& index,
                                                           const std::string& term,
                                                           Xapian::docid document) const {
  if (document < first_in_delta_) return main_->positions(index.main(), term, document);
  return std::make_shared<const std::string>(index.positions(term, document));
}

std::size_t DecodedIndex::most_of_one_search() const { return main_->most_bytes() / kShareOfOne; }

}  // namespace searchd
