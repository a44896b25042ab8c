// Property test: ours finds the documents that Xapian's matcher finds, with the same scores, whatever
// clause is asked. SIJILL_MATCHING_CLAUSES says how many, SIJILL_MATCHING_SEED repeats a run.
#include "searchd/matching/matching.h"

#include <doctest/doctest.h>

#include <atomic>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "indexer/index_schema.h"
#include "tests/support/decoded_index.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/xapian_matcher.h"
#include "tests/unit/searchd/random_database.h"

namespace {

using indexer::IndexReader;
using searchd::Clause;
using searchd::Op;
using searchd::Scoring;
using tests::Dice;
using tests::fill;
using tests::kWords;
using tests::random_document;
using tests::word;

constexpr std::size_t kPlenty = 64U << 20U;

searchd::Deadline far() { return std::chrono::steady_clock::now() + std::chrono::minutes(10); }

unsigned number_from(const char* variable, unsigned usual) {
  const char* text = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): no thread runs yet
  return text == nullptr ? usual : static_cast<unsigned>(std::stoul(text));
}

/// Makes clauses such as questions are made of. What Xapian 1.4.22 is known to answer wrongly is not made: a
/// phrase in an OP_OR, where another part leads, is taken for found in every document with its words, unless
/// an operator asks for it otherwise; an OP_OR in an OP_MAX is taken for parts of the OP_MAX.
class Asker {
 public:
  Asker(Dice& dice, Xapian::docid last) : dice_(dice), last_(last) {}

  Clause clause(unsigned depth) {
    if (depth == 0) return leaf();
    switch (dice_.below(9)) {
      case 0: return joined(Op::all, depth);
      case 1:
      case 2: return joined(Op::any, depth);
      case 3: return joined(Op::filter, depth);
      case 4: return {Op::maybe, clause(depth - 1), weight(depth - 1)};
      case 5: return greatest(depth);
      case 6: return {Op::scaled, clause(depth - 1), factor()};
      case 7: return synonym();
      default: return leaf();
    }
  }

 private:
  Clause term() { return dice_.one_in(20) ? Clause("tag") : Clause(word(dice_.zipf(kWords))); }

  Clause leaf() {
    switch (dice_.below(12)) {
      case 0: return documents();
      case 1: return {Op::filter, Clause::constant(1 + dice_.below(9)), term()};
      case 2: return {Op::maybe, phrase(), Clause::everything()};
      case 3: return covering();
      case 4: return {Op::filter, Clause::everything(), term()};
      default: return term();
    }
  }

  // What only adds weight.
  Clause weight(unsigned depth) {
    if (dice_.one_in(3)) {
      const auto rare = term();
      return {Op::maybe, Clause(Op::scaled, rare, 0.0), Clause(Op::scaled, phrase(), factor())};
    }
    return clause(depth);
  }

  double factor() { return dice_.one_in(5) ? 0 : (1 + dice_.below(40)) / 8.0; }

  Clause joined(Op op, unsigned depth) {
    std::vector<Clause> parts;
    for (unsigned count = 1 + dice_.below(4); count > 0; --count) parts.push_back(clause(depth - 1));
    return {op, parts.begin(), parts.end()};
  }

  Clause greatest(unsigned depth) {
    std::vector<Clause> parts;
    for (unsigned count = 1 + dice_.below(3); count > 0; --count) {
      parts.emplace_back(Op::filter, clause(depth - 1), Clause::everything());
    }
    return {Op::greatest, parts.begin(), parts.end()};
  }

  Clause synonym() {
    std::vector<Clause> parts;
    for (unsigned count = 1 + dice_.below(6); count > 0; --count) parts.push_back(term());
    return {Op::synonym, parts.begin(), parts.end()};
  }

  Clause phrase() {
    std::vector<Clause> terms;
    for (unsigned count = 2 + dice_.below(3); count > 0; --count) terms.emplace_back(word(dice_.zipf(20)));
    const auto window = static_cast<Xapian::termcount>(terms.size() + dice_.below(4));
    return {Op::phrase, terms.begin(), terms.end(), window};
  }

  Clause documents() {
    std::vector<Xapian::docid> numbers;
    for (Xapian::docid number = 1; number <= last_; ++number) {
      if (dice_.one_in(3)) numbers.push_back(number);
    }
    return Clause::of_documents(std::move(numbers));
  }

