// Tests of progress: what the line says, and that it is silent where nobody looks.
#include "indexer/progress.h"

#include <doctest/doctest.h>

#include <string>

using indexer::Progress;
using indexer::progress_text;

TEST_CASE("the line says what is known and leaves out the rest") {
  struct Row {
    std::string why;
    Progress progress;
    int milliseconds;
    const char* text;
  };
  const Row rows[] = {
      {"just begun: no rate yet", {"indexing", 0, 0, 100}, 10, "indexing: 0 documents, 0 %"},
      {"rate and time left",
       {"indexing", 500, 25, 100},
       10'000,
       "indexing: 500 documents, 25 %, 50/s, 0:30 left"},
      {"minutes",
       {"importing a.xml", 60, 1, 100},
       60'000,
       "importing a.xml: 60 documents, 1 %, 1/s, 99:00 left"},
      {"size unknown", {"importing", 100, 0, 0}, 2'000, "importing: 100 documents, 50/s"},
      {"at the end nothing is left",
       {"indexing", 100, 100, 100},
       2'000,
       "indexing: 100 documents, 100 %, 50/s"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(progress_text(row.progress, std::chrono::milliseconds(row.milliseconds)) == row.text);
  }
}
