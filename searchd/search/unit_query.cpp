#include "searchd/search/unit_query.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "analyzers/utf8.h"
#include "indexer/index_schema.h"
#include "searchd/matching/coverage.h"
#include "searchd/search/capitals.h"
#include "searchd/search/date_text.h"
#include "searchd/search/name_spellings.h"
#include "searchd/search/query_names.h"
#include "searchd/search/told.h"
#include "searchd/search/translations.h"

namespace searchd {
namespace {

using analyzers::SpecialTermKind;
using analyzers::Token;
using indexer::Field;
using indexer::index_term;

constexpr double kRelatedScale = 0.5;      // how much a word of the same root counts beside the one typed
constexpr std::size_t kMostRelated = 8;    // of one word
constexpr double kSpellingScale = 0.5;     // how much another spelling of a name counts beside the one typed
constexpr std::size_t kMostSpellings = 8;  // added for one name

std::optional<std::string> special_of(const std::vector<analyzers::SpecialTerm>& terms,
                                      SpecialTermKind kind) {
  for (const auto& term : terms) {
    if (term.kind == kind) return term.text;
  }
  return std::nullopt;
}

std::string name_of(const analyzers::Entry& entry) {
  return std::string(entry_type_name(entry.type)) + "/" + entry.id;
}

/// Makes the parts of one unit and notes what went into them.
class UnitBuilder {
 public:
  UnitBuilder(const WantedUnit& unit, const WordQueryContext& context, Frequencies& frequencies, Query& query)
      : unit_(unit), context_(context), frequencies_(frequencies), query_(query) {
    told_.typed = unit.typed;
    made_.told = query.interpretation.terms.size();
  }

  UnitQuery build() {
    if (unit_.excluded) told_.why.emplace_back("excluded");
    const bool is_loose = phrases_are_loose(context_.match, context_.whole_question) && !unit_.excluded;
    if (unit_.form == QueryPart::Form::phrase && is_loose) {
      add_words_of_phrase();
    } else if (unit_.form == QueryPart::Form::phrase) {
      made_.others.push_back({phrase(), {}});
    } else {
      for (const auto& token : unit_.words) made_.words.push_back(word(token));
      add_what_stands_for_all();
    }
    query_.interpretation.terms.push_back(std::move(told_));
    return std::move(made_);
  }

 private:
  // --- what is told ---

  // A term that was searched.
  void tell(const char* field, const std::string& text, const std::string& why) {
    searchd::tell(told_, std::string(field) + ":" + text, why);
  }
  // A word that passages should show.
  void want(const std::string& text, bool exact) {
    if (!unit_.excluded) query_.wanted.push_back({text, exact});
  }
  void weigh(const std::string& why, const Clause& query, const std::string& label = {}) {
    if (!unit_.excluded) query_.leaves.push_back({made_.told, why, query, label});
  }
  void add_tag(OtherWay tag, const std::string& why) {
    weigh(why, tag.part.query);
    made_.others.push_back(std::move(tag));
  }
  bool has(const std::string& term) { return frequencies_.of(term) > 0; }

  // --- leaves ---

  Clause stem(const std::string& text, const std::string& why) {
    tell("stem", text, why);
    want(text, false);
    return Clause(index_term(Field::stem, text));
  }

  // A term without weight: it makes documents match and leaves their order to the words.
  OtherWay tag(Field field, const char* name, const std::string& text, const std::string& why) {
    tell(name, text, why);
    const auto term = index_term(field, text);
    return {{Clause(Op::scaled, Clause(term), 0.0), std::string(name) + ":" + text}, {{term}}};
  }

  WordQuery phrase() {
    std::vector<Clause> terms;
    std::string text;
    analyzers::WantedTerm wanted;
    for (const auto& word : unit_.words) {
      const auto& form = context_.plain ? word.stem : word.exact;
      terms.emplace_back(index_term(context_.plain ? Field::stem : Field::exact, form));
      if (terms.size() > 1) wanted.then.push_back(form);
      text += (text.empty() ? "" : " ") + form;
      if (context_.plain) want(form, false);
    }
    wanted.text = unit_.words.front().exact;
    wanted.exact = true;
    if (!unit_.excluded && !context_.plain) query_.wanted.push_back(std::move(wanted));
    tell("phrase", "\"" + text + "\"", "phrase");
    const auto window = static_cast<Xapian::termcount>(terms.size());
    const auto query =
        terms.size() == 1 ? terms.front() : Clause(Op::phrase, terms.begin(), terms.end(), window);
    weigh("phrase", query, "phrase:\"" + text + "\"");
    return {query, "phrase:\"" + text + "\""};
  }

