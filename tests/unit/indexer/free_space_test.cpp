// Tests of the room that is asked for before anything is written.
#include "indexer/free_space.h"

#include <doctest/doctest.h>

#include <fstream>
#include <limits>
#include <stdexcept>

#include "indexer/index_directory.h"
#include "tests/support/temporary_directory.h"

TEST_CASE("the archive asks for its share of the disk, and the refusal says what to do") {
  const tests::TemporaryDirectory directory;
  CHECK_NOTHROW(indexer::require_room_for_archive(directory / "", 0));
  CHECK_THROWS_WITH_AS(indexer::require_room_for_archive(directory / "", 100), doctest::Contains("make room"),
                       std::runtime_error);
  CHECK_THROWS_AS(indexer::require_room_for_archive(directory / "nowhere", 0), indexer::IndexError);
}

TEST_CASE("the index asks for a share of the disk and for bytes, whichever is more") {
  const tests::TemporaryDirectory directory;
  CHECK_NOTHROW(indexer::require_free_space(directory / "", 0, 0));
  CHECK_THROWS_WITH_AS(indexer::require_free_space(directory / "", 100, 0),
                       doctest::Contains("--min-free-percent"), indexer::IndexError);
  CHECK_THROWS_AS(indexer::require_free_space(directory / "", 0, std::numeric_limits<std::uint64_t>::max()),
                  indexer::IndexError);
}

TEST_CASE("what a disk without room means is told with the folder, what is needed and what to do") {
  const tests::TemporaryDirectory directory;
  CHECK(indexer::tells_of_full_disk("DatabaseError: Error writing block 7 (No space left on device)"));
  CHECK(indexer::tells_of_full_disk("Disk quota exceeded"));
  CHECK_FALSE(indexer::tells_of_full_disk("DatabaseError: Error writing block 7 (Input/output error)"));
  const auto message = indexer::full_disk_message(directory / "", 3'000'000, "why");
  for (const auto* told :
       {"became full", "at least 3 MB needed", "make room and run the command again", "[why]"})
    CHECK_MESSAGE(message.find(told) != std::string::npos, message);
  CHECK(message.find((directory / "").string()) != std::string::npos);
  CHECK(indexer::full_disk_message(directory / "nowhere", 0, "why").find("needed") == std::string::npos);
}

TEST_CASE("of a large disk no more than two gigabytes are left free, unless someone asks for a share") {
  constexpr std::uint64_t kGigabyte = 1'000'000'000;
  CHECK(indexer::left_free(20 * kGigabyte, {}, 5) == 1 * kGigabyte);
  CHECK(indexer::left_free(4'000 * kGigabyte, {}, 5) == 2 * kGigabyte);
  CHECK(indexer::left_free(4'000 * kGigabyte, 5, 5) == 200 * kGigabyte);
  CHECK(indexer::left_free(4'000 * kGigabyte, 0, 5) == 0);
}

TEST_CASE("the size of a folder is what its files take, and nothing where there is none") {
  const tests::TemporaryDirectory directory;
  CHECK(indexer::size_on_disk(directory / "nowhere") == 0);
  std::ofstream(directory / "file") << std::string(100'000, 'x');
  CHECK(indexer::size_on_disk(directory / "") >= 100'000);
}
