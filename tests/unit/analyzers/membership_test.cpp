// Since when a partner is a member: the form, and what ours says.
#include "analyzers/membership.h"

#include <doctest/doctest.h>

#include <string>

#include "tests/support/places.h"

using namespace analyzers;

TEST_CASE("a membership is one date or two, each to the year, month or day") {
  CHECK(read_membership("2020-11-10") == Membership{"2020-11-10", "2020-11-10"});
  CHECK(read_membership("2014") == Membership{"2014", "2014"});
  CHECK(read_membership("2014-09/2015-10-01") == Membership{"2014-09", "2015-10-01"});
  CHECK(read_membership("2014-09/2014") == Membership{"2014-09", "2014"});
  CHECK(read_membership("2020-02-29").has_value());
}

TEST_CASE("anything else is none") {
  for (const std::string text : {"",
                                 "/",
                                 "2014/",
                                 "/2014",
                                 "14",
                                 "2014-13",
                                 "2014-00",
                                 "2014-9",
                                 "2019-02-29",
                                 "2014-09-31",
                                 "2014/09",
                                 "2015/2014",
                                 "2014-09-24/2014-09-23",
                                 "2014-09 ",
                                 "soon",
                                 "2014-09/2015/2016",
                                 "+014",
                                 "20 4",
                                 "2014-+1",
                                 "2014_09",
                                 "٢٠١٤"}) {
    CAPTURE(text);
    CHECK_FALSE(read_membership(text).has_value());
  }
}

TEST_CASE("our partners say since when they are members where a source does, and nothing else") {
  const auto vocabulary = Vocabulary::load(tests::vocabulary_folder());
  const auto of = [&](const char* id) { return membership_of(*vocabulary.find(EntryType::partner, id)); };
  CHECK(of("mauritania") == Membership{"2020-11-10", "2020-11-10"});
  CHECK(of("kenya") == Membership{"2018-02-13", "2019-02-06"});
  CHECK_FALSE(of("thailand").has_value());
  int known = 0;
  for (const auto& partner : vocabulary.entries(EntryType::partner)) {
    CAPTURE(partner.id);
    const auto membership = membership_of(partner);
    CHECK(membership.has_value() == !partner.facts.at("member_since").empty());
    if (!membership) continue;
    ++known;
    CHECK(membership->from >= "2014-09");
    CHECK(!partner.facts.at("source").empty());
  }
  CHECK(known >= 30);
}
