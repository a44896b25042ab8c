// Segments: a generation is built as many small databases, side by side, that are merged into one.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>

#include "indexer/change_reader.h"
#include "indexer/index_schema.h"

namespace indexer {

/// Fills an empty generation. One thread after another writes a segment of some thousand documents, which
/// fills all cores; fewer documents would leave a term's list of documents in more pieces, for merging joins
/// none. The segments lie in a folder of the generation, gone when this is destroyed. One thread calls; what
/// it gives is analysed and written on threads of its own.
class IndexSegments {
 public:
  /// `threads` segments are written at a time, their documents as `schema` has them.
  IndexSegments(std::filesystem::path generation, int threads, Schema schema);
  ~IndexSegments();
  IndexSegments(const IndexSegments&) = delete;
  IndexSegments& operator=(const IndexSegments&) = delete;

  /// Begins a segment of `changes`, each of another document than all others. Waits while all threads are
  /// busy. Throws IndexDamaged where an earlier one could not be written, IndexError where a document of it
  /// cannot be indexed.
  void add(Changes changes);

  /// Merges the segments, in the order in which they were begun, into the generation: one database without
  /// metadata; none where there was no document. Not yet on the disk. Throws IndexDamaged.
  void merge();

  /// What merging will take of the disk.
  std::uint64_t size() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace indexer
