// A word as written: which terms of the index say so.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "indexer/index_reader.h"

namespace searchd {

/// How one word of a quotation is found. It stands where one of `terms` stands and none of `but_not`.
struct WrittenWord {
  std::vector<std::string> terms;    // of the index: the exact form, or written forms of it; none: nowhere
  std::vector<std::string> but_not;  // written forms of the exact form that were not meant
  bool every_writing = false;  // the exact form alone is enough: all ways in which it is written are meant

  /// The written form that a term of `terms` or `but_not` stands for; empty for the exact form.
  static std::string writing_of(std::string_view term);
};

/// `exact` and `written` are the two forms of a word that was typed (analyzers::written_form()). Lets
/// Xapian::Error through.
WrittenWord written_word(const std::string& exact, const std::string& written,
                         const indexer::IndexReader& index);

/// How `word` (folded) is written most often in the index. Lets Xapian::Error through.
std::string usual_form(const indexer::IndexReader& index, const std::string& word);

}  // namespace searchd
