#include "searchd/search/word_query.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

#include "indexer/index_schema.h"
#include "searchd/matching/coverage.h"
#include "searchd/search/cross_query.h"
#include "searchd/search/told.h"
#include "searchd/search/unit_query.h"

namespace searchd {
namespace {

using analyzers::Token;
using indexer::Field;
using indexer::index_term;

constexpr double kPairScale = 0.15;    // how much a pair of words as typed counts beside the two words
constexpr double kTitleScale = 0.2;    // how much a word of the title counts beside the same word of the text
constexpr double kTrigramScale = 0.2;  // how much all trigrams of a stem count beside the stem
constexpr std::size_t kFewWords = 3;   // where so many words are looked for, all are wanted
constexpr double kEnough = 0.5;        // of more: words that make up this share of what they say
constexpr double kEnoughOfQuestion = 0.15;  // of a whole question, however short
constexpr std::uint32_t kPairDistance = 3;  // words typed further apart are no pair

WordQuery joined(Op op, const char* between, std::vector<WordQuery> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  std::vector<Clause> queries;
  std::string parsed;
  for (auto& part : parts) {
    queries.push_back(std::move(part.query));
    parsed += parsed.empty() ? "(" : between;
    parsed += part.parsed;
  }
  return {Clause(op, queries.begin(), queries.end()), parsed + ")"};
}

std::string percent_text(double share) {
  return std::to_string(static_cast<int>(share * 100 + 0.5)) + "% OF ";
}

/// Makes the query of one run.
class RunBuilder {
 public:
  RunBuilder(std::span<const WantedUnit> run, const WordQueryContext& context, Query& query)
      : run_(run), context_(context), frequencies_(context.index, context.words), query_(query) {}

  WordQuery build() {
    for (const auto& unit : run_) {
      excluded_ = excluded_ || unit.excluded;
      units_.push_back(unit_query(unit, context_, frequencies_, query_));
    }
    const auto typed = excluded_ ? WordQuery{} : all();
    const bool translated = !excluded_ && add_other_language(units_, context_, frequencies_, query_);
    const double share = share_wanted();
    auto part = share < 1 ? enough(share) : all();
    if (share >= 1) want_words_together();
    if (!excluded_) add_weight(part.query);
    if (translated && context_.rules.exact_first) put_first(typed.query, part.query);
    return part;
  }

 private:
  // The share of what the words say that a document must have.
  double share_wanted() const {
    if (excluded_ || context_.match == Match::all) return 1;
    if (context_.match == Match::any || !context_.rules.coverage) return 0;
    if (context_.whole_question) return kEnoughOfQuestion;
    return std::min(units_.size() <= kFewWords ? 1 : kEnough, context_.most_wanted);
  }

  // --- what matches ---

  static WordQuery all_words_of(const UnitQuery& unit) {
    std::vector<WordQuery> words;
    for (const auto& group : unit.words) words.push_back(group.part);
    return all_of(std::move(words));
  }

  WordQuery all() const {
    std::vector<WordQuery> parts;
    for (const auto& unit : units_) {
      std::vector<WordQuery> ways;
      if (!unit.words.empty()) ways.push_back(all_words_of(unit));
      for (const auto& other : unit.others) ways.push_back(other.part);
      parts.push_back(any_of(std::move(ways)));
    }
    return all_of(std::move(parts));
  }

  // Where a tag or a compound is enough for several words, these count where all of them are.
  void want_words_together() {
    for (const auto& unit : units_) {
      if (unit.words.size() < 2 || unit.others.empty()) continue;
      const auto together = all_words_of(unit).query;
      for (auto& leaf : query_.leaves) {
        if (leaf.of_word && leaf.told == unit.told) leaf.only_where.push_back(together);
      }
    }
  }

  WordQuery enough(double share) {
    std::vector<WordQuery> parts;
    for (const auto& unit : units_) {
      for (const auto& group : unit.words) parts.push_back(group.part);
      for (const auto& other : unit.others) parts.push_back(other.part);
    }
    const bool several = parts.size() > 1;
    auto part = any_of(std::move(parts));
    if (share <= 0 || !several) return part;
    auto words = covers(query_.found_nowhere);
    part.query = Clause(Op::filter, part.query, Clause::covering(std::move(words), share));
    part.parsed = percent_text(share) + part.parsed;
    return part;
  }

  // Words that the index does not have at all ask nothing of a document.
  std::vector<WordCover> covers(std::vector<std::string>& found_nowhere) {
    std::vector<WordCover> words;
    for (const auto& unit : units_) {
      for (const auto& group : unit.words) {
        WordCover word;
        word.ways = group.ways;
        for (const auto& other : unit.others) {
          word.ways.insert(word.ways.end(), other.ways.begin(), other.ways.end());
        }
        const auto frequency = documents_of(word.ways);
        if (frequency == 0) found_nowhere.push_back(group.token->exact);
        if (frequency == 0) continue;
        word.mass = word_mass(std::min(frequency, frequencies_.documents()), frequencies_.documents());
        words.push_back(std::move(word));
      }
    }
    return words;
  }

