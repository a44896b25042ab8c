// A word of a text as the tagger knows it, wherever it stands: the numbers of its forms, its capitals.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "analyzers/name_table.h"
#include "analyzers/tagged_text.h"
#include "analyzers/token.h"
#include "analyzers/word_memory.h"

namespace analyzers {

/// By what phrases match: the stem; where it is too short to tell words apart (IED and I, المرأة and الأمر),
/// the word itself without an article.
std::string_view phrase_word(const Token& token);

/// Reads single words. Remembers those that are plain (see WordVisitor), for most words of a text were met
/// before. One thread at a time.
class WordForms {
 public:
  /// Keeps a reference. The table must be complete before the first word is read.
  explicit WordForms(const NameTable& table) : table_(table) {}

  /// What `token`, which is written so, is by itself; of its place in the text only `written` is set.
  TextWord read(const Token& token, std::string_view written) const;

  /// The same of a plain word, which is then remembered.
  TextWord learn(const Token& token, std::string_view written);

  /// What the plain word `written` is where it is remembered.
  std::optional<TextWord> recall(std::string_view written);

  /// The number of a whole hashtag or mention.
  std::uint32_t number_of_tag(std::string_view tag) const { return table_.exact_ids.find(tag); }

 private:
  /// A word and its letters, next to each other: to look for a word is to read memory at a random place.
  struct Known {
    std::array<char, 31> letters{};
    std::uint8_t size = 0;  // 0: nothing is known here
    TextWord word;

    bool is(std::string_view written) const {
      return size == written.size() && std::equal(written.begin(), written.end(), letters.begin());
    }
  };

  const NameTable& table_;
  WordMemory<Known, 1 << 14> known_;
};

}  // namespace analyzers
