// The words of a text as they were analysed once, packed: what passages need of them without analysing the
// text again.
#pragma once

#include <cstddef>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "analyzers/analyzer.h"

namespace analyzers {

/// Bytes that are not what pack_tokens() gave.
class TokenTableError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// The words of `text`, as Analyzer::for_each_token() shows them, packed: for each place which word it is,
/// and for each different word what the text does not tell. A quarter as long as the text, and read only with
/// it.
std::string pack_tokens(const Analyzer& analyzer, std::string_view text);

/// Reads what pack_tokens() gave of `text`. Both must outlive it.
class TokenTable {
 public:
  /// Throws TokenTableError, also where a text of another length was packed.
  TokenTable(std::string_view packed, std::string_view text);

  /// Called with a word's exact form and stem, and its bytes [begin, end) in the text. The forms are the
  /// visitor's for the time of the call.
  using WordVisit =
      std::function<void(std::string_view exact, std::string_view stem, std::size_t begin, std::size_t end)>;

  /// Shows the words in the order of the text; none lies outside it. Throws TokenTableError, after words that
  /// were shown.
  void for_each(const WordVisit& visit) const;

 private:
  std::string_view text_;
  std::size_t count_ = 0;            // of places
  std::string_view places_, words_;  // packed
};

}  // namespace analyzers
