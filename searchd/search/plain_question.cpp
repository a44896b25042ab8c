#include "searchd/search/plain_question.h"

#include <algorithm>

#include "searchd/search/capitals.h"
#include "searchd/search/query_line.h"

namespace searchd {
namespace {

using Form = QueryPart::Form;

bool is_tag(Form form) { return form == Form::hashtag || form == Form::mention; }

bool has_words(const PlannedPart& part) { return part.form != Form::value && part.form != Form::date; }

// "US" is a word that says nothing, but for its capitals, which stems have not; "USA" names a partner.
bool has_acronym(const WantedUnit& unit) {
  return std::any_of(unit.words.begin(), unit.words.end(), is_acronym);
}

void keep_to_stems(PlannedPart& part, bool capitals_count, std::vector<Repair>& repairs) {
  if (!has_words(part)) return;
  if (part.form != Form::words) add_repair(repairs, "plain_stems", part.typed);
  for (auto& unit : part.units) {
    if (capitals_count && has_acronym(unit)) add_repair(repairs, "plain_stems", unit.typed);
    if (is_tag(unit.form)) unit.form = Form::words;
  }
  if (part.field == QueryField::title) {
    add_repair(repairs, "plain_title", part.typed);
    part.field = QueryField::none;
    part.form = Form::phrase;  // words of a title stand in a row
  }
  if (is_tag(part.form)) part.form = Form::words;
  if (part.form == Form::words || part.form == Form::phrase) return;
  part.form = Form::phrase;
  part.number = 0;  // of letters, not of words
}

// What stands near what is a matter of stems, too.
void tell_near(const QueryNode& node, QueryPlan& plan) {
  if (node.kind != QueryNode::Kind::near) {
    for (const auto& child : node.children) tell_near(child, plan);
    return;
  }
  const auto line = query_line(node, [&plan](std::size_t part) { return plan.parts[part].line; });
  add_repair(plan.repairs, "plain_stems", line);
}

}  // namespace

void keep_to_stems(QueryPlan& plan, bool cross_asked) {
  for (auto& part : plan.parts) keep_to_stems(part, !plan.shouted, plan.repairs);
  tell_near(plan.root, plan);
  if (cross_asked && std::any_of(plan.parts.begin(), plan.parts.end(), has_words))
    add_repair(plan.repairs, "plain_cross", "");
}

SearchRequest asked_of_stems(SearchRequest request) {
  const auto asked = request.rules;
  for (const auto& rule : kRankingRules) request.rules.*rule.rule = false;
  request.rules.coverage = asked.coverage;
  request.rules.recency = asked.recency;
  request.cross = false;
  return request;
}

}  // namespace searchd
