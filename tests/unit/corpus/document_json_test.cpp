// Documents as lines of JSON: exact there and back, and safe to read from anybody.
#include "corpus/document_json.h"

#include <doctest/doctest.h>

#include "tests/support/random_document.h"

using corpus::document_from_json;
using corpus::DocumentJsonError;
using corpus::record_from_json;
using corpus::to_json_line;

TEST_CASE("a document comes back from its line as it was") {
  constexpr unsigned kSeed = 20141203;
  CAPTURE(kSeed);
  std::mt19937 random(kSeed);
  for (int i = 0; i < 2000; ++i) {
    const auto document = tests::random_document(random);
    const std::string line = to_json_line(document);
    CAPTURE(line);
    CHECK(line.find('\n') == std::string::npos);
    CHECK(document_from_json(line) == document);
  }
}

TEST_CASE("the line of a document is the exchange format") {
  corpus::Document document;
  document.id = "abcdefghijkl";
  document.key = "sample:1";
  document.kind = corpus::Kind::statement;
  document.language = analyzers::Language::arabic;
  document.title = "بيان \"أول\"";
  document.body = "سطر\n";
  document.published = *corpus::parse_date("2014-12");
  document.published.evidence = corpus::DateEvidence::metadata;
  document.published.words = "December 2014";
  document.tags = {{analyzers::EntryType::partner, "iraq", "name", {{analyzers::TextField::title, 0, 4}}}};
  CHECK(to_json_line(document) ==
        R"({"type":"document","id":"abcdefghijkl","key":"sample:1","kind":"statement","lang":"ar",)"
        R"("title":"بيان \"أول\"","body":"سطر\n",)"
        R"("published":{"date":"2014-12","precision":"month","evidence":"metadata","words":"December 2014"},)"
        R"("tags":[{"type":"partner","id":"iraq","rule":"name","spans":[["title",0,4]]}]})");
}

TEST_CASE("the dates of a document stand apart in its line") {
  const std::string line =
      R"({"type":"document","id":"abcdefghijkl","key":"k","kind":"news","lang":"en","title":"On Sunday",)"
      R"("published":{"date":"2019-10-28","precision":"day","evidence":"address","words":"/2019/10/28/"},)"
      R"("modified":{"date":"2019-10-30","precision":"day","evidence":"metadata","gmt":"2019-10-30T01:00:00Z"},)"
      R"("events":[{"date":"2019-10-27","precision":"day","rule":"weekday","words":"On Sunday",)"
      R"("span":["title",0,9]}],"tags":[]})";
  const auto document = document_from_json(line);
  CHECK(to_json_line(document) == line);
  CHECK(corpus::to_string(document.modified) == "2019-10-30");
  REQUIRE(document.events.size() == 1);
  CHECK(document.events[0].first_day == document.events[0].last_day);
  CHECK(document.events[0].rule == corpus::DateRule::weekday);
  CHECK(document.events[0].where == analyzers::Span{analyzers::TextField::title, 0, 9});
}

TEST_CASE("events that are given are kept, and no others are looked for") {
  const std::string line = R"({"kind":"news","key":"k","title":"T")";
  CHECK_FALSE(record_from_json(line + "}").events_given);
  CHECK(record_from_json(line + R"(,"events":[]})").events_given);
  const char* const broken[] = {
      R"({"precision":"day","rule":"written","span":["title",0,1]})",
      R"({"date":"yesterday","rule":"written","span":["title",0,1]})",
      R"({"date":"2019","precision":"day","rule":"written","span":["title",0,1]})",
      R"({"date":"2019","rule":"guessed","span":["title",0,1]})",
      R"({"date":"2019","rule":"written"})",
      R"({"date":"2019","rule":"written","span":["title",2,1]})",
      R"({"date":"2019","rule":"written","span":["foot",0,1]})",
      R"("2019")",
  };
  for (const char* event : broken) {
    CAPTURE(event);
    CHECK_THROWS_WITH_AS(record_from_json(line + R"(,"events":[)" + event + "]}"),
                         doctest::Contains("events"), DocumentJsonError);
  }
}

TEST_CASE("bytes that are no UTF-8 are written as U+FFFD, so that the line can be read") {
  corpus::Document document;
  for (const char* broken :
       {"a\xff"
        "b",
        "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe2\x82", "\x80", "\xf0\x9f"}) {
    document.title = broken;
    CHECK(document_from_json(to_json_line(document)).title.find("\uFFFD") != std::string::npos);
  }
}

