// Whatever is typed is a question: taken apart, understood, made into a query and run, without a fault. The
// line that tells how it was understood is the same question.
#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

#include "analyzers/analyzer.h"
#include "analyzers/tagger.h"
#include "analyzers/written_form.h"
#include "searchd/matching/matching.h"
#include "searchd/search/query.h"
#include "searchd/search/query_limits.h"
#include "searchd/search/query_plan.h"
#include "searchd/search/searcher.h"
#include "tests/support/small_vocabulary.h"
#include "tests/support/xapian_matcher.h"

namespace {

/// A database of two documents and what a question meets.
struct Setting {
  analyzers::Analyzer analyzer;
  analyzers::Vocabulary vocabulary = tests::small_vocabulary();
  analyzers::Tagger tagger{vocabulary, analyzer};
  Xapian::WritableDatabase database{"", Xapian::DB_BACKEND_INMEMORY};
  indexer::IndexReader reader{database};
  searchd::Columns columns;
  std::unique_ptr<searchd::DecodedIndex> decoded;

  Setting() {
    for (const std::string_view text :
         {"The Global Coalition against Daesh: counter-terrorism #DefeatDaesh café",
          "التحالف الدولي ضد داعش في مدرسة أحمد"}) {
      Xapian::Document document;
      for (const auto& token : analyzer.analyze(text)) {
        document.add_posting(token.exact, token.position);
        document.add_posting("Z" + token.stem, token.position);
        const auto written =
            analyzers::written_form(token, text.substr(token.begin, token.end - token.begin));
        if (written != token.exact)
          document.add_posting("XW" + token.exact + ' ' + written, token.position, 0);
        if (!token.special.empty()) document.add_boolean_term("XJ" + token.special.front().text);
      }
      database.add_document(document);
    }
    tests::write_positions(database);
    columns = searchd::Columns::load(reader);
    decoded = std::make_unique<searchd::DecodedIndex>(reader, columns.main(), columns.delta(),
                                                      searchd::MappedFiles{}, 1 << 20);
  }
};

void require(bool holds) {
  if (!holds) std::abort();
}

searchd::Query ask(const Setting& setting, std::string_view typed, bool repair, searchd::Match match) {
  static const searchd::IndexWords kWords(setting.database);
  const searchd::QuestionGround ground{
      setting.analyzer,   setting.tagger,
      setting.vocabulary, {setting.reader, *setting.decoded},
      setting.columns,    []() -> const searchd::IndexWords& { return kWords; }};
  searchd::SearchRequest request;
  request.typed = typed;
  request.repair = repair;
  request.match = match;
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  auto query = searchd::QueryBuilder(ground).build(request, deadline);
  for (const auto& terms : {query.wanted_terms, query.excluded_terms}) {
    if (terms.empty()) continue;
    unsigned found = 0;
    searchd::for_each_match({setting.reader, *setting.decoded}, terms, searchd::Scoring::bm25, deadline,
                            [&found](Xapian::docid, double) { ++found; });
    require(found <= 2);
  }
  return query;
}

// The line is short enough to be asked again, unless slugs are longer than what was typed for them.
void ask_again(const Setting& setting, const std::string& line) {
  if (line.size() > searchd::kMostQueryBytes) return;
  const auto plan = searchd::plan_query(line, true, setting.analyzer, setting.tagger, setting.vocabulary);
  require(plan.line == line);
  require(plan.repairs.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Setting kSetting;
  const std::string_view typed(reinterpret_cast<const char*>(data), size);
  std::size_t last = 0;
  for (const auto& part : searchd::take_apart(typed).parts) {
    require(part.begin >= last && part.end >= part.begin);
    last = part.end;
  }
  const auto query =
      ask(kSetting, typed, true, searchd::Match::automatic);  // a page's question is never refused
  ask_again(kSetting, query.interpretation.parsed);
  try {
    ask(kSetting, typed, false, searchd::Match::any);
  } catch (const searchd::QueryTooLong&) {
    // the one thing that the API may say of a question
  }
  return 0;
}
