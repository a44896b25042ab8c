#include "searchd/matching/decoded_index.h"

#include <algorithm>
#include <utility>

#include "searchd/matching/block_bits.h"

namespace searchd {
namespace {

constexpr std::size_t kShareOfOne = 4;        // of what is kept may be of one search
constexpr std::size_t kShareOfPositions = 2;  // of what is kept: frequent terms' postings are not of it
constexpr std::size_t kOverhead = 256;        // bytes that a term kept costs beside its postings

}  // namespace

std::size_t DecodedTerm::bytes() const { return buffer_ ? kOverhead + buffer_->bytes() : 0; }

DecodedDatabase::DecodedDatabase(const Xapian::Database& database,
                                 std::shared_ptr<const indexer::DocumentColumns> documents, MappedFiles files,
                                 std::size_t most_bytes)
    : most_bytes_(most_bytes),
      documents_(std::move(documents)),
      lengths_(documents_->lengths().first(std::size_t{database.get_lastdocid()} + 1)),
      existing_(documents_->existing().first((lengths_.size() + kBitsInWord - 1) / kBitsInWord)),
      files_(std::move(files)),
      kept_(most_bytes - most_bytes / kShareOfPositions),
      kept_positions_(most_bytes / kShareOfPositions) {}

std::shared_ptr<const DecodedTerm> DecodedDatabase::term(const Xapian::Database& database,
                                                         const std::string& term, std::size_t room) const {
  if (const auto frequent = files_.postings != nullptr ? files_.postings->find(term) : std::nullopt)
    return std::make_shared<const DecodedTerm>(*frequent);
  if (auto found = known(term)) return found->bytes() <= room ? found : nullptr;
  if (kOverhead + indexer::PostingsBuffer::least_bytes(database.get_termfreq(term)) > room) return nullptr;
  auto decoded = std::make_shared<const DecodedTerm>(indexer::read_postings(database, term));
  const auto bytes = decoded->bytes();
  {
    const std::lock_guard lock(mutex_);
    kept_.keep(term, decoded, bytes);
  }
  return bytes <= room ? decoded : nullptr;
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
                           MappedFiles files, std::size_t most_bytes)
    : DecodedIndex(index, std::move(delta),
                   std::make_shared<const DecodedDatabase>(index.main(), std::move(main), std::move(files),
                                                           most_bytes)) {}

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
