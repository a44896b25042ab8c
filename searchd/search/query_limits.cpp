#include "searchd/search/query_limits.h"

#include <string>

#include "searchd/search/searcher.h"

namespace searchd {

using Form = QueryPart::Form;

QueryLimits::QueryLimits(bool repair, bool too_many_bytes, bool too_deep) : repair_(repair) {
  if (repair) return;
  if (too_many_bytes) {
    throw QueryTooLong("the question is longer than " + std::to_string(kMostQueryBytes) + " bytes");
  }
  if (too_deep) {
    throw QueryTooLong("more than " + std::to_string(kMostBrackets) + " brackets stand inside each other");
  }
}

QueryLimits::Used QueryLimits::use_of(const QueryPart& part, std::size_t words) {
  Used used;
  switch (part.form) {
    case Form::phrase: used.phrases = words > 0 ? 1 : 0; break;
    case Form::date: used.dates = 1; break;
    case Form::value: used.terms = 1; break;
    case Form::beginning:
      used.beginnings = 1;
      used.terms = words;
      break;
    case Form::similar:
      used.similar = 1;
      used.terms = words;
      break;
    default: used.terms = words; break;
  }
  return used;
}

bool QueryLimits::keep(const QueryPart& part, std::size_t words) {
  if (part.begin >= kMostQueryBytes) return false;
  if (part.operators > kMostOperators) {
    return refuse("operators (-, !, |, AND, OR, NOT, NEAR, ADJ)", kMostOperators);
  }
  if (part.form == Form::phrase && words > kMostPhraseWords && !repair_) {
    throw QueryTooLong("a phrase has more than " + std::to_string(kMostPhraseWords) + " words");
  }
  auto used = use_of(part, words);
  used.terms += used_.terms;
  used.phrases += used_.phrases;
  used.beginnings += used_.beginnings;
  used.similar += used_.similar;
  used.dates += used_.dates;
  if (used.terms > kMostTerms) return refuse("words", kMostTerms);
  if (used.phrases > kMostPhrases) return refuse("phrases", kMostPhrases);
  if (used.beginnings > kMostBeginnings) return refuse("words with *", kMostBeginnings);
  if (used.similar > kMostSimilar) return refuse("words with ~", kMostSimilar);
  if (used.dates > kMostDates) return refuse("dates", kMostDates);
  used_ = used;
  return true;
}

bool QueryLimits::refuse(const char* what, std::size_t most) const {
  if (!repair_) throw QueryTooLong("the question has more than " + std::to_string(most) + " " + what);
  return false;
}

}  // namespace searchd
