// match=auto: how many of the words that stand side by side a document must have, and what is told of it.
#include <doctest/doctest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/small_index.h"
#include "tests/support/small_vocabulary.h"

using searchd::SearchRequest;
using tests::far_deadline;

namespace {

using Keys = std::vector<std::string>;

/// Documents of few words each, and what is found of them.
class Few {
 public:
  void put(const std::string& key, const std::string& text) {
    index_.put_json(R"({"kind":"news","key":"test:)" + key + R"(","title":"","body":")" + text + R"(\n"})");
  }
  void put_others(std::size_t count) {
    for (std::size_t at = 0; at < count; ++at)
      put("other-" + std::to_string(at), "Nothing of this is wanted.");
  }

  searchd::SearchResults ask(const SearchRequest& request) {
    if (!searcher_) {
      index_.update();
      searcher_.emplace(index_.view());
    }
    return searcher_->search(request, far_deadline());
  }

 private:
  tests::SmallIndex index_{tests::small_vocabulary()};
  std::optional<searchd::Searcher> searcher_;
};

SearchRequest asking(const std::string& typed) {
  SearchRequest request;
  request.typed = typed;
  request.per_page = 100;
  return request;
}

bool finds(const searchd::SearchResults& results, const std::string& key) {
  return std::any_of(results.hits.begin(), results.hits.end(),
                     [&key](const auto& hit) { return hit.document.key == "test:" + key; });
}

}  // namespace

TEST_CASE("a name says as much of a question in one language as in both") {
  // Two documents are tagged with the name. One of them has "harvest" too, of all four words half of what
  // they say: "bakery" is as rare as "harvest", "weather" is less rare than the name.
  Few few;
  few.put("wanted", "al-Qurayshi spoke of the harvest.");
  few.put("named", "al-Qurayshi said so.");
  few.put("bakery", "A bakery opened.");
  for (std::size_t at = 0; at < 6; ++at) few.put("weather-" + std::to_string(at), "The weather was fine.");
  few.put_others(20);
  auto request = asking("harvest bakery weather al-Qurayshi");
  for (const bool cross : {true, false}) {
    CAPTURE(cross);
    request.cross = cross;
    const auto results = few.ask(request);
    CHECK(finds(results, "wanted"));
    CHECK_FALSE(finds(results, "named"));
    CHECK(results.total == 1);
  }
}
