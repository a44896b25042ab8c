// PDF files: text, title and date of what is written in Latin letters; what cannot be read says why.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "corpus/sources/pdf.h"
#include "tests/support/file_text.h"
#include "tests/support/packing.h"
#include "tests/support/places.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/corpus/source_listing.h"

using namespace corpus;
namespace fs = std::filesystem;

namespace {

fs::path fixture(const char* name) { return fs::path(tests::data_folder()) / "pdf" / name; }

tests::Listing listing_of(const std::string& bytes) {
  const tests::TemporaryDirectory directory;
  std::ofstream(directory / "a.pdf", std::ios::binary) << bytes;
  return tests::list(directory / "a.pdf");
}

}  // namespace

TEST_CASE("a statement gives its title, the date it shows and its paragraphs") {
  const auto source = open_source(fixture("statement_en.pdf"));
  CHECK(source->format() == "pdf");
  const auto listing = tests::list(*source);
  REQUIRE(listing.line() == "statement=1");
  const auto& document = listing.records[0].document;
  CHECK(document.title == "Statement on the reopening of the bridge");
  CHECK(to_string(document.published) == "2018-02-13");
  CHECK(document.published.evidence == DateEvidence::visible_text);
  CHECK(document.language == analyzers::Language::english);
  CHECK(document.body ==
        "The town council welcomes the reopening of the northern bridge, which had been closed for more than "
        "three "
        "years. Engineers of seven countries worked on its foundations, and the first lorries crossed it on "
        "Tuesday "
        "morning.\nThe council thanks the families who lent their boats in the meantime. It will repair the "
        "two "
        "smaller bridges by the end of the year, and asks drivers for their patience.\n");
  CHECK(document.key.starts_with("sha256:"));
  CHECK(listing.records[0].raw == tests::file_text(fixture("statement_en.pdf")));
}

TEST_CASE("columns are read one after the other, and a file's name is no title") {
  const auto listing = tests::list(fixture("columns_en.pdf"));
  REQUIRE(listing.line() == "statement=1");
  const auto& document = listing.records[0].document;
  CHECK(document.title == "Statement on the reopening of the bridge");
  CHECK(document.body.find("on Tuesday morning.") < document.body.find("The council thanks the families"));
}

TEST_CASE("a PDF that was fetched is named by its address, also within a web archive") {
  const auto bytes = tests::file_text(fixture("statement_en.pdf"));
  const auto listing = listing_of(
      tests::warc_answer("https://example.org/statement.pdf", bytes, {{"Content-Type", "application/pdf"}}));
  REQUIRE(listing.line() == "statement=1");
  CHECK(listing.records[0].document.key == "https://example.org/statement.pdf");
}

TEST_CASE("Arabic text is refused, for its letters would come out of order") {
  const auto listing = tests::list(fixture("statement_ar.pdf"));
  REQUIRE(listing.line() == "!=1");
  CHECK(listing.problems[0].what.find("Arabic") != std::string::npos);
}

TEST_CASE("what cannot be read says why") {
  const auto whole = tests::file_text(fixture("statement_en.pdf"));
  struct Row {
    const char* why;
    std::string bytes;
    const char* says;
  };
  const Row rows[] = {
      {"no PDF behind its mark", "%PDF-1.4\nhello", "cannot be read"},
      {"no text",
       "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count "
       "1>>endobj\n"
       "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>endobj\ntrailer<</Root 1 0 R>>",
       "without text"},
      {"locked",
       "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
       "4 0 obj<</Filter/Standard/V 1/R 2/P -4/O(12345678901234567890123456789012)"
       "/U(12345678901234567890123456789012)>>endobj\n"
       "trailer<</Root 1 0 R/Encrypt 4 0 R/ID[(a)(a)]>>",
       "locked with a password"},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.why));
    const auto listing = listing_of(row.bytes);
    REQUIRE(listing.line() == "!=1");
    CHECK_MESSAGE(listing.problems[0].what.find(row.says) != std::string::npos, listing.problems[0].what);
  }
}

TEST_CASE("a PDF that is cut off anywhere is a record or a problem, never a crash") {
  const auto whole = tests::file_text(fixture("statement_en.pdf"));
  for (std::size_t cut = 100; cut < whole.size(); cut += 2000)
    CHECK(listing_of(whole.substr(0, cut)).read() == 1);
}
