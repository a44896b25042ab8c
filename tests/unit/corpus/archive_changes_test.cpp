// Tests of what followers of an archive ask: since when a document is here, which change a revision was.
#include <doctest/doctest.h>

#include "corpus/archive.h"
#include "tests/support/made_up_archive.h"
#include "tests/support/temporary_directory.h"

using corpus::Archive;

TEST_CASE("a change says at which revision its document was first seen") {
  const tests::TemporaryDirectory directory;
  Archive archive(directory / "archive.db", Archive::Access::read_write);
  tests::put_made_up(archive, 100, 103);
  tests::put_made_up(archive, 101, 102, 1);
  const auto changes = archive.changed_since(0, 10);
  REQUIRE(changes.size() == 3);
  for (const auto& change : changes) {
    const auto history = archive.history(change.document.id);
    CHECK(change.first_sight.revision == history.front().revision);
    CHECK(change.first_sight.time == history.front().provenance.imported_at);
    CHECK(change.revision >= history.back().revision);
  }
  CHECK(changes.back().revision > changes.back().first_sight.revision);
}

TEST_CASE("a change has a name, which another history does not give to the same revision") {
  const tests::TemporaryDirectory directory;
  Archive one(directory / "one.db", Archive::Access::read_write);
  Archive other(directory / "other.db", Archive::Access::read_write);
  tests::put_made_up(one, 2, 4);
  tests::put_made_up(other, 2, 3);
  tests::put_made_up(other, 8, 9);
  CHECK(one.change_name(1) == other.change_name(1));
  CHECK_FALSE(one.change_name(2).empty());
  CHECK(one.change_name(2) != other.change_name(2));
  CHECK(one.change_name(0).empty());
  CHECK(one.change_name(99).empty());
}
