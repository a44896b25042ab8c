#include "searchd/matching/block.h"

#include <algorithm>

namespace searchd {
Block::Block(const SearchedIndex& index, const ExecutionPlan& plan)
    : index_(index), plan_(plan), terms_(plan.terms()), documents_(plan.clauses()) {
  for (TermNumber number = 0; number < terms_.size(); ++number) {
    const auto& planned = plan.term(number);
    auto& term = terms_[number];
    if (planned.decoded != nullptr) {
      term.all = &planned.decoded->postings();
    } else {
      term.at = index.reader.main().postlist_begin(planned.text);
      term.end = index.reader.main().postlist_end(planned.text);
    }
  }
  for (PartNumber part = 0; part < plan.clauses(); ++part) {
    if (plan.clause(part).op == Op::documents) documents_[part].rest = *plan.clause(part).documents;
  }
}

void Block::enter(std::size_t first) {
  const bool was_of_main = !is_of_delta();
  first_ = first;
  const bool delta_begins = was_of_main && is_of_delta();
  for (TermNumber number = 0; number < terms_.size(); ++number) {
    auto& term = terms_[number];
    if (delta_begins) {
      term.all = &plan_.term(number).in_delta->postings();
      term.stretch = 0;
    }
    if (term.all == nullptr) {
      decode(term);
    } else {
      term.here = term.all->in_block(first / kBlockDocuments, term.stretch);
    }
  }
  for (auto& documents : documents_) {
    const auto begin = std::lower_bound(documents.rest.begin(), documents.rest.end(), first);
    documents.rest = documents.rest.subspan(static_cast<std::size_t>(begin - documents.rest.begin()));
    const auto end = std::lower_bound(documents.rest.begin(), documents.rest.end(), first + kBlockDocuments);
    const auto count = static_cast<std::size_t>(end - documents.rest.begin());
    documents.here = documents.rest.first(count);
    documents.rest = documents.rest.subspan(count);
  }
}

void Block::decode(Term& term) const {
  term.read.clear();
  if (term.at != term.end && *term.at < first_) term.at.skip_to(static_cast<Xapian::docid>(first_));
  for (; term.at != term.end && *term.at < first_ + kBlockDocuments; ++term.at) {
    term.read.add(*term.at, term.at.get_wdf());
  }
  std::size_t stretch = 0;
  term.here = term.read.postings().in_block(first_ / kBlockDocuments, stretch);
}

void Block::keep_pairs(std::span<const indexer::PairSignatures::Pair> pairs, BlockBits& documents) const {
  if (is_of_delta()) return;
  for (const auto& pair : pairs) {
    for (const auto bit : pair)
      documents.keep(index_.decoded.pairs()->documents(first_ / kBlockDocuments, bit), 0);
  }
}

std::string_view Block::positions(TermNumber number, std::size_t offset) {
  auto& positions = terms_[number].positions;
  if (positions == nullptr)
    positions = std::make_unique<TermPositions>(index_.reader, index_.decoded, plan_.term(number).text);
  return positions->packed_in(document_at(offset));
}

}  // namespace searchd
