#include "searchd/search/index_completions.h"

#include <set>
#include <utility>

#include "searchd/search/suggester.h"

namespace searchd {
// Titles of replaced documents are those of the main database, and their new ones those of its delta.
std::vector<Completion> completions_of(std::string_view typed, std::size_t most, const IndexLease& index,
                                       const analyzers::Analyzer& analyzer, Deadline deadline) {
  const auto& state = index.state();
  const auto& reader = index.reader();
  const auto& main = state.main->completions().get(deadline);
  const auto* delta = state.delta_completions(reader);
  if (delta == nullptr) return complete(typed, most, {main, analyzer});
  std::set<std::string_view> replaced;
  for (const auto document : reader.replaced()) replaced.insert(text_of(state.columns.id(document)));
  const auto is_gone = [&](const CompletionIndex::Entry& entry) {
    if (entry.kind == CompletionKind::title) return replaced.contains(entry.id);
    if (entry.documents > replaced.size()) return false;
    const auto term = term_of(entry);
    return !term.empty() && reader.frequency(term) == 0;
  };
  auto found = complete(typed, most, {main, analyzer, is_gone});
  auto titles = complete(typed, most, {*delta, analyzer});
  // Few titles are no reason to take what was typed for something else.
  if (!found.empty())
    std::erase_if(titles, [](const Completion& title) { return title.match > CompletionMatch::words; });
  return with_titles(std::move(found), std::move(titles), most);
}

}  // namespace searchd
