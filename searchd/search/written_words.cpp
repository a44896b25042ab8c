#include "searchd/search/written_words.h"

#include <algorithm>

#include "analyzers/written_form.h"
#include "indexer/index_schema.h"

namespace searchd {

using indexer::Field;
using indexer::index_term;

std::string WrittenWord::writing_of(std::string_view term) {
  const auto prefix = index_term(Field::written, "");
  const auto space = term.find(' ');
  if (!term.starts_with(prefix) || space == std::string_view::npos) return {};
  return std::string(term.substr(space + 1));
}

WrittenWord written_word(const std::string& exact, const std::string& written,
                         const indexer::IndexReader& index) {
  WrittenWord word;
  std::vector<std::string> writings;
  const auto prefix = index_term(Field::written, exact + ' ');
  index.for_each_term(prefix, [&](const std::string& term, Xapian::doccount /*documents*/) {
    const auto writing = WrittenWord::writing_of(term);
    auto& list = analyzers::is_written_as(writing, written) ? writings : word.but_not;
    list.push_back(term);
  });
  // Where a word is written as its exact form nothing else stands beside it.
  if (!analyzers::is_written_as(exact, written)) {
    word.terms = std::move(writings);
    word.but_not.clear();
  } else {
    word.terms = {index_term(Field::exact, exact)};
    word.every_writing = word.but_not.empty();
  }
  return word;
}

std::string usual_form(const indexer::IndexReader& index, const std::string& word) {
  const auto beginning = index_term(Field::written, word + ' ');
  auto usual = word;
  Xapian::doccount written_so = 0;
  auto without_form = index.frequency(index_term(Field::exact, word));
  index.for_each_term(beginning, [&](const std::string& term, Xapian::doccount documents) {
    without_form -= std::min(without_form, documents);
    if (documents <= written_so) return;
    written_so = documents;
    usual = term.substr(beginning.size());
  });
  return written_so > without_form ? analyzers::without_optional_marks(usual) : word;
}

}  // namespace searchd
