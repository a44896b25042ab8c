// The pages beside a search keep the laws of a page, whatever text stands on them.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "searchd/views/addresses.h"
#include "searchd/views/messages.h"
#include "searchd/views/pages.h"
#include "tests/support/hostile_texts.h"
#include "tests/support/html.h"
#include "tests/support/sample_results.h"
#include "tests/support/small_vocabulary.h"

using analyzers::EntryType;
using searchd::FacetField;
using searchd::PageLanguage;

namespace {

constexpr PageLanguage kBoth[] = {PageLanguage::english, PageLanguage::arabic};

searchd::Hit hit_of(const std::string& text) {
  searchd::Hit hit = tests::sample_results().hits.front();
  hit.document.id = hit.document.title = hit.document.body = text;
  hit.document.url = "https://" + text;
  hit.items = 3;
  return hit;
}

searchd::SearchResults results_of(const std::string& text) {
  auto results = tests::sample_results();
  results.hits = {hit_of(text), hit_of(text)};
  results.total = 2;
  for (auto& facet : results.facets) {
    facet.values = {{text, text, text, 3, true}, {"b" + text, text, text, 1, false}};
    facet.values_in_all = 2;
  }
  searchd::Timeline timeline;
  timeline.interval = searchd::Interval::year;
  timeline.periods = {{17167, 17531, 1, 0}, {17532, 17896, 1, 1}};
  results.timeline = timeline;
  return results;
}

/// All pages with `text` wherever a text can stand.
std::vector<std::string> ways_with(searchd::Pages& pages, PageLanguage language, const std::string& text) {
  const auto results = results_of(text);
  const std::vector<searchd::PageNote> notes = {{"unknown", text, text, text}};
  std::vector<std::string> all;
  for (const auto type : {EntryType::partner, EntryType::topic}) {
    corpus::LedgerEntry members;
    members.members = 81;
    members.words = members.document = members.source = text;
    members.date = results.hits.front().document.published;
    all.push_back(pages.entries(language, {type, results, {members}, ""}, tests::small_vocabulary(), notes));
    all.push_back(
        pages.entries(language, {type, results, {}, "zzz" + text}, tests::small_vocabulary(), notes));
    const auto* id = type == EntryType::partner ? "france" : "stabilisation";
    all.push_back(pages.entry(language, {type, id, results, hit_of(text), hit_of("b" + text)},
                              tests::small_vocabulary(), notes));
    all.push_back(pages.entry(language, {type, id, {}, {}, {}}, tests::small_vocabulary()));
  }
  all.push_back(pages.digests(language, {results, 2017, 1, 2, results}, tests::small_vocabulary(), notes));
  all.push_back(pages.digests(language, {}, tests::small_vocabulary()));
  searchd::HelpExamples examples{pages.help_examples(language), {}};
  examples.found.resize(examples.asked.size());
  all.push_back(pages.help(language, examples, notes));
  searchd::About about{results, {}};
  about.figures.built = "2026-11-21T08:50:25Z";
  about.quality.by_title = {100, 97, 80, 90, 84.5};
  about.quality.arabic_by_english = {50, 50, 10, 40, 20.5};
  about.quality.cut_short = true;
  all.push_back(pages.about(language, about, tests::small_vocabulary(), notes));
  auto request = searchd::search_for(text);
  request.filters.partners = {text};
  request.dates.from_text = text;
  for (const auto field : searchd::all_facets()) {
    auto of_field = results;
    of_field.facets = {{field, {{text, text, text, 3, true}, {"b" + text, text, text, 1, true}}, 2, 1}};
    all.push_back(
        pages.facet(language, {field, request, of_field, true, ""}, tests::small_vocabulary(), notes));
    all.push_back(pages.facet(language, {field, request, of_field, false, "zzz" + text},
                              tests::small_vocabulary(), notes));
  }
  return all;
}

}  // namespace

TEST_CASE("no text in a document, a name or a parameter becomes markup on the ways into the archive") {
  searchd::Pages pages("https://example.org");
  for (const auto language : kBoth) {
    const auto harmless = ways_with(pages, language, "harmless");
    for (const auto& page : harmless) CHECK(tests::faults_of_page(page) == "");
    for (const auto& text : tests::hostile_texts()) {
      if (text.empty()) continue;  // an address without an id is another matter
      CAPTURE(text);
      const auto hostile = ways_with(pages, language, text);
      REQUIRE(hostile.size() == harmless.size());
      for (std::size_t at = 0; at < hostile.size(); ++at) {
        CAPTURE(at);
        CHECK(tests::faults_of_page(hostile[at]) == "");
        CHECK(tests::skeleton_of(hostile[at]) == tests::skeleton_of(harmless[at]));
      }
    }
  }
}

