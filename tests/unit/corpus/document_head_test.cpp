// Tests of the head of a document's line.
#include "corpus/document_head.h"

#include <doctest/doctest.h>

#include "corpus/document_json.h"
#include "tests/support/random_document.h"

using corpus::head_from_json;

TEST_CASE("the head of any document's line is that of the document") {
  std::mt19937 random(20261121);
  for (int round = 0; round < 500; ++round) {
    const auto document = tests::random_document(random);
    const auto head = head_from_json(corpus::to_json_line(document));
    CHECK(head.id == document.id);
    CHECK(head.kind == document.kind);
    CHECK(head.language == document.language);
    CHECK(head.title == document.title);
  }
}

TEST_CASE("a document without a title has a head without one") {
  const auto head =
      head_from_json(R"({"type":"document","id":"a","kind":"news","lang":"ar","body":"title"})");
  CHECK(head.id == "a");
  CHECK(head.kind == corpus::Kind::news);
  CHECK(head.language == analyzers::Language::arabic);
  CHECK(head.title.empty());
}

TEST_CASE("nothing is read behind the title, and only the document's own fields count") {
  CHECK(head_from_json(R"({"id":"a","kind":"news","lang":"en","title":"T","body":"never en)").title == "T");
  CHECK(head_from_json(R"({"x":{"title":"wrong"},"id":"a","kind":"news","lang":"en","title":"T"})").title ==
        "T");
}

TEST_CASE("what does not begin as a document does is refused") {
  for (const char* line : {"", "x", "[]", "{}", R"({"id":"a","kind":"news","lang":"en"})", R"({"title":"T"})",
                           R"({"id":"a","kind":"none","lang":"en","title":"T"})",
                           R"({"id":"a","kind":"news","lang":"?","title":"T"})", "{\"id\":\"\xff"}) {
    CAPTURE(line);
    CHECK_THROWS_AS(head_from_json(line), corpus::DocumentJsonError);
  }
  CHECK_THROWS_AS(head_from_json(std::string(100'000, '[')), corpus::DocumentJsonError);
}
