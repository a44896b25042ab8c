// Tests of what is kept of an index: within its limit, and the same as what is read.
#include "searchd/matching/decoded_index.h"

#include <doctest/doctest.h>

#include <chrono>

#include "searchd/matching/execution_plan.h"
#include "searchd/matching/matching.h"
#include "tests/support/decoded_index.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/searchd/random_database.h"

namespace {

using indexer::IndexReader;
using searchd::Clause;
using searchd::Op;

constexpr std::size_t kPlenty = 64U << 20U;

searchd::Deadline far() { return std::chrono::steady_clock::now() + std::chrono::minutes(10); }

/// A database of so many documents of random words, `longest` of them at most.
struct Small {
  Small(unsigned seed, unsigned documents, unsigned longest) {
    tests::Dice dice(seed);
    tests::fill(database, documents, longest, dice);
  }

  tests::TemporaryDirectory directory;
  Xapian::WritableDatabase database{(directory / "small").string(), Xapian::DB_CREATE_OR_OPEN};
};

}  // namespace

TEST_CASE("what the memory does not hold is read as it is needed, to the same") {
  const Small small(1, 500, 20);
  const IndexReader reader(small.database);
  const auto none = tests::decoded_index(reader, 0), plenty = tests::decoded_index(reader, kPlenty);
  const Clause clause(Op::any, Clause("w0"), Clause("w1"));
  CHECK(none.term(small.database, "w0", none.most_of_one_search()) == nullptr);
  CHECK(plenty.term(small.database, "w0", plenty.most_of_one_search()) != nullptr);
  CHECK(searchd::matching_documents({reader, none}, clause, far()) ==
        searchd::matching_documents({reader, plenty}, clause, far()));
}

TEST_CASE("a term is given only where all that it takes is within the room") {
  const Small small(4, 500, 20);
  const IndexReader reader(small.database);
  const auto bytes = tests::decoded_index(reader, kPlenty).term(small.database, "w0", kPlenty)->bytes();
  for (const auto room : {bytes - 1, bytes}) {
    const auto decoded = tests::decoded_index(reader, kPlenty);
    for (int time = 0; time < 2; ++time) {  // decoded at first, then known
      CAPTURE(time);
      CHECK((decoded.term(small.database, "w0", room) != nullptr) == (room == bytes));
    }
  }
}

TEST_CASE("where a word stands is read once") {
  const Small small(3, 300, 30);
  const IndexReader reader(small.database);
  const auto plenty = tests::decoded_index(reader, kPlenty), none = tests::decoded_index(reader, 0);
  const auto read = plenty.positions(reader, "w0", 1);
  CHECK(*read == reader.positions("w0", 1));
  CHECK(plenty.positions(reader, "w0", 2) == read);  // of the same block
  CHECK(plenty.positions(reader, "w1", 1) != read);
  CHECK(none.positions(reader, "w0", 1) != none.positions(reader, "w0", 1));
}

TEST_CASE("postings kept stay under their limit, those asked for last stay") {
  const Small small(2, 300, 30);
  const auto of = [&](const searchd::DecodedIndex& decoded, const char* term) {
    return decoded.term(small.database, term, kPlenty);
  };
  const IndexReader reader(small.database);
  const auto plenty = tests::decoded_index(reader, kPlenty);
  const auto room = of(plenty, "w0")->bytes() + of(plenty, "w1")->bytes();
  const auto decoded = tests::decoded_index(reader, 2 * room + 1);  // half is for positions
  const auto first = of(decoded, "w0");
  const auto second = of(decoded, "w1");
  CHECK(of(decoded, "w0") == first);
  const auto third = of(decoded, "w2");  // in the place of the second
  CHECK(of(decoded, "w0") == first);
  CHECK(of(decoded, "w2") == third);
  CHECK(of(decoded, "w1") != second);
}

TEST_CASE("mapped postings take no room of a search, and give none to other terms") {
  const Small small(4, 500, 20);
  const IndexReader reader(small.database);
  const tests::TemporaryDirectory beside;
  indexer::FrequentPostings::write(beside.path(), reader.main(), 300);
  const std::shared_ptr<const indexer::FrequentPostings> mapped =
      indexer::FrequentPostings::mapped(beside.path(), reader.main());
  REQUIRE(mapped->find("w0").has_value());
  REQUIRE_FALSE(mapped->find("w9").has_value());
  const auto none = tests::decoded_index(reader, 0, {mapped, nullptr});
  const searchd::SearchedIndex index{reader, none};
  const searchd::ExecutionPlan plan(index, Clause(Op::any, Clause("w0"), Clause("w9")),
                                    searchd::Scoring::bm25, far());
  REQUIRE(plan.terms() == 2);
  CHECK(plan.term(0).decoded != nullptr);
  CHECK(plan.term(1).decoded == nullptr);
}
