// Tests of a document as a frame of bytes.
#include "corpus/document_frame.h"

#include <doctest/doctest.h>

#include <optional>
#include <random>
#include <string>

#include "tests/support/random_document.h"

namespace {

std::string framed(const corpus::Document& document) {
  std::string bytes;
  corpus::FrameWriter writer(bytes);
  corpus::write_document(writer, document);
  return bytes;
}

corpus::Document read(std::string_view bytes) {
  corpus::FrameReader reader(bytes);
  auto document = corpus::read_document(reader);
  reader.end();
  return document;
}

}  // namespace

TEST_CASE("any document comes back as it was") {
  std::mt19937 random(20261122);
  for (int round = 0; round < 1'000; ++round) {
    auto document = tests::random_document(random);
    if (round % 3 == 0) document.twin_evidence = corpus::TwinEvidence{0.87, -0.25, {"37 words", "same day"}};
    CHECK(read(framed(document)) == document);
  }
}

TEST_CASE("a frame that is cut off, goes on or holds no such value is refused") {
  std::mt19937 random(7);
  const auto bytes = framed(tests::random_document(random));
  for (std::size_t size = 0; size < bytes.size(); ++size)
    CHECK_THROWS_AS(read(std::string_view(bytes).substr(0, size)), corpus::FrameError);
  CHECK_THROWS_AS(read(bytes + "x"), corpus::FrameError);
}

TEST_CASE("damaged bytes are refused or make a document, and never more than that") {
  std::mt19937 random(8);
  for (int round = 0; round < 5'000; ++round) {
    auto bytes = framed(tests::random_document(random));
    for (auto changes = 1 + random() % 4; changes > 0; --changes)
      bytes[random() % bytes.size()] = static_cast<char>(random());
    std::optional<corpus::Document> document;
    try {
      document = read(bytes);
    } catch (const corpus::FrameError&) {
      continue;
    }
    CHECK(read(framed(*document)) == *document);
  }
}
