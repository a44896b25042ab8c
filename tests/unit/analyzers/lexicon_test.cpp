// What the lexicon of both languages knows, and how its sources are read.
#include "analyzers/lexicon.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "analyzers/freedict.h"
#include "analyzers/lexicon_sources.h"
#include "tests/support/places.h"

using namespace analyzers;

namespace {

const Analyzer& analyzer() {
  static const Analyzer one;
  return one;
}

const Vocabulary& vocabulary() {
  static const auto one = Vocabulary::load(tests::vocabulary_folder());
  return one;
}

const Lexicon& ours() {
  static const auto one = lexicon_of(vocabulary(), analyzer());
  return one;
}

std::string key_of(std::string_view term) {
  auto words = analyzer().analyze(term);
  std::erase_if(words, [](const Token& word) { return word.stop_word; });
  return lexicon_key(words);
}

/// The stems that render `term`.
std::set<std::string> renderings(const Lexicon& lexicon, std::string_view term) {
  std::set<std::string> stems;
  for (const auto& rendering : lexicon.find(key_of(term), analyzer().fold(term)))
    stems.emplace(rendering.stems);
  return stems;
}

Lexicon made_of(std::vector<std::string> english, std::vector<std::string> arabic) {
  LexiconMaker maker(analyzer());
  maker.add(english, arabic, "test", 1.0F);
  return std::move(maker).make();
}

}  // namespace

TEST_CASE("terms are known in both directions, by any form of their stem") {
  struct Row {
    const char* why;
    const char* english;
    const char* arabic;
  };
  const Row rows[] = {
      {"a place", "Mosul", "الموصل"},
      {"a group", "Daesh", "داعش"},
      {"a partner", "Germany", "ألمانيا"},
      {"a person", "al-Qurayshi", "القرشي"},
      {"an agreed term", "foreign fighters", "المقاتلين الأجانب"},
      {"a ministry", "Ministry of Defence", "وزارة الدفاع"},
      {"a word of the news", "elections", "الانتخابات"},
      {"a broken plural", "attacks", "هجمات"},
      {"a verb that English bends by its vowel", "won", "فاز"},
      {"a territory of ICU's", "Mauritius", "موريشيوس"},
      {"a language of ICU's", "Swahili", "السواحلية"},
      {"a city of ICU's", "Reykjavik", "ريكيافيك"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(renderings(ours(), row.english).contains(key_of(row.arabic)));
    CHECK(renderings(ours(), row.arabic).contains(key_of(row.english)));
  }
}

TEST_CASE("the lexicon of ours is large, well formed and says nothing twice") {
  const auto words = vocabulary().words();
  CHECK(words.size() >= 3000);
  std::set<std::pair<std::string, std::string>> seen;
  for (const auto& line : words) {
    CAPTURE(line.english.front());
    CAPTURE(line.arabic.front());
    CHECK(std::set(line.english.begin(), line.english.end()).size() == line.english.size());
    CHECK(std::set(line.arabic.begin(), line.arabic.end()).size() == line.arabic.size());
    CHECK(seen.emplace(line.english.front(), line.arabic.front()).second);
  }
}

TEST_CASE("acronyms in capitals are looked up by them") {
  const auto found = ours().find(acronym_key("US"), "us");
  const auto is_america = [](const Rendering& rendering) {
    return rendering.stems == key_of("الولايات المتحدة");
  };
  CHECK(std::any_of(found.begin(), found.end(), is_america));
  CHECK_FALSE(ours().contains("us"));
}

TEST_CASE("a rendering says which form its source lists") {
  const auto lexicon = made_of({"attack", "assault"}, {"هجوم"});
  const auto found = lexicon.find(key_of("attack"), "attack");
  REQUIRE(found.size() == 1);
  CHECK(found.front().same_form);
  CHECK(found.front().source == "test");
  CHECK(found.front().shown == "هجوم");
  CHECK_FALSE(lexicon.find(key_of("attack"), "attacks").front().same_form);
}

TEST_CASE("what cannot be looked up is left out") {
  CHECK(renderings(made_of({"one two three four five six"}, {"واحد"}), "واحد").empty());
  CHECK(renderings(made_of({"the of"}, {"كتاب"}), "كتاب").empty());
  CHECK(made_of({}, {"كتاب"}).size() == 0);
  const Lexicon none;
  CHECK(none.find("mosul", "mosul").empty());
  CHECK_FALSE(none.contains("mosul"));
}

TEST_CASE("an entry of dictd is read at the place that the index names") {
  const std::string text = "Attack /x/\n1. الهجوم\n2. الإعتداء\nHouse\nالبيت\n";
  const auto second = text.find("House");
  std::string index = "00databaseinfo\tA\tB\nattack\tA\t";
  const std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  index += digits[second];
  index += std::string("\nhouse\t") + digits[second] + "\tR\nbeyond\tA\t////\nbroken\nbad\t*\tB\n";
  std::vector<std::string> senses;
  for_each_sense(index, text, [&senses](std::string_view headword, std::string_view sense, int number) {
    senses.push_back(std::string(headword) + "=" + std::string(sense) + "/" + std::to_string(number));
  });
  CHECK(senses == std::vector<std::string>{"Attack=الهجوم/1", "Attack=الإعتداء/2", "House=البيت/1"});
}

TEST_CASE("the installed dictionaries are read; where there are none that is no error") {
  CHECK_FALSE(read_freedict("/nowhere", analyzer()).has_value());
  const auto dictionary = read_freedict(kFreedictFolder, analyzer());
  if (!dictionary) {
    MESSAGE("skipped: FreeDict's dictionaries are not installed");
    return;
  }
  CHECK(dictionary->size() > 50'000);
  CHECK(renderings(*dictionary, "breakwater").contains(key_of("الحاجز")));
  CHECK(renderings(*dictionary, "معقوف").contains(key_of("aquiline")));
}
