#include "searchd/search/cross_query.h"

#include <span>
#include <string>
#include <utility>

#include "indexer/index_schema.h"
#include "searchd/search/told.h"
#include "searchd/search/translations.h"

namespace searchd {
namespace {

using indexer::Field;
using indexer::index_term;

constexpr double kTrusted = 0.35;      // alternatives of this weight count as one word
constexpr double kSeveralWords = 0.6;  // a term of several words that stands for one word

/// One word typed and where it is told.
struct Place {
  WordGroup* group;
  std::size_t told;
};

class CrossBuilder {
 public:
  CrossBuilder(const analyzers::Analyzer& analyzer, Frequencies& frequencies, Query& query)
      : analyzer_(analyzer), frequencies_(frequencies), query_(query) {}

  /// Puts `alternatives` beside the words at `places`, which they stand for together.
  void add(std::span<const Place> places, const std::vector<Alternative>& alternatives) {
    const auto typed = typed_text(places);
    Ways ways;
    for (const auto& alternative : alternatives) {
      query_.interpretation.also_searched.push_back({typed, alternative.shown, alternative.source});
      add_way(alternative, places, ways);
    }
    if (!ways.trusted.empty())
      ways.others.emplace_back(Op::synonym, ways.trusted.begin(), ways.trusted.end());
    const Clause cross(Op::any, ways.others.begin(), ways.others.end());
    // Each of the words gets its share, so that together they weigh what the term weighs.
    const auto share = scaled(cross, 1.0 / static_cast<double>(places.size()));
    for (const auto& place : places) {
      auto& group = *place.group;
      group.part.query = Clause(Op::any, group.part.query, share);
      if (!group.found_by.empty()) group.found_by = Clause(Op::any, group.found_by, share);
      group.part.parsed = "(" + group.part.parsed + " OR " + ways.parsed + ")";
      group.ways.insert(group.ways.end(), ways.terms.begin(), ways.terms.end());
      query_.leaves.push_back({place.told, "other language", share, {}, true});
    }
  }

 private:
  /// What stands for some words in the other language.
  struct Ways {
    std::vector<Clause> trusted, others;
    std::vector<std::vector<std::string>> terms;  // WordGroup::ways
    std::string parsed;
  };

  void add_way(const Alternative& alternative, std::span<const Place> places, Ways& ways) {
    ways.parsed += (ways.parsed.empty() ? "" : " OR ") + parsed_text(alternative);
    const auto forms = forms_of(alternative, places.front().told);
    if (forms.size() == 1) {
      for (const auto& form : forms.front()) ways.terms.push_back({form});
      const auto word = synonym(forms.front());
      if (alternative.weight >= kTrusted) {
        ways.trusted.push_back(word);
      } else {
        ways.others.push_back(scaled(word, alternative.weight));
      }
      return;
    }
    auto& way = ways.terms.emplace_back();
    std::vector<Clause> words;
    for (const auto& form : forms) {
      way.push_back(form.front());
      words.push_back(synonym(form));
    }
    const Clause all(Op::all, words.begin(), words.end());
    ways.others.push_back(scaled(all, alternative.weight * (places.size() == 1 ? kSeveralWords : 1.0)));
  }

  static Clause scaled(const Clause& query, double factor) {
    return factor == 1.0 ? query : Clause(Op::scaled, query, factor);
  }
  static Clause synonym(const std::vector<std::string>& terms) {
    std::vector<Clause> queries(terms.begin(), terms.end());
    return Clause(Op::synonym, queries.begin(), queries.end());
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

  // Of each word of an alternative the terms under which the index has it; the stem itself first. All of them
  // are told.
  std::vector<std::vector<std::string>> forms_of(const Alternative& alternative, std::size_t told) {
    std::vector<std::vector<std::string>> forms;
    for (const auto& stem : alternative.stems) {
      auto& terms = forms.emplace_back();
      terms.push_back(index_term(Field::stem, stem));
      tell(told, stem, alternative.source);
      if (static_cast<unsigned char>(stem.front()) < 0x80) continue;
      analyzers::Token word;
      word.arabic = true;
      word.exact = word.stem = stem;
      for (const auto& variant : variants_in_index(analyzer_, word, true, false, frequencies_)) {
        terms.push_back(index_term(Field::stem, variant.stem));
        tell(told, variant.stem, variant.why);
      }
    }
    return forms;
  }

  void tell(std::size_t told, const std::string& stem, const std::string& source) {
    searchd::tell(query_.interpretation.terms[told], "stem:" + stem, source);
    query_.wanted.push_back({stem, false});
  }

  const analyzers::Analyzer& analyzer_;
  Frequencies& frequencies_;
  Query& query_;
};

}  // namespace

bool add_other_language(std::vector<UnitQuery>& units, const WordQueryContext& context,
                        Frequencies& frequencies, Query& query) {
  if (context.translator == nullptr) return false;
  std::vector<Place> places;
  std::vector<analyzers::Token> words;
  for (auto& unit : units) {
    for (auto& group : unit.words) {
      places.push_back({&group, unit.told});
      words.push_back(*group.token);
    }
  }
  CrossBuilder builder(context.analyzer, frequencies, query);
  const auto translations = context.translator->translate(words);
  for (const auto& translation : translations) {
    builder.add(std::span(places).subspan(translation.first, translation.last - translation.first),
                translation.alternatives);
  }
  return !translations.empty();
}

}  // namespace searchd
