// Which documents may have a word right behind another, told by a few bits for each document: a signature of
// the neighbouring pairs of its frequent words, kept bit by bit for many documents at once (a bit-sliced
// signature file), so that a phrase asks for whole sets of documents before it looks where words stand.
#pragma once

#include <xapian.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "indexer/mapped_file.h"
#include "indexer/position_block.h"

namespace indexer {

/// Words are frequent that at least so many documents have, and one document of so many: of a pair with a
/// rarer word few documents have both.
inline constexpr Xapian::doccount kFrequentInPairs = 1024;
inline constexpr Xapian::doccount kDocumentsOfFrequentInPairs = 64;
/// Of a main database with so many documents.
Xapian::doccount frequent_in_pairs(Xapian::doccount documents);

/// Const once made: safe from any thread.
class PairSignatures {
 public:
  /// So many of the bits of a document tell of a pair.
  static constexpr std::size_t kBitsOfPair = 2;
  /// Their numbers.
  using Pair = std::array<std::uint32_t, kBitsOfPair>;

  /// What write() left in `folder` for the very commit of `main`; null where it left nothing, or it is of
  /// another commit or damaged in its structure.
  static std::unique_ptr<const PairSignatures> mapped(const std::filesystem::path& folder,
                                                      const Xapian::Database& main);
  /// Leaves for mapped(), in place of what is there, the signatures of `main` of words that at least
  /// `frequent` documents have: exact folded forms, or stems where no such form is frequent. `stop`, which
  /// may be empty, is asked before each block (a seventh of a second): where it says true, false comes back
  /// and all is as it was. Throws IndexError; lets Xapian::Error through.
  static bool write(const std::filesystem::path& folder, const Xapian::Database& main,
                    Xapian::doccount frequent, const std::function<bool()>& stop = {});
  static bool write(const std::filesystem::path& folder, const Xapian::Database& main) {
    return write(folder, main, frequent_in_pairs(main.get_doccount()));
  }

  PairSignatures(const PairSignatures&) = delete;
  PairSignatures& operator=(const PairSignatures&) = delete;

  /// The bits of `second` right behind `first`, terms that so many documents of the database have; nothing
  /// where signatures do not tell of these words.
  std::optional<Pair> pair(std::string_view first, Xapian::doccount documents_of_first,
                           std::string_view second, Xapian::doccount documents_of_second) const;
  /// Which documents of block `block` (document / kBlockSize) have bit `bit`: bit o % 64 of word o / 64 is
  /// the document at offset o; those behind the end have it not. Who has not all bits of a pair has not the
  /// pair.
  std::span<const std::uint64_t> documents(std::size_t block, std::uint32_t bit) const;

  /// Whether they say what `main` says, whose commit they are of, of the words that an index like it has them
  /// of. Makes them anew. Lets Xapian::Error through.
  bool is_copy(const Xapian::Database& main) const;

 private:
  struct Head;  // of the file
  explicit PairSignatures(MappedFile file) : file_(std::move(file)) {}
  bool map(const Xapian::Database& main);

  MappedFile file_;
  const Head* head_ = nullptr;
  Xapian::docid end_ = 0;  // of the database's documents
  std::span<const std::uint64_t> bits_;
};

/// Leaves the signatures of `main`, the main database in `generation`, for readers, where they have none of
/// its commit. False where `stop` ended it, see PairSignatures::write(). Throws IndexError; lets
/// Xapian::Error through.
bool write_pair_signatures(const std::filesystem::path& generation, const Xapian::Database& main,
                           const std::function<bool()>& stop);

}  // namespace indexer
