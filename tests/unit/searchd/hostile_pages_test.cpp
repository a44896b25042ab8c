// The laws of a page, whatever text stands in it: no text becomes markup.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "searchd/views/pages.h"
#include "searchd/views/template.h"
#include "tests/support/html.h"
#include "tests/support/sample_results.h"
#include "tests/support/small_vocabulary.h"

using searchd::PageLanguage;

namespace {

constexpr PageLanguage kBoth[] = {PageLanguage::english, PageLanguage::arabic};

std::vector<searchd::PageNote> sample_notes(const std::string& text) {
  return {{"unknown_value", "partner", text, text},
          {"unknown", text, "", ""},
          {"date_form", "from", text, ""},
          {"utf8", "q", text, ""},
          {"a code that has no text", text, text, text}};
}

/// Every page there is.
std::vector<std::string> all_pages(searchd::Pages& pages) {
  std::vector<std::string> all;
  for (const auto language : kBoth) {
    auto empty = tests::sample_results();
    empty.hits.clear();
    empty.total = 0;
    all.push_back(pages.results(language, tests::sample_request(), tests::sample_results(),
                                tests::small_vocabulary(), {}));
    all.push_back(pages.results(language, tests::sample_request(), empty, tests::small_vocabulary(),
                                sample_notes("x")));
    all.push_back(pages.results(language, searchd::search_for(""), tests::sample_results(),
                                tests::small_vocabulary(), {}));
    all.push_back(pages.document(language, tests::sample_document(), tests::small_vocabulary()));
    all.push_back(pages.document(language, tests::sample_digest(), tests::small_vocabulary()));
    all.push_back(pages.document(language, {}, tests::small_vocabulary()));
    all.push_back(pages.history(language, tests::sample_history(), tests::small_vocabulary()));
    all.push_back(pages.history(language, tests::sample_digest(), tests::small_vocabulary()));
    all.push_back(pages.gone(language, tests::sample_tombstone()));
    for (const auto* name : {"not_found", "bad_request", "method_not_allowed", "overloaded", "timeout",
                             "not_ready", "internal"}) {
      all.push_back(pages.error(language, {500, name, "detail", "0123456789abcdef"}));
    }
    for (const auto* name :
         {"invalid-parameter", "not-found", "withdrawn", "method-not-allowed", "malformed-request",
          "overloaded", "timeout", "not-ready", "query-too-long", "internal"}) {
      all.push_back(pages.problem(language, name));
    }
  }
  return all;
}

// Where something shows itself as markup, as a new attribute, as a new direction, or as broken text.
const std::string kHostile[] = {
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</title></textarea></bdi></main><h1>taken",
    "{{title}} {{{title}}} {{#hits}} {{/hits}} {{>card}}",
    "javascript:alert(1)",
    "&lt;script&gt; &#x3c;script&#x3e; &amp;",
    "\xE2\x80\xAE txt.exe \xE2\x80\xAC \xE2\x81\xA6 \xE2\x81\xA7 \xE2\x81\xA9\xE2\x81\xA9",
    "\xE2\x81\xA8\xE2\x81\xA8 never closed",
    std::string("a\0b\x01\x1F\x7F", 6),
    "\xC0\xAF \xED\xA0\x80 \xFF\xFE \x80 cut \xD9",
    "<!-- --> ]]> <![CDATA[ <? ?>",
    std::string(10'240, 'w'),
    "\xEF\xBF\xBF\xEF\xB7\x90 not characters",
};

corpus::Document hostile_document(const std::string& text) {
  auto document = tests::sample_document().document;
  document.id = text;
  document.title = document.summary = document.body = text;
  document.summary += " summary";
  document.url = "https://" + text;
  document.published.words = text;
  for (auto& tag : document.tags) {
    tag.id = text;
    tag.rule = text;
  }
  document.tags.push_back({analyzers::EntryType::outlet, text, text, {}});
  document.hashtags = {text};
  document.occurrences = {{"https://" + text, text}, {"sha256:" + text, text}};
  return document;
}

searchd::DocumentLink hostile_link(const std::string& text) {
  return {text, text, corpus::Kind::digest, analyzers::Language::english};
}

std::string hostile_results_page(searchd::Pages& pages, PageLanguage language, const std::string& text) {
  auto request = searchd::search_for(text);
  request.filters = {{text}, {text}, {text}, {text}, {text}, {text}};
  request.dates.from_text = request.dates.to_text = text;
  request.per_page = 21;
  auto results = tests::sample_results();
  results.hits.resize(1);
  results.hits[0].document = hostile_document(text);
  results.hits[0].title_marks = {{0, 2}, {1, 5}, {4, 4}, {100'000, 100'001}};
  results.hits[0].passage.text = text;
  results.hits[0].passage.marks = {{0, 1}};
  results.hits[0].parent = results.hits[0].translation = hostile_link(text);
  for (auto& facet : results.facets) facet.values = {{text, text, text, 3, true}};
  results.interpretation.parsed = text;
  results.interpretation.terms = {{text, {text, text}, {text}}};
  results.interpretation.ignored = {text, text};
  results.interpretation.repairs = {{text, text, text}, {"quote", text, text}, {"unknown_value", text, text}};
  return pages.results(language, request, results, tests::small_vocabulary(), sample_notes(text));
}

std::string hostile_document_page(searchd::Pages& pages, PageLanguage language, const std::string& text) {
  searchd::DocumentView view;
  view.document = hostile_document(text);
  view.parent = view.translation = hostile_link(text);
  view.items = view.siblings = {hostile_link(text)};
  return pages.document(language, view, tests::small_vocabulary());
}

std::string hostile_history_page(searchd::Pages& pages, PageLanguage language, const std::string& text) {
  searchd::DocumentView view;
  view.document = hostile_document(text);
  const auto bytes = static_cast<std::uint32_t>(text.size());
  indexer::DocumentVersion version;
  version.seen = text;
  version.told = hostile_document(text);
  version.told.modified.precision = corpus::DatePrecision::year;
  view.versions = {version, version};
  view.versions[1].told = {};
  view.versions[1].title = {{0, text, bytes}};
  view.versions[1].body = {{0, text + "\n", 0}, {bytes, text, 0}};
  view.version_texts = {{text, "", text}, {text, "", text}};
  return pages.history(language, view, tests::small_vocabulary());
}

std::string hostile_tombstone_page(searchd::Pages& pages, PageLanguage language, const std::string& text) {
  auto document = hostile_document(text);
  document.withdrawn = corpus::Withdrawal{text, text};
  return pages.gone(language, document);
}

/// The pages on which `text` stands wherever a text can stand.
std::vector<std::string> hostile_pages(searchd::Pages& pages, PageLanguage language,
                                       const std::string& text) {
  return {hostile_results_page(pages, language, text), hostile_document_page(pages, language, text),
          hostile_history_page(pages, language, text), hostile_tombstone_page(pages, language, text)};
}

}  // namespace

TEST_CASE("every page keeps the laws of a page") {
  searchd::Pages pages("");
  const auto all = all_pages(pages);
  CHECK(all.size() == 52);
  for (const auto& page : all) {
    CHECK(tests::faults_of_page(page) == "");
    CHECK(page.size() < 60 * 1024);
  }
}

TEST_CASE("no text in any field or parameter becomes markup or turns the page around") {
  searchd::Pages pages("");
  for (const auto language : kBoth) {
    const auto harmless = hostile_pages(pages, language, "harmless");
    for (const auto& text : kHostile) {
      CAPTURE(text);
      const auto hostile = hostile_pages(pages, language, text);
      for (std::size_t at = 0; at < hostile.size(); ++at) {
        CHECK(tests::faults_of_page(hostile[at]) == "");
        CHECK(tests::skeleton_of(hostile[at]) == tests::skeleton_of(harmless[at]));
      }
    }
  }
}

TEST_CASE("only web addresses become links") {
  searchd::Pages pages("");
  for (const auto* url :
       {"javascript:alert(1)", "data:text/html,x", "//evil.example", "/local", "JaVaScRiPt:x", ""}) {
    auto view = tests::sample_document();
    view.document.url = url;
    view.document.occurrences = {{url, ""}};
    CHECK(tests::faults_of_page(pages.document(PageLanguage::english, view, tests::small_vocabulary())) ==
          "");
  }
}

TEST_CASE("escaped() lets no character through that could be more than text") {
  struct Row {
    const char* why;
    std::string text, html;
  };
  const Row rows[] = {
      {"markup", "<a href='x'>\"&\"</a>", "&lt;a href=&#39;x&#39;&gt;&quot;&amp;&quot;&lt;/a&gt;"},
      {"what is escaped already is escaped again", "&amp;", "&amp;amp;"},
      {"controls", std::string("a\0b\x1F\x7F\xC2\x85\tc\nd", 11), "ab\tc\nd"},
      {"overrides and embeddings", "\u202Ea\u202Ab\u202C", "ab"},
      {"isolates that are never ours", "\u2066a\u2067b", "ab"},
      {"isolates that are closed", "\u2068a\u2069", "\u2068a\u2069"},
      {"an isolate left open is closed", "\u2068a", "\u2068a\u2069"},
      {"one closed without need is dropped", "a\u2069b", "ab"},
      {"marks of direction stay", "\u200Fa\u200E\u061C", "\u200Fa\u200E\u061C"},
      {"what is not UTF-8", "a\xFFz", "a\uFFFDz"},
      {"what is no character", "a\uFFFFz", "az"},
      {"Arabic", "نينوى", "نينوى"},
      {"one behind the other, between letters", "نينوى\u2068<\x01\u2069\xC3\xFFب>",
       "نينوى\u2068&lt;\u2069\uFFFD\uFFFDب&gt;"},
      {"a text that breaks off", "ab\xD9", "ab\uFFFD"},
      {"nothing", "", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(searchd::escaped(row.text) == row.html);
  }
}