TEST_CASE("a record may leave out most of its fields") {
  const auto record = record_from_json(
      R"({"kind":"news","title":"عودة النازحين","url":"HTTPS://Example.org/ar?utm_source=x","parent":"the-digest",)"
      R"("translation":"https://example.org/en","partners":["iraq"],"outlets":["The National"]})");
  const auto& document = record.document;
  CHECK(document.key == "https://example.org/ar");
  CHECK(document.url == "https://example.org/ar");
  CHECK(document.id.empty());
  CHECK(document.language == analyzers::Language::arabic);
  CHECK(document.published == corpus::PublicationDate{});
  CHECK(document.occurrences.empty());
  CHECK(record.parent_key == "the-digest");
  CHECK(record.translation_key == "https://example.org/en");
  CHECK_FALSE(record.tags_given);
  REQUIRE(document.tags.size() == 2);
  CHECK(document.tags[0] == analyzers::Tag{analyzers::EntryType::partner, "iraq", "source", {}});
  CHECK(document.tags[1] == analyzers::Tag{analyzers::EntryType::outlet, "The National", "source", {}});
  CHECK(record.raw_sha256.size() == 64);
}

TEST_CASE("the id names a document that has neither key nor address") {
  CHECK(record_from_json(R"({"id":"abcdefghijkl","kind":"page","body":"x"})").document.key == "abcdefghijkl");
}

TEST_CASE("a list of tags, even an empty one, says that nothing is to be looked for") {
  CHECK(record_from_json(R"({"key":"k","kind":"page","title":"t","tags":[]})").tags_given);
  CHECK_FALSE(record_from_json(R"({"key":"k","kind":"page","title":"t"})").tags_given);
}

TEST_CASE("standing text has a line of its own") {
  const corpus::Boilerplate text{"load-more", "Load More\n", "sha256:12", "bytes=1-10"};
  const auto line = corpus::line_from_json(to_json_line(text));
  REQUIRE(std::holds_alternative<corpus::Boilerplate>(line));
  CHECK(std::get<corpus::Boilerplate>(line) == text);
  CHECK_THROWS_AS(record_from_json(to_json_line(text)), DocumentJsonError);
}

TEST_CASE("found twins have a line of their own, and whoever names a document says nothing of them") {
  const corpus::FoundTwin twin{"abcdefghijkl",
                               "https://example.org/en",
                               {0.31, -0.5, {"37 words and names", "numbers: 2,500"}},
                               corpus::Provenance{"pair", "pair", "2026-11-21T09:00:00Z", "0.1.0", ""}};
  const auto line = corpus::line_from_json(to_json_line(twin));
  REQUIRE(std::holds_alternative<corpus::FoundTwin>(line));
  CHECK(std::get<corpus::FoundTwin>(line) == twin);
  CHECK_THROWS_WITH_AS(corpus::line_from_json(R"({"type":"twins","arabic":"a","english":"b","score":1})"),
                       doctest::Contains("found twins.order: is missing"), DocumentJsonError);
  CHECK_THROWS_WITH_AS(
      corpus::line_from_json(R"({"type":"twins","arabic":"a","english":"b","score":"high","order":1})"),
      doctest::Contains("found twins.score: must be a number"), DocumentJsonError);
  CHECK_THROWS_WITH_AS(corpus::line_from_json(R"({"type":"twins","arabic":"a","score":1,"order":1})"),
                       doctest::Contains("english: must be"), DocumentJsonError);

  corpus::Document document;
  document.key = "k";
  document.title = "T";
  document.translation = "abcdefghijkl";
  document.twin_evidence = twin.evidence;
  CHECK(corpus::document_from_json(to_json_line(document)) == document);
  CHECK_THROWS_WITH_AS(record_from_json(to_json_line(document)), doctest::Contains(R"("found": is no field)"),
                       DocumentJsonError);
}

TEST_CASE("what is no record says which field is wrong and why") {
  struct Row {
    const char* line;
    const char* says;
  };
  const Row rows[] = {
      {"", "is not JSON"},
      {"{", "is not JSON"},
      {"{} x", "is not JSON"},
      {"[]", "the line: must be an object"},
      {"17", "the line: must be an object"},
      {R"({"key":"k","kind":"page"})", "title: is missing"},
      {R"({"kind":"page","title":"t"})", "key: is missing"},
      {R"({"key":"k","title":"t"})", "kind: is missing"},
      {R"({"key":"k","kind":"post","title":"t"})", R"("post" is none of statement)"},
      {R"({"key":"k","kind":"page","title":"t","colour":"red"})", R"("colour": is no field of a document)"},
      {R"({"key":"k","key":"l","kind":"page","title":"t"})", R"(gives "key" twice)"},
      {R"({"key":"k","kind":"page","title":17})", "title: must be text"},
      {R"({"key":"k","kind":"page","title":null})", "title: must be text"},
      {R"({"key":"","kind":"page","title":"t","id":"short"})", "id: must be 12 or 13"},
      {R"({"key":"a\nb","kind":"page","title":"t"})", "key: must be 1 to 2,048 bytes"},
      {R"~({"key":"k","kind":"page","title":"t","url":"javascript:alert(1)"})~",
       "is no http or https address"},
      {R"({"key":"k","kind":"page","title":"t","lang":"!"})", "lang: "},
      {R"({"key":"k","kind":"page","title":"t","published":"2018"})", "published: must be an object"},
      {R"({"key":"k","kind":"page","title":"t","published":{"date":"2018-13"}})",
       "published.date: \"2018-13\" is no date"},
      {R"({"key":"k","kind":"news","title":"t","lang":"en","withdrawn":{"reason":"r","time":"now"}})",
       "withdrawn.time: \"now\" is no instant"},
      {R"({"key":"k","kind":"page","title":"t","published":{"date":"2018","precision":"day"}})",
       "is not what the date"},
      {R"({"key":"k","kind":"page","title":"t","published":{"when":"2018"}})",
       R"("when": is no field of published)"},
      {R"({"key":"k","kind":"page","title":"t","tags":[{"type":"colour","id":"x"}]})", "is no type of tag"},
      {R"({"key":"k","kind":"page","title":"t","tags":[{"type":"topic","id":"x","spans":[["body",5,1]]}]})",
       "begins after its end"},
      {R"({"key":"k","kind":"page","title":"t","tags":[{"type":"topic","id":"x","spans":[["body",-1,1]]}]})",
       "must be whole numbers from 0"},
      {R"({"key":"k","kind":"page","title":"t","tags":[{"type":"topic","id":"x","spans":[["body",1,1e300]]}]})",
       "must be whole numbers from 0"},
      {R"({"key":"k","kind":"page","title":"t","hashtags":[1e999]})", "is not JSON"},
      {R"({"key":"k","kind":"page","title":"t","hashtags":{"a":1}})", "hashtags: must be a list"},
      {"{\"key\":\"k\",\"kind\":\"page\",\"title\":\"\xff\"}", "is not JSON"},
      {R"({"key":"k","kind":"page","title":"\ud800"})", "is not JSON"},
      {R"({"type":"book","key":"k","kind":"page","title":"t"})",
       "is none of document, version, boilerplate, capture"},
      {R"({"type": "capture","key":"k","kind":"page","title":"t"})", "a page's line begins with"},
      {R"({"type":"version","key":"k","kind":"page","title":"t"})", "from: is missing"},
      {R"({"said":[],"key":"k","kind":"page","title":"t"})", "said: stands beside from alone"},
      {R"({"from":{"sauce":"s"},"key":"k","kind":"page","title":"t"})", "is no field of from"},
      {R"({"from":{},"said":[["s"]],"key":"k","kind":"page","title":"t"})",
       "each must be [source, place, sha256]"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.line);
    CHECK_THROWS_WITH_AS(record_from_json(row.line), doctest::Contains(row.says), DocumentJsonError);
  }
}

TEST_CASE("deep and long lines are refused without being built") {
  const std::string deep(100'000, '[');
  CHECK_THROWS_WITH_AS(record_from_json(deep), doctest::Contains("nests deeper than 32"), DocumentJsonError);
  const std::string inside = R"({"key":"k","kind":"page","title":"t","tags":)" + deep;
  CHECK_THROWS_WITH_AS(record_from_json(inside), doctest::Contains("nests deeper than 32"),
                       DocumentJsonError);
  CHECK_THROWS_WITH_AS(record_from_json(std::string(corpus::kLongestJsonLine + 1, ' ')),
                       doctest::Contains("longer than 4 MB"), DocumentJsonError);
}

TEST_CASE("an error shows no more than the beginning of what it complains of, and no control characters") {
  const std::string line =
      R"({"key":"k","kind":"page","title":"t",")" + std::string(5000, 'x') + "\\u001b[31m" + R"(":1})";
  try {
    record_from_json(line);
    FAIL("must be refused");
  } catch (const DocumentJsonError& error) {
    CHECK(std::string(error.what()).size() < 200);
    CHECK(std::string(error.what()).find('\x1b') == std::string::npos);
  }
}