  // Where few words are enough, so are those of a phrase; that they stand together adds weight.
  void add_words_of_phrase() {
    const bool only_stop_words = std::all_of(unit_.words.begin(), unit_.words.end(),
                                             [](const Token& token) { return token.stop_word; });
    for (const auto& token : unit_.words) {
      if (only_stop_words || !token.stop_word) made_.words.push_back(word(token));
    }
    made_.extra = phrase().query;
  }

  // --- words ---

  // One word in all its forms. What is excluded is excluded in the forms that one stem stands for.
  WordGroup word(const Token& token) {
    WordGroup group;
    group.token = &token;
    std::vector<Clause> forms{stem(token.stem, "stem")};
    group.part.parsed = "stem:" + token.stem;
    group.ways.push_back({index_term(Field::stem, token.stem)});
    for (const auto& variant : variants_of(token)) {
      forms.push_back(stem(variant.stem, variant.why));
      group.ways.push_back({index_term(Field::stem, variant.stem)});
    }
    group.part.query = Clause(Op::synonym, forms.begin(), forms.end());
    want_capitals(token, group);
    const bool plain = unit_.form == QueryPart::Form::words && !unit_.excluded;
    if (context_.rules.years && plain && is_year(token.exact, unit_.typed)) add_dated(token.exact, group);
    if (wants_related(token)) add_related(token, group);
    weigh("stem", group.part.query);
    if (!unit_.excluded) query_.leaves.back().of_word = true;
    return group;
  }

  std::vector<Variant> variants_of(const Token& token) {
    if (unit_.excluded) return {};
    const auto& rules = context_.rules;
    return variants_in_index(context_.analyzer, token, rules.proclitics, rules.verb_forms, frequencies_);
  }

  // Whole questions alone are asked in other words than their answers ("elected", "the election"). A name is
  // no other word.
  bool wants_related(const Token& token) const {
    return context_.rules.related && context_.whole_question && context_.match != Match::all &&
           !token.stop_word && unit_.form == QueryPart::Form::words && !unit_.excluded && unit_.names.empty();
  }

  // Where a document has none of the word, or less than they weigh, words of the same root stand for it. They
  // find nothing, and none weighs more for being rarer than the word.
  void add_related(const Token& token, WordGroup& group) {
    std::vector<Clause> words;
    Xapian::doccount documents = 0;
    for (const auto& related : context_.words.related(token.stem, kMostRelated)) {
      const auto term = index_term(Field::stem, related.text);
      if (is_way(group, term)) continue;
      words.push_back(stem(std::string(related.text), "related"));
      documents = std::min(documents + related.documents, frequencies_.documents());
    }
    if (words.empty()) return;
    const auto own = std::max<Xapian::doccount>(frequencies_.of_stem(token.stem), 1);
    const double usual =
        word_mass(own, frequencies_.documents()) / word_mass(documents, frequencies_.documents());
    const Clause together(Op::synonym, words.begin(), words.end());
    group.found_by = group.part.query;
    group.part.query = Clause(Op::greatest, group.found_by,
                              Clause(Op::scaled, together, kRelatedScale * std::min(usual, 1.0)));
  }

  static bool is_way(const WordGroup& group, const std::string& term) {
    return std::any_of(group.ways.begin(), group.ways.end(),
                       [&term](const auto& way) { return way.front() == term; });
  }

  // "2019": what is dated to that year answers as well as a text that says it once. A date is no word of a
  // text and makes none longer, so its weight is given, not counted.
  void add_dated(const std::string& year, WordGroup& group) {
    const auto term = index_term(Field::year, year);
    const auto documents = frequencies_.of(term);
    if (documents == 0) return;
    tell("dated", year, "year");
    const auto weight = Clause::constant(word_mass(documents, frequencies_.documents()));
    const Clause either[] = {group.part.query, Clause(Op::filter, weight, Clause(term))};
    group.part.query = Clause(Op::greatest, either, either + 2);
    group.ways.push_back({term});
  }

  // "US" is in every text that says "us": only where it is written in capitals is it meant. Acronyms that
  // are no stop words are in the text as words already.
  void want_capitals(const Token& token, WordGroup& group) {
    const auto acronym = special_of(token.special, SpecialTermKind::acronym);
    if (!acronym || !token.stop_word || !context_.rules.acronyms) return;
    tell("acronym", *acronym, "acronym");
    const auto term = index_term(Field::acronym, *acronym);
    group.part.query = Clause(Op::filter, group.part.query, Clause(term));
    group.part.parsed = "acronym:" + *acronym;
    group.ways = {{term}};
  }

