#include "searchd/matching/block_matcher.h"

#include <algorithm>

namespace searchd {
namespace {

using indexer::PositionCursor;

// Whether each word stands right behind the one before, somewhere. Gone through from the positions of the
// word that has the fewest: next to a frequent word these are often one or two. None is at its end.
bool stand_in_a_row(std::span<PositionCursor> words) {
  const auto fewest = std::min_element(words.begin(), words.end(), [](const auto& a, const auto& b) {
    return a.bytes_to_come() < b.bytes_to_come();
  });
  const auto before = static_cast<Xapian::termpos>(fewest - words.begin());
  for (; !fewest->at_end(); fewest->next()) {
    if (fewest->position() < before) continue;
    auto wanted = fewest->position() - before;
    const bool go_with_it = std::all_of(words.begin(), words.end(), [&wanted](PositionCursor& word) {
      word.pass(wanted);
      return !word.at_end() && word.position() == wanted++;
    });
    if (go_with_it) return true;
  }
  return false;
}

// Whether the words stand one after the other within the window. From each position of the first word the
// nearest one of each next word is gone to: no other choice ends earlier. From a later position of the first
// none is gone to that is earlier than before. None is at its end.
bool stand_within(std::span<PositionCursor> words, Xapian::termcount window) {
  for (auto& first = words.front(); !first.at_end(); first.next()) {
    auto last = first.position();
    for (auto& word : words.subspan(1)) {
      word.pass(last + 1);
      if (word.at_end()) return false;
      last = word.position();
      if (last - first.position() >= window) break;
    }
    if (last - first.position() < window) return true;
  }
  return false;
}

}  // namespace

BlockMatcher::BlockMatcher(const ExecutionPlan& plan, Block& block, Deadline deadline)
    : plan_(plan), block_(block), guard_(deadline), phrases_(plan.clauses()) {}

void BlockMatcher::enter() {
  guard_.check();
  for (auto& phrase : phrases_) {
    if (phrase != nullptr) phrase->is_known = false;
  }
}

bool BlockMatcher::may_match(PartNumber part) const {
  const auto& clause = plan_.clause(part);
  const auto may = [this](PartNumber its_part) { return may_match(its_part); };
  switch (clause.op) {
    case Op::term: return !block_.postings(clause.term).empty();
    case Op::documents: return !block_.documents(part).empty();
    case Op::everything:
    case Op::constant:
    case Op::covering: return true;
    case Op::any:
    case Op::synonym:
    case Op::greatest: return std::any_of(clause.parts.begin(), clause.parts.end(), may);
    case Op::all:
    case Op::filter:
    case Op::phrase: return std::all_of(clause.parts.begin(), clause.parts.end(), may);
    case Op::maybe:
    case Op::scaled: return may_match(clause.parts.front());
  }
  __builtin_unreachable();
}

void BlockMatcher::narrow(PartNumber part, BlockBits& documents) {
  const auto& clause = plan_.clause(part);
  switch (clause.op) {
    case Op::term: return narrow_to_term(clause.term, documents);
    case Op::documents: return narrow_to_documents(part, documents);
    case Op::everything:
    case Op::constant: return;  // the documents are those that exist
    case Op::covering: return narrow_to_covering(clause, documents);
    case Op::any:
    case Op::synonym:
    case Op::greatest: return narrow_to_any(clause.parts, documents);
    case Op::phrase: return narrow_to_phrase(part, documents);
    case Op::scaled: return narrow(clause.parts.front(), documents);
    case Op::all:
    case Op::filter:
    case Op::maybe: return narrow_to_all(clause, documents);
  }
}

void BlockMatcher::set_term(TermNumber term, BlockBits& documents) const {
  const auto& postings = block_.postings(term);
  if (postings.is_dense()) return documents.add(postings.bits());
  for (const auto offset : postings.offsets()) documents.set(offset);
}

void BlockMatcher::narrow_to_term(TermNumber term, BlockBits& documents) const {
  const auto& postings = block_.postings(term);
  if (postings.is_dense()) return documents.keep(postings.bits());
  BlockBits its;
  its.clear();
  set_term(term, its);
  documents &= its;
}

void BlockMatcher::narrow_to_documents(PartNumber part, BlockBits& documents) const {
  BlockBits its;
  its.clear();
  for (const auto document : block_.documents(part)) its.set(block_.offset_of(document));
  documents &= its;
}

void BlockMatcher::narrow_to_all(const PlannedClause& clause, BlockBits& documents) {
  for (const auto part : clause.rarest_first) {
    narrow(part, documents);
    if (!documents.any()) return;
  }
}

void BlockMatcher::narrow_to_any(const std::vector<PartNumber>& parts, BlockBits& documents) {
  BlockBits either;
  either.clear();
  for (const auto part : parts) {
    const auto& clause = plan_.clause(part);
    if (clause.op == Op::term) {
      set_term(clause.term, either);
    } else if (may_match(part)) {
      auto its = documents;
      narrow(part, its);
      either |= its;
    }
  }
  documents &= either;
}

void BlockMatcher::narrow_to_phrase(PartNumber part, BlockBits& documents) {
  auto& known = phrases_[part];
  if (known == nullptr) known = std::make_unique<KnownPhrase>();
  if (!known->is_known || !documents.is_within(known->asked)) {
    known->is_known = true;
    known->asked = known->found = documents;
    look_for_phrase(plan_.clause(part), known->found);
  }
  documents &= known->found;
}

void BlockMatcher::look_for_phrase(const PlannedClause& phrase, BlockBits& documents) {
  narrow_to_all(phrase, documents);
  block_.keep_pairs(phrase.pairs, documents);
  const auto candidates = documents;
  candidates.for_each([&](std::size_t offset) {
    guard_.tick();
    if (!stands(phrase, offset)) documents.reset(offset);
  });
}

bool BlockMatcher::stands(const PlannedClause& phrase, std::size_t offset) {
  in_document_.clear();
  for (const auto part : phrase.parts) {
    in_document_.emplace_back(block_.positions(plan_.clause(part).term, offset));
    if (in_document_.back().at_end()) return false;
  }
  return phrase.window == phrase.parts.size() ? stand_in_a_row(in_document_)
                                              : stand_within(in_document_, phrase.window);
}

// Leaves those that have the word.
void BlockMatcher::narrow_to_word(const PlannedWord& word, BlockBits& documents) const {
  BlockBits either;
  either.clear();
  for (const auto& way : word.ways) {
    auto its = documents;
    for (const auto term : way) narrow_to_term(term, its);
    either |= its;
  }
  documents &= either;
}

void BlockMatcher::narrow_to_covering(const PlannedClause& clause, BlockBits& documents) {
  BlockBits candidates;
  candidates.clear();
  Scratch<double>::Loan loan(numbers_);
  auto& masses = *loan;
  masses.fill(0);
  for (std::size_t word = 0; word < clause.words.size(); ++word) {
    auto its = word < clause.leading ? documents : candidates;
    narrow_to_word(clause.words[word], its);
    its.for_each([&](std::size_t offset) { masses[offset] += clause.words[word].mass; });
    if (word < clause.leading) candidates |= its;
  }
  documents &= candidates;
  candidates = documents;
  candidates.for_each([&](std::size_t offset) {
    if (masses[offset] < clause.needed) documents.reset(offset);
  });
}

}  // namespace searchd
