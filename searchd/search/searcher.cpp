#include "searchd/search/searcher.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "analyzers/tagger.h"
#include "analyzers/token_table.h"
#include "searchd/matching/matching.h"
#include "searchd/search/explanation.h"
#include "searchd/search/facets.h"
#include "searchd/search/hits.h"
#include "searchd/search/index_completions.h"
#include "searchd/search/index_state.h"
#include "searchd/search/plain_question.h"
#include "searchd/search/query.h"
#include "searchd/search/query_tokens.h"
#include "searchd/search/recency.h"
#include "searchd/search/similar.h"
#include "searchd/search/suggestions.h"
#include "searchd/search/timeline.h"
#include "searchd/search/translations.h"
#include "searchd/search/written_words.h"

namespace searchd {
namespace {

constexpr int kMostTries =
    3;  // an index that changes under a search is opened anew and asked the whole again

// What may be wanted instead is counted in the time that is left, and in no more than this.
constexpr std::chrono::milliseconds kSuggestionTime{300};

// What is like a document is a help on its page, not worth a long wait.
constexpr std::chrono::milliseconds kSimilarTime{400};

/// Xapian refused what it was asked, and not by what the index is: no reason to call the index bad.
class RefusedByLibrary : public IndexUnavailable {
 public:
  explicit RefusedByLibrary(const IndexUnavailable& error) : IndexUnavailable(error) {}
};

/// Of what the words say, how much is enough where no document has all: of two words the rarer is at least
/// half, of three one is a third.
constexpr double kLessWanted[] = {0.5, 0.3};

/// Documents whose titles are read for completions before anybody types: less than three seconds of work.
constexpr std::int64_t kSoonCompleted = 100'000;

/// So is what is marked in it.
constexpr std::chrono::milliseconds kMarkTime{400};

/// For a question that is asked once more in the background.
constexpr std::chrono::milliseconds kOnceMore{1'500};

bool is_read(const std::shared_future<std::optional<analyzers::Lexicon>>& dictionary) {
  return dictionary.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

auto after(std::chrono::milliseconds time) { return std::chrono::steady_clock::now() + time; }

Sort sort_of(const SearchRequest& request, const Query& query) {
  if (!query.scored) return request.sort == Sort::oldest ? Sort::oldest : Sort::newest;
  return request.sort.value_or(Sort::relevance);
}

// The documents that the question leaves out. A clause has no operator that excludes, so they are found by a
// match of their own.
PlaceBits left_out(const IndexLease& index, const Query& query, Searcher::Deadline deadline) {
  PlaceBits excluded(index.state().columns.shown().places());
  for_each_match(index.searched(), query.excluded_terms, Scoring::none, deadline,
                 [&excluded](Xapian::docid document, double) { excluded.set(document); });
  return excluded;
}

// Whether any document that is shown, whatever filters there are, is what `query` wants.
bool finds_any(const IndexLease& index, const Query& query, Searcher::Deadline deadline) {
  const auto& columns = index.state().columns;
  const auto documents = matching_documents(index.searched(), query.wanted_terms, deadline);
  return std::any_of(documents.begin(), documents.end(),
                     [&columns](Xapian::docid document) { return columns.is_shown(document); });
}

std::string listed(const std::vector<std::string>& words) {
  std::string list;
  for (const auto& word : words) list += (list.empty() ? "" : ", ") + word;
  return list;
}

void count_matches(const IndexLease& index, const Query& query, const SearchRequest& request,
                   Searcher::Deadline deadline, Scoring scoring, Counter& counter) {
  if (!query.excluded_terms.empty()) counter.leave_out(left_out(index, query, deadline));
  if (query.wanted_terms.empty()) return counter.count_all(deadline);
  const bool by_age = scoring != Scoring::none && request.recency && request.rules.recency;
  if (by_age) counter.weigh_by(Recency(index.state().columns));
  visit_matches(index.searched(), query.wanted_terms, scoring, deadline, counter);
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
    bool as_asked = true;  // false: no document has all that was asked for, so less was
  };
  static TranslationSources sources_for(const SearchRequest& request, const IndexLease& index);
  Found find(const SearchRequest& request, Deadline deadline, const IndexLease& index);
  Found find_as_asked(const SearchRequest& request, Deadline deadline, const IndexLease& index,
                      double most_wanted = 1, Scoring scoring = Scoring::bm25);
  SearchResults answer(const SearchRequest& request, Deadline deadline, const IndexLease& index);
  Suggestions suggest_instead(const SearchRequest& request, FoundCounts found, Deadline deadline,
                              const IndexLease& index);
  std::optional<DocumentView> view_of(const std::string& id, const DocumentExtras& extras, Deadline deadline,
                                      const IndexLease& index);
  void mark(DocumentView& shown, const std::string& typed, Deadline deadline, const IndexLease& index);
  /// Calls `ask(builder)` with what makes queries of this request.
  template <typename Ask>
  auto with_builder(const SearchRequest& asked, const IndexLease& index, Ask ask);
  std::optional<std::vector<SimilarDocument>> similar_to(const corpus::Document& document,
                                                         Xapian::docid number, std::size_t most,
                                                         Deadline deadline, const IndexLease& index);

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

// None where the other language is not asked for: then nothing waits for what is still being read.
TranslationSources Searcher::Parts::sources_for(const SearchRequest& request, const IndexLease& index) {
  TranslationSources sources;
  if (!request.cross || request.typed.empty()) return sources;
  const auto& state = index.state();
  if (request.rules.lexicon) sources.lexicon = &state.lexicon.get();
  if (request.rules.dictionary && state.dictionary.get()) sources.dictionary = &*state.dictionary.get();
  sources.words = &state.words(index.reader());
  if (request.rules.sounds) sources.sounds = &state.sounds(index.reader());
  return sources;
}

// Where no document at all has what plain words ask for, what has most of it is found: whether the words are
// all wanted must not depend on filters, or a filter would bring up documents that its count did not know.
Searcher::Parts::Found Searcher::Parts::find(const SearchRequest& request, Deadline deadline,
                                             const IndexLease& index) {
  auto found = find_as_asked(request, deadline, index);
  auto& interpretation = found.query.interpretation;
  // A question of many words is answered without them: that is told where its answer is.
  const auto nowhere = listed(found.query.found_nowhere);
  if (!nowhere.empty()) add_repair(interpretation.repairs, "found_nowhere", nowhere);
  const bool may_be_less =
      request.match == Match::automatic && request.rules.coverage && found.query.is_plain;
  if (!may_be_less || found.counter.total() > 0 || finds_any(index, found.query, deadline)) return found;
  for (const double share : kLessWanted) {
    auto less = find_as_asked(request, deadline, index, share);
    if (less.counter.total() == 0 && !finds_any(index, less.query, deadline)) continue;
    auto& told = less.query.interpretation;
    add_repair(told.repairs, "not_all", told.parsed, listed(less.query.found_nowhere));
    less.as_asked = false;
    return less;
  }
  return found;
}

template <typename Ask>
auto Searcher::Parts::with_builder(const SearchRequest& asked, const IndexLease& index, Ask ask) {
  const auto& state = index.state();
  const auto& reader = index.reader();
  const Translator translator(sources_for(asked, index), analyzer, reader);
  const QuestionGround ground{analyzer,          tagger_for(state.vocabulary),
                              *state.vocabulary, index.searched(),
                              state.columns,     [&]() -> const IndexWords& { return state.words(reader); },
                              &translator,       state.schema == indexer::Schema::plain};
  return ask(QueryBuilder(ground));
}

Searcher::Parts::Found Searcher::Parts::find_as_asked(const SearchRequest& request, Deadline deadline,
                                                      const IndexLease& index, double most_wanted,
                                                      Scoring scoring) {
  const auto& state = index.state();
  const auto asked = state.schema == indexer::Schema::plain ? asked_of_stems(request) : request;
  auto query = with_builder(
      asked, index, [&](const QueryBuilder& builder) { return builder.build(asked, deadline, most_wanted); });
  const auto sort = sort_of(asked, query);
  Counter counter(state.columns, request, sort);
  if (scoring != Scoring::none && sort == Sort::relevance && query.language && asked.rules.own_version)
    counter.prefer_versions(*query.language);
  count_matches(index, query, asked, deadline, scoring, counter);
  return {std::move(query), std::move(counter), sort};
}

SearchResults Searcher::Parts::answer(const SearchRequest& request, Deadline deadline,
                                      const IndexLease& index) {
  const auto& state = index.state();
  auto [query, counter, sort, as_asked] = find(request, deadline, index);
  SearchResults results;
  results.sort = sort;
  results.total = counter.total();
  results.facets = counter.facets(*state.vocabulary, deadline);
  if (request.timeline || request.interval) {
    results.timeline = timeline_of(state.columns, counter.matches(),
                                   request.interval.value_or(Interval::automatic), request.share);
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
    if (!why.empty()) results.hits.back().explanation = std::move(why[at]);
  }
  results.interpretation = std::move(query.interpretation);
  if (request.page == 1 && request.suggestions) {
    const FoundCounts counts{as_asked ? results.total : 0, results.total, query.respelled};
    results.suggestions = suggest_instead(request, counts, deadline, index);
  }
  return results;
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
    return find_as_asked(other, until, index, 1, Scoring::none).counter.total();  // how many, not which
  };
  const auto written = [&index](const std::string& word) { return usual_form(index.reader(), word); };
  return suggestions_for(
      request, found,
      {{state.words(index.reader()), analyzer, tagger_for(state.vocabulary), written}, count});
}

std::optional<std::vector<SimilarDocument>> Searcher::Parts::similar_to(const corpus::Document& document,
                                                                        Xapian::docid number,
                                                                        std::size_t most, Deadline deadline,
                                                                        const IndexLease& index) {
  const auto& state = index.state();
  TranslationSources sources;
  sources.lexicon = &state.lexicon.get();
  sources.words = &state.words(index.reader());
  const Translator translator(sources, analyzer, index.reader());
  const auto until = std::min(deadline, after(kSimilarTime));
  DocumentReader reader(index.reader(), state.columns, *state.documents);
  std::vector<SimilarDocument> similar;
  try {
    for (const auto& found : similar_documents(document, number, most, until,
                                               {analyzer, index.searched(), state.columns, translator})) {
      const auto& id = state.columns.id(found.document);
      auto link = reader.link(std::string(text_of(id)));
      if (!link) continue;
      const bool is_translation = link->id == document.translation;
      similar.push_back({std::move(*link), found.score, is_translation});
    }
  } catch (const SearchTimeout&) {
    return std::nullopt;
  }
  return similar;
}

void Searcher::Parts::mark(DocumentView& shown, const std::string& typed, Deadline deadline,
                           const IndexLease& index) {
  SearchRequest request;
  request.typed = typed;
  request.repair = true;
  const auto asked = index.state().schema == indexer::Schema::plain ? asked_of_stems(request) : request;
  try {
    const auto query = with_builder(asked, index, [&](const QueryBuilder& builder) {
      return builder.build(asked, std::min(deadline, after(kMarkTime)));
    });
    shown.marks = marks_of(shown.document, query, analyzer);
    if (shown.twin) shown.twin_marks = marks_of(*shown.twin, query, analyzer);
  } catch (const SearchTimeout&) {  // the document is what was asked for
  }
}

std::optional<DocumentView> Searcher::Parts::view_of(const std::string& id, const DocumentExtras& extras,
                                                     Deadline deadline, const IndexLease& index) {
  DocumentReader reader(index.reader(), index.state().columns, *index.state().documents);
  const auto number = reader.find(id);
  if (!number) return std::nullopt;
  DocumentView found;
  found.document = reader.read(*number)->document;
  found.revision = index.state().revision;
  found.state = index.state().name;
  if (found.document.withdrawn) return found;
  found.parent = reader.link(found.document.parent);
  found.translation = reader.link(found.document.translation);
  auto items = reader.items_of(found.document.id, deadline);
  found.items = std::move(items.links);
  found.items_total = items.total;
  if (extras.twin && found.translation) {
    if (const auto twin = reader.find(found.translation->id)) found.twin = reader.read(*twin)->document;
  }
  if (!extras.typed.empty()) mark(found, extras.typed, deadline, index);
  if (extras.similar > 0)
    found.similar = similar_to(found.document, *number, extras.similar, deadline, index);
  if (!found.parent) return found;
  auto siblings = reader.items_beside(*number, found.document.parent, deadline);
  found.siblings = std::move(siblings.links);
  found.siblings_total = siblings.total;
  return found;
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

WholeResult Searcher::whole_result(const SearchRequest& request, Deadline deadline) {
  return parts_->with_index(
      [&](IndexLease& index) {
        auto whole = request;
        whole.page = 1;
        whole.per_page = static_cast<int>(index.state().columns.shown_count());
        whole.facets.clear();
        auto found = parts_->find(whole, deadline, index);
        std::vector<std::uint32_t> documents;
        documents.reserve(static_cast<std::size_t>(found.counter.total()));
        for (const auto& match : found.counter.page()) documents.push_back(match.document);
        return WholeResult(std::move(index), std::move(documents));
      },
      [request](Searcher& searcher) { searcher.rank(request, after(kOnceMore)); });
}

std::vector<RankedDocument> Searcher::rank(const SearchRequest& request, Deadline deadline) {
  return parts_->with_index(
      [&](const IndexLease& index) {
        auto found = parts_->find(request, deadline, index);
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
      [&](const IndexLease& index) { return parts_->view_of(id, extras, deadline, index); },
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

std::vector<corpus::LedgerEntry> Searcher::ledger() { return parts_->view->state()->ledger; }

const analyzers::Analyzer& Searcher::analyzer() const { return parts_->analyzer; }

std::shared_ptr<const analyzers::Vocabulary> Searcher::vocabulary() {
  return parts_->view->state()->vocabulary;
}

}  // namespace searchd