  // --- what stands for all words: tags, compounds, names ---

  void add_what_stands_for_all() {
    if (unit_.form == QueryPart::Form::hashtag) add_tag_as_typed(SpecialTermKind::hashtag);
    if (unit_.form == QueryPart::Form::mention) add_tag_as_typed(SpecialTermKind::mention);
    if (unit_.whole_part && context_.rules.compounds) add_joined_forms();
    if (context_.rules.names) add_names();
    if (context_.name_spellings && unit_.form == QueryPart::Form::words && !unit_.excluded)
      add_name_spellings();
  }

  // A name that no document has as typed is looked for in the spellings of the index, unless it is a word
  // that has a meaning of its own.
  void add_name_spellings() {
    if (unit_.words.size() != 1 || !made_.others.empty()) return;
    const auto& typed = unit_.words.front();
    if (context_.translator != nullptr && context_.translator->knows(typed)) return;
    std::vector<std::string> stems;
    for (auto& spelling : name_spellings(typed, context_.analyzer, context_.words, frequencies_)) {
      query_.interpretation.also_searched.push_back({typed.exact, std::move(spelling.word), "name key"});
      stems.push_back(std::move(spelling.stem));
      query_.respelled = true;
    }
    add_spellings(stems, "name key");
  }

  void add_tag_as_typed(SpecialTermKind kind) {
    const auto text = special_of(unit_.special, kind);
    if (!text) return;
    const bool is_hashtag = kind == SpecialTermKind::hashtag;
    const char* name = is_hashtag ? "hashtag" : "mention";
    add_tag(tag(is_hashtag ? Field::hashtag : Field::mention, name, *text, name), name);
  }

  // "counter-terrorism" finds "counterterrorism" and the other way round; "defeatdaesh" finds "#DefeatDaesh".
  void add_joined_forms() {
    if (unit_.words.size() > 1) {
      add_joined_word();
    } else if (unit_.form == QueryPart::Form::words && !unit_.words.front().stop_word) {
      const auto& text = unit_.words.front().exact;
      if (has(index_term(Field::joined, text))) add_tag(split_word(text), "joined");
      if (has(index_term(Field::hashtag, text))) {
        add_tag(tag(Field::hashtag, "hashtag", text, "hashtag"), "hashtag");
      }
    }
  }

  void add_joined_word() {
    const auto text = special_of(unit_.special, SpecialTermKind::joined);
    if (!text) return;
    const auto tokens = context_.analyzer.analyze(*text);
    if (tokens.size() != 1 || frequencies_.of_stem(tokens.front().stem) == 0) return;
    const auto& joined = tokens.front().stem;
    made_.others.push_back({{stem(joined, "joined"), "stem:" + joined}, {{index_term(Field::stem, joined)}}});
    weigh("joined", made_.others.back().part.query);
  }

  // Documents with the compound `text`, weighed by the two words it was written as where these can be told.
  OtherWay split_word(const std::string& text) {
    auto whole = tag(Field::joined, "joined", text, "joined");
    for (std::size_t at = 2; at + 2 <= text.size(); ++at) {
      if (analyzers::continues_code_point(text[at])) continue;
      if (!has(index_term(Field::exact, text.substr(0, at))) ||
          !has(index_term(Field::exact, text.substr(at))))
        continue;
      std::vector<Clause> both;
      for (const auto& half : {text.substr(0, at), text.substr(at)}) {
        want(half, true);
        tell("exact", half, "joined");
        both.emplace_back(index_term(Field::exact, half));
      }
      const Clause words(Op::any, both.begin(), both.end());
      whole.part.query = Clause(Op::maybe, whole.part.query, words);
      break;
    }
    return whole;
  }

  // The stems of the other ways to write, in the same script, the name that the only word of this unit is.
  std::vector<std::string> spellings_of_names() {
    std::vector<std::string> stems;
    if (unit_.names.empty() || unit_.words.size() != 1) return stems;
    const auto& typed = unit_.words.front();
    for (const auto* entry : unit_.names) {
      for (const auto& name : entry->names) {
        if (name.case_sensitive || !name.context.empty()) continue;
        const auto tokens = context_.analyzer.analyze(name.text);
        if (tokens.empty()) continue;
        const auto& last = tokens.back();
        const auto others =
            std::count_if(tokens.begin(), tokens.end() - 1, [](const Token& t) { return !t.stop_word; });
        if (others > 0 || last.stop_word || last.arabic != typed.arabic || last.stem == typed.stem) continue;
        if (frequencies_.of_stem(last.stem) > 0 && stems.size() < kMostSpellings) add_once(stems, last.stem);
      }
    }
    return stems;
  }

