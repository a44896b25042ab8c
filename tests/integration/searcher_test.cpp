// Searcher over a real index: documents and their neighbours, limits, deadlines, an index that changes or is
// damaged.
#include <doctest/doctest.h>
#include <algorithm>

#include <fstream>
#include <thread>

#include "corpus/document_json.h"
#include "indexer/index_schema.h"
#include "searchd/matching/matching.h"
#include "tests/support/decoded_index.h"
#include "tests/support/small_index.h"
#include "tests/support/small_vocabulary.h"
#include "tests/support/xapian_matcher.h"

using searchd::Scoring;
using tests::asking;
using tests::far_deadline;

namespace {

std::int64_t total_of(searchd::Searcher& searcher, const std::string& typed) {
  return searcher.search(asking(typed), far_deadline()).total;
}

// Longer than the time between two looks at the index.
void wait_for_next_look() { std::this_thread::sleep_for(std::chrono::milliseconds(1100)); }

std::string news(const std::string& key, const std::string& title, const std::string& more = "") {
  return R"({"kind":"news","key":")" + key + R"(","title":")" + title + R"(","body":"Text.\n")" + more + "}";
}

/// A digest with three items, one of them withdrawn, and a pair of translations.
struct Archive {
  tests::SmallIndex index{tests::small_vocabulary()};
  corpus::DocumentId digest = index.put_json(
      R"({"kind":"digest","key":"test:digest","title":"Weekly digest","body":"Three things happened.\n"})");
  corpus::DocumentId first = item("first", "First thing"), second = item("second", "Second thing"),
                     third = item("third", "Third thing");
  corpus::DocumentId english = index.put_json(
      news("https://example.org/en", "Stability returns", R"(,"translation":"https://example.org/ar")"));
  corpus::DocumentId arabic =
      index.put_json(news("https://example.org/ar", "عودة الاستقرار", R"(,"lang":"ar")"));

  corpus::DocumentId item(const std::string& key, const std::string& title) {
    return index.put_json(R"({"kind":"digest_item","key":"test:)" + key +
                          R"(","parent":"test:digest","title":")" + title + R"(","body":"It happened.\n"})");
  }
};

}  // namespace

TEST_CASE("a document is found by its id, its address and its key, with what its page shows around it") {
  Archive archive;
  archive.index.withdraw(archive.third);
  archive.index.update();
  searchd::Searcher searcher(archive.index.view());

  const auto digest = searcher.document(archive.digest, far_deadline()).value();
  REQUIRE(digest.items.size() == 2);
  CHECK(digest.items[0].title == "First thing");
  CHECK(digest.items[1].id == archive.second);
  CHECK(digest.revision == archive.index.archive().revision());

  const auto item = searcher.document("test:second", far_deadline()).value();
  CHECK(item.parent.value().title == "Weekly digest");
  REQUIRE(item.siblings.size() == 1);
  CHECK(item.siblings[0].id == archive.first);

  const auto english = searcher.document("https://example.org/en", far_deadline()).value();
  CHECK(english.document.id == archive.english);
  CHECK(english.translation.value().id == archive.arabic);
  CHECK(english.translation.value().language == analyzers::Language::arabic);

  CHECK_FALSE(english.twin.has_value());
  const auto whole =
      searcher.document(archive.english, far_deadline(), {0, /*twin=*/true, "returning stability"}).value();
  CHECK(whole.twin.value().title == "عودة الاستقرار");
  CHECK(whole.marks.title == searchd::Marks{{0, 9}, {10, 17}});  // in any of their forms
  CHECK(whole.marks.body.empty());
  CHECK_FALSE(whole.twin_marks.title.empty());  // and in the other language

  const auto gone = searcher.document(archive.third, far_deadline()).value();
  CHECK(gone.document.withdrawn.value().reason == "gone from its source");
  CHECK(gone.document.title.empty());
  CHECK(gone.siblings.empty());

  for (const char* unknown :
       {"", "aaaaaaaaaaaa", "https://example.org/none", "\xff\x00", "../../etc/passwd"}) {
    CAPTURE(unknown);
    CHECK_FALSE(searcher.document(unknown, far_deadline()).has_value());
  }
  CHECK_FALSE(searcher.document(std::string(100000, 'x'), far_deadline()).has_value());
}

