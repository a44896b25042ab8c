// Which documents of a block match a planned clause: as sets of bits.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "indexer/position_cursor.h"
#include "searchd/matching/block.h"
#include "searchd/matching/deadline.h"
#include "searchd/matching/execution_plan.h"

namespace searchd {

class BlockMatcher {
 public:
  /// Keeps references. Throws SearchTimeout from whatever takes long.
  BlockMatcher(const ExecutionPlan& plan, Block& block, Deadline deadline);

  /// The block was entered: nothing is known of it yet.
  void enter();

  /// False where no document of the block can match: most blocks have nothing of a rare word.
  bool may_match(PartNumber part) const;
  /// Leaves of `documents`, all of which exist, those that match.
  void narrow(PartNumber part, BlockBits& documents);

 private:
  /// A phrase in the block: where it was looked for, and where it stands.
  struct KnownPhrase {
    BlockBits asked, found;
    bool is_known = false;
  };

  void set_term(TermNumber term, BlockBits& documents) const;
  void narrow_to_term(TermNumber term, BlockBits& documents) const;
  void narrow_to_documents(PartNumber part, BlockBits& documents) const;
  void narrow_to_all(const PlannedClause& clause, BlockBits& documents);
  void narrow_to_any(const std::vector<PartNumber>& parts, BlockBits& documents);
  void narrow_to_phrase(PartNumber part, BlockBits& documents);
  void look_for_phrase(const PlannedClause& phrase, BlockBits& documents);
  bool stands(const PlannedClause& phrase, std::size_t offset);
  void narrow_to_word(const PlannedWord& word, BlockBits& documents) const;
  void narrow_to_covering(const PlannedClause& clause, BlockBits& documents);

  const ExecutionPlan& plan_;
  Block& block_;
  DeadlineGuard guard_;
  std::vector<std::unique_ptr<KnownPhrase>> phrases_;  // of each clause
  std::vector<indexer::PositionCursor> in_document_;   // of the words of a phrase
  Scratch<double> numbers_;
};

}  // namespace searchd
