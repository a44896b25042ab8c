#include "searchd/search/word_query.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "indexer/index_schema.h"

namespace searchd {
namespace {

using analyzers::EntryType;
using analyzers::SpecialTermKind;
using analyzers::Token;
using indexer::Field;
using indexer::index_term;

constexpr double kExactScale = 0.3;        // how much the form as typed counts beside the stem
constexpr double kSpellingScale = 0.5;     // how much another spelling of a name counts beside the one typed
constexpr std::size_t kMostSpellings = 8;  // added for one name

Field field_of(EntryType type) {
  switch (type) {
    case EntryType::partner: return Field::partner;
    case EntryType::topic: return Field::topic;
    case EntryType::place: return Field::place;
    case EntryType::person: return Field::person;
    case EntryType::outlet: return Field::outlet;
    case EntryType::group: return Field::group;
  }
  __builtin_unreachable();
}

void add_once(std::vector<std::string>& list, std::string text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(std::move(text));
}

std::optional<std::string> special_of(const std::vector<analyzers::SpecialTerm>& terms,
                                      SpecialTermKind kind) {
  for (const auto& term : terms) {
    if (term.kind == kind) return term.text;
  }
  return std::nullopt;
}

WordQuery joined(Xapian::Query::op op, const char* between, std::vector<WordQuery> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  std::vector<Xapian::Query> queries;
  std::string parsed;
  for (auto& part : parts) {
    queries.push_back(std::move(part.query));
    parsed += parsed.empty() ? "(" : between;
    parsed += part.parsed;
  }
  return {Xapian::Query(op, queries.begin(), queries.end()), parsed + ")"};
}

/// Makes the query of one unit and notes what went into it.
class UnitBuilder {
 public:
  UnitBuilder(const analyzers::Analyzer& analyzer, const Xapian::Database& database, const WantedUnit& unit,
              Query& query)
      : analyzer_(analyzer), database_(database), unit_(unit), query_(query) {
    told_.typed = unit.typed;
  }

  WordQuery build() {
    if (unit_.excluded) told_.why.emplace_back("excluded");
    WordQuery part = unit_.form == QueryPart::Form::phrase ? phrase() : words_or_what_stands_for_them();
    query_.interpretation.terms.push_back(std::move(told_));
    return part;
  }

 private:
  // --- what is told ---

  // A term that was searched; it is shown in passages too unless it is one that no word of a text shows.
  void tell(const char* field, const std::string& text, const std::string& why) {
    add_once(told_.matched, std::string(field) + ":" + text);
    add_once(told_.why, why);
  }
  void want(const std::string& text, bool exact) {
    if (!unit_.excluded) query_.wanted.push_back({text, exact});
  }
  bool has(const std::string& term) const { return database_.term_exists(term); }

  // --- leaves ---

  WordQuery stem(const std::string& text, const std::string& why) {
    tell("stem", text, why);
    want(text, false);
    return {Xapian::Query(index_term(Field::stem, text)), "stem:" + text};
  }

  // A term without weight: it makes documents match and leaves their order to the words.
  WordQuery tag(Field field, const char* name, const std::string& text, const std::string& why) {
    tell(name, text, why);
    return {Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(index_term(field, text)), 0.0),
            std::string(name) + ":" + text};
  }

  WordQuery phrase() {
    std::vector<Xapian::Query> terms;
    std::string text;
    for (const auto& word : unit_.words) {
      terms.emplace_back(index_term(Field::exact, word.exact));
      want(word.exact, true);
      text += (text.empty() ? "" : " ") + word.exact;
    }
    tell("phrase", "\"" + text + "\"", "phrase");
    const auto parsed = "phrase:\"" + text + "\"";
    if (terms.size() == 1) return {terms.front(), parsed};
    const auto window = static_cast<Xapian::termcount>(terms.size());
    return {Xapian::Query(Xapian::Query::OP_PHRASE, terms.begin(), terms.end(), window), parsed};
  }

  // --- words ---

  WordQuery words_or_what_stands_for_them() {
    std::vector<WordQuery> words;
    for (const auto& token : unit_.words) words.push_back(word(token));
    std::vector<WordQuery> alternatives;
    alternatives.push_back(all_of(std::move(words)));
    if (unit_.form == QueryPart::Form::hashtag) add_tag_as_typed(alternatives, SpecialTermKind::hashtag);
    if (unit_.form == QueryPart::Form::mention) add_tag_as_typed(alternatives, SpecialTermKind::mention);
    if (unit_.whole_part) add_joined_forms(alternatives);
    add_names(alternatives);
    return any_of(std::move(alternatives));
  }

  // One word: its stem makes a document match, its form as typed adds weight.
  WordQuery word(const Token& token) {
    WordQuery part = stem(token.stem, "stem");
    if (!unit_.excluded) {
      tell("exact", token.exact, "exact form");
      const Xapian::Query exact(Xapian::Query::OP_SCALE_WEIGHT,
                                Xapian::Query(index_term(Field::exact, token.exact)), kExactScale);
      part.query = Xapian::Query(Xapian::Query::OP_AND_MAYBE, part.query, exact);
    }
    const auto acronym = special_of(token.special, SpecialTermKind::acronym);
    // "US" is in every text that says "us": only where it is written in capitals is it meant. Acronyms that
    // are no stop words are in the text as words already.
    if (acronym && token.stop_word) {
      tell("acronym", *acronym, "acronym");
      part.query = Xapian::Query(Xapian::Query::OP_FILTER, part.query,
                                 Xapian::Query(index_term(Field::acronym, *acronym)));
      part.parsed = "acronym:" + *acronym;
    }
    return part;
  }