TEST_CASE(
    "of a digest with very many items a page's worth is listed, the nearest ones, and their number told") {
  tests::SmallIndex index(tests::small_vocabulary());
  const auto digest = index.put_json(
      R"({"kind":"digest","key":"test:digest","title":"Weekly digest","body":"Much happened.\n"})");
  constexpr int kItems = 1'500;
  index.archive().begin_batch();
  for (int number = 0; number < kItems; ++number) {
    index.put_json(R"({"kind":"digest_item","parent":"test:digest","key":"test:)" + std::to_string(number) +
                   R"(","title":"Thing )" + std::to_string(number) + R"(","body":"It happened.\n"})");
  }
  index.archive().commit_batch();
  index.update();
  searchd::Searcher searcher(index.view());

  const auto whole = searcher.document(digest, far_deadline()).value();
  CHECK(whole.items_total == kItems);
  REQUIRE(whole.items.size() == searchd::kMostLinks);
  CHECK(whole.items.front().title == "Thing 0");
  CHECK(whole.items.back().title == "Thing 199");
  CHECK(whole.siblings_total == 0);

  struct Row {
    int item;
    const char *first, *last;
  };
  const Row rows[] = {
      {0, "Thing 1", "Thing 200"}, {750, "Thing 650", "Thing 850"}, {kItems - 1, "Thing 1299", "Thing 1498"}};
  for (const auto& row : rows) {
    CAPTURE(row.item);
    const auto item = searcher.document("test:" + std::to_string(row.item), far_deadline()).value();
    CHECK(item.siblings_total == kItems - 1);
    REQUIRE(item.siblings.size() == searchd::kMostLinks);
    CHECK(item.siblings.front().title == row.first);
    CHECK(item.siblings.back().title == row.last);
    for (const auto& sibling : item.siblings) CHECK(sibling.id != item.document.id);
  }
  CHECK_THROWS_AS(searcher.document(digest, std::chrono::steady_clock::now()), searchd::SearchTimeout);
}

TEST_CASE("a hit carries its document, its marks and its neighbours") {
  Archive archive;
  archive.index.update();
  searchd::Searcher searcher(archive.index.view());
  const auto results = searcher.search(asking("second happens"), far_deadline());
  REQUIRE(results.hits.size() == 1);
  const auto& hit = results.hits.front();
  CHECK(hit.document.id == archive.second);
  CHECK(hit.title_marks == searchd::Marks{{0, 6}});
  CHECK(hit.passage.text == "It happened.");
  CHECK(hit.passage.marks == searchd::Marks{{3, 11}});
  CHECK(hit.parent.value().id == archive.digest);
  CHECK(hit.score > 0);
  CHECK(results.sort == searchd::Sort::relevance);

  const auto all = searcher.search(asking(""), far_deadline());
  CHECK(all.total == 6);
  CHECK(all.documents_in_all == 6);
  CHECK(all.sort == searchd::Sort::newest);
  CHECK(all.hits.front().score == 0);
  CHECK(all.interpretation.parsed.empty());
}

TEST_CASE("a document found by another spelling of a name shows the name as it is written there") {
  tests::SmallIndex index(tests::small_vocabulary());
  index.put_json(news("test:1", "Al-Qurayshi is dead"));
  index.put_json(news("test:2", "القرشي في سوريا"));
  index.put_json(news("test:3", "Nothing of this"));
  index.update();
  searchd::Searcher searcher(index.view());
  const auto results = searcher.search(asking("al-qurayshi"), far_deadline());
  CHECK(results.total == 2);
  CHECK(results.hits.at(0).title_marks == searchd::Marks{{3, 11}});
  CHECK(results.hits.at(1).title_marks == searchd::Marks{{0, 6}});
  REQUIRE(results.interpretation.terms.size() == 1);
  const auto& why = results.interpretation.terms[0].why;
  CHECK(std::find(why.begin(), why.end(), "name:person/al-qurayshi") != why.end());
  CHECK(total_of(searcher, "القرشي") == 2);
  CHECK(total_of(searcher, "-al-qurayshi") == 1);
}

