// Where sentences begin and end, and which are the same.
#include "corpus/sentences.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using Texts = std::vector<std::string>;

Texts texts_of(const std::string& text) {
  Texts texts;
  for (const auto& sentence : corpus::sentences_of(text))
    texts.push_back(text.substr(sentence.begin, sentence.end - sentence.begin));
  return texts;
}

std::string key_of(const std::string& text) {
  const auto sentences = corpus::sentences_of(text);
  REQUIRE(sentences.size() == 1);
  return sentences.front().key;
}

}  // namespace

TEST_CASE("a document has the keys of its title, summary and body") {
  corpus::Document document;
  document.title = "The partners met in Rome today";
  document.summary = "They will meet again in spring!";
  document.body = "Too short. Nobody at all was left there.\nThe partners met in Rome today.\n";
  const std::vector<std::string> keys = {key_of(document.title), key_of(document.summary),
                                         key_of("Nobody at all was left there."), key_of(document.title)};
  CHECK(corpus::sentence_keys(document) == keys);
}

TEST_CASE("a text is taken apart into its sentences of six words and more") {
  struct Row {
    const char* text;
    Texts sentences;
  };
  const Row rows[] = {
      {"", {}},
      {"Too short. Six words are not too few.", {"Six words are not too few."}},
      {"The partners met in Rome today. They will meet again in spring!",
       {"The partners met in Rome today.", "They will meet again in spring!"}},
      {"A line without a full stop\nand the line that follows after it",
       {"A line without a full stop", "and the line that follows after it"}},
      {"U.S. troops left the base at noon. Nobody at all was left there.",
       {"U.S. troops left the base at noon.", "Nobody at all was left there."}},
      {"On Monday Gen. Smith spoke to the press. It took 2.5 hours in all.",
       {"On Monday Gen. Smith spoke to the press.", "It took 2.5 hours in all."}},
      {"\"We will rebuild every school there.\" He left the room after that.",
       {"\"We will rebuild every school there.\"", "He left the room after that."}},
      {"هل عادت العائلات إلى بيوتها في الموصل؟ عادت آلاف منها في هذا الشهر وحده.",
       {"هل عادت العائلات إلى بيوتها في الموصل؟", "عادت آلاف منها في هذا الشهر وحده."}},
      {"He said it again: \"We will stand by the people.\" Then they all left the room.",
       {"\"We will stand by the people.\"", "Then they all left the room."}},
      {"  Spaces around a sentence do not count  \n", {"Spaces around a sentence do not count"}},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(texts_of(row.text) == row.sentences);
  }
}

TEST_CASE("the same words are the same sentence, whatever their case, signs and marks") {
  const auto key = key_of("The Coalition stands by the people of Iraq.");
  CHECK(key.size() == 12);
  CHECK(key_of("the coalition stands by the people of Iraq") == key);
  CHECK(key_of("“The Coalition stands by the people of Iraq!”") == key);
  CHECK(key_of("The Coalition stands by the people of Syria.") != key);
  CHECK(key_of("يقف التحالفُ إلى جانب الشعب العراقيّ اليوم") ==
        key_of("يقف التحالف الى جانب الشعب العراقي اليوم."));
}
