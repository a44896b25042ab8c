// All that can be completed in one state of the index: names, hashtags, titles and what titles often say.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/vocabulary.h"
#include "searchd/search/best_in_range.h"
#include "searchd/search/columns.h"
#include "searchd/search/completion.h"

namespace searchd {

/// Const once made: safe from any thread.
class CompletionIndex {
 public:
  /// What is shown for a completion; several keys may lead to one.
  struct Entry {
    std::string text, other, id;
    CompletionKind kind{};
    std::uint32_t documents = 0;
    bool arabic = false;
  };
  /// A word of a folded text and all that follows it: what typed letters are held against.
  struct Key {
    std::uint32_t begin = 0, end = 0;  // in letters()
    std::uint32_t entry = 0;
    bool first = false;  // it is the first word of its text
    bool alias = false;  // its text is another spelling than the one shown
  };
  /// A word that some key begins with.
  struct Word {
    std::uint32_t begin = 0, end = 0;  // in letters()
    std::uint32_t keys = 0;            // that begin with it
  };
  struct NameKey {
    std::string key;
    std::uint32_t word = 0;  // of words()
  };

  /// What a making throws that was asked to stop.
  struct Stopped {};

  /// Reads titles and names out of `database`, whose documents are `documents` (some 25 microseconds a
  /// document). Throws Stopped soon after `stop` was asked for; lets Xapian::Error through.
  CompletionIndex(const Xapian::Database& database, const DocumentColumns& documents,
                  const analyzers::Vocabulary& vocabulary, std::stop_token stop);
  /// Of titles alone.
  CompletionIndex(const Xapian::Database& database, const DocumentColumns& documents);

  const Entry& entry(std::uint32_t number) const { return entries_[number]; }
  std::string_view text(const Key& key) const { return slice(key.begin, key.end); }
  std::string_view text(const Word& word) const { return slice(word.begin, word.end); }
  /// The whole folded text that `key` is a part of.
  std::string_view whole_text(const Key& key) const;

  /// The keys that begin with `prefix`, ascending by their text.
  std::span<const Key> keys_beginning_with(std::string_view prefix) const;
  /// In which order keys are better: those that begin their text before others, or all alike; then spellings
  /// as shown before others, then by entry.
  enum class KeyOrder { beginnings_first, all_alike };

  /// The best `most` of `keys`, which are some that stand together (keys_beginning_with()), the best first.
  /// Microseconds, however many there are.
  std::vector<const Key*> best_of(std::span<const Key> keys, std::size_t most, KeyOrder order) const;

  /// The words that begin with `prefix`, ascending.
  std::span<const Word> words_beginning_with(std::string_view prefix) const;
  /// Words of names whose analyzers::name_key() is `key`.
  std::vector<std::string_view> words_with_name_key(std::string_view key) const;

 private:
  class Maker;
  std::string_view slice(std::uint32_t begin, std::uint32_t end) const {
    return std::string_view(letters_).substr(begin, end - begin);
  }

  void rank_keys();
  static std::uint32_t rank(const Key& key, KeyOrder order);

  std::string letters_;                  // the folded texts, one after the other, each behind a '\n'
  std::vector<Entry> entries_;           // those in more documents first, then by kind
  std::vector<Key> keys_;                // ascending by their text
  BestInRange by_beginning_, by_entry_;  // of keys_
  std::vector<Word> words_;              // ascending
  std::vector<NameKey> name_keys_;       // ascending
};

/// The term that documents have that carry a name or hashtag; empty for a phrase and a title.
std::string term_of(const CompletionIndex::Entry& entry);

/// `folded` without the article and what stands before it ("والموصل", "الموصل" and "للموصل" are "موصل"); the
/// word itself where it has none or too little would be left.
std::string_view without_article(std::string_view folded);

}  // namespace searchd
