// Telling most words of a text apart from those of a table before a word is put together and looked up.
#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "analyzers/utf8.h"

namespace corpus {

/// A hash of a word, letter by letter (Fowler, Noll and Vo's 1a over code points).
inline constexpr std::uint32_t kNoLetters = 2166136261U;
constexpr std::uint32_t word_hash(std::uint32_t before, char32_t letter) {
  return (before ^ static_cast<std::uint32_t>(letter)) * 16777619U;
}

/// Which hashes the words of a table have. Safe from any thread once the words are in.
class WordFilter {
 public:
  void add(std::string_view word) {
    auto hash = kNoLetters;
    analyzers::for_each_code_point(word, [&hash](char32_t letter) { hash = word_hash(hash, letter); });
    hashes_[hash >> kShift] = true;
  }

  /// Whether a word with this hash may be one of the table's; of most others it is false.
  bool may_hold(std::uint32_t hash) const { return hashes_[hash >> kShift]; }

 private:
  static constexpr int kShift = 16;
  std::bitset<std::size_t{1} << (32 - kShift)> hashes_;
};

}  // namespace corpus
