// What an answer says was searched is what was searched: the terms of the queries that are run, no more and
// no less.
#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "analyzers/tagger.h"
#include "indexer/index_schema.h"
#include "searchd/search/index_state.h"
#include "searchd/search/query.h"
#include "searchd/search/translations.h"
#include "tests/integration/asked_questions.h"
#include "tests/support/places.h"
#include "tests/support/small_index.h"

using indexer::Field;
using indexer::index_term;

namespace {

using Terms = std::set<std::string>;

struct FieldName {
  const char* name;
  Field field;
};
constexpr FieldName kFields[] = {
    {"exact", Field::exact},
    {"stem", Field::stem},
    {"trigram", Field::trigram},
    {"title", Field::title_stem},
    {"title_exact", Field::title_exact},
    {"hashtag", Field::hashtag},
    {"mention", Field::mention},
    {"acronym", Field::acronym},
    {"joined", Field::joined},
    {"partner", Field::partner},
    {"topic", Field::topic},
    {"place", Field::place},
    {"person", Field::person},
    {"group", Field::group},
    {"outlet", Field::outlet},
    {"kind", Field::kind},
    {"lang", Field::language},
    {"dated", Field::year},
};

void add_words(Field field, const std::string& quoted, Terms& terms) {
  std::string word;
  for (const char c : quoted) {
    if (c != '"' && c != ' ') {
      word += c;
    } else if (!word.empty()) {
      terms.insert(index_term(field, word));
      word.clear();
    }
  }
}

// The terms of the index that a line of Interpretation::Term::matched stands for. A written form is told
// without the word that it is a form of, so it is left as it is told. Days are no terms.
Terms terms_of(const std::string& matched) {
  const auto colon = matched.find(':');
  REQUIRE(colon != std::string::npos);
  const auto name = matched.substr(0, colon);
  const auto value = matched.substr(colon + 1);
  Terms terms;
  if (name == "date" || name == "before" || name == "after" || value == "_missing") return terms;
  if (name == "written" || name == "-written") return {"written:" + value};
  if (name == "phrase") {
    add_words(Field::exact, value, terms);
  } else if (name == "pair") {
    add_words(Field::stem, value, terms);
  } else {
    const auto* known = std::find_if(std::begin(kFields), std::end(kFields),
                                     [&name](const FieldName& field) { return field.name == name; });
    CAPTURE(matched);
    REQUIRE(known != std::end(kFields));
    terms.insert(index_term(known->field, value));
  }
  return terms;
}

struct Told {
  Terms all;
  Terms asked;  // without writings that are not meant: often only their places are looked at
};

Told terms_told(const searchd::Interpretation& interpretation) {
  Told told;
  for (const auto& term : interpretation.terms) {
    for (const auto& matched : term.matched) {
      const auto terms = terms_of(matched);
      told.all.insert(terms.begin(), terms.end());
      if (!matched.starts_with('-')) told.asked.insert(terms.begin(), terms.end());
    }
  }
  return told;
}

void add_terms(const searchd::Clause& query, Terms& terms) {
  const auto written = index_term(Field::written, "");
  for (const auto& text : query.terms()) {
    const auto space = text.find(' ');
    const bool is_writing = text.starts_with(written) && space != std::string::npos;
    terms.insert(is_writing ? "written:" + text.substr(space + 1) : text);
  }
}

Terms terms_run(const searchd::Query& query) {
  Terms terms;
  add_terms(query.wanted_terms, terms);
  add_terms(query.excluded_terms, terms);
  for (const auto& before : query.asked_before) add_terms(before, terms);
  return terms;
}

// The terms of `all` that are not among `others`, in one line.
std::string without(const Terms& all, const Terms& others) {
  std::string left;
  for (const auto& term : all) {
    if (others.count(term) == 0) left += (left.empty() ? "" : ", ") + term;
  }
  return left;
}

/// The sample archive, asked without a search being run.
class Sample {
 public:
  searchd::Query build(const searchd::SearchRequest& request) {
    auto lease = view_->lease(false);
    const auto& state = lease.state();
    const auto& reader = lease.reader();
    const searchd::TranslationSources sources{&state.lexicon.get(), nullptr, &state.sounds(reader)};
    const searchd::Translator translator(sources, index_->analyzer(), reader);
    const searchd::QuestionGround ground{
        index_->analyzer(),   index_->tagger(),
        index_->vocabulary(), lease.searched(),
        state.columns,        [&]() -> const searchd::IndexWords& { return state.words(reader); },
        &translator};
    auto query = searchd::QueryBuilder(ground).build(request, tests::far_deadline());
    lease.give_back();
    return query;
  }

 private:
  std::unique_ptr<tests::SmallIndex> index_ = tests::sample_index();
  std::shared_ptr<searchd::IndexView> view_ = index_->view();
};

}  // namespace

TEST_CASE("the terms that are told are the terms that are searched") {
  using searchd::Match;
  Sample sample;
  for (const auto& typed : tests::asked_questions()) {
    for (const bool cross : {true, false}) {
      for (const auto match : {Match::automatic, Match::all, Match::any}) {
        CAPTURE(typed);
        CAPTURE(cross);
        CAPTURE(static_cast<int>(match));
        searchd::SearchRequest request;
        request.typed = typed;
        request.cross = cross;
        request.match = match;
        request.repair = true;
        const auto query = sample.build(request);
        const auto run = terms_run(query);
        const auto told = terms_told(query.interpretation);
        CHECK(without(run, told.all) == "");
        CHECK(without(told.asked, run) == "");
      }
    }
  }
}