TEST_CASE("a deadline that has passed ends every search") {
  Archive archive;
  archive.index.update();
  searchd::Searcher searcher(archive.index.view());
  const auto passed = std::chrono::steady_clock::now() - std::chrono::seconds(1);
  for (const char* typed : {"", "thing", "\"second thing\"", "-thing"}) {
    CAPTURE(typed);
    CHECK_THROWS_AS(searcher.search(asking(typed), passed), searchd::SearchTimeout);
  }
  CHECK(total_of(searcher, "thing") == 4);
}

TEST_CASE("a deadline that passes under a search ends it") {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  constexpr int kDocuments = 30000;
  Xapian::Document document;  // "a" never stands before "b"
  for (Xapian::termpos position = 1; position < 200; position += 4) {
    document.add_posting("b", position);
    document.add_posting("a", position + 1);
  }
  for (int number = 0; number < kDocuments; ++number) database.add_document(document);
  tests::write_positions(database);
  const indexer::IndexReader reader(database);
  const auto decoded = tests::decoded_index(reader, 1 << 20);
  const searchd::SearchedIndex index{reader, decoded};

  SUBCASE("while documents are found") {
    int found = 0;
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(50);
    CHECK_THROWS_AS(searchd::for_each_match(index, searchd::Clause("a"), Scoring::bm25, deadline,
                                            [&](Xapian::docid, double) {
                                              if (++found == 1) std::this_thread::sleep_until(deadline);
                                            }),
                    searchd::SearchTimeout);
    CHECK(found < 2048);
  }
  SUBCASE("while none is found") {
    const searchd::Clause terms[] = {searchd::Clause("a"), searchd::Clause("b")};
    const searchd::Clause phrase(searchd::Op::phrase, terms, terms + 2, 2);
    const auto ignore = [](Xapian::docid, double) {};
    const auto soon = [] { return std::chrono::steady_clock::now() + std::chrono::milliseconds(2); };
    for (const auto scoring : {Scoring::none, Scoring::bm25}) {
      CHECK_THROWS_AS(searchd::for_each_match(index, phrase, scoring, soon(), ignore),
                      searchd::SearchTimeout);
    }
  }
}

TEST_CASE("a question over the limits is refused, or searched as far as they go and the rest named") {
  Archive archive;
  archive.index.update();
  searchd::Searcher searcher(archive.index.view());
  const auto repeated = [](const std::string& text, int times) {
    std::string all;
    for (int count = 0; count < times; ++count) all += text;
    return all;
  };
  struct Row {
    const char* why;
    std::string typed;
    const char* says;
    std::size_t ignored;
  };
  const Row rows[] = {
      {"33 words", repeated("thing ", 33), "32 words", 1},
      {"17 operators", repeated("-apple ", 17) + "thing", "16 operators", 2},
      {"5 phrases", repeated("\"first thing\" ", 5), "4 phrases", 1},
      {"a phrase of 17 words", '"' + repeated("thing ", 17) + '"', "16 words", 1},
      {"1,025 bytes", "thing " + std::string(1019, 'x') + " second", "1024 bytes", 1},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    auto request = asking(row.typed);
    CHECK_THROWS_WITH_AS(searcher.search(request, far_deadline()), doctest::Contains(row.says),
                         searchd::QueryTooLong);
    request.repair = true;
    const auto results = searcher.search(request, far_deadline());
    CHECK(results.interpretation.ignored.size() == row.ignored);
  }
  CHECK(total_of(searcher, repeated("thing ", 32)) == 4);
}

TEST_CASE("where there is no index, a search says so, and finds it as soon as it is there") {
  tests::SmallIndex index(tests::small_vocabulary());
  const auto view = index.view();
  searchd::Searcher searcher(view);
  CHECK_THROWS_WITH_AS(searcher.search(asking("x"), far_deadline()), doctest::Contains("there is no index"),
                       searchd::IndexUnavailable);
  CHECK_FALSE(view->health().ready);
  index.put_json(news("test:1", "First"));
  index.update();
  wait_for_next_look();
  CHECK(total_of(searcher, "first") == 1);
  const auto health = view->health();
  CHECK(health.ready);
  CHECK(health.documents == 1);
  CHECK(health.revision == index.archive().revision());
  CHECK(health.head_revision == health.revision);
  CHECK(health.problem.empty());
}

