#include "searchd/search/searcher.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "analyzers/token_table.h"
#include "searchd/matching/matching.h"
#include "searchd/search/document_view.h"
#include "searchd/search/explanation.h"
#include "searchd/search/finder.h"
#include "searchd/search/first_seen.h"
#include "searchd/search/hits.h"
#include "searchd/search/index_completions.h"
#include "searchd/search/index_state.h"
#include "searchd/search/suggestions.h"
#include "searchd/search/timeline.h"
#include "searchd/search/written_words.h"

namespace searchd {
namespace {

constexpr int kMostTries =
    3;  // an index that changes under a search is opened anew and asked the whole again

// What may be wanted instead is counted in the time that is left, and in no more than this.
constexpr std::chrono::milliseconds kSuggestionTime{300};

/// Xapian refused what it was asked, and not by what the index is: no reason to call the index bad.
class RefusedByLibrary : public IndexUnavailable {
 public:
  explicit RefusedByLibrary(const IndexUnavailable& error) : IndexUnavailable(error) {}
};

/// Documents whose titles are read for completions before anybody types: less than three seconds of work.
constexpr std::int64_t kSoonCompleted = 100'000;

/// For a question that is asked once more in the background.
constexpr std::chrono::milliseconds kOnceMore{1'500};

bool is_read(const std::shared_future<std::optional<analyzers::Lexicon>>& dictionary) {
  return dictionary.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

auto after(std::chrono::milliseconds time) { return std::chrono::steady_clock::now() + time; }

}  // namespace

struct Searcher::Parts {
  explicit Parts(std::shared_ptr<IndexView> index_view) : view(std::move(index_view)) {}

  std::shared_ptr<IndexView> view;
  analyzers::Analyzer analyzer;
  Finder finder{analyzer};

  NewlySeen newly_seen(const SearchRequest& request, Deadline deadline, const IndexLease& index);
  SearchResults answer(const SearchRequest& request, Deadline deadline, const IndexLease& index);
  Suggestions suggest_instead(const SearchRequest& request, FoundCounts found, Deadline deadline,
                              const IndexLease& index);

  // Runs `ask(lease)`, which may keep the lease, again from the beginning where the index turns out to have
  // changed or looks damaged. Where that is in vain, `once_more(searcher)` is noted as what to ask to find
  // out whether it still is.
  template <typename Ask, typename OnceMore>
  auto with_index(Ask ask, OnceMore once_more) {
    try {
      auto answer = with_tries(ask);
      view->failed_searches().note_answer();
      return answer;
    } catch (const RefusedByLibrary&) {
      throw;
    } catch (const IndexUnavailable& error) {
      view->failed_searches().note(error.what(), std::move(once_more));
      throw;
    }
  }

  template <typename Ask>
  auto with_tries(Ask& ask) {
    for (int tries = 1;; ++tries) {
      try {
        auto lease = view->lease(tries > 1);
        auto answer = ask(lease);
        lease.give_back();
        return answer;
      } catch (const Xapian::DatabaseModifiedError& error) {
        if (tries == kMostTries) throw IndexChanging(error.get_description());
      } catch (const Xapian::DatabaseError& error) {
        if (tries == kMostTries) throw unavailable(error.get_description());
      } catch (const Xapian::Error& error) {
        throw RefusedByLibrary(unavailable(error.get_description()));
      } catch (const indexer::StoredDocumentError& error) {
        throw unavailable(error.what());
      } catch (const analyzers::TokenTableError& error) {
        throw unavailable(error.what());
      }
    }
  }

  static IndexUnavailable unavailable(const std::string& why) {
    return IndexUnavailable("the index cannot be searched (" + why +
                            "): `indexer verify` tells what is wrong");
  }
};

SearchResults Searcher::Parts::answer(const SearchRequest& request, Deadline deadline,
                                      const IndexLease& index) {
  const auto& state = index.state();
  auto [query, counter, sort, as_asked] = finder.find(request, deadline, index);
  SearchResults results;
  results.sort = sort;
  results.total = counter.total();
  results.facets = counter.facets(*state.vocabulary, deadline);
  if (request.timeline || request.interval) {
    results.timeline =
        timeline_of(state.columns, counter.matches(), request.interval.value_or(Interval::automatic),
                    request.share, request.dates);
  }
  results.revision = state.revision;
  results.state = state.name;
  results.documents_in_all = state.columns.shown_count();
  DocumentReader reader(index.reader(), state.columns, *state.documents);
  const DeadlineGuard guard(deadline);
  const auto page = counter.page();
  auto why = explain(query, page, request, {index.searched(), state.columns}, deadline);
  for (std::size_t at = 0; at < page.size(); ++at) {
    guard.check();
    results.hits.push_back(make_hit(page[at], query, analyzer, reader, request.passages));
    auto& hit = results.hits.back();
    if (!why.empty()) hit.explanation = std::move(why[at]);
    if (request.items && hit.document.kind == corpus::Kind::digest)
      hit.items = reader.count_items(hit.document.id);
  }
  results.interpretation = std::move(query.interpretation);
  if (request.page == 1 && request.suggestions) {
    const FoundCounts counts{as_asked ? results.total : 0, results.total, query.respelled};
    results.suggestions = suggest_instead(request, counts, deadline, index);
  }
  return results;
}

NewlySeen Searcher::Parts::newly_seen(const SearchRequest& request, Deadline deadline,
                                      const IndexLease& index) {
  const auto& state = index.state();
  auto counted = request;
  counted.facets.clear();
  const auto found = finder.find(counted, deadline, index, Scoring::none);
  const auto page = static_cast<std::size_t>(request.page), most = static_cast<std::size_t>(request.per_page);
  NewlySeen seen;
  seen.total = found.counter.total();
  seen.revision = state.revision;
  seen.state = state.name;
  DocumentReader reader(index.reader(), state.columns, *state.documents);
  const DeadlineGuard guard(deadline);
  const FirstSeen times(index.reader());
  for (const auto& [first_seen, number] :
       last_seen(index.reader(), state.columns, found.counter.matches(), (page - 1) * most, most, deadline)) {
    guard.check();
    const auto stored = reader.read(number);
    seen.items.push_back(
        {stored->document, {first_seen, times.time_of(number)}, reader.link(stored->document.translation)});
  }
  return seen;
}

Suggestions Searcher::Parts::suggest_instead(const SearchRequest& request, FoundCounts found,
                                             Deadline deadline, const IndexLease& index) {
  const auto& state = index.state();
  const auto until = std::min(deadline, after(kSuggestionTime));
  const auto count = [&](SearchRequest other) {
    // Who asked for no other language does not wait for its dictionaries while they are being read.
    if (other.cross && !request.cross && !is_read(state.dictionary))
      throw SearchTimeout("the dictionaries are not read yet");
    other.facets.clear();
    return finder.find_as_asked(other, until, index, 1, Scoring::none)
        .counter.total();  // how many, not which
  };
  const auto written = [&index](const std::string& word) { return usual_form(index.reader(), word); };
  return suggestions_for(
      request, found,
      {{state.words(index.reader()), analyzer, finder.tagger_for(state.vocabulary), written}, count});
}

Searcher::Searcher(std::shared_ptr<IndexView> view) : parts_(std::make_unique<Parts>(std::move(view))) {}
Searcher::~Searcher() = default;
Searcher::Searcher(Searcher&&) noexcept = default;

SearchResults Searcher::search(const SearchRequest& request, Deadline deadline) {
  const auto start = std::chrono::steady_clock::now();
  auto results =
      parts_->with_index([&](const IndexLease& index) { return parts_->answer(request, deadline, index); },
                         [request](Searcher& searcher) { searcher.search(request, after(kOnceMore)); });
  results.took_ms =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  return results;
}

std::vector<SearchResults> Searcher::search_all(const std::vector<SearchRequest>& requests,
                                                Deadline deadline) {
  return parts_->with_index(
      [&](const IndexLease& index) {
        std::vector<SearchResults> all;
        all.reserve(requests.size());
        for (const auto& request : requests) all.push_back(parts_->answer(request, deadline, index));
        return all;
      },
      [requests](Searcher& searcher) { searcher.search_all(requests, after(kOnceMore)); });
}

WholeResult Searcher::whole_result(const SearchRequest& request, Deadline deadline) {
  return parts_->with_index(
      [&](IndexLease& index) {
        auto whole = request;
        whole.page = 1;
        whole.per_page = static_cast<int>(index.state().columns.shown_count());
        whole.facets.clear();
        auto found = parts_->finder.find(whole, deadline, index);
        std::vector<std::uint32_t> documents;
        documents.reserve(static_cast<std::size_t>(found.counter.total()));
        for (const auto& match : found.counter.page()) documents.push_back(match.document);
        return WholeResult(std::move(index), std::move(documents));
      },
      [request](Searcher& searcher) { searcher.rank(request, after(kOnceMore)); });
}

WholeResult Searcher::all_documents(std::size_t skipped, std::size_t most) {
  return parts_->with_index(
      [&](IndexLease& index) {
        const auto& shown = index.state().columns.shown();
        std::vector<std::uint32_t> documents;
        std::size_t before = 0;
        shown.for_each(0, shown.places(), [&](std::size_t place) {
          if (before++ >= skipped && documents.size() < most)
            documents.push_back(static_cast<std::uint32_t>(place));
        });
        return WholeResult(std::move(index), std::move(documents));
      },
      [](Searcher& searcher) { searcher.rank(SearchRequest(), after(kOnceMore)); });
}

NewlySeen Searcher::newly_seen(const SearchRequest& request, Deadline deadline) {
  return parts_->with_index(
      [&](const IndexLease& index) { return parts_->newly_seen(request, deadline, index); },
      [request](Searcher& searcher) { searcher.newly_seen(request, after(kOnceMore)); });
}

std::vector<RankedDocument> Searcher::rank(const SearchRequest& request, Deadline deadline) {
  return parts_->with_index(
      [&](const IndexLease& index) {
        auto found = parts_->finder.find(request, deadline, index);
        std::vector<RankedDocument> ranked;
        for (const auto& match : found.counter.page()) {
          const auto& id = index.state().columns.id(match.document);
          ranked.push_back({std::string(text_of(id)), match.score});
        }
        return ranked;
      },
      [request](Searcher& searcher) { searcher.rank(request, after(kOnceMore)); });
}

std::optional<DocumentView> Searcher::document(const std::string& id, Deadline deadline,
                                               const DocumentExtras& extras) {
  return parts_->with_index(
      [&](const IndexLease& index) {
        return view_document(id, extras, deadline, {index, parts_->analyzer, parts_->finder});
      },
      [id, extras](Searcher& searcher) { searcher.document(id, after(kOnceMore), extras); });
}

Searcher::Suggested Searcher::suggest(std::string_view typed, std::size_t most, Deadline deadline) {
  return parts_->with_index(
      [&](const IndexLease& index) {
        return Suggested{completions_of(typed, most, index, parts_->analyzer, deadline), index.state().name};
      },
      [text = std::string(typed), most](Searcher& searcher) {
        searcher.suggest(text, most, after(kOnceMore));
      });
}

void Searcher::begin_completions() {
  const auto state = parts_->view->state();
  if (state->columns.shown_count() <= kSoonCompleted) state->main->completions().begin();
}

IndexFigures Searcher::figures() {
  return parts_->with_index(
      [](const IndexLease& index) {
        auto figures = figures_of(index.state().columns);
        figures.built = index.reader().metadata(indexer::kBuiltKey);
        figures.schema = index.state().schema;
        figures.state = index.state().name;
        return figures;
      },
      [](Searcher& searcher) { searcher.figures(); });
}

KnownItemQuality Searcher::known_items(std::chrono::milliseconds most, Deadline deadline) {
  return parts_->with_index(
      [&](const IndexLease& index) {
        return index.state().known_items(deadline, [&] {
          // What the first search of a state has to read and make is not part of what is measured.
          SearchRequest any;
          any.typed = "a";
          parts_->finder.find(any, deadline, index, Scoring::none);
          const auto until = after(most);
          auto quality =
              measure_known_items(index, parts_->finder, parts_->analyzer, std::min(deadline, until));
          quality.is_final = !quality.cut_short || until <= deadline;
          return quality;
        });
      },
      [most](Searcher& searcher) { searcher.known_items(most, after(kOnceMore)); });
}

std::vector<corpus::LedgerEntry> Searcher::ledger() { return parts_->view->state()->ledger; }

const analyzers::Analyzer& Searcher::analyzer() const { return parts_->analyzer; }

std::shared_ptr<const analyzers::Vocabulary> Searcher::vocabulary() {
  return parts_->view->state()->vocabulary;
}

}  // namespace searchd
