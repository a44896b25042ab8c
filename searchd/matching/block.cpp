#include "searchd/matching/block.h"

#include <algorithm>

namespace searchd {
namespace {

// Moves the documents below `beyond` from the rest into the block.
template <typename List, typename NumberOf>
void advance(List& list, std::size_t beyond, NumberOf number_of) {
  const auto end = std::partition_point(list.rest.begin(), list.rest.end(),
                                        [&](const auto& entry) { return number_of(entry) < beyond; });
  const auto count = static_cast<std::size_t>(end - list.rest.begin());
  list.here = list.rest.first(count);
  list.rest = list.rest.subspan(count);
}

}  // namespace

Block::Block(const SearchedIndex& index, const ExecutionPlan& plan)
    : index_(index), plan_(plan), terms_(plan.terms()), documents_(plan.clauses()) {
  for (TermNumber number = 0; number < terms_.size(); ++number) {
    const auto& planned = plan.term(number);
    auto& term = terms_[number];
    if (planned.postings != nullptr) {
      term.rest = planned.postings->list;
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
  const auto beyond = first + kBlockDocuments;
  const bool delta_begins = was_of_main && is_of_delta();
  for (TermNumber number = 0; number < terms_.size(); ++number) {
    auto& term = terms_[number];
    if (delta_begins) term.rest = plan_.term(number).in_delta;
    if (plan_.term(number).postings == nullptr && !is_of_delta()) {
      decode(term);
    } else {
      advance(term, beyond, [](const Posting& posting) { return posting.document; });
    }
  }
  for (auto& list : documents_) advance(list, beyond, [](Xapian::docid document) { return document; });
}

const std::vector<std::uint64_t>* Block::bits(TermNumber term) const {
  const auto& postings = plan_.term(term).postings;
  const bool are_known = postings != nullptr && !postings->bits.empty() && !is_of_delta();
  return are_known ? &postings->bits : nullptr;
}

void Block::decode(Term& term) const {
  term.decoded.clear();
  for (; term.at != term.end && *term.at < first_ + kBlockDocuments; ++term.at) {
    term.decoded.push_back({*term.at, term.at.get_wdf()});
  }
  term.here = term.decoded;
}

std::string_view Block::positions(TermNumber number, std::size_t offset) {
  auto& positions = terms_[number].positions;
  if (positions == nullptr)
    positions = std::make_unique<TermPositions>(index_.reader, index_.decoded, plan_.term(number).text);
  return positions->packed_in(document_at(offset));
}

}  // namespace searchd
