// Tests of the reader of changes: each document once, in batches that keep their limits.
#include "indexer/change_reader.h"

#include <doctest/doctest.h>

#include "tests/support/made_up_archive.h"
#include "tests/support/temporary_directory.h"

namespace {

struct House {
  House() { tests::put_made_up(archive, 0, 10); }

  tests::TemporaryDirectory directory;
  corpus::Archive archive{directory / "archive.db", corpus::Archive::Access::read_write};
  indexer::UpdateOptions options;
};

}  // namespace

TEST_CASE("a batch ends at its number of documents, and the next goes on behind it") {
  House house;
  house.options.batch_documents = 6;
  indexer::ChangeReader reader(house.archive, 0, house.options);
  reader.begin_batch();
  const auto first = reader.next(4);
  REQUIRE(first.size() == 4);
  CHECK_FALSE(reader.batch_is_over());
  CHECK(reader.progress().reached == first.back().revision);
  CHECK(reader.next(4).size() == 2);
  CHECK(reader.batch_is_over());
  CHECK(reader.next(4).empty());
  CHECK_FALSE(reader.at_end());

  reader.begin_batch();
  CHECK_FALSE(reader.batch_is_over());
  CHECK(reader.next(100).size() == 4);
  CHECK(reader.batch_is_over());
  CHECK(reader.progress().documents == 10);
}

TEST_CASE("a batch ends at the document that reaches its bytes of text") {
  House house;
  house.options.batch_bytes = 1;
  indexer::ChangeReader reader(house.archive, 0, house.options);
  for (int batch = 0; batch < 10; ++batch) {
    reader.begin_batch();
    CHECK_FALSE(reader.batch_is_over());
    CHECK(reader.next(1).size() == 1);
    CHECK(reader.batch_is_over());
  }
}

TEST_CASE("at its end the reader stands where the archive does, whatever the last change was") {
  House house;
  const auto since = house.archive.revision();
  tests::put_made_up(house.archive, 3, 5, 1);
  house.archive.put_boilerplate({"load-more", "Load More", "sha256:1", ""},
                                {"s", "f", "2026-11-21T08:50:25Z", "v", ""});
  indexer::ChangeReader reader(house.archive, since, house.options);
  CHECK(reader.progress().begin == since);
  CHECK_FALSE(reader.at_end());
  reader.begin_batch();
  CHECK(reader.next(100).size() == 2);
  CHECK(reader.at_end());
  CHECK(reader.progress().reached == house.archive.revision());
  CHECK(reader.next(100).empty());
}
