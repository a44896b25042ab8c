// Tests of documents as the index keeps them.
#include "indexer/stored_document.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "analyzers/token_table.h"
#include "tests/support/random_document.h"

using analyzers::Analyzer;

TEST_CASE("any document comes back whole, with the words of its title and its text") {
  const Analyzer analyzer;
  std::mt19937 random(9);
  for (int round = 0; round < 300; ++round) {
    const auto document = tests::random_document(random);
    const auto bytes = indexer::to_stored(document, analyzer);
    CHECK(bytes == indexer::to_stored(document, analyzer));
    const auto stored = indexer::from_stored(bytes);
    CHECK(stored.document == document);
    CHECK(stored.title_words == analyzers::pack_tokens(analyzer, document.title));
    CHECK(stored.text_words == analyzers::pack_tokens(analyzer, indexer::text_of(document)));
  }
}

TEST_CASE("passages are made of the summary and the body below it") {
  corpus::Document document;
  document.body = "Body.\n";
  CHECK(indexer::text_of(document) == "Body.\n");
  document.summary = "Summary.";
  CHECK(indexer::text_of(document) == "Summary.\nBody.\n");
}

TEST_CASE("bytes that are cut off or changed are never another document") {
  const Analyzer analyzer;
  std::mt19937 random(10);
  const auto document = tests::random_document(random);
  const auto bytes = indexer::to_stored(document, analyzer);
  const auto whole = indexer::from_stored(bytes);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    CHECK_THROWS_AS(indexer::from_stored(std::string_view(bytes).substr(0, size)),
                    indexer::StoredDocumentError);
  int refused = 0;
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    auto damaged = bytes;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
    try {
      const auto read =
          indexer::from_stored(damaged);  // of a bit that zstd does not use (RFC 8878, 3.1.1.1.1.3)
      CHECK(read.document == whole.document);
      CHECK(read.title_words == whole.title_words);
      CHECK(read.text_words == whole.text_words);
    } catch (const indexer::StoredDocumentError&) {
      ++refused;
    }
  }
  CHECK(refused > 0);
}
