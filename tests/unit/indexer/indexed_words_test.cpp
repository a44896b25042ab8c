// The list of words that a writer leaves for readers says what the terms say, or nothing.
#include "indexer/indexed_words.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <string>

#include "indexer/index_check.h"
#include "tests/unit/indexer/left_for_readers.h"

using indexer::IndexedWords;

namespace {

std::filesystem::path file_of(const tests::TestIndex& house) {
  return house.index.current().value() / "words";
}

auto mapped(const tests::TestIndex& house) {
  return IndexedWords::mapped(house.index.current().value(), house.database());
}

// Looks at everything, as a search may.
std::size_t sum_of(const IndexedWords& words) {
  std::size_t sum = 0;
  for (const auto* list : {&words.exact(), &words.stems()}) {
    for (std::size_t number = 0; number < list->size(); ++number) {
      const auto text = list->text(number);
      sum += static_cast<std::size_t>(std::count(text.begin(), text.end(), 'e')) + list->documents(number);
      if (list->find(text)) ++sum;
    }
    for (const auto* text : {"", "e", "\xD9\x85", "\xFF"}) sum += list->lower_bound(text);
  }
  return sum;
}

}  // namespace

TEST_CASE("a rebuilt index brings its words along, with how many documents have them") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 90);
  house.rebuild();
  const auto words = mapped(house);
  REQUIRE(words != nullptr);
  const auto database = house.database();
  CHECK(*words == IndexedWords(database));
  REQUIRE(words->exact().size() > 50);
  REQUIRE(words->stems().size() > 50);
  std::string before;
  for (std::size_t number = 0; number < words->exact().size(); ++number) {
    const std::string word(words->exact().text(number));
    CAPTURE(word);
    CHECK(before < word);
    CHECK(words->exact().documents(number) == database.get_termfreq(word));
    CHECK(words->exact().find(word) == number);
    CHECK(words->exact().lower_bound(word + '\0') == number + 1);
    before = word;
  }
  CHECK(words->stems().documents(7) == database.get_termfreq("Z" + std::string(words->stems().text(7))));
  CHECK_FALSE(words->exact().find("no such word").has_value());
}

TEST_CASE("an index of stems alone has no exact forms in its words") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 40);
  auto options = tests::TestIndex::small();
  options.schema = indexer::Schema::plain;
  house.rebuild(options);
  const auto words = mapped(house);
  REQUIRE(words != nullptr);
  CHECK(words->exact().size() == 0);
  CHECK(words->exact().lower_bound("a") == 0);
  CHECK(words->stems().size() > 50);
}

TEST_CASE("words of a commit before are nobody's; a large index gets new ones") {
  tests::check_that_a_large_index_gets_new_ones(mapped,
                                                [](const IndexedWords& words, const tests::TestIndex& house) {
                                                  return words == IndexedWords(house.database());
                                                });
}

TEST_CASE("an update that changes nothing leaves the words alone, unless they are of no use") {
  tests::check_that_it_is_left_alone(file_of, mapped, 300);
}

TEST_CASE("words that are cut off or changed are never read beyond their end") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 40);
  house.rebuild();
  const auto documents = house.database().get_doccount();
  const auto is_refused = [&] {
    const auto words = mapped(house);
    if (words == nullptr) return true;
    sum_of(*words);
    for (const auto its : words->exact().documents()) CHECK(its <= documents);
    return false;
  };
  CHECK(tests::refused_when_damaged(file_of(house), 600, 100, is_refused) > 200);
}

TEST_CASE("verify tells words that are not those of the terms") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 40);
  house.rebuild();
  CHECK(indexer::check_all(*house.archive, house.index, {}).index_damage.empty());
  auto bytes = tests::file_text(file_of(house));
  std::string letters(mapped(house)->stems().letters());
  const auto stems = bytes.find(letters);
  REQUIRE(stems != std::string::npos);
  ++bytes[stems + letters.size() / 2];
  tests::replace_file(file_of(house), bytes);
  const auto damage = indexer::check_all(*house.archive, house.index, {}).index_damage;
  REQUIRE(damage.size() == 1);
  CHECK(damage.front().find("words") != std::string::npos);
}
