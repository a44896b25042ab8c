// Tests of index_schema: terms and value slots that writer and searcher must agree on.
#include "indexer/index_schema.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using indexer::Field;
using indexer::index_term;

TEST_CASE("a term is its field's prefix and the value") {
  struct Row {
    std::string why;
    Field field;
    const char* value;
    const char* term;
  };
  const Row rows[] = {
      {"a folded word stands alone", Field::exact, "داعش", "داعش"},
      {"a stem", Field::stem, "داعش", "Zداعش"},
      {"a capital after a long prefix is set off", Field::acronym, "US", "XA:US"},
      {"so is a colon", Field::hashtag, ":a", "XH::a"},
      {"a small letter needs no colon", Field::hashtag, "isis", "XHisis"},
      {"an Arabic letter needs none", Field::hashtag, "داعش", "XHداعش"},
      {"a digit needs none", Field::joined, "3d", "XJ3d"},
      {"prefixes of one letter never take one", Field::id, "abc", "Qabc"},
      {"a field without a value", Field::shown, "", "XSHOWN"},
      {"partner", Field::partner, "united-kingdom", "XPARTNERunited-kingdom"},
      {"kind", Field::kind, "digest_item", "XKdigest_item"},
      {"language", Field::language, "ar", "Lar"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(index_term(row.field, row.value) == row.term);
  }
}

TEST_CASE("no two fields share a prefix that could be taken for the other's") {
  const Field fields[] = {Field::stem,   Field::trigram, Field::hashtag,  Field::mention, Field::acronym,
                          Field::host,   Field::joined,  Field::name_key, Field::id,      Field::language,
                          Field::kind,   Field::partner, Field::topic,    Field::place,   Field::person,
                          Field::outlet, Field::group,   Field::parent,   Field::shown,   Field::title_exact,
                          Field::alias};
  for (const auto one : fields) {
    for (const auto other : fields) {
      if (one == other) continue;
      CAPTURE(index_term(one, ""));
      CAPTURE(index_term(other, ""));
      CHECK(index_term(one, "a") != index_term(other, "a"));
      CHECK(index_term(one, "A") != index_term(other, "A"));
    }
  }
}

TEST_CASE("a long term is cut at 240 bytes, between two letters") {
  const std::string latin(1000, 'a');
  CHECK(index_term(Field::exact, latin) == std::string(240, 'a'));
  CHECK(index_term(Field::stem, latin) == "Z" + std::string(239, 'a'));

  std::string arabic;
  for (int letter = 0; letter < 200; ++letter) arabic += "ش";  // two bytes each
  CHECK(index_term(Field::exact, arabic).size() == 240);
  CHECK_MESSAGE(index_term(Field::stem, arabic).size() == 239, "half a letter is not kept");

  std::string wide = "a";
  for (int sign = 0; sign < 100; ++sign) wide += "😀";  // four bytes each
  CHECK(index_term(Field::exact, wide).size() == 237);
  CHECK_MESSAGE(index_term(Field::exact, std::string(1000, '\0')).size() == 120,
                "Xapian writes a NUL as two bytes");
}

TEST_CASE("ids go into a slot in order, once each, and come out again") {
  const std::vector<std::string> ids = {"jordan", "iraq", "jordan", "", "bahrain"};
  CHECK(indexer::join_ids(ids) == "bahrain\niraq\njordan");
  CHECK(indexer::split_ids("bahrain\niraq\njordan") == std::vector<std::string>{"bahrain", "iraq", "jordan"});
  CHECK(indexer::join_ids({}).empty());
  CHECK(indexer::split_ids("").empty());
}
