#include "searchd/search/plain_question.h"

#include <algorithm>

#include "searchd/search/capitals.h"

namespace searchd {
namespace {

using Form = QueryPart::Form;

bool is_tag(Form form) { return form == Form::hashtag || form == Form::mention; }

// "US" is a word that says nothing, but for its capitals, which stems have not.
bool is_meant_in_capitals(const WantedUnit& unit) {
  return std::any_of(unit.words.begin(), unit.words.end(),
                     [](const analyzers::Token& word) { return word.stop_word && is_acronym(word); });
}

void keep_to_stems(PlannedPart& part, std::vector<Repair>& repairs) {
  if (part.form == Form::value || part.form == Form::date) return;
  if (part.form != Form::words) add_repair(repairs, "plain_stems", part.typed);
  for (auto& unit : part.units) {
    if (is_meant_in_capitals(unit)) add_repair(repairs, "plain_stems", unit.typed);
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

}  // namespace

void keep_to_stems(QueryPlan& plan) {
  for (auto& part : plan.parts) keep_to_stems(part, plan.repairs);
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
