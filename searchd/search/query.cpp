#include "searchd/search/query.h"

#include <span>
#include <utility>

#include "searchd/search/query_plan.h"
#include "searchd/search/word_query.h"

namespace searchd {

Query QueryBuilder::build(std::string_view typed, bool repair) const {
  auto plan = plan_query(typed, repair, analyzer_, tagger_);
  Query query;
  query.interpretation.ignored = std::move(plan.ignored);
  query.interpretation.repairs = std::move(plan.repairs);
  const WordQueryContext context{analyzer_, database_};
  std::vector<WordQuery> wanted;
  std::vector<WordQuery> excluded;
  for (const auto& unit : plan.units) {
    auto part = word_query(std::span(&unit, 1), context, query);
    (unit.excluded ? excluded : wanted).push_back(std::move(part));
  }
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