TEST_CASE("since when a partner is a member is told as far as it is known") {
  searchd::Pages pages("");
  const auto of = [&](PageLanguage language, const char* id) {
    return pages.entry(language, {EntryType::partner, id, {}, {}, {}}, tests::small_vocabulary());
  };
  const auto says = [](const std::string& page, const std::string& text) {
    return page.find(text) != std::string::npos;
  };
  CHECK(says(of(PageLanguage::english, "france"), "between ⁨September 2014⁩ and ⁨1 March 2015⁩"));
  CHECK(says(of(PageLanguage::arabic, "france"), "بين ⁨أيلول/سبتمبر 2014⁩"));
  CHECK(says(of(PageLanguage::english, "italy"), "no source at hand says it"));
}

TEST_CASE("names sort as the language's readers expect, and stand under a letter of theirs") {
  const searchd::Messages english(PageLanguage::english), arabic(PageLanguage::arabic);
  CHECK(english.sort_key("Côte") < english.sort_key("Cuba"));
  CHECK(english.sort_key("Zambia") > english.sort_key("Åland"));
  CHECK(english.initial("Côte d’Ivoire") == "C");
  CHECK(english.initial("…") == "");
  CHECK(arabic.sort_key("الكويت") > arabic.sort_key("فرنسا"));
  CHECK(arabic.sort_key("الأردن") < arabic.sort_key("البحرين"));
  CHECK(arabic.sort_key("إيطاليا") < arabic.sort_key("بلجيكا"));
  CHECK(arabic.initial("الكويت") == "ك");
  CHECK(arabic.initial("أفغانستان") == "ا");
  CHECK(arabic.initial("إيطاليا") == "ا");
}

TEST_CASE(
    "how well documents are found is told by as many as were asked for, and what was not measured is left "
    "out") {
  searchd::Pages pages("");
  const auto page = [&](PageLanguage language, const searchd::KnownItemQuality& quality) {
    return pages.about(language, {{}, {}, quality}, tests::small_vocabulary());
  };
  const auto says = [](const std::string& html, const std::string& text) {
    return html.find(text) != std::string::npos;
  };
  searchd::KnownItemQuality quality;
  for (const auto language : kBoth) CHECK_FALSE(says(page(language, quality), "about-quality"));

  quality.by_title = {100, 80, 60, 76, 66.4};
  quality.arabic_by_english = {30, 20, 0, 13, 5.5};
  auto english = page(PageLanguage::english, quality), arabic = page(PageLanguage::arabic, quality);
  CHECK(says(english, "100 titles were searched for."));
  CHECK(says(arabic, "بُحث عن 100 عنوان."));
  CHECK(says(english,
             ">The document stands first</th><td data-found=\"60\">60</td><td "
             "data-asked=\"80\">80</td><td>75%</td>"));
  CHECK(
      says(english, "first ten</th><td data-found=\"76\">76</td><td data-asked=\"80\">80</td><td>95%</td>"));
  CHECK(says(
      english,
      "by the English title</th><td data-found=\"13\">13</td><td data-asked=\"20\">20</td><td>65%</td>"));
  CHECK_FALSE(says(english, "by the Arabic title"));
  for (const auto& html : {english, arabic}) {
    CHECK(says(html, "0.83"));  // 66.4 / 80
    CHECK_FALSE(says(html, "time set aside"));
    CHECK_FALSE(says(html, "انتهى الوقت"));
  }

  struct Row {
    std::int64_t asked;
    const char *english, *arabic;
  };
  quality = {};
  quality.cut_short = true;
  for (const auto& row : {Row{0, "0 titles were searched for. The time", "لم يُبحث عن أي عنوان. وانتهى"},
                          {1, "1 title was searched for.", "بُحث عن عنوان واحد."},
                          {2, "2 titles were", "بُحث عن عنوانين."},
                          {3, "3 titles were", "بُحث عن 3 عناوين."},
                          {11, "11 titles were", "بُحث عن 11 عنوانًا."}}) {
    CAPTURE(row.asked);
    quality.by_title = {11, row.asked, 0, 0, 0};
    english = page(PageLanguage::english, quality), arabic = page(PageLanguage::arabic, quality);
    CHECK(says(english, row.english));
    CHECK(says(arabic, row.arabic));
    CHECK(says(english, "before all 11 titles"));
    CHECK(says(arabic, "وهو 11 عنوانًا."));
    CHECK(says(english, "data-found") == (row.asked > 0));
  }
}
