// An index with a delta answers as one that was built anew of the same archive, whatever is asked.
#include <doctest/doctest.h>

#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "searchd/search/searcher.h"
#include "tests/integration/asked_questions.h"
#include "tests/support/places.h"
#include "tests/support/small_index.h"

using searchd::FacetField;
using searchd::SearchRequest;

namespace {

/// The sample archive: most of it in the main database, the rest, with changes and withdrawals, in the delta.
class Changed {
 public:
  Changed() : index(analyzers::Vocabulary::load(tests::vocabulary_folder())) {
    const auto lines = sample_lines();
    const auto in_main = lines.size() * 2 / 3;
    std::vector<corpus::DocumentId> ids;
    index.archive().begin_batch();
    for (std::size_t at = 0; at < in_main; ++at) ids.push_back(index.put_json(lines[at]));
    index.archive().commit_batch();
    index.rebuild();
    index.archive().begin_batch();
    for (std::size_t at = in_main; at < lines.size(); ++at) ids.push_back(index.put_json(lines[at]));
    for (std::size_t at = 0; at < lines.size(); at += 7) index.put_json(changed(lines[at]));
    index.archive().commit_batch();
    index.update_beside();
    index.archive().begin_batch();
    for (std::size_t at = 3; at < lines.size(); at += 11) index.withdraw(ids[at]);
    index.archive().commit_batch();
    index.update_beside();
  }

  tests::SmallIndex index;

 private:
  static std::vector<std::string> sample_lines() {
    std::vector<std::string> lines;
    for (const auto& entry : std::filesystem::directory_iterator(tests::sample_folder())) {
      std::ifstream stream(entry.path());
      if (entry.path().extension() != ".jsonl") continue;
      for (std::string line; std::getline(stream, line);) lines.push_back(line);
    }
    std::sort(lines.begin(), lines.end());
    return lines;
  }

  // The same document with some words more, some of them new, some known.
  static std::string changed(const std::string& line) {
    auto json = nlohmann::json::parse(line);
    auto body = json.value("body", "");
    json["body"] = body + "\nThe bridge of Zemmarkand was opened in Mosul. افتتح جسر زمرقند في الموصل.\n";
    return json.dump();
  }
};

std::vector<SearchRequest> requests() {
  std::vector<SearchRequest> requests;
  const auto add = [&requests](const std::string& typed) -> SearchRequest& {
    auto& request = requests.emplace_back();
    request.typed = typed;
    request.repair = true;
    request.facets = {FacetField::partner, FacetField::topic, FacetField::kind, FacetField::language,
                      FacetField::outlet,  FacetField::place, FacetField::month};
    return request;
  };
  for (const auto& typed : tests::kSigns) add(typed);
  for (const auto& typed : tests::judged_questions()) add(typed);
  for (const auto* typed : {"", "Zemmarkand", "زمرقند", "zemarkand~", "zemm*", "\"bridge of zemmarkand\"",
                            "\"جسر زمرقند\"", "bridge NEAR/3 mosul", "-bridge", "partner:_missing"})
    add(typed).explain = true;
  for (const auto sort : {searchd::Sort::newest, searchd::Sort::oldest}) {
    auto& request = add("mosul");
    request.sort = sort;
    request.per_page = 100;
    request.filters.languages = {"ar"};
  }
  return requests;
}

// All that a reader is told, in words.
std::string told(const searchd::SearchResults& results) {
  std::ostringstream text;
  text.precision(9);
  text << results.total << " of " << results.documents_in_all << '\n';
  for (const auto& facet : results.facets) {
    text << "facet " << static_cast<int>(facet.field) << ": " << facet.missing << ' ' << facet.values_in_all;
    for (const auto& value : facet.values) text << ", " << value.value << ' ' << value.count;
    text << '\n';
  }
  for (const auto& hit : results.hits) {
    text << hit.document.id << ' ' << hit.score << ' ' << hit.document.title << " | " << hit.passage.text
         << " | " << (hit.translation ? hit.translation->id : "") << '\n';
    if (!hit.explanation) continue;
    for (const auto& part : hit.explanation->parts) text << "  " << part.why << ' ' << part.score << '\n';
  }
  text << results.interpretation.parsed << '\n';
  for (const auto& term : results.interpretation.terms) {
    for (const auto& matched : term.matched) text << matched << ' ';
  }
  return text.str();
}

}  // namespace

TEST_CASE("what is found, counted, shown and explained with a delta is what is without one") {
  Changed changed;
  searchd::Searcher with_delta(changed.index.view());
  std::vector<std::string> before;
  for (const auto& request : requests())
    before.push_back(told(with_delta.search(request, tests::far_deadline())));
  changed.index.rebuild();
  searchd::Searcher rebuilt(changed.index.view());
  std::size_t at = 0;
  for (const auto& request : requests()) {
    CAPTURE(request.typed);
    CHECK(before[at++] == told(rebuilt.search(request, tests::far_deadline())));
  }
}

TEST_CASE("what was added beside a main database is seen by the next search, and completed") {
  tests::SmallIndex index(analyzers::Vocabulary::load(tests::vocabulary_folder()));
  const auto put = [&index](const char* key, const std::string& title,
                            const std::string& body = "The archive grows.") {
    return index.put_json(R"({"kind":"news","key":"test:)" + std::string(key) + R"(","title":")" + title +
                          R"(","body":")" + body + R"("})");
  };
  put("1", "Old bridges");
  const auto withdrawn = put("2", "Old zigzag roads", "Of no use. #vanishing");
  index.rebuild();
  searchd::Searcher searcher(index.view());
  const auto total_of = [&searcher](const char* typed) {
    SearchRequest request;
    request.typed = typed;
    return searcher.search(request, tests::far_deadline()).total;
  };
  const auto completed = [&searcher](const char* typed) {
    std::string texts;
    for (const auto& completion : searcher.suggest(typed, 8, tests::far_deadline()).completions)
      texts += completion.text + "; ";
    return texts;
  };
  CHECK(total_of("zeppelin") == 0);
  CHECK(completed("zig") == "Old zigzag roads; ");
  CHECK(completed("#vanish") == "#vanishing; ");
  put("3", "A zeppelin over the river");
  put("1", "New bridges");
  index.withdraw(withdrawn);
  index.update_beside();
  const auto soon = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (total_of("zeppelin") == 0 && std::chrono::steady_clock::now() < soon) std::this_thread::yield();
  CHECK(total_of("zeppelin") == 1);
  CHECK(total_of("zigzag") == 0);
  CHECK(total_of("grows") == 2);
  CHECK(completed("zep") == "A zeppelin over the river; ");
  CHECK(completed("zig").empty());
  CHECK(completed("bridges") == "New bridges; ");
  CHECK_MESSAGE(completed("#vanish").empty(), "the one document that had it is withdrawn");
}
