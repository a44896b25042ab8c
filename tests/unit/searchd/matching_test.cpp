// Property test: ours finds the documents that Xapian's matcher finds, with the same scores, whatever
// clause is asked. SIJILL_MATCHING_CLAUSES says how many, SIJILL_MATCHING_SEED repeats a run.
#include "searchd/matching/matching.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "indexer/index_schema.h"
#include "tests/support/decoded_index.h"
#include "tests/support/temporary_directory.h"
#include "tests/support/xapian_matcher.h"
#include "tests/unit/searchd/random_clauses.h"
#include "tests/unit/searchd/random_database.h"

namespace {

using indexer::IndexReader;
using searchd::Clause;
using searchd::Op;
using searchd::Scoring;
using tests::Dice;
using tests::fill;
using tests::random_document;

constexpr std::size_t kPlenty = 64U << 20U;

searchd::Deadline far() { return std::chrono::steady_clock::now() + std::chrono::minutes(10); }

unsigned number_from(const char* variable, unsigned usual) {
  const char* text = std::getenv(variable);  // NOLINT(concurrency-mt-unsafe): no thread runs yet
  return text == nullptr ? usual : static_cast<unsigned>(std::stoul(text));
}

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

/// Asks for the scores of the first `most` documents alone, in the order of their scores.
class First : public searchd::BlockVisitor {
 public:
  explicit First(std::size_t most) : most_(most) {}

  void match(Xapian::docid, searchd::BlockBits&) override {}
  bool wants_some_scores() const override { return true; }
  bool wants_score(Xapian::docid document, double most) override {
    if (most >= worst()) return true;
    passed_over[document] = most;
    return false;
  }
  void score(Xapian::docid first, const searchd::BlockBits& matches,
             const searchd::Column<double>& scores) override {
    matches.for_each([&](std::size_t offset) {
      scored[first + static_cast<Xapian::docid>(offset)] = scores[offset];
      best_.insert(scores[offset]);
      if (best_.size() > most_) best_.erase(best_.begin());
    });
  }

  Found scored, passed_over;

 private:
  double worst() const { return best_.size() < most_ ? 0 : *best_.begin(); }

  std::size_t most_;
  std::multiset<double> best_;
};

// Empty where each of `all` was told of: with its very score, or with more than that as its most.
std::string difference(const First& first, const Found& all) {
  if (first.scored.size() + first.passed_over.size() != all.size()) return "not as many";
  for (const auto& [number, score] : all) {
    const auto scored = first.scored.find(number), passed_over = first.passed_over.find(number);
    if (scored != first.scored.end() && scored->second == score) continue;
    if (passed_over != first.passed_over.end() && passed_over->second >= score) continue;
    return std::to_string(number) + " weighs " + std::to_string(score);
  }
  return {};
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
void fill_with_delta(const std::filesystem::path& generation, Xapian::WritableDatabase& whole,
                     unsigned documents, unsigned changes, Dice& dice) {
  Xapian::WritableDatabase main(generation.string(), Xapian::DB_CREATE);
  for (unsigned number = 0; number < documents; ++number) main.add_document(random_document(30, dice));
  tests::write_positions(main);
  main.commit();
  Xapian::WritableDatabase delta(indexer::delta_folder(generation, main.get_revision()).string(),
                                 Xapian::DB_CREATE);
  delta.set_metadata(indexer::kRevisionKey, "1");
  auto number = indexer::first_number_in_delta(main);
  for (unsigned added = 0; added < changes; ++added, ++number) {
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
  tests::RandomClauses random(dice, database.get_lastdocid());
  for (unsigned asked = 0; asked < clauses; ++asked) {
    const auto clause = random.clause(depth);
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
      fill_with_delta(generation, whole, 300, 40, dice);
      compare(IndexReader(generation), whole, clauses / kIndexes, 3, dice);
    }
  }
}

TEST_CASE("who asks for the first documents alone is told their very scores and the most of the others") {
  const auto seed = number_from("SIJILL_MATCHING_SEED", std::random_device()());
  const auto questions = number_from("SIJILL_MATCHING_CLAUSES", 3000) / 60;
  MESSAGE("seed ", seed);
  Dice dice(seed);
  const tests::TemporaryDirectory directory;
  const auto generation = directory / "generation";
  {
    Xapian::WritableDatabase whole((directory / "whole").string(), Xapian::DB_CREATE);
    fill_with_delta(generation, whole, 52'000, 5'000, dice);
  }
  const IndexReader reader(generation);
  const auto all = tests::decoded_index(reader, kPlenty);
  const auto some = tests::decoded_index(reader, 200'000);
  const auto none = tests::decoded_index(reader, 0);
  const searchd::DecodedIndex* const rooms[] = {&all, &some, &none};
  tests::RandomClauses random(dice, reader.last());
  std::size_t passed_over = 0;
  for (unsigned asked = 0; asked < questions; ++asked) {
    const auto clause = random.question();
    const searchd::SearchedIndex index{reader, *rooms[asked % std::size(rooms)]};
    First first(dice.one_in(5) ? 20'000 : 1 + dice.below(200));
    searchd::visit_matches(index, clause, Scoring::bm25, far(), first);
    const auto differs = difference(first, by_us(index, clause, Scoring::bm25));
    if (!differs.empty()) FAIL_CHECK(line(clause), ": ", differs);
    passed_over += first.passed_over.size();
  }
  CHECK(passed_over > 10'000);
}

TEST_CASE("what waits in blocks far apart is weighed by the documents of its own block") {
  const tests::TemporaryDirectory directory;
  Xapian::WritableDatabase database((directory / "far").string(), Xapian::DB_CREATE);
  constexpr Xapian::docid kLast = 40'000;
  std::vector<Xapian::docid> odd;
  for (Xapian::docid number = 1; number <= kLast; ++number) {
    Xapian::Document document;
    document.add_posting("m", 1);
    if (number > kLast - 40) document.add_posting("a", 2), document.add_posting("b", 3);
    database.add_document(document);
    if (number % 2 == 1) odd.push_back(number);
  }
  tests::write_positions(database);
  database.commit();
  const IndexReader reader(database);
  const auto decoded = tests::decoded_index(reader, kPlenty);
  const searchd::SearchedIndex index{reader, decoded};
  const Clause words[] = {Clause("a"), Clause("b")};
  const Clause phrase(Op::phrase, words, words + 2, 2);
  const Clause weights[] = {Clause(Op::scaled, Clause(Op::filter, phrase, Clause::of_documents(odd)), 0.5),
                            Clause(Op::scaled, phrase, 0.5)};
  const Clause clause(Op::maybe, Clause(Op::any, words, words + 2), Clause(Op::any, weights, weights + 2));
  First first(10);
  searchd::visit_matches(index, clause, Scoring::bm25, far(), first);
  CHECK(difference(first, by_us(index, clause, Scoring::bm25)) == "");
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