  // At most so many documents have one of `ways`: several of them may begin with the same term.
  Xapian::doccount documents_of(const std::vector<std::vector<std::string>>& ways) {
    std::set<std::string_view> terms;
    Xapian::doccount documents = 0;
    for (const auto& way : ways) {
      if (terms.insert(way.front()).second) documents += frequencies_.of(way.front());
    }
    return documents;
  }

  // --- what only adds weight ---

  // No document that only the other language finds stands before one that has all words as they were typed.
  void put_first(const Clause& typed, Clause& matching) {
    const Clause first(Op::filter, Clause::constant(kTypedFirst), typed);
    matching = Clause(Op::maybe, matching, first);
    query_.leaves.push_back({WeightLeaf::kWhole, "as typed", first});
  }

  void add_weight(Clause& matching) {
    for (const auto& unit : units_) {
      if (!unit.extra.empty()) weight_.push_back(unit.extra);
      for (const auto& group : unit.words) {
        if (context_.rules.exact_form) add_exact(unit, *group.token);
        if (context_.rules.trigrams) add_trigrams(unit, *group.token);
        if (context_.rules.title) add_title(unit, group);
      }
    }
    if (context_.rules.pairs) add_pairs();
    if (weight_.empty()) return;
    const Clause weight(Op::any, weight_.begin(), weight_.end());
    matching = Clause(Op::maybe, matching, weight);
  }

  void weigh(std::size_t told, const char* why, const Clause& query, double scale,
             const std::string& label = {}) {
    weight_.emplace_back(Op::scaled, query, scale);
    query_.leaves.push_back({told, why, weight_.back(), label});
  }
  void note(std::size_t told, const std::string& term, const char* why) {
    tell(query_.interpretation.terms[told], term, why);
  }

  void add_exact(const UnitQuery& unit, const Token& token) {
    note(unit.told, "exact:" + token.exact, "exact form");
    weigh(unit.told, "exact form", Clause(index_term(Field::exact, token.exact)), kExactScale);
  }

  void add_trigrams(const UnitQuery& unit, const Token& token) {
    if (!token.arabic || token.stop_word) return;
    std::vector<Clause> trigrams;
    for (const auto& letters : analyzers::character_trigrams(token.stem)) {
      note(unit.told, "trigram:" + letters, "trigrams");
      trigrams.emplace_back(index_term(Field::trigram, letters));
    }
    if (trigrams.empty()) return;
    weigh(unit.told, "trigrams", Clause(Op::any, trigrams.begin(), trigrams.end()),
          kTrigramScale / static_cast<double>(trigrams.size()));
  }

  // A word counts more where the title has it too.
  void add_title(const UnitQuery& unit, const WordGroup& group) {
    if (group.token->stop_word) return;
    const Clause in_title(index_term(Field::title_stem, group.token->stem));
    const auto label = "title:" + group.token->stem;
    note(unit.told, label, "title");
    weigh(unit.told, "title", Clause(Op::filter, group.part.query, in_title), kTitleScale, label);
  }

  void add_pairs() {
    const Token* before = nullptr;
    for (const auto& unit : units_) {
      for (const auto& group : unit.words) {
        if (before != nullptr) add_pair(unit.told, *before, *group.token);
        before = group.token;
      }
    }
  }

  // In a text they may stand as far apart as in the question: "defeat of Daesh".
  void add_pair(std::size_t told, const Token& first, const Token& second) {
    if (first.stop_word || second.stop_word || second.position <= first.position) return;
    const auto distance = second.position - first.position;
    if (distance > kPairDistance) return;
    if (frequencies_.of_stem(first.stem) == 0 || frequencies_.of_stem(second.stem) == 0) return;
    const auto label = "pair:\"" + first.stem + " " + second.stem + "\"";
    note(told, label, "pair");
    const Clause words[] = {Clause(index_term(Field::stem, first.stem)),
                            Clause(index_term(Field::stem, second.stem))};
    const Clause side_by_side(Op::phrase, words, words + 2, distance + 1);
    weigh(told, "pair", side_by_side, kPairScale, label);
  }

  std::span<const WantedUnit> run_;
  const WordQueryContext& context_;
  Frequencies frequencies_;
  Query& query_;
  std::vector<UnitQuery> units_;
  std::vector<Clause> weight_;
  bool excluded_ = false;
};

}  // namespace

double rank_of(double score) { return std::floor(score / kTypedFirst) * kTypedFirst; }

WordQuery all_of(std::vector<WordQuery> parts) { return joined(Op::all, " AND ", std::move(parts)); }
WordQuery any_of(std::vector<WordQuery> parts) { return joined(Op::any, " OR ", std::move(parts)); }

WordQuery word_query(std::span<const WantedUnit> run, const WordQueryContext& context, Query& told) {
  return RunBuilder(run, context, told).build();
}

}  // namespace searchd
