#include "searchd/search/part_query.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "indexer/index_schema.h"
#include "searchd/search/document_set.h"
#include "searchd/search/told.h"
#include "searchd/search/word_expansions.h"
#include "searchd/search/word_query.h"

namespace searchd {
namespace {

using analyzers::Token;
using indexer::Field;
using indexer::index_term;
using Form = QueryPart::Form;

constexpr double kSimilarScale = 0.5;  // how much a similar word counts beside the one typed

Clause joined(Op op, const std::vector<Clause>& queries) {
  return Clause(op, queries.begin(), queries.end());
}

Clause any_of(const std::vector<std::string>& terms) { return Clause(Op::any, terms.begin(), terms.end()); }

Field field_of(QueryField field) {
  switch (field) {
    case QueryField::partner: return Field::partner;
    case QueryField::topic: return Field::topic;
    case QueryField::kind: return Field::kind;
    case QueryField::language: return Field::language;
    case QueryField::outlet: return Field::outlet;
    case QueryField::place: return Field::place;
    case QueryField::person: return Field::person;
    default: return Field::group;
  }
}

// One word after the other; a single word is its own row.
Places row_of(std::vector<Places> words) {
  if (words.size() == 1) return std::move(words.front());
  Places row;
  row.kind = Places::Kind::row;
  row.children = std::move(words);
  return row;
}

// The words of a part in a row, or of "…"~5 near each other.
Places places_of(const PlannedPart& part, std::vector<Places> words) {
  if (part.number == 0 || words.size() < 2) return row_of(std::move(words));
  Places window;
  window.kind = Places::Kind::window;
  window.children = std::move(words);
  window.words = part.number;
  return window;
}

Places word_at(std::vector<std::string> terms) {
  Places word;
  word.terms = std::move(terms);
  return word;
}

Interpretation::Term told_of(const PlannedPart& part) {
  Interpretation::Term told;
  told.typed = part.typed;
  if (part.excluded) told.why.emplace_back("excluded");
  return told;
}

}  // namespace

// --- what is told ---

// How much a document that has the part, which is the next to be told, counts for it.
void PartBuilder::weigh(const PlannedPart& part, const char* why, const Clause& query,
                        const std::string& label) {
  if (!part.excluded) query_.leaves.push_back({query_.interpretation.terms.size(), why, query, label});
}

// What a document must have beside its words; it gives no weight.
void PartBuilder::let_in(const PlannedPart& part, const char* why, const Clause& query,
                         const std::string& label) {
  weigh(part, why, Clause(Op::scaled, query, 0.0), label);
}

void PartBuilder::want(const PlannedPart& part, const std::string& text, bool exact) {
  if (part.excluded) return;
  query_.wanted.push_back({text, exact});
  query_.scored = true;
}

// --- parts ---

Clause PartBuilder::build(const PlannedPart& part) {
  auto told = told_of(part);
  Clause query;
  const bool is_title = part.field == QueryField::title;
  switch (part.form) {
    case Form::value: query = value(part, told); break;
    case Form::date: query = date(part, told); break;
    case Form::phrase:
    case Form::written: query = phrase(part, told); break;
    case Form::beginning:
    case Form::similar: query = expanded_word(part, told); break;
    default: query = is_title ? title_words(part, told) : stems(part, told).weight; break;
  }
  query_.interpretation.terms.push_back(std::move(told));
  return query;
}

Clause PartBuilder::value(const PlannedPart& part, Interpretation::Term& told) {
  const auto label = std::string(query_field_name(part.field)) + ':' + part.value;
  searchd::tell(told, label, "field");
  const bool is_missing = part.value == "_missing";
  const auto query = is_missing ? missing(part.field) : Clause(index_term(field_of(part.field), part.value));
  let_in(part, "field", query, label);
  if (is_missing) return query;
  const auto type = entry_type_of(part.field);
  if (type && !part.excluded) query_.names.emplace_back(*type, part.value);
  return {Op::scaled, query, 0.0};
}

Clause PartBuilder::missing(QueryField field) {
  const auto column = field == QueryField::partner  ? Columns::partner
                      : field == QueryField::topic  ? Columns::topic
                      : field == QueryField::outlet ? Columns::outlet
                                                    : Columns::place;
  std::vector<Xapian::docid> documents;
  for (Xapian::docid document = 1; document <= ground_.columns.last(); ++document) {
    if (ground_.columns.values(column, document).empty()) documents.push_back(document);
  }
  return Clause::of_documents(std::move(documents));
}

// As the filter by dates: any day that the document's date may mean.
Clause PartBuilder::date(const PlannedPart& part, Interpretation::Term& told) {
  const auto label = std::string(query_field_name(part.field)) + ':' + part.dates.text;
  searchd::tell(told, label, "date");
  const auto& columns = ground_.columns;
  std::vector<Xapian::docid> documents;
  for (Xapian::docid document = 1; document <= columns.last(); ++document) {
    if (columns.first_day(document) == Columns::kUndated) continue;
    const bool is_inside = (!part.dates.to || columns.first_day(document) <= *part.dates.to) &&
                           (!part.dates.from || columns.last_day(document) >= *part.dates.from);
    if (is_inside) documents.push_back(document);
  }
  const auto query = Clause::of_documents(std::move(documents));
  let_in(part, "date", query, label);
  return query;
}

// --- phrases, and words as written ---

void PartBuilder::tell_written(const std::string& form, const WrittenWord& word, Interpretation::Term& told) {
  add_once(told.matched, "exact:" + form);
  for (const auto& term : word.terms) {
    const auto writing = WrittenWord::writing_of(term);
    if (!writing.empty()) searchd::tell(told, "written:" + writing, "written form");
  }
  for (const auto& term : word.but_not) {
    searchd::tell(told, "-written:" + WrittenWord::writing_of(term), "written form");
  }
}

// A writing that no text has is nowhere, and with it the whole part: then nothing is searched for it.
PartBuilder::Placed PartBuilder::written(const PlannedPart& part, Interpretation::Term& told) {
  std::vector<WrittenWord> writings;
  for (std::size_t at = 0; at < part.words.size(); ++at) {
    writings.push_back(written_word(part.words[at].exact, part.written[at], ground_.index.reader));
  }
  const char* why = part.form == Form::phrase ? "phrase" : "written form";
  add_once(told.why, why);
  const bool is_somewhere = std::none_of(writings.begin(), writings.end(),
                                         [](const WrittenWord& word) { return word.terms.empty(); });
  std::vector<Places> words;
  std::vector<Clause> exact;
  for (std::size_t at = 0; at < part.words.size(); ++at) {
    const auto& form = part.words[at].exact;
    if (is_somewhere) tell_written(form, writings[at], told);
    want(part, form, true);
    exact.emplace_back(index_term(Field::exact, form));
    words.push_back(word_at(std::move(writings[at].terms)));
    words.back().but_not = std::move(writings[at].but_not);
  }
  Placed placed{places_of(part, std::move(words)), joined(Op::all, exact)};
  weigh(part, why, placed.weight);
  return placed;
}

Clause PartBuilder::phrase(const PlannedPart& part, Interpretation::Term& told) {
  if (ground_.plain) return phrase_of_stems(part, told);
  auto placed = written(part, told);
  const bool is_row = part.number == 0 || part.words.size() == 1;
  std::vector<Clause> exact;
  for (const auto& word : part.words) exact.emplace_back(index_term(Field::exact, word.exact));
  const auto window = static_cast<Xapian::termcount>(exact.size());
  // Xapian finds where the words stand in any writing; the rest is looked at here.
  auto matching =
      is_row && exact.size() > 1 ? Clause(Op::phrase, exact.begin(), exact.end(), window) : placed.weight;
  if (part.field == QueryField::title) {
    placed.places.in_title = true;
    std::vector<Clause> in_title = {matching};
    for (const auto& word : part.words) {
      searchd::tell(told, "title_exact:" + word.exact, "title");
      in_title.emplace_back(index_term(Field::title_exact, word.exact));
      let_in(part, "title", in_title.back());
    }
    return where(placed, joined(Op::filter, in_title));
  }
  return is_row ? unless_otherwise(placed, matching) : where(placed, matching);
}

Clause PartBuilder::phrase_of_stems(const PlannedPart& part, Interpretation::Term& told) {
  const auto placed = stems(part, told);
  add_once(told.why, "phrase");
  if (placed.places.kind == Places::Kind::terms) return placed.weight;
  if (placed.places.kind == Places::Kind::window) return where(placed, placed.weight);
  std::vector<Clause> words;
  for (const auto& word : part.words) words.emplace_back(index_term(Field::stem, word.stem));
  return Clause(Op::phrase, words.begin(), words.end(), static_cast<Xapian::termcount>(words.size()));
}

// What `matching` finds, less where a word stands in a writing that was not meant.
Clause PartBuilder::unless_otherwise(const Placed& placed, const Clause& matching) {
  const bool is_row = placed.places.kind == Places::Kind::row;
  const auto words = is_row ? placed.places.children : std::vector<Places>{placed.places};
  std::vector<std::string> otherwise;
  std::vector<Clause> in_writing = {matching};
  for (const auto& word : words) {
    otherwise.insert(otherwise.end(), word.but_not.begin(), word.but_not.end());
    const bool is_writing = word.terms.empty() || !WrittenWord::writing_of(word.terms.front()).empty();
    if (is_writing) in_writing.push_back(any_of(word.terms));
  }
  if (in_writing.size() > 1) {
    const auto among = joined(Op::filter, in_writing);
    return words.size() == 1 ? among : where(placed, among);
  }
  if (otherwise.empty()) return matching;
  const Clause doubtful(Op::filter, matching, any_of(otherwise));
  query_.asked_before.push_back(doubtful);
  const auto looked_at = documents_of(doubtful);
  const auto found = documents_with(placed.places, Clause::of_documents(looked_at), ground_.index, deadline_);
  std::vector<Xapian::docid> lost;
  std::set_difference(looked_at.begin(), looked_at.end(), found.begin(), found.end(),
                      std::back_inserter(lost));
  return {Op::filter, matching, Clause::of_documents(all_but(lost, ground_.columns.last()))};
}

// --- titles ---

Clause PartBuilder::title_words(const PlannedPart& part, Interpretation::Term& told) {
  const auto words = stems(part, told);
  std::vector<Clause> parts = {words.weight};
  for (const auto& word : part.words) {
    searchd::tell(told, "title:" + word.stem, "title");
    parts.emplace_back(index_term(Field::title_stem, word.stem));
    let_in(part, "title", parts.back());
  }
  return joined(Op::filter, parts);
}

// --- places ---

PartBuilder::Placed PartBuilder::placed(const PlannedPart& part, Interpretation::Term& told) {
  const bool is_quoted = part.form == Form::phrase || part.form == Form::written;
  auto placed = is_quoted && !ground_.plain                                  ? written(part, told)
                : part.form == Form::beginning || part.form == Form::similar ? expanded(part, told)
                                                                             : stems(part, told);
  placed.places.in_title = part.field == QueryField::title;
  return placed;
}

PartBuilder::Placed PartBuilder::stems(const PlannedPart& part, Interpretation::Term& told) {
  std::vector<Places> words;
  std::vector<Clause> weights;
  for (const auto& word : part.words) {
    const auto stem = index_term(Field::stem, word.stem);
    searchd::tell(told, "stem:" + word.stem, "stem");
    want(part, word.stem, false);
    words.push_back(word_at({stem}));
    weigh(part, "stem", Clause(stem));
    if (ground_.plain) {
      weights.emplace_back(stem);
      continue;
    }
    searchd::tell(told, "exact:" + word.exact, "exact form");
    const Clause exact(Op::scaled, Clause(index_term(Field::exact, word.exact)), kExactScale);
    weights.emplace_back(Op::maybe, Clause(stem), exact);
    weigh(part, "exact form", exact);
  }
  return {places_of(part, std::move(words)), joined(Op::all, weights)};
}

PartBuilder::Placed PartBuilder::placed(const QueryNode& node, const std::vector<PlannedPart>& parts) {
  if (node.kind == QueryNode::Kind::part) {
    auto told = told_of(parts[node.part]);
    auto found = placed(parts[node.part], told);
    query_.interpretation.terms.push_back(std::move(told));
    return found;
  }
  Places places;
  places.kind = node.kind == QueryNode::Kind::near ? Places::Kind::near : Places::Kind::either;
  places.gaps = node.gaps;
  std::vector<Clause> weights;
  for (const auto& child : node.children) {
    const auto first = query_.leaves.size();
    auto found = placed(child, parts);
    if (places.kind == Places::Kind::either) count_only_where(query_.leaves, first, found.weight);
    places.children.push_back(std::move(found.places));
    weights.push_back(std::move(found.weight));
  }
  const auto op = places.kind == Places::Kind::near ? Op::all : Op::any;
  return {std::move(places), joined(op, weights)};
}

Clause PartBuilder::build_near(const QueryNode& node, const std::vector<PlannedPart>& parts) {
  const auto found = placed(node, parts);
  return where(found, candidates(found.places));
}

std::vector<Xapian::docid> PartBuilder::documents_of(const Clause& query) {
  return matching_documents(ground_.index, query, deadline_);
}

Clause PartBuilder::where(const Placed& placed, const Clause& among) {
  query_.asked_before.push_back(among);
  auto documents = documents_with(placed.places, among, ground_.index, deadline_);
  if (documents.empty()) return Clause::of_documents({});
  return {Op::filter, placed.weight, Clause::of_documents(std::move(documents))};
}

Clause PartBuilder::all_but_those_of(const Clause& query) {
  query_.asked_before.push_back(query);
  return Clause::of_documents(all_but(documents_of(query), ground_.columns.last()));
}

// --- word* and word~ ---

std::vector<std::string> PartBuilder::expansions(const PlannedPart& part, const Token& word) {
  auto words = part.form == Form::beginning ? words_beginning_with(word, ground_.words())
                                            : words_similar_to(word, part.number, ground_.words());
  if (words.left_more)
    add_repair(query_.interpretation.repairs, "expanded", part.typed, std::to_string(kMostExpansions));
  return std::move(words.words);
}

// The words of the part in a row; the last of word*, all of word~ in any of their forms.
PartBuilder::Placed PartBuilder::expanded(const PlannedPart& part, Interpretation::Term& told) {
  std::vector<Places> row;
  std::vector<Clause> weights;
  for (std::size_t at = 0; at < part.words.size(); ++at) {
    const auto& word = part.words[at];
    const bool is_expanded = part.form == Form::similar || at + 1 == part.words.size();
    auto forms = is_expanded ? expansions(part, word) : std::vector<std::string>{word.exact};
    std::vector<std::string> terms;
    for (const auto& form : forms) {
      searchd::tell(told, "exact:" + form, part.form == Form::similar ? "similar" : "beginning");
      want(part, form, true);
      terms.push_back(index_term(Field::exact, form));
    }
    const Clause synonym(Op::synonym, terms.begin(), terms.end());
    const Clause typed(index_term(Field::exact, word.exact));
    weights.push_back(part.form == Form::similar
                          ? Clause(Op::maybe, Clause(Op::scaled, synonym, kSimilarScale), typed)
                          : synonym);
    weigh(part, part.form == Form::similar ? "similar" : "beginning", weights.back());
    row.push_back(word_at(std::move(terms)));
  }
  return {row_of(std::move(row)), joined(Op::all, weights)};
}

Clause PartBuilder::expanded_word(const PlannedPart& part, Interpretation::Term& told) {
  auto found = expanded(part, told);
  const bool is_title = part.field == QueryField::title;
  const bool is_single = found.places.kind == Places::Kind::terms;
  if (!is_single) {
    found.places.in_title = is_title;
    return where(found, candidates(found.places));
  }
  if (!is_title) return found.weight;
  std::vector<std::string> titles;
  for (const auto& term : found.places.terms) {
    searchd::tell(told, "title_exact:" + term, "title");
    titles.push_back(index_term(Field::title_exact, term));
  }
  let_in(part, "title", any_of(titles));
  return {Op::filter, found.weight, any_of(titles)};
}

}  // namespace searchd
