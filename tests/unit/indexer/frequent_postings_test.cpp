// The postings of frequent terms that a writer leaves for readers say what the database says, or nothing.
#include "indexer/frequent_postings.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <random>
#include <string>

#include "indexer/index_check.h"
#include "indexer/index_directory.h"
#include "tests/unit/indexer/left_for_readers.h"

using indexer::FrequentPostings;

namespace {

constexpr Xapian::doccount kFrequent = 20;  // in these small indexes

std::filesystem::path folder_of(const tests::TestIndex& house) { return house.index.current().value(); }
std::filesystem::path file_of(const tests::TestIndex& house) { return folder_of(house) / "postings"; }

auto mapped(const tests::TestIndex& house) {
  return FrequentPostings::mapped(folder_of(house), house.database());
}

// Looks at everything, as a search may.
std::size_t sum_of(const FrequentPostings& file) {
  std::size_t sum = 0;
  bool within = true;
  for (std::size_t number = 0; number < file.terms().size(); ++number) {
    const auto postings = file.find(file.terms().text(number));
    if (!postings) continue;
    std::size_t stretch = 0;
    for (std::size_t block = 0; block < 4; ++block) {
      postings->in_block(block, stretch).for_each([&](indexer::BlockOffset offset, Xapian::termcount count) {
        within = within && offset < indexer::kBlockSize;
        sum += offset + count;
      });
    }
    for (Xapian::docid document = 0; document < 200; ++document) sum += postings->has(document) ? 1 : 0;
  }
  CHECK(within);
  return sum;
}

}  // namespace

TEST_CASE("what is left of frequent terms is what the database has of them") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 90);
  house.rebuild();
  const auto database = house.database();
  FrequentPostings::write(folder_of(house), database, kFrequent);
  const auto file = mapped(house);
  REQUIRE(file != nullptr);
  std::size_t frequent = 0;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    const auto text = *term;
    CAPTURE(text);
    const auto found = file->find(text);
    CHECK(found.has_value() == (term.get_termfreq() >= kFrequent));
    if (!found) continue;
    ++frequent;
    CHECK(*found == indexer::read_postings(database, text).postings());
    CHECK(*file->find(text) == *found);  // looked through before
  }
  CHECK(frequent > 50);
  CHECK(file->terms().size() == frequent);
}

TEST_CASE("a rebuilt index brings its file of postings along, of a small one without terms") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 90);
  house.rebuild();
  const auto file = mapped(house);
  REQUIRE(file != nullptr);
  CHECK(file->terms().size() == 0);
  CHECK_FALSE(file->find("a").has_value());
}

TEST_CASE("terms in very many documents of very many blocks are left whole") {
  const tests::TemporaryDirectory folder;
  Xapian::WritableDatabase database((folder / "database").string(), Xapian::DB_CREATE);
  for (Xapian::docid number = 1; number < 3 * indexer::kBlockSize; ++number) {
    Xapian::Document document;
    document.add_term("all", 1 + number % 300);
    if (number % 7 == 0) document.add_term("many");
    if (number % 40 == 0) document.add_term("some", 2);
    if (number % 60 == 0) document.add_term("few");
    database.add_document(document);
  }
  database.commit();
  FrequentPostings::write(folder.path(), database);
  const auto file = FrequentPostings::mapped(folder.path(), database);
  REQUIRE(file != nullptr);
  CHECK(file->terms().size() == 3);
  CHECK_FALSE(file->find("few").has_value());
  CHECK(indexer::is_copy(*file, database));
  const auto is_refused = [&] {
    const auto damaged = FrequentPostings::mapped(folder.path(), database);
    if (damaged == nullptr) return true;
    sum_of(*damaged);
    return damaged->terms().size() == 3 &&
           !(damaged->find("all") && damaged->find("many") && damaged->find("some"));
  };
  CHECK(tests::refused_when_damaged(folder / "postings", 200, 6000, is_refused) > 55);
}

TEST_CASE("postings of a commit before are nobody's; a large index gets new ones") {
  tests::check_that_a_large_index_gets_new_ones(
      mapped, [](const FrequentPostings& file, const tests::TestIndex& house) {
        return indexer::is_copy(file, house.database());
      });
}

TEST_CASE("an update that changes nothing leaves the postings alone, unless they are of no use") {
  tests::check_that_it_is_left_alone(file_of, mapped, 50);
}

