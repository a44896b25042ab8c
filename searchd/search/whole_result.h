// WholeResult: everything that a search finds, document after document, of one state of the index.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "analyzers/vocabulary.h"
#include "corpus/document.h"
#include "searchd/search/results.h"

namespace searchd {

class IndexLease;

/// The state of the index that a WholeResult reads is there no more: its writer has committed twice since,
/// and used its blocks again. What was read before it is sound.
class ResultLost : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What Searcher::whole_result() gives. Holds a reader of its own, not a searcher, and four bytes for each
/// document; the generation it reads is not removed while it lives. One thread at a time, any thread.
class WholeResult {
 public:
  /// `documents`: their numbers in the index of `lease`, in order.
  WholeResult(IndexLease lease, std::vector<std::uint32_t> documents);
  ~WholeResult();
  WholeResult(WholeResult&&) noexcept;

  /// How many documents next() gives in all.
  std::int64_t total() const;
  corpus::Revision revision() const;
  /// As SearchResults::state.
  const std::string& state() const;
  const analyzers::Vocabulary& vocabulary() const;

  struct Item {
    corpus::Document document;
    corpus::DocumentId parent, translation;  // as in a hit: those that are shown; else empty
  };
  /// The next document; nothing behind the last one. Throws ResultLost; then there is no use in going on.
  std::optional<Item> next();

  /// As in a hit. Throws ResultLost.
  std::optional<DocumentLink> link(const corpus::DocumentId& id);

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace searchd
