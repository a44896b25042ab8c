#include "searchd/search/query.h"

#include <span>
#include <utility>

#include "searchd/search/query_plan.h"
#include "searchd/search/word_query.h"

namespace searchd {

Query QueryBuilder::build(const SearchRequest& request) const {
  auto plan = plan_query(request.typed, request.repair, analyzer_, tagger_);
  Query query;
  query.interpretation.ignored = std::move(plan.ignored);
  query.interpretation.repairs = std::move(plan.repairs);
  const WordQueryContext context{analyzer_, database_, nullptr, request.rules, request.match};
  std::vector<WordQuery> wanted;
  std::vector<WordQuery> excluded;
  std::vector<WantedUnit> run;
  for (const auto& unit : plan.units) {
    if (unit.excluded) {
      excluded.push_back(word_query(std::span(&unit, 1), context, query));
    } else if (unit.form == QueryPart::Form::phrase && request.match != Match::any) {
      wanted.push_back(word_query(std::span(&unit, 1), context, query));
    } else {
      run.push_back(unit);
    }
  }
  if (!run.empty()) wanted.push_back(word_query(run, context, query));
  if (!wanted.empty()) {
    auto part = all_of(std::move(wanted));
    query.wanted_terms = std::move(part.query);
    query.interpretation.parsed = std::move(part.parsed);
  }
  if (!excluded.empty()) {
    auto part = any_of(std::move(excluded));
    query.excluded_terms = std::move(part.query);
    query.interpretation.parsed += (query.wanted_terms.empty() ? "NOT " : " NOT ") + part.parsed;
  }
  return query;
}

}  // namespace searchd
