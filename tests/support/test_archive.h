// An archive in a directory of its own.
#pragma once

#include <filesystem>

#include "corpus/archive.h"
#include "tests/support/temporary_directory.h"

namespace tests {

struct TestArchive {
  TemporaryDirectory directory;
  std::filesystem::path file = directory / "archive.db";
  corpus::Archive archive{file, corpus::Archive::Access::read_write};
};

}  // namespace tests
