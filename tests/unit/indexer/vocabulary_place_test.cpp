// Tests of vocabulary_place: which vocabulary belongs to a program.
#include "indexer/vocabulary_place.h"

#include <doctest/doctest.h>

#include "tests/support/temporary_directory.h"

namespace fs = std::filesystem;
using indexer::vocabulary_beside;

TEST_CASE("an installed program takes what was installed with it, one in a build tree the source tree's") {
  const tests::TemporaryDirectory directory;
  CHECK(vocabulary_beside(directory / "usr/bin/sijill-indexer").empty());
  fs::create_directories(directory / "usr/share/sijill/vocabulary");
  CHECK(vocabulary_beside(directory / "usr/bin/sijill-indexer") == directory / "usr/share/sijill/vocabulary");
  fs::create_directories(directory / "usr/src/sijill/corpus/vocabulary");
  CHECK(vocabulary_beside(directory / "usr/src/sijill/build/dev/indexer/indexer") ==
        directory / "usr/src/sijill/corpus/vocabulary");
}

TEST_CASE("a folder without a vocabulary is named in the error") {
  const tests::TemporaryDirectory directory;
  CHECK_THROWS_WITH_AS(indexer::load_vocabulary(directory / "nothing"), doctest::Contains("nothing"),
                       analyzers::VocabularyError);
}
