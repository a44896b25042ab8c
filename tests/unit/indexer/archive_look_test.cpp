#include "indexer/archive_look.h"

#include <doctest/doctest.h>

#include <fstream>
#include <new>
#include <stdexcept>

#include "corpus/archive.h"
#include "tests/support/temporary_directory.h"

using indexer::ArchiveLook;

namespace {

struct Folder : tests::TemporaryDirectory {
  Folder() { write(); }
  void write() const { corpus::Archive(path("archive.db"), corpus::Archive::Access::read_write); }
  std::filesystem::path path(const char* name) const { return *this / name; }
  std::filesystem::path data() const { return path("archive.db").parent_path(); }
  void look() const { ArchiveLook(data()).found_sound(); }
  bool is_sound(std::chrono::hours later = {}) const {
    return ArchiveLook(data(), ArchiveLook::Clock::now() + later).is_sound();
  }
};

}  // namespace

TEST_CASE("an archive is looked through once, as long as who writes it comes to its end") {
  const Folder folder;
  CHECK_FALSE(folder.is_sound());
  folder.look();
  CHECK(folder.is_sound());
  CHECK_MESSAGE(folder.is_sound(), "the one before has left it as it was");
}

TEST_CASE("a look holds for a day, however often the archive is written") {
  const Folder folder;
  folder.look();
  CHECK(folder.is_sound(std::chrono::hours(23)));
  CHECK_FALSE(folder.is_sound(std::chrono::hours(25)));
}

TEST_CASE("an archive that another hand has touched is looked through again") {
  const Folder folder;
  folder.look();
  SUBCASE("its bytes") {
    std::fstream file(folder.path("archive.db"), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(5000);
    file << "damage";
  }
  SUBCASE("its size") { std::filesystem::resize_file(folder.path("archive.db"), 8192); }
  SUBCASE("another file in its place") {
    std::filesystem::copy_file(folder.path("archive.db"), folder.path("copy.db"));
    std::filesystem::rename(folder.path("copy.db"), folder.path("archive.db"));
  }
  SUBCASE("a log that a killed writer left") { std::ofstream(folder.path("archive.db-wal")) << "log"; }
  SUBCASE("it is gone") { std::filesystem::remove(folder.path("archive.db")); }
  CHECK_FALSE(folder.is_sound());
}

TEST_CASE("an archive is looked through again after a writer that was killed, or that failed") {
  const Folder folder;
  folder.look();
  SUBCASE("killed") {
    alignas(ArchiveLook) static unsigned char room[sizeof(ArchiveLook)];
    new (room) ArchiveLook(folder.data());  // its destructor never runs
  }
  SUBCASE("failed") {
    try {
      const ArchiveLook look(folder.data());
      CHECK(look.is_sound());
      throw std::runtime_error("the disk is full");
    } catch (const std::runtime_error&) {
      CHECK_FALSE(folder.is_sound());
    }
  }
  CHECK_FALSE(folder.is_sound());
}

TEST_CASE("an archive that was found damaged is looked through again") {
  const Folder folder;
  folder.look();
  {
    ArchiveLook look(folder.data());
    CHECK(look.is_sound());
    look.found_damaged();
  }
  CHECK_FALSE(folder.is_sound());
}

TEST_CASE("a note that says nothing is none") {
  const Folder folder;
  folder.look();
  for (const auto* text : {"", "17", "x\ny\nz\n", "99999999999999999999\n\n\n"}) {
    std::ofstream(folder.path("archive.looked")) << text;
    CHECK_FALSE(folder.is_sound());
  }
}
