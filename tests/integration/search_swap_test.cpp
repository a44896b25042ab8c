// Searches on several threads while the index changes under them: in place, and generation after generation.
// None fails, and none mixes two revisions.
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>

#include "tests/support/small_index.h"
#include "tests/support/small_vocabulary.h"

using searchd::FacetField;

namespace {

constexpr int kThreads = 4;
constexpr int kRounds = 12;
constexpr int kDocuments = 40;

/// What a search at a revision must find: written down before the index gets there.
class Promises {
 public:
  struct Promise {
    int documents = 0;
    std::string edition;  // the word that stands in each of them
  };
  void make(corpus::Revision revision, Promise promise) {
    const std::lock_guard lock(mutex_);
    promises_[revision] = std::move(promise);
  }
  Promise at(corpus::Revision revision) const {
    const std::lock_guard lock(mutex_);
    const auto found = promises_.find(revision);
    return found == promises_.end() ? Promise{-1, ""} : found->second;
  }

 private:
  mutable std::mutex mutex_;
  std::map<corpus::Revision, Promise> promises_;
};

// Letters alone, so that it is one word: "editionbc".
std::string edition_name(int number) {
  return std::string("edition") + static_cast<char>('a' + number / 26) + static_cast<char>('a' + number % 26);
}

// Every document anew and one more than before, all in one transaction of the archive and of the index.
void write_edition(tests::SmallIndex& index, int number, Promises& promises) {
  const int documents = kDocuments + number;
  index.archive().begin_batch();
  for (int count = 0; count < documents; ++count) {
    index.put_json(R"({"kind":"news","key":"test:)" + std::to_string(count) + R"(","title":"Shared )" +
                   edition_name(number) + R"(","body":"Italy and France.\n"})");
  }
  promises.make(index.archive().revision(), {documents, edition_name(number)});
  index.archive().commit_batch();
}

/// Counted by the searching threads; looked at when they have ended.
struct Findings {
  std::atomic<int> searches = 0, failures = 0, wrong = 0;
  std::mutex mutex;
  std::string first_fault;

  void note(std::atomic<int>& counter, const std::string& fault) {
    ++counter;
    const std::lock_guard lock(mutex);
    if (first_fault.empty()) first_fault = fault;
  }
};

void check(const searchd::SearchResults& results, const Promises::Promise& promise, Findings& findings) {
  const auto expected = promise.documents;
  bool right = results.total == expected && results.documents_in_all == expected;
  for (const auto& facet : results.facets) {
    right = right && !facet.values.empty() && facet.values.front().count == expected;
  }
  right = right && static_cast<int>(results.hits.size()) == std::min(expected, 20);
  for (const auto& hit : results.hits) {
    right = right && hit.document.title.find(promise.edition) != std::string::npos;
  }
  if (!right) {
    findings.note(findings.wrong, "revision " + std::to_string(results.revision) + ": total " +
                                      std::to_string(results.total) + ", expected " +
                                      std::to_string(expected));
  }
}

void search_until(const std::atomic<bool>& stop, const std::shared_ptr<searchd::IndexView>& view,
                  const Promises& promises, Findings& findings, bool with_words) {
  searchd::Searcher searcher(view);
  searchd::SearchRequest request;
  if (with_words) request.typed = "shared";
  request.facets = {FacetField::partner, FacetField::kind};
  while (!stop) {
    try {
      const auto all = searcher.search_all({request, request}, tests::far_deadline());
      for (const auto& results : all) check(results, promises.at(results.revision), findings);
      if (all.front().state != all.back().state) findings.note(findings.wrong, "two states in one answer");
    } catch (const std::exception& error) {
      findings.note(findings.failures, error.what());
    }
    ++findings.searches;
  }
}

int generations_in(const indexer::IndexDirectory& directory) {
  int generations = 0;
  for (const auto& entry : std::filesystem::directory_iterator(directory.path())) {
    generations += entry.is_directory() && !entry.is_symlink() ? 1 : 0;
  }
  return generations;
}

}  // namespace

TEST_CASE("while the index changes, no search fails and each answer is of one revision") {
  tests::SmallIndex index(tests::small_vocabulary());
  Promises promises;
  write_edition(index, 0, promises);
  index.update();
  const auto view = index.view();
  std::atomic<bool> stop = false;
  Findings findings;
  {
    std::vector<std::jthread> threads;
    for (int number = 0; number < kThreads; ++number) {
      threads.emplace_back([&, number] { search_until(stop, view, promises, findings, number % 2 == 0); });
    }
    for (int round = 1; round <= kRounds; ++round) {
      write_edition(index, round, promises);
      switch (round % 4) {
        case 0: index.rebuild(); break;
        case 1: index.update(); break;
        default: index.update_beside();
      }
      const int seen = findings.searches;
      while (findings.searches < seen + 3 * kThreads && findings.failures == 0) std::this_thread::yield();
    }
    stop = true;
  }
  CAPTURE(findings.first_fault);
  CHECK(findings.failures == 0);
  CHECK(findings.wrong == 0);
  MESSAGE("searches answered: " << findings.searches.load());

  // The searchers have gone; what is left of the old generations goes as soon as the view has looked again.
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (generations_in(index.directory()) != 1 && std::chrono::steady_clock::now() < end) {
    CHECK(view->health().ready);
    index.directory().remove_old_generations();
    std::this_thread::yield();
  }
  CHECK(generations_in(index.directory()) == 1);
}
