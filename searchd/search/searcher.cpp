#include "searchd/search/searcher.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "analyzers/tagger.h"
#include "corpus/document_json.h"
#include "searchd/search/facets.h"
#include "searchd/search/hits.h"
#include "searchd/search/index_state.h"
#include "searchd/search/matching.h"
#include "searchd/search/query.h"
#include "searchd/search/suggester.h"
#include "searchd/search/suggestions.h"

namespace searchd {
namespace {

constexpr int kMostTries =
    3;  // an index that changes under a search is opened anew and asked the whole again

// What may be wanted instead is counted in the time that is left, and in no more than this.
constexpr std::chrono::milliseconds kSuggestionTime{300};

Sort sort_of(const SearchRequest& request, const Query& query) {
  if (query.wanted_terms.empty()) return request.sort == Sort::oldest ? Sort::oldest : Sort::newest;
  return request.sort.value_or(Sort::relevance);
}

// By document number: 1 for those that the question leaves out. Empty where it leaves none out. They are
// found by a match of their own: on the right of OP_AND_NOT, Xapian 1.4.22 decides by weights that it never
// set, and loses some.
std::vector<std::uint8_t> left_out(const IndexLease& index, const Query& query, Searcher::Deadline deadline) {
  std::vector<std::uint8_t> excluded;
  if (query.excluded_terms.empty()) return excluded;
  excluded.assign(std::size_t{index.state().columns.last()} + 1, 0);
  for_each_match(index.database(), query.excluded_terms, Scoring::none, deadline,
                 [&excluded](Xapian::docid document, double) { excluded[document] = 1; });
  return excluded;
}

void count_matches(const IndexLease& index, const Query& query, Searcher::Deadline deadline,
                   Counter& counter) {
  const auto excluded = left_out(index, query, deadline);
  const auto count = [&counter, &excluded](Xapian::docid document, double score) {
    if (excluded.empty() || excluded[document] == 0) counter.add(document, score);
  };
  if (!query.wanted_terms.empty()) {
    return for_each_match(index.database(), query.wanted_terms, Scoring::bm25, deadline, count);
  }
  DeadlineGuard guard(deadline);
  guard.check();
  const auto last = index.state().columns.last();
  for (Xapian::docid document = 1; document <= last; ++document) {
    guard.tick();
    count(document, 0);
  }
}

}  // namespace

struct Searcher::Parts {
  explicit Parts(std::shared_ptr<IndexView> index_view) : view(std::move(index_view)) {}

  std::shared_ptr<IndexView> view;
  analyzers::Analyzer analyzer;
  std::shared_ptr<const analyzers::Vocabulary> tagged_with;  // what `tagger` was made of
  std::unique_ptr<analyzers::Tagger> tagger;

  const analyzers::Tagger& tagger_for(const std::shared_ptr<const analyzers::Vocabulary>& vocabulary) {
    if (tagged_with != vocabulary) {
      tagger = std::make_unique<analyzers::Tagger>(*vocabulary, analyzer);
      tagged_with = vocabulary;
    }
    return *tagger;
  }

  struct Found {
    Query query;
    Counter counter;
    Sort sort;
  };
  Found find(const SearchRequest& request, Deadline deadline, const IndexLease& index);
  SearchResults answer(const SearchRequest& request, Deadline deadline, const IndexLease& index);
  Suggestions suggest_instead(const SearchRequest& request, std::int64_t total, Deadline deadline,
                              const IndexLease& index);
  std::optional<DocumentView> view_of(const std::string& id, const IndexLease& index);

  // Runs `ask(lease)`, again from the beginning where the index turns out to have changed or looks damaged.
  template <typename Ask>
  auto with_index(Ask ask) {
    for (int tries = 1;; ++tries) {
      try {
        auto lease = view->lease(tries > 1);
        auto answer = ask(std::as_const(lease));
        lease.give_back();
        return answer;
      } catch (const Xapian::DatabaseError& error) {
        if (tries == kMostTries) throw unavailable(error.get_description());
      } catch (const Xapian::Error& error) {
        throw unavailable(error.get_description());
      } catch (const corpus::DocumentJsonError& error) {
        throw unavailable(error.what());
      }
    }
  }

