// The words of a text as they were analysed once, packed: what passages need of them without analysing the
// text again.
#pragma once

#include <cstddef>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"

namespace analyzers {

/// Bytes that are not what pack_tokens() gave.
class TokenTableError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The words of `text`, as Analyzer::for_each_token() shows them, packed: each different word once, then
/// where each stands. About as long as the text.
std::string pack_tokens(const Analyzer& analyzer, std::string_view text);

/// Reads what pack_tokens() gave. The views it shows point into the packed bytes, which must outlive it.
class TokenTable {
 public:
  /// `text_size`: of the text that was packed, in bytes. Throws TokenTableError.
  TokenTable(std::string_view packed, std::size_t text_size);

  /// Called with a word's exact form and stem, and its bytes [begin, end) in the text.
  using WordVisit =
      std::function<void(std::string_view exact, std::string_view stem, std::size_t begin, std::size_t end)>;

  /// Shows the words in the order of the text; none lies outside it. Throws TokenTableError, after words that
  /// were shown.
  void for_each(const WordVisit& visit) const;

 private:
  struct Word {
    std::string_view exact;
    std::string_view stem;
  };
  std::vector<Word> words_;
  std::size_t count_ = 0;  // of places
  std::string_view places_;
  std::size_t text_size_;
};

}  // namespace analyzers
