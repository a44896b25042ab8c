// The postings of the frequent terms of a main database as searches go through them, in a file that they map:
// to read them from Xapian takes nine nanoseconds each, and many readers share one copy.
#pragma once

#include <xapian.h>

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "indexer/indexed_words.h"
#include "indexer/mapped_file.h"
#include "indexer/postings.h"

namespace indexer {

/// A term that so many documents have is frequent: to read fewer postings from Xapian takes ten microseconds.
inline constexpr Xapian::doccount kFrequentTerm = 1024;

/// Safe from any thread.
class FrequentPostings {
 public:
  /// What write() left in `folder` for the very commit of `main`; null where it left nothing, or it is of
  /// another commit or damaged.
  static std::unique_ptr<const FrequentPostings> mapped(const std::filesystem::path& folder,
                                                        const Xapian::Database& main);
  /// Leaves for mapped(), in place of what is there, the postings of all terms of `main` that at least
  /// `frequent` documents have. `stop`, which may be empty, is asked before each term (a hundredth of a
  /// second for one that a million documents have): where it says true, false comes back and all is as it
  /// was. Throws IndexError; lets Xapian::Error through.
  static bool write(const std::filesystem::path& folder, const Xapian::Database& main,
                    Xapian::doccount frequent = kFrequentTerm, const std::function<bool()>& stop = {});

  FrequentPostings(const FrequentPostings&) = delete;
  FrequentPostings& operator=(const FrequentPostings&) = delete;

  /// The terms, with how many documents have each.
  const WordList& terms() const { return terms_; }
  /// Those of `term`, as long as this stands; nothing where it is not among the terms, or what is there is
  /// damaged so that it cannot be gone through. The first to ask for a term looks that through.
  std::optional<Postings> find(std::string_view term) const;

 private:
  enum class Look : std::uint8_t { none, whole, damaged };
  struct Head;      // of the file
  struct TermHead;  // of a term's part of it
  explicit FrequentPostings(MappedFile file) : file_(std::move(file)) {}
  bool map(const Xapian::Database& main);
  std::optional<Postings> read(std::size_t number) const;

  MappedFile file_;
  Xapian::docid end_ = 0;  // of the database's documents
  WordList terms_;
  std::span<const std::uint64_t> begins_;  // of each term's part, and where the last one's ends
  std::span<const unsigned char> parts_;
  std::unique_ptr<std::atomic<Look>[]> looks_;  // at each term
};

/// Leaves the postings of the frequent terms of `main`, the main database in `generation`, for readers, where
/// they have none of its commit. False where `stop` ended it, see FrequentPostings::write(). Throws
/// IndexError; lets Xapian::Error through.
bool write_frequent_postings(const std::filesystem::path& generation, const Xapian::Database& main,
                             const std::function<bool()>& stop);

/// Whether they are what `main`, of whose commit they are, says. Reads it all. Lets Xapian::Error through.
bool is_copy(const FrequentPostings& postings, const Xapian::Database& main);

}  // namespace indexer
