// How much a text is about its tags: by title, beginning, places and lists.
#include "analyzers/salience.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/unit/analyzers/tagged_rows.h"

using namespace analyzers;

namespace {

struct Read {
  std::vector<Tag> tags;
  std::vector<TagSalience> saliences;

  const TagSalience& of(const std::string& partner) const {
    const auto found = std::find_if(tags.begin(), tags.end(), [&partner](const Tag& tag) {
      return tag.type == EntryType::partner && tag.id == partner;
    });
    REQUIRE(found != tags.end());
    return saliences[static_cast<std::size_t>(found - tags.begin())];
  }
};

Read read(const TextToTag& text) {
  Read read{tests::tagger().tags_of(text), {}};
  read.saliences = saliences_of(read.tags, text);
  return read;
}

}  // namespace

TEST_CASE("a partner in the title is what the text is about, one named once in passing is mentioned") {
  const auto found = read({"Denmark sends trainers", "",
                           "The trainers left on Monday. They work beside soldiers of many nations.\n"
                           "Among their teachers are two officers from Spain.",
                           false});
  CHECK(found.of("denmark").salience == Salience::main);
  CHECK(found.of("denmark").weight == 1.0);
  CHECK(found.of("spain").salience == Salience::mentioned);
  CHECK(found.of("spain").weight < 0.5);
}

TEST_CASE("without a title the first paragraph says it, and being named all over the text") {
  const auto first =
      read({"", "", "Kuwait hosts the ministers.\nThey come from Italy and elsewhere.", false});
  CHECK(first.of("kuwait").salience == Salience::main);
  CHECK(first.of("italy").salience == Salience::mentioned);

  std::string speech = "Mr. President, the world changes.\n";
  for (int part = 0; part < 10; ++part) {
    speech += "Latvia will do its share. Words upon words follow here, of seas and roads and bread.\n";
  }
  speech += "France, France, France and France again are named in one breath.\n";
  const auto found = read({"", "", speech, false});
  CHECK(found.of("latvia").salience == Salience::main);
  CHECK(found.of("latvia").weight == 1.0);
  CHECK(found.of("france").weight < 0.5);
}

TEST_CASE("a summary counts as a beginning") {
  const auto found = read({"A meeting", "Norway gives money.", "It was long. Later Poland spoke.", false});
  CHECK(found.of("norway").salience == Salience::main);
  CHECK(found.of("poland").salience == Salience::mentioned);
}

TEST_CASE("a partner that stands only in a list of members is listed") {
  const auto found = read({"Canada speaks for the members", "",
                           "The members are Albania; Australia; Austria; Belgium; Bulgaria; Canada; Croatia; "
                           "Cyprus; Czechia; Denmark; and in the north Estonia and Finland.",
                           false});
  CHECK(found.of("albania").salience == Salience::listed);
  CHECK(found.of("finland").salience == Salience::listed);
  CHECK(found.of("canada").salience == Salience::main);
  CHECK(found.of("albania").weight < found.of("canada").weight);
}

TEST_CASE("what a source or an editor states has no place in the text and no weight") {
  const std::vector<Tag> tags = {{EntryType::partner, "iraq", "source", {}},
                                 {EntryType::partner, "italy", "name", {{TextField::body, 0, 5}}}};
  const auto saliences = saliences_of(tags, {"", "", "Italy", false});
  CHECK(saliences[0].salience == Salience::stated);
  CHECK(saliences[0].weight == 0);
  CHECK(saliences[1].salience == Salience::main);
}

TEST_CASE("tags of one type do not weigh against those of another") {
  const auto text = TextToTag{"Iraq and its roads", "", "Iraq. Mosul is far.", false};
  const auto found = read(text);
  for (std::size_t i = 0; i < found.tags.size(); ++i) {
    if (found.tags[i].type == EntryType::place) CHECK(found.saliences[i].weight == 1.0);
  }
}

TEST_CASE("spans beyond the text, and a text that is empty, are no danger") {
  const std::vector<Tag> tags = {
      {EntryType::partner, "iraq", "name", {{TextField::body, 4000000000U, 4000000004U}}}};
  CHECK(saliences_of(tags, {"", "", "short", false})[0].weight == 1.0);
  CHECK(saliences_of(tags, {"", "", "", false})[0].weight == 0);
  CHECK(saliences_of({}, {"", "", "text", false}).empty());
}