  // An acronym is written out where it is first used, and often everywhere: its names of several words weigh
  // like other spellings of it. Which documents match is said by the tag.
  void weigh_full_names() {
    if (unit_.excluded || unit_.words.size() != 1 || !is_acronym(unit_.words.front())) return;
    std::vector<Clause> names;
    for (const auto* entry : unit_.names) {
      for (const auto& name : plain_spellings(context_.analyzer, *entry, false)) {
        if (names.size() < kMostSpellings && name.find(' ') != std::string::npos)
          names.push_back(words_in_a_row(name, "name:" + name_of(*entry)));
      }
    }
    if (names.empty()) return;
    const Clause synonym(Op::synonym, names.begin(), names.end());
    made_.extra = Clause(Op::scaled, synonym, kSpellingScale);
    weigh("spelling", made_.extra);
  }

  Clause words_in_a_row(const std::string& folded, const std::string& why) {
    std::vector<Clause> terms;
    analyzers::WantedTerm wanted;
    for (const auto& token : context_.analyzer.analyze(folded)) {
      if (terms.empty()) wanted.text = token.exact;
      if (!terms.empty()) wanted.then.push_back(token.exact);
      terms.emplace_back(index_term(Field::exact, token.exact));
    }
    wanted.exact = true;
    query_.wanted.push_back(std::move(wanted));
    tell("phrase", "\"" + folded + "\"", why);
    const auto window = static_cast<Xapian::termcount>(terms.size());
    return Clause(Op::phrase, terms.begin(), terms.end(), window);
  }

  // Every document that is tagged with the entry matches, in both languages unless one is enough; the other
  // spellings add weight, and what is not tagged.
  void add_names() {
    if (!unit_.names.empty()) add_spellings(spellings_of_names(), "name:" + name_of(*unit_.names.front()));
    weigh_full_names();
    for (const auto* entry : unit_.names) {
      const std::string type(entry_type_name(entry->type));
      const auto why = "name:" + name_of(*entry);
      auto tagged = tag(indexer::tag_field(entry->type), type.c_str(), entry->id, why);
      if (context_.translator == nullptr) keep_to_own_language(tagged);
      add_tag(std::move(tagged), why);
      if (!unit_.excluded) query_.names.emplace_back(entry->type, entry->id);
    }
  }

  // A tag is the same in both languages: where the other one is not wanted, what is in it is not.
  void keep_to_own_language(OtherWay& tagged) {
    using analyzers::Language;
    const bool arabic =
        std::any_of(unit_.words.begin(), unit_.words.end(), [](const Token& word) { return word.arabic; });
    std::vector<Clause> languages;
    std::vector<std::vector<std::string>> ways;
    for (const auto language :
         {arabic ? Language::arabic : Language::english, Language::mixed, Language::other}) {
      const std::string code(analyzers::language_code(language));
      tell("lang", code, "own language");
      const auto term = index_term(Field::language, code);
      languages.emplace_back(term);
      for (auto way : tagged.ways) {
        way.push_back(term);
        ways.push_back(std::move(way));
      }
    }
    const Clause any(Op::any, languages.begin(), languages.end());
    tagged.part.query = Clause(Op::filter, tagged.part.query, any);
    tagged.ways = std::move(ways);
  }

  void add_spellings(const std::vector<std::string>& stems, const std::string& why) {
    std::vector<Clause> spellings;
    OtherWay way;
    for (const auto& text : stems) {
      spellings.push_back(stem(text, why));
      way.part.parsed += (way.part.parsed.empty() ? "stem:" : " OR stem:") + text;
      way.ways.push_back({index_term(Field::stem, text)});
    }
    if (spellings.empty()) return;
    const Clause synonym(Op::synonym, spellings.begin(), spellings.end());
    way.part.query = Clause(Op::scaled, synonym, kSpellingScale);
    weigh(why, way.part.query);
    made_.others.push_back(std::move(way));
  }

  const WantedUnit& unit_;
  const WordQueryContext& context_;
  Frequencies& frequencies_;
  Query& query_;
  UnitQuery made_;
  Interpretation::Term told_;
};

}  // namespace

UnitQuery unit_query(const WantedUnit& unit, const WordQueryContext& context, Frequencies& frequencies,
                     Query& query) {
  return UnitBuilder(unit, context, frequencies, query).build();
}

}  // namespace searchd
