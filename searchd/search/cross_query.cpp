#include "searchd/search/cross_query.h"

#include <algorithm>
#include <string>
#include <utility>

#include "indexer/index_schema.h"
#include "searchd/search/translations.h"

namespace searchd {
namespace {

using indexer::Field;
using indexer::index_term;
using Op = Xapian::Query::op;

constexpr double kTrusted = 0.35;        // alternatives of this weight count as one word
constexpr double kSeveralWords = 0.6;    // a term of several words that stands for one word

/// One word typed and where it is told.
struct Place {
  WordGroup* group;
  std::size_t told;
};

class CrossBuilder {
 public:
  CrossBuilder(Frequencies& frequencies, Query& query) : frequencies_(frequencies), query_(query) {}

  /// Puts `alternatives` beside the words at `places`, which they stand for together.
  void add(std::span<const Place> places, const std::vector<Alternative>& alternatives) {
    const auto typed = typed_text(places);
    std::vector<Xapian::Query> trusted;
    std::vector<Xapian::Query> others;
    std::vector<std::vector<std::string>> ways;
    std::string parsed;
    for (const auto& alternative : alternatives) {
      auto forms = forms_of(alternative);
      for (const auto& stem : alternative.stems) tell(places.front().told, stem, alternative.source);
      query_.interpretation.also_searched.push_back({typed, alternative.shown, alternative.source});
      if (alternative.stems.size() == 1) {
        for (const auto& form : forms.front()) ways.push_back({form});
        auto& list = alternative.weight >= kTrusted ? trusted : others;
        auto word = synonym(forms.front());
        list.push_back(&list == &trusted ? word : scaled(word, alternative.weight));
      } else {
        auto& way = ways.emplace_back();
        std::vector<Xapian::Query> words;
        for (const auto& form : forms) {
          way.push_back(form.front());
          words.push_back(synonym(form));
        }
        const Xapian::Query all(Op::OP_AND, words.begin(), words.end());
        others.push_back(scaled(all, alternative.weight * (places.size() == 1 ? kSeveralWords : 1.0)));
      }
      parsed += (parsed.empty() ? "" : " OR ") + parsed_text(alternative);
    }
    if (!trusted.empty()) others.push_back(Xapian::Query(Op::OP_SYNONYM, trusted.begin(), trusted.end()));
    const Xapian::Query cross(Op::OP_OR, others.begin(), others.end());
    // Each of the words gets its share, so that together they weigh what the term weighs.
    const auto share = scaled(cross, 1.0 / static_cast<double>(places.size()));
    for (const auto& place : places) {
      place.group->part.query = Xapian::Query(Op::OP_OR, place.group->part.query, share);
      place.group->part.parsed = "(" + place.group->part.parsed + " OR " + parsed + ")";
      place.group->ways.insert(place.group->ways.end(), ways.begin(), ways.end());
      query_.leaves.push_back({place.told, "other language", share});
    }
  }

 private:
  static Xapian::Query scaled(const Xapian::Query& query, double factor) {
    return factor == 1.0 ? query : Xapian::Query(Op::OP_SCALE_WEIGHT, query, factor);
  }
  static Xapian::Query synonym(const std::vector<std::string>& terms) {
    std::vector<Xapian::Query> queries(terms.begin(), terms.end());
    return Xapian::Query(Op::OP_SYNONYM, queries.begin(), queries.end());
  }

  static std::string typed_text(std::span<const Place> places) {
    std::string text;
    for (const auto& place : places) text += (text.empty() ? "" : " ") + place.group->token->exact;
    return text;
  }
  static std::string parsed_text(const Alternative& alternative) {
    std::string text;
    for (const auto& stem : alternative.stems) text += (text.empty() ? "stem:" : " AND stem:") + stem;
    return alternative.stems.size() == 1 ? text : "(" + text + ")";
  }

  // Of each word of an alternative the terms under which the index has it; the stem itself first.
  std::vector<std::vector<std::string>> forms_of(const Alternative& alternative) {
    std::vector<std::vector<std::string>> forms;
    for (const auto& stem : alternative.stems) {
      auto& terms = forms.emplace_back();
      terms.push_back(index_term(Field::stem, stem));
      if (static_cast<unsigned char>(stem.front()) < 0x80) continue;
      for (const auto& variant : proclitic_variants(stem, frequencies_))
        terms.push_back(index_term(Field::stem, variant.stem));
    }
    return forms;
  }

  void tell(std::size_t told, const std::string& stem, const std::string& source) {
    auto& term = query_.interpretation.terms[told];
    const auto matched = "stem:" + stem;
    if (std::find(term.matched.begin(), term.matched.end(), matched) == term.matched.end())
      term.matched.push_back(matched);
    if (std::find(term.why.begin(), term.why.end(), source) == term.why.end()) term.why.push_back(source);
    query_.wanted.push_back({stem, false});
  }

  Frequencies& frequencies_;
  Query& query_;
};

}  // namespace

void add_other_language(std::vector<UnitQuery>& units, const WordQueryContext& context,
                        Frequencies& frequencies, Query& query) {
  if (context.translator == nullptr) return;
  std::vector<Place> places;
  std::vector<analyzers::Token> words;
  for (auto& unit : units) {
    for (auto& group : unit.words) {
      places.push_back({&group, unit.told});
      words.push_back(*group.token);
    }
  }
  CrossBuilder builder(frequencies, query);
  for (const auto& translation : context.translator->translate(words)) {
    builder.add(std::span(places).subspan(translation.first, translation.last - translation.first),
                translation.alternatives);
  }
}

}  // namespace searchd
