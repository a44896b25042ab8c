// Tests that a sentence is found where it was said, and nowhere else.
#include "indexer/reuse.h"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <utility>

#include "corpus/sentences.h"
#include "indexer/index_schema.h"
#include "tests/unit/indexer/test_index.h"

namespace {

std::string made_up_sentence(int number) {
  return "Sentence number " + std::to_string(number) + " says what nobody else says.";
}

/// Two sentences that an index cannot tell apart by their term.
std::pair<std::string, std::string> two_of_one_term() {
  std::map<std::string, std::string> by_term;
  for (int number = 0;; ++number) {
    const auto sentence = made_up_sentence(number);
    const auto [known, is_new] =
        by_term.emplace(indexer::sentence_term(corpus::sentences_of(sentence).at(0).key), sentence);
    if (!is_new) return {known->second, sentence};
  }
}

}  // namespace

TEST_CASE("a document that has another sentence of the same term has not said this one") {
  const auto [one, other] = two_of_one_term();
  tests::TestIndex house;
  const corpus::Provenance provenance{"made-up.jsonl", "json-lines", "2026-11-21T08:50:25Z", "test", ""};
  house.archive->begin_batch();
  for (const auto& sentence : {one, other}) {
    corpus::Record record;
    record.document.key = sentence;
    record.document.title = sentence == one ? "This one" : "The other";
    record.document.body = "Before it. " + sentence + " And behind it.";
    record.raw_sha256 = corpus::sha256_hex(record.document.body);
    house.archive->put(record, provenance);
  }
  house.archive->commit_batch();
  house.update();
  const auto said = indexer::where_said(house.index, one);
  REQUIRE(said.size() == 1);
  REQUIRE(said.front().documents.size() == 1);
  CHECK(said.front().documents.front().title == "This one");
  CHECK(
      indexer::where_said(house.index, "Nobody has ever said this in any document.").at(0).documents.empty());
}
