#include "searchd/search/finder.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "searchd/search/document_set.h"
#include "searchd/search/plain_question.h"
#include "searchd/search/recency.h"
#include "searchd/search/translations.h"

namespace searchd {
namespace {

/// Of what the words say, how much is enough where no document has all: of two words the rarer is at least
/// half, of three one is a third.
constexpr double kLessWanted[] = {0.5, 0.3};

Sort sort_of(const SearchRequest& request, const Query& query) {
  if (!query.scored) return request.sort == Sort::oldest ? Sort::oldest : Sort::newest;
  return request.sort.value_or(Sort::relevance);
}

// What `request` can ask of this index.
SearchRequest asked_of(const SearchRequest& request, const IndexLease& index) {
  return index.state().schema == indexer::Schema::plain ? asked_of_stems(request) : request;
}

// The documents that the question leaves out. A clause has no operator that excludes, so they are found by a
// match of their own.
PlaceBits left_out(const IndexLease& index, const Query& query, Deadline deadline) {
  PlaceBits excluded(index.state().columns.shown().places());
  for_each_match(index.searched(), query.excluded_terms, Scoring::none, deadline,
                 [&excluded](Xapian::docid document, double) { excluded.set(document); });
  return excluded;
}

// Whether any document that is shown, whatever filters there are, is what `query` wants.
bool finds_any(const IndexLease& index, const Query& query, Deadline deadline) {
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
                   Deadline deadline, Scoring scoring, Counter& counter) {
  if (!query.excluded_terms.empty()) counter.leave_out(left_out(index, query, deadline));
  if (query.wanted_terms.empty()) return counter.count_all(deadline);
  const bool by_age = scoring != Scoring::none && request.recency && request.rules.recency;
  if (by_age) counter.weigh_by(Recency(index.state().columns));
  visit_matches(index.searched(), query.wanted_terms, scoring, deadline, counter);
}

// None where the other language is not asked for: then nothing waits for what is still being read.
TranslationSources sources_for(const SearchRequest& request, const IndexLease& index) {
  TranslationSources sources;
  if (!request.cross || request.typed.empty()) return sources;
  const auto& state = index.state();
  if (request.rules.lexicon) sources.lexicon = &state.lexicon.get();
  if (request.rules.dictionary && state.dictionary.get()) sources.dictionary = &*state.dictionary.get();
  sources.words = &state.words(index.reader());
  if (request.rules.sounds) sources.sounds = &state.sounds(index.reader());
  return sources;
}

}  // namespace

// Where no document at all has what plain words ask for, what has most of it is found: whether the words are
// all wanted must not depend on filters, or a filter would bring up documents that its count did not know.
Finder::Found Finder::find(const SearchRequest& request, Deadline deadline, const IndexLease& index,
                           Scoring scoring) {
  auto found = find_as_asked(request, deadline, index, 1, scoring);
  auto& interpretation = found.query.interpretation;
  // A question of many words is answered without them: that is told where its answer is.
  const auto nowhere = listed(found.query.found_nowhere);
  if (!nowhere.empty()) add_repair(interpretation.repairs, "found_nowhere", nowhere);
  const bool may_be_less =
      request.match == Match::automatic && request.rules.coverage && found.query.is_plain;
  if (!may_be_less || found.counter.total() > 0 || finds_any(index, found.query, deadline)) return found;
  for (const double share : kLessWanted) {
    auto less = find_as_asked(request, deadline, index, share, scoring);
    if (less.counter.total() == 0 && !finds_any(index, less.query, deadline)) continue;
    auto& told = less.query.interpretation;
    add_repair(told.repairs, "not_all", told.parsed, listed(less.query.found_nowhere));
    less.as_asked = false;
    return less;
  }
  return found;
}

Query Finder::build(const SearchRequest& asked, Deadline deadline, const IndexLease& index,
                    double most_wanted) {
  const auto& state = index.state();
  const auto& reader = index.reader();
  const Translator translator(sources_for(asked, index), *analyzer_, reader);
  const QuestionGround ground{*analyzer_,        tagger_for(state.vocabulary),
                              *state.vocabulary, index.searched(),
                              state.columns,     [&]() -> const IndexWords& { return state.words(reader); },
                              &translator,       state.schema == indexer::Schema::plain};
  return QueryBuilder(ground).build(asked, deadline, most_wanted);
}

Finder::Found Finder::find_as_asked(const SearchRequest& request, Deadline deadline, const IndexLease& index,
                                    double most_wanted, Scoring scoring) {
  const auto asked = asked_of(request, index);
  auto query = build(asked, deadline, index, most_wanted);
  const auto sort = sort_of(asked, query);
  Counter counter(index.state().columns, request, sort);
  if (scoring != Scoring::none && sort == Sort::relevance && query.language && asked.rules.own_version)
    counter.prefer_versions(*query.language);
  count_matches(index, query, asked, deadline, scoring, counter);
  return {std::move(query), std::move(counter), sort};
}

Query Finder::query_of(const SearchRequest& request, Deadline deadline, const IndexLease& index,
                       double most_wanted) {
  return build(asked_of(request, index), deadline, index, most_wanted);
}

const analyzers::Tagger& Finder::tagger_for(const std::shared_ptr<const analyzers::Vocabulary>& vocabulary) {
  if (tagged_with_ != vocabulary) {
    tagger_ = std::make_unique<analyzers::Tagger>(*vocabulary, *analyzer_);
    tagged_with_ = vocabulary;
  }
  return *tagger_;
}

}  // namespace searchd