  // --- tags, compounds ---

  void add_tag_as_typed(std::vector<WordQuery>& alternatives, SpecialTermKind kind) {
    const auto text = special_of(unit_.special, kind);
    if (!text) return;
    const bool is_hashtag = kind == SpecialTermKind::hashtag;
    const char* name = is_hashtag ? "hashtag" : "mention";
    alternatives.push_back(tag(is_hashtag ? Field::hashtag : Field::mention, name, *text, name));
  }

  // "counter-terrorism" finds "counterterrorism" and the other way round; "defeatdaesh" finds "#DefeatDaesh".
  void add_joined_forms(std::vector<WordQuery>& alternatives) {
    if (unit_.words.size() > 1) {
      add_joined_word(alternatives);
    } else if (unit_.form == QueryPart::Form::words && !unit_.words.front().stop_word) {
      const auto& text = unit_.words.front().exact;
      if (has(index_term(Field::joined, text))) alternatives.push_back(split_word(text));
      if (has(index_term(Field::hashtag, text))) {
        alternatives.push_back(tag(Field::hashtag, "hashtag", text, "hashtag"));
      }
    }
  }

  void add_joined_word(std::vector<WordQuery>& alternatives) {
    const auto text = special_of(unit_.special, SpecialTermKind::joined);
    if (!text) return;
    const auto tokens = analyzer_.analyze(*text);
    if (tokens.size() != 1 || !has(index_term(Field::stem, tokens.front().stem))) return;
    alternatives.push_back(stem(tokens.front().stem, "joined"));
  }

  // Documents with the compound `text`, weighed by the two words it was written as where these can be told.
  WordQuery split_word(const std::string& text) {
    WordQuery whole = tag(Field::joined, "joined", text, "joined");
    for (std::size_t at = 2; at + 2 <= text.size(); ++at) {
      if ((static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) continue;
      if (!has(index_term(Field::exact, text.substr(0, at))) ||
          !has(index_term(Field::exact, text.substr(at))))
        continue;
      std::vector<Xapian::Query> both;
      for (const auto& half : {text.substr(0, at), text.substr(at)}) {
        want(half, true);
        both.emplace_back(index_term(Field::exact, half));
      }
      const Xapian::Query words(Xapian::Query::OP_OR, both.begin(), both.end());
      whole.query = Xapian::Query(Xapian::Query::OP_AND_MAYBE, whole.query, words);
      break;
    }
    return whole;
  }

  // --- names ---

  static std::string name_of(const analyzers::Entry& entry) {
    return std::string(entry_type_name(entry.type)) + "/" + entry.id;
  }

  // The stems of the other ways to write, in the same script, the name that the only word of this unit is.
  std::vector<std::string> spellings_of_names() const {
    std::vector<std::string> stems;
    if (unit_.names.empty() || unit_.words.size() != 1) return stems;
    const auto& typed = unit_.words.front();
    for (const auto* entry : unit_.names) {
      for (const auto& name : entry->names) {
        if (name.case_sensitive || !name.context.empty()) continue;
        const auto tokens = analyzer_.analyze(name.text);
        if (tokens.empty()) continue;
        const auto& last = tokens.back();
        const auto others =
            std::count_if(tokens.begin(), tokens.end() - 1, [](const Token& t) { return !t.stop_word; });
        if (others > 0 || last.stop_word || last.arabic != typed.arabic || last.stem == typed.stem) continue;
        if (has(index_term(Field::stem, last.stem)) && stems.size() < kMostSpellings)
          add_once(stems, last.stem);
      }
    }
    return stems;
  }

  // Every document that is tagged with the entry matches; the other spellings add weight, and what is not
  // tagged.
  void add_names(std::vector<WordQuery>& alternatives) {
    std::vector<Xapian::Query> spellings;
    std::string parsed;
    for (const auto& text : spellings_of_names()) {
      const WordQuery other = stem(text, "name:" + name_of(*unit_.names.front()));
      spellings.push_back(other.query);
      parsed += (parsed.empty() ? "" : " OR ") + other.parsed;
    }
    if (!spellings.empty()) {
      const Xapian::Query synonym(Xapian::Query::OP_SYNONYM, spellings.begin(), spellings.end());
      alternatives.push_back(
          {Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, synonym, kSpellingScale), parsed});
    }
    for (const auto* entry : unit_.names) {
      const std::string type(entry_type_name(entry->type));
      alternatives.push_back(tag(field_of(entry->type), type.c_str(), entry->id, "name:" + name_of(*entry)));
      if (!unit_.excluded) query_.names.emplace_back(entry->type, entry->id);
    }
  }

  const analyzers::Analyzer& analyzer_;
  const Xapian::Database& database_;
  const WantedUnit& unit_;
  Query& query_;
  Interpretation::Term told_;
};

}  // namespace

WordQuery all_of(std::vector<WordQuery> parts) {
  return joined(Xapian::Query::OP_AND, " AND ", std::move(parts));
}
WordQuery any_of(std::vector<WordQuery> parts) {
  return joined(Xapian::Query::OP_OR, " OR ", std::move(parts));
}

WordQuery word_query(std::span<const WantedUnit> run, const WordQueryContext& context, Query& told) {
  std::vector<WordQuery> parts;
  for (const auto& unit : run) {
    parts.push_back(UnitBuilder(context.analyzer, context.database, unit, told).build());
  }
  return all_of(std::move(parts));
}

}  // namespace searchd