TEST_CASE("verify tells which files are missing, and an update with nothing else to do writes them") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 90);
  house.rebuild();
  const auto of_no_use = [&house] {
    return indexer::check_all(*house.archive, house.index, {}).files_of_no_use;
  };
  CHECK(of_no_use().empty());
  std::filesystem::remove(file_of(house));
  tests::replace_file(folder_of(house) / "words", "cut off");
  CHECK(of_no_use() == "words, postings");
  auto options = tests::TestIndex::small();
  options.main_is_larger = 0;
  options.most_in_delta = 10;
  house.update(options);
  CHECK(of_no_use().empty());
}

TEST_CASE("a stop ends the writing before the next term, and leaves what was there") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 90);
  house.rebuild();
  const auto database = house.database();
  const auto before = tests::file_text(file_of(house));
  for (const int most : {0, 1, 40}) {
    CAPTURE(most);
    int asked = 0;
    const auto stop = [&asked, most] { return asked++ >= most; };
    CHECK_FALSE(FrequentPostings::write(folder_of(house), database, kFrequent, stop));
    CHECK(asked == most + 1);
    CHECK(tests::file_text(file_of(house)) == before);
    CHECK_FALSE(std::filesystem::exists(folder_of(house) / "postings.new"));
  }
  CHECK(FrequentPostings::write(folder_of(house), database, kFrequent, [] { return false; }));
  CHECK(tests::file_text(file_of(house)) != before);
}

TEST_CASE("an update that is stopped in files for readers is done; the next one writes them") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 90);
  CHECK(house.rebuild().why_no_files.empty());
  tests::put_made_up(*house.archive, 90, 95);
  auto options = tests::as_if_large();
  options.stop = [] { return true; };
  const auto update = house.update(options);
  CHECK_FALSE(update.stopped);
  CHECK(update.revision == house.archive->revision());
  CHECK(update.why_no_files == "a stop was asked for");
  CHECK(mapped(house) == nullptr);
  const auto next = house.update(tests::as_if_large());
  CHECK(next.why_no_files.empty());
  CHECK(mapped(house) != nullptr);

  options.segment_documents = 1000;
  const auto rebuild = house.rebuild(options);
  CHECK_FALSE(rebuild.stopped);
  CHECK(rebuild.why_no_files == "a stop was asked for");
  CHECK(house.database().get_doccount() == 95);
  CHECK(mapped(house) == nullptr);
}

TEST_CASE("an update that cannot write files for readers is done, and says why it could not") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 90);
  house.rebuild();
  tests::put_made_up(*house.archive, 90, 95);
  std::filesystem::create_directories(folder_of(house) / "postings.new" / "in the way");
  const auto update = house.update(tests::as_if_large());
  CHECK(update.revision == house.archive->revision());
  CHECK_MESSAGE(
      update.why_no_files.find("postings.new cannot be written: Is a directory") != std::string::npos,
      update.why_no_files);
  CHECK(mapped(house) == nullptr);
}

TEST_CASE("postings that are cut off or changed are never read beyond their end") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 90);
  house.rebuild();
  const auto database = house.database();
  FrequentPostings::write(folder_of(house), database, kFrequent);
  const auto terms = mapped(house)->terms().size();
  std::size_t left_out = 0;
  const auto is_refused = [&] {
    const auto file = mapped(house);
    if (file == nullptr) return true;
    sum_of(*file);
    for (std::size_t number = 0; number < terms && number < file->terms().size(); ++number)
      left_out += file->find(file->terms().text(number)).has_value() ? 0 : 1;
    return false;
  };
  CHECK(tests::refused_when_damaged(file_of(house), 600, 100, is_refused) > 200);
  CHECK(left_out > 50);
}

TEST_CASE("verify tells postings that are not those of the terms") {
  tests::TestIndex house;
  tests::put_made_up(*house.archive, 0, 90);
  house.rebuild();
  CHECK(indexer::check_all(*house.archive, house.index, {}).index_damage.empty());
  FrequentPostings::write(folder_of(house), house.database(), kFrequent);  // more than there should be
  const auto damage = indexer::check_all(*house.archive, house.index, {}).index_damage;
  REQUIRE(damage.size() == 1);
  CHECK(damage.front().find("postings") != std::string::npos);
}
