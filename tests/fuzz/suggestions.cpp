// Whatever is typed, what is offered instead can be asked for, and is not what was asked.
#include <xapian.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "searchd/search/query_limits.h"
#include "searchd/search/suggestions.h"
#include "tests/support/small_vocabulary.h"
#include "tests/support/xapian_matcher.h"

namespace {

/// The words of two documents, and who understands questions about them.
struct Setting {
  analyzers::Analyzer analyzer;
  analyzers::Vocabulary vocabulary = tests::small_vocabulary();
  analyzers::Tagger tagger{vocabulary, analyzer};
  Xapian::WritableDatabase database{"", Xapian::DB_BACKEND_INMEMORY};

  Setting() {
    for (const std::string_view text :
         {"The Global Coalition against Daesh: counter-terrorism in Mosul, families return",
          "التحالف الدولي ضد داعش في مدرسة أحمد بالموصل"}) {
      Xapian::Document document;
      for (const auto& token : analyzer.analyze(text)) {
        document.add_posting(token.exact, token.position);
        document.add_posting("Z" + token.stem, token.position);
      }
      database.add_document(document);
    }
    tests::write_positions(database);
  }
};

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const Setting kSetting;
  static const searchd::IndexWords kWords(kSetting.database);
  searchd::SearchRequest request;
  request.typed.assign(reinterpret_cast<const char*>(bytes), std::min(size, searchd::kMostQueryBytes));
  const searchd::SuggestionSources sources{
      {kWords, kSetting.analyzer, kSetting.tagger, [](const std::string& word) { return word; }},
      [](const searchd::SearchRequest& asked) {
        require(asked.typed.size() <= searchd::kMostQueryBytes);
        return std::int64_t{5};
      }};
  const auto made = searchd::suggestions_for(request, {}, sources);
  require(made.did_you_mean.size() <= 3 && made.filters.size() <= 4 && made.relaxations.size() <= 6);
  for (const auto& correction : made.did_you_mean) require(correction.request.typed != request.typed);
  for (const auto& filter : made.filters) {
    require(!(filter.request.filters == request.filters && filter.request.dates == request.dates));
    require(filter.date.empty() != filter.id.empty());
  }
  for (const auto& relaxation : made.relaxations) {
    require(relaxation.request.typed != request.typed || relaxation.request.match != request.match);
  }
  return 0;
}
