// Completions over a real index of random titles: the tree of minima gives what looking at every key gives.
#include "searchd/search/completion_index.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "searchd/search/index_state.h"
#include "tests/support/small_index.h"
#include "tests/support/small_vocabulary.h"

using searchd::CompletionIndex;
using Key = CompletionIndex::Key;
using Order = CompletionIndex::KeyOrder;

namespace {

// Of few letters, so that many begin alike; with and without an article.
std::string random_word(std::mt19937& random) {
  const bool arabic = random() % 2 == 0;
  const auto letters =
      arabic ? std::vector<std::string>{"م", "و", "ص", "ل"} : std::vector<std::string>{"m", "o", "s", "u"};
  std::string word = arabic && random() % 3 == 0 ? "ال" : "";
  for (auto left = 2 + random() % 4; left > 0; --left) word += letters[random() % letters.size()];
  return word;
}

std::vector<const Key*> best_by_looking(const CompletionIndex& index, std::span<const Key> keys,
                                        std::size_t most, Order order) {
  std::vector<const Key*> all;
  for (const auto& key : keys) all.push_back(&key);
  std::sort(all.begin(), all.end(), [&](const Key* a, const Key* b) {
    const auto rank = [&](const Key& key) {
      const auto& entry = index.entry(key.entry);
      return std::tuple(order == Order::beginnings_first && !key.first, key.alias, ~entry.documents,
                        entry.kind, key.entry, &key);
    };
    return rank(*a) < rank(*b);
  });
  all.resize(std::min(all.size(), most));
  return all;
}

}  // namespace

TEST_CASE("the best keys of any beginning are those that looking at all of them gives") {
  std::mt19937 random(2014);
  tests::SmallIndex archive(tests::small_vocabulary());
  for (int number = 0; number < 400; ++number) {
    std::string title = number % 10 == 0 ? "Italy and France" : "";
    for (auto words = 1 + random() % 5; words > 0; --words) title += ' ' + random_word(random);
    archive.put_json(R"({"kind":"news","key":"test:)" + std::to_string(number) + R"(","title":")" +
                     title.substr(title.front() == ' ' ? 1 : 0) + R"(","body":"Italy #)" +
                     random_word(random) + "\"}");
  }
  archive.update();
  auto lease = archive.view()->lease(false);
  const auto& index = lease.state().main->completions().get(tests::far_deadline());
  std::size_t compared = 0;
  for (const std::string beginning :
       {"", "m", "mo", "mos", "s", "it", "italy", "fr", "م", "مو", "ال", "الم", "وص", "z"}) {
    CAPTURE(beginning);
    const auto keys = index.keys_beginning_with(beginning);
    compared += keys.size();
    for (const std::size_t most : {1, 8, 112}) {
      for (const auto order : {Order::beginnings_first, Order::all_alike}) {
        CHECK(index.best_of(keys, most, order) == best_by_looking(index, keys, most, order));
      }
    }
  }
  CHECK(compared > 2000);
  lease.give_back();
}