  Clause covering() {
    std::vector<searchd::WordCover> words(1 + dice_.below(5));
    for (auto& its : words) {
      its.mass = 1 + dice_.below(8);
      for (unsigned ways = 1 + dice_.below(3); ways > 0; --ways) {
        auto& way = its.ways.emplace_back();
        for (unsigned terms = 1 + dice_.below(2); terms > 0; --terms) way.push_back(word(dice_.zipf(kWords)));
      }
    }
    return Clause::covering(std::move(words), (1 + dice_.below(10)) / 10.0);
  }

  Dice& dice_;
  Xapian::docid last_;
};

using Found = std::map<Xapian::docid, double>;

Found by_us(const searchd::SearchedIndex& index, const Clause& clause, Scoring scoring) {
  Found found;
  Xapian::docid before = 0;
  searchd::for_each_match(index, clause, scoring, far(), [&](Xapian::docid number, double score) {
    CHECK(number > before);
    before = number;
    found[number] = score;
  });
  return found;
}

Found by_xapian(const Xapian::Database& database, const Clause& clause, Scoring scoring) {
  Found found;
  tests::for_each_match_by_xapian(database, clause, scoring,
                                  [&](Xapian::docid number, double score) { found[number] = score; });
  return found;
}

std::string line(const Clause& clause) {
  static const std::map<Op, std::string> kNames{
      {Op::term, "term"},         {Op::everything, "everything"}, {Op::documents, "documents"},
      {Op::constant, "constant"}, {Op::covering, "covering"},     {Op::all, "all"},
      {Op::any, "any"},           {Op::filter, "filter"},         {Op::maybe, "maybe"},
      {Op::synonym, "synonym"},   {Op::greatest, "greatest"},     {Op::scaled, "scaled"},
      {Op::phrase, "phrase"}};
  if (clause.empty()) return "nothing";
  const auto& node = clause.node();
  if (node.op == Op::term) return node.term;
  auto text = kNames.at(node.op);
  if (node.number != 0) text += ' ' + std::to_string(node.number);
  if (node.window != 0) text += ' ' + std::to_string(node.window);
  text += '(';
  for (const auto& part : node.parts) text += line(part) + ' ';
  return text + ')';
}

// Empty where both are the same but for rounding.
std::string difference(const Found& ours, const Found& theirs) {
  for (const auto& [number, score] : theirs) {
    const auto own = ours.find(number);
    if (own == ours.end()) return "not found: " + std::to_string(number);
    if (std::abs(own->second - score) > 1e-9 * std::max(1.0, score))
      return std::to_string(number) + " weighs " + std::to_string(own->second) + ", not " +
             std::to_string(score);
  }
  for (const auto& [number, score] : ours) {
    if (!theirs.contains(number)) return "found beside: " + std::to_string(number);
  }
  return {};
}

/// Random documents in `generation`, a main database with a delta, and the same in `whole`, one database.
void fill_with_delta(const std::filesystem::path& generation, Xapian::WritableDatabase& whole, Dice& dice) {
  Xapian::WritableDatabase main(generation.string(), Xapian::DB_CREATE);
  for (unsigned number = 0; number < 300; ++number) main.add_document(random_document(30, dice));
  tests::write_positions(main);
  main.commit();
  Xapian::WritableDatabase delta(indexer::delta_folder(generation, main.get_revision()).string(),
                                 Xapian::DB_CREATE);
  delta.set_metadata(indexer::kRevisionKey, "1");
  auto number = indexer::first_number_in_delta(main);
  for (unsigned added = 0; added < 40; ++added, ++number) {
    const auto document = random_document(30, dice);
    delta.replace_document(number, document);
    whole.replace_document(number, document);
  }
  for (Xapian::docid document = 1; document <= main.get_lastdocid(); ++document) {
    if (dice.one_in(10)) {
      delta.set_metadata(indexer::kReplacedKeyPrefix + std::to_string(document), "1");
    } else {
      whole.replace_document(document, main.get_document(document));
    }
  }
  tests::write_positions(delta);
  tests::write_positions(whole);
  delta.commit();
  whole.commit();
}

