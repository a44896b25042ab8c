// A set of documents of one archive that takes a bit for each document there is, whatever it holds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace corpus {

/// Which document of an archive, in the order of first sight from 1 on. It holds as long as the archive's
/// file does, and in no other.
using DocumentNumber = std::int64_t;

/// A million documents are 125 KB.
class DocumentSet {
 public:
  /// Throws std::length_error for what is no number of a document: below 1, or above 2^32, which no archive
  /// comes near.
  void insert(DocumentNumber number);
  bool contains(DocumentNumber number) const;
  std::size_t size() const { return size_; }

  /// The first document of the set behind `number`; nothing where there is none. From 0 on it walks the whole
  /// set.
  std::optional<DocumentNumber> next_after(DocumentNumber number) const;

 private:
  std::vector<std::uint64_t> words_;
  std::size_t size_ = 0;
};

}  // namespace corpus
