// What is remembered of a site between two pulls.
#include <doctest/doctest.h>

#include <fstream>

#include "corpus/archive.h"
#include "corpus/live/pull_memory.h"
#include "tests/support/temporary_directory.h"

using corpus::Archive;
using corpus::PullMemory;

namespace {

void put(Archive& archive, const std::string& key) {
  corpus::Record record;
  record.document.key = key;
  record.document.title = "Title of " + key;
  archive.put(record, {"test", "json-lines", corpus::now_utc(), "1", {}});
}

}  // namespace

TEST_CASE("what is known of a site's items is there again when it is opened anew, and of that site alone") {
  const tests::TemporaryDirectory directory;
  Archive archive(directory / "archive.db", Archive::Access::read_write);
  put(archive, "a");
  {
    PullMemory memory(directory / "pull.db", "one");
    memory.remember(archive, "post", {{7, {"2026-01-01T00:00:00", "wp:a/?p=7"}}, {8, {"", ""}}});
    memory.remember(archive, "page", {{9, {"2026-01-02T00:00:00", "wp:a/?p=9"}}});
    memory.set_compared(1234);
  }
  PullMemory memory(directory / "pull.db", "one");
  CHECK_FALSE(memory.follow(archive));
  const auto posts = memory.items("post");
  REQUIRE(posts.size() == 2);
  CHECK(posts.at(7).modified == "2026-01-01T00:00:00");
  CHECK(posts.at(7).key == "wp:a/?p=7");
  CHECK(memory.types() == std::map<std::string, std::int64_t>{{"page", 1}, {"post", 2}});
  CHECK(memory.compared() == 1234);
  memory.forget(archive, "post", 7);
  CHECK(memory.items("post").size() == 1);

  const PullMemory other(directory / "pull.db", "two");
  CHECK(other.items("post").empty());
  CHECK(other.compared() == 0);
}

TEST_CASE("it is forgotten where the archive is another one, or an older one went another way") {
  const tests::TemporaryDirectory directory;
  Archive archive(directory / "archive.db", Archive::Access::read_write);
  put(archive, "a");
  PullMemory memory(directory / "pull.db", "one");
  memory.remember(archive, "post", {{7, {"2026-01-01T00:00:00", "wp:a/?p=7"}}});
  put(archive, "b");
  CHECK_FALSE(memory.follow(archive));  // it has only gone on
  CHECK(memory.items("post").size() == 1);

  Archive another(directory / "another.db", Archive::Access::read_write);
  put(another, "a");
  CHECK(memory.follow(another));
  CHECK(memory.items("post").empty());

  memory.remember(archive, "post", {{7, {"2026-01-01T00:00:00", "wp:a/?p=7"}}});
  CHECK_FALSE(memory.follow(archive));
}

TEST_CASE("an answer is kept until nobody asks for it any more") {
  const tests::TemporaryDirectory directory;
  corpus::WebAnswer answer;
  answer.status = 200;
  answer.body = std::string("[1]\0x", 5);
  answer.validators = {"\"e\"", "Sun"};
  answer.total = 3;
  answer.next = "http://a/2";
  PullMemory memory(directory / "pull.db", "one");
  CHECK_FALSE(memory.answer("http://a/1"));
  memory.keep_answer("http://a/1", answer);
  const auto kept = memory.answer("http://a/1");
  REQUIRE(kept);
  CHECK(kept->body == answer.body);
  CHECK(kept->validators.etag == "\"e\"");
  CHECK(kept->validators.last_modified == "Sun");
  CHECK(kept->total == 3);
  CHECK_FALSE(kept->pages);
  CHECK(kept->next == "http://a/2");
  memory.drop_unused_answers();
  memory.drop_unused_answers();
  CHECK_FALSE(memory.answer("http://a/1"));
}

TEST_CASE("a damaged memory is made anew, for it can be had again") {
  const tests::TemporaryDirectory directory;
  std::ofstream(directory / "pull.db")
      << "this is no database, and longer than a head of one would have to be "
         "to be taken for an empty file by anybody who looks at it for that";
  PullMemory memory(directory / "pull.db", "one");
  CHECK(memory.types().empty());
}