// With room for all postings, for some, for none, and with those of frequent terms and signatures of pairs
// mapped. `reader` has what `database` has.
void compare(const IndexReader& reader, const Xapian::Database& database, unsigned clauses, unsigned depth,
             Dice& dice) {
  const auto all = tests::decoded_index(reader, kPlenty);
  const auto some = tests::decoded_index(reader, 4 * std::size_t{1000 + 3 * database.get_doccount()});
  const auto none = tests::decoded_index(reader, 0);
  const tests::TemporaryDirectory beside;
  const auto frequent = 1 + database.get_doccount() / 20;
  indexer::FrequentPostings::write(beside.path(), reader.main(), frequent);
  indexer::PairSignatures::write(beside.path(), reader.main(), frequent);
  const searchd::MappedFiles files = {indexer::FrequentPostings::mapped(beside.path(), reader.main()),
                                      indexer::PairSignatures::mapped(beside.path(), reader.main())};
  REQUIRE((files.postings != nullptr && files.pairs != nullptr));
  const auto mapped = tests::decoded_index(reader, 0, files);
  const searchd::DecodedIndex* const rooms[] = {&all, &some, &none, &mapped};
  Asker asker(dice, database.get_lastdocid());
  for (unsigned asked = 0; asked < clauses; ++asked) {
    const auto clause = asker.clause(depth);
    const searchd::SearchedIndex index{reader, *rooms[dice.below(std::size(rooms))]};
    for (const auto scoring : {Scoring::none, Scoring::bm25}) {
      const auto differs = difference(by_us(index, clause, scoring), by_xapian(database, clause, scoring));
      if (!differs.empty()) FAIL_CHECK(line(clause), ": ", differs);
    }
  }
}

}  // namespace

TEST_CASE("what is found is what Xapian's matcher finds, with the same scores") {
  const auto seed = number_from("SIJILL_MATCHING_SEED", std::random_device()());
  const auto clauses = number_from("SIJILL_MATCHING_CLAUSES", 3000);
  MESSAGE("seed ", seed);
  Dice dice(seed);
  const tests::TemporaryDirectory directory;
  SUBCASE("in few documents") {
    constexpr unsigned kDatabases = 20;
    for (unsigned round = 0; round < kDatabases; ++round) {
      Xapian::WritableDatabase database((directory / std::to_string(round).c_str()).string(),
                                        Xapian::DB_CREATE_OR_OPEN);
      fill(database, 1 + dice.below(200), 60, dice);
      compare(IndexReader(database), database, clauses / kDatabases, 3, dice);
    }
  }
  SUBCASE("in documents of several blocks") {
    Xapian::WritableDatabase database((directory / "blocks").string(), Xapian::DB_CREATE_OR_OPEN);
    fill(database, 40'000, 8, dice);
    compare(IndexReader(database), database, clauses / 100, 2, dice);
  }
  SUBCASE("in a main database and its delta") {
    constexpr unsigned kIndexes = 10;
    for (unsigned round = 0; round < kIndexes; ++round) {
      const auto generation = directory / ("generation" + std::to_string(round)).c_str();
      Xapian::WritableDatabase whole((directory / ("whole" + std::to_string(round)).c_str()).string(),
                                     Xapian::DB_CREATE);
      fill_with_delta(generation, whole, dice);
      compare(IndexReader(generation), whole, clauses / kIndexes, 3, dice);
    }
  }
}

TEST_CASE("threads that ask the same decoded index get the same answers") {
  const tests::TemporaryDirectory directory;
  const auto path = (directory / "shared").string();
  Dice dice(3);
  {
    Xapian::WritableDatabase database(path, Xapian::DB_CREATE_OR_OPEN);
    fill(database, 400, 40, dice);
  }
  const Xapian::Database own(path);
  const auto decoded = tests::decoded_index(IndexReader(own), 16'000);  // too little for all: some are let go
  const Clause words[] = {Clause("w1"), Clause("w2")};
  const Clause pair(Op::phrase, words, words + 2, 2);
  const Clause clause(Op::any, Clause(Op::maybe, pair, Clause::everything()), Clause("w9"));
  const auto expected = by_xapian(own, clause, Scoring::bm25);
  std::atomic<int> different = 0;
  std::vector<std::thread> threads;
  for (int number = 0; number < 4; ++number) {
    threads.emplace_back([&, number] {
      const IndexReader reader{Xapian::Database(path)};
      for (int round = 0; round < 200; ++round) {
        std::size_t found = 0;
        const auto count = [&found](Xapian::docid, double) { ++found; };
        const searchd::SearchedIndex index{reader, decoded};
        searchd::for_each_match(index, clause, Scoring::bm25, far(), count);
        if (found != expected.size()) ++different;
        decoded.term(reader.main(), word(static_cast<unsigned>(round % 50)), kPlenty);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(different == 0);
}

TEST_CASE("an index without documents has none that match") {
  const tests::TemporaryDirectory directory;
  const Xapian::WritableDatabase database((directory / "empty").string(), Xapian::DB_CREATE_OR_OPEN);
  const IndexReader reader(database);
  const auto decoded = tests::decoded_index(reader, kPlenty);
  const searchd::SearchedIndex index{reader, decoded};
  for (const auto& clause : {Clause("a"), Clause::everything(), Clause::of_documents({1})}) {
    CHECK(searchd::matching_documents(index, clause, far()).empty());
  }
}
