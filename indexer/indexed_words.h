// The words of a main database, in order, with how many documents have each.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/mapped_file.h"

namespace indexer {

class CommitFileParts;
class CommitFileWriter;

/// Words, ascending by their bytes. A view: whoever has them must outlive it.
class WordList {
 public:
  /// What take() must be told.
  struct Sizes {
    std::uint64_t words = 0, letters = 0;
  };

  WordList() = default;
  /// Word n has `letters` from begins[n] up to but not begins[n + 1].
  WordList(std::span<const std::uint32_t> begins, std::span<const std::uint32_t> documents,
           std::string_view letters)
      : begins_(begins), documents_(documents), letters_(letters) {}

  std::size_t size() const { return documents_.size(); }
  std::string_view text(std::size_t number) const {
    return letters_.substr(begins_[number], begins_[number + 1] - begins_[number]);
  }
  /// How many have it.
  std::uint32_t documents(std::size_t number) const { return documents_[number]; }
  /// The number of the first word that does not stand before `text`; size() where there is none.
  std::size_t lower_bound(std::string_view text) const;
  /// The number of the word `text`.
  std::optional<std::size_t> find(std::string_view text) const;

  std::span<const std::uint32_t> begins() const { return begins_; }
  std::span<const std::uint32_t> documents() const { return documents_; }
  std::string_view letters() const { return letters_; }
  Sizes sizes() const { return {size(), letters_.size()}; }
  /// Three parts of a file.
  void put(CommitFileWriter& file) const;
  /// What put() wrote; nothing where the file ends before.
  static std::optional<WordList> take(CommitFileParts& parts, const Sizes& sizes);
  /// Whether nothing that is looked up lies outside, and no word is in more than `most` documents, or in
  /// none.
  bool is_whole(std::uint64_t most) const;
  bool operator==(const WordList& other) const;

 private:
  std::span<const std::uint32_t> begins_, documents_;
  std::string_view letters_;
};

/// Has what a WordList shows.
class WordTable {
 public:
  /// Words come in their order. Ends the life of lists that were given.
  void add(std::string_view word, std::uint32_t documents);
  WordList list() const { return {begins_, documents_, letters_}; }

 private:
  std::string letters_;
  std::vector<std::uint32_t> begins_{0}, documents_;
};

/// Const once made: safe from any thread.
class IndexedWords {
 public:
  /// Reads the terms of `main` (about 0.3 s for a million). Lets Xapian::Error through.
  explicit IndexedWords(const Xapian::Database& main);

  /// What write() left in `folder` for the very commit of `main`, mapped; null where it left nothing, or it
  /// is of another commit or damaged.
  static std::unique_ptr<const IndexedWords> mapped(const std::filesystem::path& folder,
                                                    const Xapian::Database& main);
  /// Leaves them for mapped(), in place of what is there. They must be of the commit of `main`. Throws
  /// IndexError.
  void write(const std::filesystem::path& folder, const Xapian::Database& main) const;

  IndexedWords(const IndexedWords&) = delete;
  IndexedWords& operator=(const IndexedWords&) = delete;

  /// The exact folded forms.
  const WordList& exact() const { return exact_; }
  const WordList& stems() const { return stems_; }
  bool operator==(const IndexedWords& other) const {
    return exact_ == other.exact_ && stems_ == other.stems_;
  }

 private:
  struct Head;  // of a file
  explicit IndexedWords(MappedFile file) : file_(std::move(file)) {}
  bool map(const Xapian::Database& main);

  std::optional<MappedFile> file_;  // all that follows points into it, or into these
  WordTable read_exact_, read_stems_;
  WordList exact_, stems_;
};

/// Calls `visit(const std::string& word, const Xapian::TermIterator& term)` for each word among the terms
/// from `term` on whose prefix is `prefix`, the exact forms' or the stems'.
template <typename Visit>
void for_each_word(Xapian::TermIterator term, const Xapian::TermIterator& end, const std::string& prefix,
                   Visit visit);

/// A word's prefix is capitals; a word never begins with one.
constexpr bool is_capital(char letter) { return letter >= 'A' && letter <= 'Z'; }

/// Reads the words of `main`, the main database in `generation`, and leaves them for readers, where they have
/// none of its commit. Throws IndexError; lets Xapian::Error through.
void write_words(const std::filesystem::path& generation, const Xapian::Database& main);

template <typename Visit>
void for_each_word(Xapian::TermIterator term, const Xapian::TermIterator& end, const std::string& prefix,
                   Visit visit) {
  while (term != end) {
    const std::string text = *term;
    if (!text.starts_with(prefix)) return;
    if (text.size() == prefix.size() || is_capital(text[prefix.size()])) {
      // What has no prefix stands before and behind all that has.
      term.skip_to(prefix + '[');
      continue;
    }
    visit(text.substr(prefix.size()), term);
    ++term;
  }
}

}  // namespace indexer