TEST_CASE("of documents that answer alike the newer has the higher score, unless that is switched off") {
  tests::SmallIndex index(tests::small_vocabulary());
  for (const char* date : {"2015-01-01", "2024-01-01", ""}) {
    const std::string dated = *date == '\0' ? "" : std::string(R"(,"published":{"date":")") + date + "\"}";
    index.put_json(R"({"kind":"news","key":"test:)" + std::string(date) +
                   R"(","title":"Harvest","body":"Wheat.\n")" + dated + "}");
  }
  index.put_json(news("test:other", "Something else"));
  index.update();
  searchd::Searcher searcher(index.view());
  auto request = asking("harvest");
  const auto scores = [&searcher, &request] {
    std::vector<double> list;
    for (const auto& hit : searcher.search(request, far_deadline()).hits) list.push_back(hit.score);
    return list;
  };
  const auto with = scores();
  REQUIRE(with.size() == 3);
  CHECK(with[0] > with[1]);  // 2024, undated, 2015
  CHECK(with[1] > with[2]);
  request.recency = false;
  const auto without = scores();
  REQUIRE(without.size() == 3);
  CHECK(without[0] == without[2]);
  CHECK(without[0] == doctest::Approx(with[1]));
}

TEST_CASE("changes in place and new generations are seen by themselves, old generations let go") {
  tests::SmallIndex index(tests::small_vocabulary());
  const auto first = index.put_json(news("test:1", "First"));
  index.update();
  searchd::Searcher searcher(index.view());
  CHECK(total_of(searcher, "first") == 1);

  index.put_json(news("test:2", "First again"));
  index.withdraw(first);
  index.update();
  wait_for_next_look();
  auto results = searcher.search(asking("first"), far_deadline());
  CHECK(results.total == 1);
  CHECK(results.revision == index.archive().revision());

  index.put_json(news("test:3", "First of all"));
  index.rebuild();
  wait_for_next_look();
  CHECK(total_of(searcher, "first") == 2);
  CHECK(index.directory().remove_old_generations() >= 0);
  int generations = 0;
  for (const auto& entry : std::filesystem::directory_iterator(index.directory().path())) {
    generations += entry.is_directory() && !entry.is_symlink() ? 1 : 0;
  }
  CHECK(generations == 1);
}

TEST_CASE("a newer generation that cannot be used leaves the old one answering") {
  tests::SmallIndex index(tests::small_vocabulary());
  index.put_json(news("test:1", "First"));
  index.update();
  const auto view = index.view();
  searchd::Searcher searcher(view);
  CHECK(total_of(searcher, "first") == 1);

  auto directory = index.directory();
  const auto sound = directory.current().value();
  const auto refused = directory.make_generation();
  SUBCASE("it is of another format") {
    Xapian::WritableDatabase database(refused.string(), Xapian::DB_CREATE_OR_OPEN);
    database.set_metadata(indexer::kFormatKey, "999");
    database.commit();
  }
  SUBCASE("it is no index at all") { std::ofstream(refused / "iamglass") << "no index"; }
  SUBCASE("it is empty") {}
  directory.swap_to(refused);
  wait_for_next_look();
  CHECK(total_of(searcher, "first") == 1);
  const auto health = view->health();
  CHECK(health.ready);
  CHECK(health.problem.find("rebuild") != std::string::npos);

  directory.swap_to(sound);
  wait_for_next_look();
  CHECK(total_of(searcher, "first") == 1);
  CHECK(view->health().problem.empty());
}

TEST_CASE("the ledger and the vocabulary come with the index") {
  tests::SmallIndex index(tests::small_vocabulary());
  index.put_json(
      R"({"kind":"statement","key":"test:1","title":"The Global Coalition's 81 members","body":"Text.\n"})");
  index.update();
  searchd::Searcher searcher(index.view());
  REQUIRE(searcher.ledger().size() == 1);
  CHECK(searcher.ledger()[0].members == 81);
  CHECK(searcher.vocabulary()->text() == index.vocabulary().text());
}
