// Signatures of pairs that a writer leaves for readers leave out no document that has a pair, and few that
// have it not are left.
#include "indexer/pair_signatures.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "indexer/index_check.h"
#include "indexer/index_directory.h"
#include "indexer/indexed_words.h"
#include "indexer/position_changes.h"
#include "tests/unit/indexer/left_for_readers.h"

using indexer::PairSignatures;

namespace {

constexpr Xapian::doccount kFrequent = 20;  // in these small indexes

std::filesystem::path folder_of(const tests::TestIndex& house) { return house.index.current().value(); }
std::filesystem::path file_of(const tests::TestIndex& house) { return folder_of(house) / "pairs"; }
auto mapped(const tests::TestIndex& house) {
  return PairSignatures::mapped(folder_of(house), house.database());
}

using Stands = std::map<Xapian::docid, indexer::Positions>;  // by document

/// Where the words whose prefix is `prefix` stand that `frequent` documents or more have.
std::map<std::string, Stands> places_of_words(const Xapian::Database& database, const std::string& prefix,
                                              Xapian::doccount frequent) {
  std::map<std::string, Stands> words;
  indexer::for_each_word(
      database.allterms_begin(prefix), database.allterms_end(prefix), prefix,
      [&](const std::string& word, const Xapian::TermIterator& term) {
        if (term.get_termfreq() < frequent) return;
        auto& stands = words[prefix + word];
        for (Xapian::docid first = 0; first <= database.get_lastdocid(); first += indexer::kBlockSize) {
          const auto bytes = database.get_metadata(indexer::position_key(prefix + word, first));
          indexer::PositionBlock block(bytes);
          indexer::BlockOffset offset = 0;
          indexer::Positions positions;
          while (block.next(offset, positions)) stands[first + offset] = positions;
        }
      });
  return words;
}

/// The documents in which `second` stands right behind `first`.
std::set<Xapian::docid> documents_with(const Stands& first, const Stands& second) {
  std::set<Xapian::docid> found;
  for (const auto& [document, positions] : first) {
    const auto there = second.find(document);
    if (there == second.end()) continue;
    const auto follows = [&](Xapian::termpos at) {
      return std::ranges::binary_search(there->second, at + 1);
    };
    if (std::ranges::any_of(positions, follows)) found.insert(document);
  }
  return found;
}

bool may_have(const PairSignatures& signatures, const PairSignatures::Pair& pair, Xapian::docid document) {
  const auto offset = document % indexer::kBlockSize;
  return std::ranges::all_of(pair, [&](std::uint32_t bit) {
    const auto documents = signatures.documents(document / indexer::kBlockSize, bit);
    return offset / 64 < documents.size() && (documents[offset / 64] >> (offset % 64) & 1) != 0;
  });
}

/// How many documents were told apart, and how many of these wrongly.
struct Told {
  std::size_t have_not = 0, wrongly = 0;
};

Told check_pairs(const PairSignatures& signatures, const Xapian::Database& database,
                 const std::string& prefix, Xapian::doccount frequent) {
  Told told;
  bool all_there = true;
  const auto words = places_of_words(database, prefix, frequent);
  REQUIRE(words.size() > 1);
  for (const auto& [first, stands] : words) {
    for (const auto& [second, stands_second] : words) {
      const auto pair =
          signatures.pair(first, database.get_termfreq(first), second, database.get_termfreq(second));
      REQUIRE(pair.has_value());
      const auto with = documents_with(stands, stands_second);
      for (const auto& [document, positions] : stands) {
        const bool may = may_have(signatures, *pair, document);
        if (with.contains(document)) {
          all_there = all_there && may;
        } else {
          ++told.have_not;
          told.wrongly += may ? 1 : 0;
        }
      }
    }
  }
  CHECK(all_there);
  return told;
}

/// A database of three blocks: words w0 to w9 at random, now and then two at one place, or far behind.
struct ThreeBlocks {
  const tests::TemporaryDirectory folder;
  Xapian::WritableDatabase database{(folder / "database").string(), Xapian::DB_CREATE};
  std::mt19937 random{2026};

  ThreeBlocks() {
    indexer::PositionChanges changes;
    for (const Xapian::docid first : {1U, indexer::kBlockSize - 200, 2 * indexer::kBlockSize - 50}) {
      for (auto number = first; number < first + 500; ++number) {
        if (number % 25 != 1) add(number, changes);
      }
    }
    changes.write_to(database);
    database.commit();
  }

 private:
  void add(Xapian::docid number, indexer::PositionChanges& changes) {
    std::map<std::string, std::set<Xapian::termpos>> stands = {{"XRw", {7}}};  // that one is no word
    Xapian::termpos position = number % 50 == 0 ? 16'370 : 1;
    for (unsigned words = 0; words < 30 && number % 97 != 0; ++words) {
      stands["w" + std::to_string(random() % 10)].insert(position);
      if (random() % 8 != 0) ++position;
      if (random() % 30 == 0) ++position;
    }
    Xapian::Document document;
    indexer::PositionLists lists;
    for (const auto& [term, positions] : stands) {
      document.add_term(term, static_cast<Xapian::termcount>(positions.size()));
      lists.emplace_back(term, indexer::Positions(positions.begin(), positions.end()));
    }
    database.replace_document(number, document);
    changes.add(number, lists);
  }
};

}  // namespace

