// A decoded index that several threads ask at once.
#include <doctest/doctest.h>

#include <atomic>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

#include "searchd/matching/matching.h"
#include "tests/support/decoded_index.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/searchd/random_database.h"

using indexer::IndexReader;
using searchd::Clause;
using searchd::Op;

TEST_CASE("threads that ask the same decoded index get the same answers") {
  const tests::TemporaryDirectory directory;
  const auto path = (directory / "shared").string();
  tests::Dice dice(3);
  {
    Xapian::WritableDatabase database(path, Xapian::DB_CREATE_OR_OPEN);
    tests::fill(database, 400, 40, dice);
  }
  const auto far = std::chrono::steady_clock::now() + std::chrono::minutes(10);
  const IndexReader own{Xapian::Database(path)};
  const auto decoded = tests::decoded_index(own, 16'000);  // too little for all: some are let go
  const Clause words[] = {Clause("w1"), Clause("w2")};
  const Clause pair(Op::phrase, words, words + 2, 2);
  const Clause clause(Op::any, Clause(Op::maybe, pair, Clause::everything()), Clause("w9"));
  const auto expected = searchd::matching_documents({own, decoded}, clause, far).size();
  REQUIRE(expected > 0);
  std::atomic<int> different = 0;
  std::vector<std::thread> threads;
  threads.reserve(4);
  for (int number = 0; number < 4; ++number) {
    threads.emplace_back([&] {
      const IndexReader reader{Xapian::Database(path)};
      const searchd::SearchedIndex index{reader, decoded};
      for (int round = 0; round < 200; ++round) {
        std::size_t found = 0;
        const auto count = [&found](Xapian::docid, double) { ++found; };
        searchd::for_each_match(index, clause, searchd::Scoring::bm25, far, count);
        if (found != expected) ++different;
        decoded.term(reader.main(), tests::word(static_cast<unsigned>(round % 50)), 64U << 20U);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(different == 0);
}
