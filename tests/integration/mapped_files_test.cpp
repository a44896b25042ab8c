// A server that saw a commit before its writer left the files that readers map has them as soon as they are
// there.
#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

#include "indexer/frequent_postings.h"
#include "searchd/search/index_state.h"
#include "tests/support/small_index.h"

namespace {

// A mapped term takes no room.
bool maps_postings(const std::shared_ptr<searchd::IndexView>& view) {
  const auto lease = view->lease(false);
  return lease.state().decoded->term(lease.reader().main(), "Zbridg", 0) != nullptr;
}

}  // namespace

TEST_CASE("postings that are left after their commit was read are mapped, without a new commit") {
  tests::SmallIndex index{analyzers::Vocabulary()};
  index.archive().begin_batch();
  for (unsigned number = 0; number < indexer::kFrequentTerm; ++number) {
    const auto text = std::to_string(number);
    index.put_json(R"({"kind":"news","key":"test:)" + text + R"(","title":"Bridge )" + text +
                   R"(","body":"The bridge was opened."})");
  }
  index.archive().commit_batch();
  index.rebuild();
  const auto generation = index.directory().current().value();
  const auto postings = generation / "postings", pairs = generation / "pairs", aside = generation / "aside";
  CHECK(maps_postings(index.view()));
  std::filesystem::create_directory(aside);
  std::filesystem::rename(postings, aside / "postings");
  std::filesystem::rename(pairs, aside / "pairs");
  const auto view = index.view();
  const auto name = view->state()->name;
  CHECK_FALSE(maps_postings(view));
  std::filesystem::rename(aside / "postings", postings);
  std::filesystem::rename(aside / "pairs", pairs);  // the last that is written
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (!maps_postings(view) && std::chrono::steady_clock::now() < deadline)
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  CHECK(maps_postings(view));
  CHECK(view->state()->name == name);  // answers are those of the same state
}