  static IndexUnavailable unavailable(const std::string& why) {
    return IndexUnavailable("the index cannot be searched (" + why +
                            "): `indexer check` tells what is wrong");
  }
};

Searcher::Parts::Found Searcher::Parts::find(const SearchRequest& request, Deadline deadline,
                                             const IndexLease& index) {
  const auto& state = index.state();
  Found found{QueryBuilder(analyzer, tagger_for(state.vocabulary), index.database()).build(request),
              Counter(state.columns, request), Sort::relevance};
  found.sort = sort_of(request, found.query);
  count_matches(index, found.query, deadline, found.counter);
  return found;
}

SearchResults Searcher::Parts::answer(const SearchRequest& request, Deadline deadline,
                                      const IndexLease& index) {
  const auto& state = index.state();
  auto [query, counter, sort] = find(request, deadline, index);

  SearchResults results;
  results.sort = sort;
  results.total = counter.total();
  results.facets = counter.facets(*state.vocabulary);
  results.revision = state.revision;
  results.state = state.name;
  results.documents_in_all = state.columns.shown_count();
  DocumentReader reader(index.database(), state.columns);
  const DeadlineGuard guard(deadline);
  for (const auto& match : counter.page(sort)) {
    guard.check();
    results.hits.push_back(make_hit(match, query, analyzer, reader));
  }
  results.interpretation = std::move(query.interpretation);
  if (request.page == 1) results.suggestions = suggest_instead(request, results.total, deadline, index);
  return results;
}

Suggestions Searcher::Parts::suggest_instead(const SearchRequest& request, std::int64_t total,
                                             Deadline deadline, const IndexLease& index) {
  const auto& state = index.state();
  const auto until = std::min(deadline, std::chrono::steady_clock::now() + kSuggestionTime);
  const auto count = [&](SearchRequest other) {
    other.facets.clear();
    return find(other, until, index).counter.total();
  };
  return suggestions_for(request, total,
                         {state.words(index.database()), analyzer, tagger_for(state.vocabulary), count});
}

std::optional<DocumentView> Searcher::Parts::view_of(const std::string& id, const IndexLease& index) {
  DocumentReader reader(index.database(), index.state().columns);
  const auto number = reader.find(id);
  if (!number) return std::nullopt;
  DocumentView found;
  found.document = reader.read(*number);
  found.revision = index.state().revision;
  found.state = index.state().name;
  if (found.document.withdrawn) return found;
  found.parent = reader.link(found.document.parent);
  found.translation = reader.link(found.document.translation);
  found.items = reader.items_of(found.document.id);
  if (found.parent) {
    found.siblings = reader.items_of(found.document.parent);
    std::erase_if(found.siblings,
                  [&found](const DocumentLink& item) { return item.id == found.document.id; });
  }
  return found;
}

Searcher::Searcher(std::shared_ptr<IndexView> view) : parts_(std::make_unique<Parts>(std::move(view))) {
  try {
    parts_->tagger_for(parts_->view->state()->vocabulary);  // so that the first search does not pay for it
  } catch (const IndexUnavailable&) {
    return;  // there may be an index later
  }
}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;

SearchResults Searcher::search(const SearchRequest& request, Deadline deadline) {
  const auto start = std::chrono::steady_clock::now();
  auto results =
      parts_->with_index([&](const IndexLease& index) { return parts_->answer(request, deadline, index); });
  results.took_ms =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  return results;
}

std::vector<RankedDocument> Searcher::rank(const SearchRequest& request, Deadline deadline) {
  return parts_->with_index([&](const IndexLease& index) {
    auto found = parts_->find(request, deadline, index);
    std::vector<RankedDocument> ranked;
    for (const auto& match : found.counter.page(found.sort)) {
      const auto& id = index.state().columns.id(match.document);
      ranked.push_back({{id.begin(), std::find(id.begin(), id.end(), '\0')}, match.score});
    }
    return ranked;
  });
}

std::optional<DocumentView> Searcher::document(const std::string& id) {
  return parts_->with_index([&](const IndexLease& index) { return parts_->view_of(id, index); });
}

Searcher::Suggested Searcher::suggest(std::string_view typed, std::size_t most) {
  return parts_->with_index([&](const IndexLease& index) {
    const CompletionSources sources{index.state().completions(index.database()), parts_->analyzer};
    return Suggested{complete(typed, most, sources), index.state().name};
  });
}

std::vector<corpus::LedgerEntry> Searcher::ledger() { return parts_->view->state()->ledger; }

const analyzers::Analyzer& Searcher::analyzer() const { return parts_->analyzer; }

std::shared_ptr<const analyzers::Vocabulary> Searcher::vocabulary() {
  return parts_->view->state()->vocabulary;
}

}  // namespace searchd
