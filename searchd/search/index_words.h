// The words that an index holds: those that begin with some letters, those written nearly like one, those
// that are the same name.
#pragma once

#include <xapian.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/index_reader.h"
#include "indexer/indexed_words.h"

namespace searchd {

/// A word of the index and how like the one asked for it is.
struct SimilarWord {
  std::string text;             // exact folded form
  std::uint32_t documents = 0;  // that have it
  std::size_t distance = 0;     // letters to insert, drop, change or swap with their neighbour
};

/// The vocabulary of one state of the index: its exact folded forms, and its stems. Read once for a commit of
/// the main database; what its delta changes stands over that. Const and safe from any thread.
class IndexWords {
 public:
  struct Word {
    std::string_view text;        // folded; points into this object
    std::uint32_t documents = 0;  // that have it
    bool arabic = false;          // its first letter is of an Arabic block
  };

  /// Words, ascending by their bytes, by their numbers from 0 on. A view of this object.
  class List {
   public:
    List() = default;
    explicit List(const indexer::WordList& words) : words_(words) {}

    std::size_t size() const { return words_.size(); }
    Word operator[](std::size_t number) const;
    std::string_view text(std::size_t number) const { return words_.text(number); }
    std::uint32_t documents(std::size_t number) const { return words_.documents(number); }
    std::size_t lower_bound(std::string_view text) const { return words_.lower_bound(text); }
    std::optional<Word> find(std::string_view text) const;

   private:
    indexer::WordList words_;
  };

  /// The words of the main database, as if it had no delta: what its writer left in its folder `generation`
  /// (indexer::write_words()), or else what its terms say (about 0.3 s for a million). Lets Xapian::Error
  /// through.
  explicit IndexWords(const Xapian::Database& main, const std::filesystem::path& generation = {});
  /// The words of `index`, of whose main database `main` are the words. Lets Xapian::Error through.
  IndexWords(const indexer::IndexReader& index, std::shared_ptr<const IndexWords> main);

  /// The exact folded forms: those of the main database.
  const List& words() const { return main_ != nullptr ? main_->words() : words_; }
  /// The stems, likewise.
  const List& stems() const { return main_ != nullptr ? main_->stems() : stems_; }
  /// Of the exact forms those that the delta has or replaced documents had, with all documents that have them
  /// now, which may be none. Empty where there is no delta.
  List changed() const { return main_ != nullptr ? words_ : List(); }

  /// How many documents have `term`, an exact form or stem with its prefix, as index_term() makes it; nothing
  /// for a term of another field and for one in capitals, which are not read. Many times as fast as to ask
  /// the index, most of all where the answer is 0.
  std::optional<std::uint32_t> frequency_of(std::string_view term) const;

  /// The word `text` itself; nothing where no document has it.
  std::optional<Word> find(std::string_view text) const;

  /// The words that begin with `prefix` (folded), itself among them, those in most documents first: at most
  /// `most`. `more` says whether there are others.
  std::vector<std::string> beginning_with(std::string_view prefix, std::size_t most, bool& more) const;

  /// The words of the same script that are at most `max_distance` (1 to 3) away from `word` (folded), itself
  /// not among them: the nearest first, of these those in most documents; at most `most`. None for a `word`
  /// of more than 64 letters. A swap counts one, but its two letters are not changed again. The first call
  /// sorts all words by their length, which others that come meanwhile wait for.
  std::vector<SimilarWord> similar(std::string_view word, std::size_t max_distance, std::size_t most) const;

  /// The stems that may be of the same root as `stem` (analyzers::begin_alike(), analyzers::root_key()),
  /// itself not among them; those in most documents first, at most `most`.
  std::vector<Word> related(std::string_view stem, std::size_t most) const;

  /// The words in Arabic letters, or in others, whose analyzers::name_key() is `key`; those in most documents
  /// first, at most `most`.
  std::vector<std::string> with_name_key(std::string_view key, bool arabic, std::size_t most) const;

 private:
  /// The words of one script and length, with what tells at a glance that one is too far away.
  struct SameLength {
    std::vector<std::uint64_t>
        letters;                       // of each: one bit for each letter that it has; letters may share one
    std::vector<std::uint32_t> words;  // their numbers
  };
  struct Key {
    std::uint32_t hash = 0;
    std::uint32_t word = 0;  // its number
  };

  void sort_by_length() const;
  void make_name_keys() const;
  void make_root_keys() const;
  static std::map<std::string, std::uint32_t> changed_frequencies(const indexer::IndexReader& index,
                                                                  const List& main,
                                                                  const std::string& prefix);
  std::optional<Word> find(List IndexWords::*list, std::string_view text) const;
  bool counts(const IndexWords& level, const Word& word, List IndexWords::*list = &IndexWords::words_) const;
  template <typename Visit>
  void for_each_level(Visit visit) const;
  template <typename Visit>
  void for_each_near(std::uint64_t letters, std::size_t length, bool arabic, std::size_t max_distance,
                     Visit visit) const;
  template <typename Visit>
  void for_each_with_name_key(std::string_view key, bool arabic, Visit visit) const;
  template <typename Visit>
  void for_each_beginning_alike(std::string_view stem, Visit visit) const;
  template <typename Visit>
  void for_each_of_root(std::string_view stem, Visit visit) const;

  std::shared_ptr<const IndexWords> main_;             // null: these are the words of the main database
  std::unique_ptr<const indexer::IndexedWords> read_;  // of the main database; else:
  indexer::WordTable changed_words_, changed_stems_;
  List words_, stems_;  // beside main_: those that the delta has, or that replaced documents had; with all
                        // documents that have them now, which may be none
  mutable std::once_flag sorted_by_length_;
  mutable std::array<std::vector<SameLength>, 2>
      by_length_;  // of words_; 1: Arabic; then by length in code points
  mutable std::once_flag name_keys_made_;
  mutable std::array<std::vector<Key>, 2> name_keys_;  // of words_; 1: in Arabic letters; by hash
  mutable std::once_flag root_keys_made_;
  mutable std::vector<Key> root_keys_;  // of stems_ in Arabic letters; by hash
};

}  // namespace searchd
