// Whatever is typed is a question: taken apart, understood, made into a query and run, without a fault.
#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "analyzers/analyzer.h"
#include "analyzers/tagger.h"
#include "searchd/search/matching.h"
#include "searchd/search/query.h"
#include "searchd/search/query_plan.h"
#include "searchd/search/searcher.h"
#include "tests/support/small_vocabulary.h"

namespace {

/// A database of two documents and what a question meets.
struct Setting {
  analyzers::Analyzer analyzer;
  analyzers::Vocabulary vocabulary = tests::small_vocabulary();
  analyzers::Tagger tagger{vocabulary, analyzer};
  Xapian::WritableDatabase database{"", Xapian::DB_BACKEND_INMEMORY};

  Setting() {
    for (const auto* text :
         {"The Global Coalition against Daesh: counter-terrorism #DefeatDaesh", "التحالف الدولي ضد داعش"}) {
      Xapian::Document document;
      for (const auto& token : analyzer.analyze(text)) {
        document.add_posting(token.exact, token.position);
        document.add_posting("Z" + token.stem, token.position);
        if (!token.special.empty()) document.add_boolean_term("XJ" + token.special.front().text);
      }
      database.add_document(document);
    }
  }
};

void require(bool holds) {
  if (!holds) std::abort();
}

void ask(const Setting& setting, std::string_view typed, bool repair) {
  const searchd::QueryBuilder builder(setting.analyzer, setting.tagger, setting.database);
  searchd::SearchRequest request;
  request.typed = typed;
  request.repair = repair;
  const auto query = builder.build(request);
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  for (const auto& terms : {query.wanted_terms, query.excluded_terms}) {
    if (terms.empty()) continue;
    unsigned found = 0;
    searchd::for_each_match(setting.database, terms, searchd::Scoring::bm25, deadline,
                            [&found](Xapian::docid, double) { ++found; });
    require(found <= 2);
  }
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
  ask(kSetting, typed, true);  // a page's question is never refused
  try {
    ask(kSetting, typed, false);
  } catch (const searchd::QueryTooLong&) {
    // the one thing that the API may say of a question
  }
  return 0;
}