TEST_CASE("who has a pair is never left out, who has it not nearly always") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 90);
  house.rebuild();
  const auto database = house.database();
  PairSignatures::write(folder_of(house), database, kFrequent);
  const auto file = mapped(house);
  REQUIRE(file != nullptr);
  const auto told = check_pairs(*file, database, "", kFrequent);
  CHECK(told.have_not > 1000);
  CHECK(told.wrongly < told.have_not / 10);
}

TEST_CASE("signatures go over blocks, words at one place and documents of too many words") {
  const ThreeBlocks made;
  PairSignatures::write(made.folder.path(), made.database);
  const auto file = PairSignatures::mapped(made.folder.path(), made.database);
  REQUIRE(file != nullptr);
  const auto told = check_pairs(*file, made.database, "", indexer::kFrequentInPairs);
  CHECK(told.have_not > 10'000);
  CHECK(file->is_copy(made.database));
}

TEST_CASE("signatures tell of frequent words of one kind alone") {
  const ThreeBlocks made;
  PairSignatures::write(made.folder.path(), made.database);
  const auto file = PairSignatures::mapped(made.folder.path(), made.database);
  REQUIRE(file != nullptr);
  constexpr auto kMany = indexer::kFrequentInPairs;
  CHECK(file->pair("w1", kMany, "w2", kMany).has_value());
  CHECK(*file->pair("w1", kMany, "w2", kMany) != *file->pair("w2", kMany, "w1", kMany));
  CHECK_FALSE(file->pair("w1", kMany - 1, "w2", kMany).has_value());
  CHECK_FALSE(file->pair("w1", kMany, "w2", kMany - 1).has_value());
  CHECK_FALSE(file->pair("Zw1", kMany, "w2", kMany).has_value());
  CHECK_FALSE(file->pair("w1", kMany, "XRw", kMany).has_value());
  CHECK_FALSE(file->pair("", kMany, "w2", kMany).has_value());
  CHECK(indexer::frequent_in_pairs(10) == kMany);
  CHECK(indexer::frequent_in_pairs(64 * kMany + 64) == kMany + 1);
}

TEST_CASE("an index of stems has signatures of stems") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 90);
  auto options = tests::TestIndex::small();
  options.schema = indexer::Schema::plain;
  house.rebuild(options);
  const auto database = house.database();
  PairSignatures::write(folder_of(house), database, kFrequent);
  const auto file = mapped(house);
  REQUIRE(file != nullptr);
  check_pairs(*file, database, "Z", kFrequent);
  CHECK_FALSE(file->pair("a", 90, "b", 90).has_value());
}

TEST_CASE("a rebuilt index brings its file of pairs along, of a small one without words") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 90);
  house.rebuild();
  const auto file = mapped(house);
  REQUIRE(file != nullptr);
  CHECK_FALSE(file->pair("the", 90, "of", 90).has_value());
  CHECK(std::filesystem::file_size(file_of(house)) < 100);
}

TEST_CASE("signatures of a commit before are nobody's; a large index gets new ones") {
  tests::check_that_a_large_index_gets_new_ones(
      mapped, [](const PairSignatures& file, const tests::TestIndex& house) {
        return file.is_copy(house.database());
      });
}

TEST_CASE("an update that changes nothing leaves the signatures alone, unless they are of no use") {
  tests::check_that_it_is_left_alone(file_of, mapped, 50);
}

TEST_CASE("signatures that are cut off or changed are never read beyond their end") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 90);
  house.rebuild();
  const auto database = house.database();
  PairSignatures::write(folder_of(house), database, kFrequent);
  const auto is_refused = [&] {
    const auto file = mapped(house);
    if (file == nullptr) return true;
    const auto pair = file->pair("the", 90, "of", 90);
    if (!pair) return false;
    for (Xapian::docid document = 1; document <= database.get_lastdocid(); ++document)
      may_have(*file, *pair, document);
    return false;
  };
  CHECK(tests::refused_when_damaged(file_of(house), 400, 80, is_refused) > 130);
}

TEST_CASE("a stop ends the writing before the next block, and leaves what was there") {
  const ThreeBlocks made;
  PairSignatures::write(made.folder.path(), made.database);
  const auto path = made.folder.path() / "pairs";
  const auto before = tests::file_text(path);
  for (const int most : {0, 1, 3}) {
    int asked = 0;
    const auto stop = [&asked, most] { return asked++ >= most; };
    CHECK_FALSE(PairSignatures::write(made.folder.path(), made.database, 1000, stop));
    CHECK(asked == most + 1);
    CHECK(tests::file_text(path) == before);
  }
  CHECK(PairSignatures::write(made.folder.path(), made.database, 1000, [] { return false; }));
  CHECK(tests::file_text(path) != before);
}

TEST_CASE("verify tells signatures that are not those of the words") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 90);
  house.rebuild();
  CHECK(indexer::check_all(*house.archive, house.index, {}).index_damage.empty());
  PairSignatures::write(folder_of(house), house.database(), kFrequent);  // more than there should be
  const auto damage = indexer::check_all(*house.archive, house.index, {}).index_damage;
  REQUIRE(damage.size() == 1);
  CHECK(damage.front().find("pairs") != std::string::npos);
}

TEST_CASE("signatures with a wrong bit are no copy") {
  const ThreeBlocks made;
  PairSignatures::write(made.folder.path(), made.database);
  const auto path = made.folder.path() / "pairs";
  auto bytes = tests::file_text(path);
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 4);
  tests::replace_file(path, bytes);
  const auto file = PairSignatures::mapped(made.folder.path(), made.database);
  REQUIRE(file != nullptr);
  CHECK_FALSE(file->is_copy(made.database));
}
