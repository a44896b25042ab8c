// The vocabulary of an index: beginnings, similar spellings, names.
#include "searchd/search/index_words.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "analyzers/name_key.h"
#include "analyzers/utf8.h"
#include "searchd/search/spelling_distance.h"
#include "tests/support/temporary_directory.h"

using searchd::IndexWords;

namespace {

/// A database in which each word is in as many documents as is said.
Xapian::WritableDatabase database_of(const std::map<std::string, int>& words) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  int most = 0;
  for (const auto& [word, documents] : words) most = std::max(most, documents);
  for (int number = 0; number < most; ++number) {
    Xapian::Document document;
    for (const auto& [word, documents] : words) {
      if (number >= documents) continue;
      document.add_term(word);
      document.add_term("Z" + word);
    }
    for (const auto* other : {"XSHOWN", "Qabc", "XA:US", "XPARTNERitaly", "Sdaesh", "ZSdaesh"}) {
      document.add_boolean_term(other);
    }
    database.add_document(document);
  }
  return database;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::u32string letters(const std::string& text) {
  std::u32string all;
  analyzers::for_each_code_point(text, [&all](char32_t letter) { all += letter; });
  return all;
}

// The whole table, as the books have it.
std::size_t distance_by_table(const std::u32string& a, const std::u32string& b) {
  std::vector<std::vector<std::size_t>> table(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        table[i][j] = i + j;
        continue;
      }
      table[i][j] = std::min(
          {table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) table[i][j] = std::min(table[i][j], table[i - 2][j - 2] + 1);
    }
  }
  return table[a.size()][b.size()];
}

std::string random_word(std::mt19937& random, const std::vector<std::string>& alphabet, std::size_t longest) {
  std::string word;
  for (auto count = 1 + random() % longest; count > 0; --count) word += alphabet[random() % alphabet.size()];
  return word;
}

const std::vector<std::string> kLatin = {"a", "b", "c", "d", "7"};
const std::vector<std::string> kArabic = {"ا", "ب", "ت", "ن", "ي"};

}  // namespace

TEST_CASE("how often a form or a stem stands in the index is what the index says") {
  auto database = database_of({{"daesh", 3}, {"داعش", 2}, {"2018", 1}, {"zebra", 1}});
  Xapian::Document capitals;
  capitals.add_term("ZUS");
  database.add_document(capitals);
  const IndexWords words(database);
  for (const std::string term : {"daesh", "Zdaesh", "داعش", "Zداعش", "2018", "Z2018", "zebra", "Zzebra",
                                 "dae", "Zdaeshs", "Zداعشي", "z", "\xFF", "Z9"}) {
    CAPTURE(term);
    REQUIRE(words.frequency_of(term).has_value());
    CHECK(*words.frequency_of(term) == database.get_termfreq(term));
  }
  for (const std::string other : {"", "Z", "ZUS", "XSHOWN", "Qabc", "XA:US", "Sdaesh", "ZSdaesh", "US"}) {
    CAPTURE(other);
    CHECK_FALSE(words.frequency_of(other).has_value());
  }
}

TEST_CASE("words are those that the writer left of the same commit, else those of the terms") {
  const tests::TemporaryDirectory directory;
  Xapian::WritableDatabase database((directory / "main").string(), Xapian::DB_CREATE_OR_OPEN);
  for (int number = 0; number < 3; ++number) {
    Xapian::Document document;
    document.add_term("mosul");
    database.add_document(document);
  }
  database.commit();
  const Xapian::Database main((directory / "main").string());
  const indexer::IndexedWords left(database_of({{"mosul", 2}}));  // so that one sees which are read
  left.write(directory / "main", main);
  CHECK(IndexWords(main, directory / "main").frequency_of("mosul") == 2);
  CHECK(IndexWords(main).frequency_of("mosul") == 3);
  database.add_document({});
  database.commit();
  const Xapian::Database later((directory / "main").string());
  CHECK(IndexWords(later, directory / "main").frequency_of("mosul") == 3);
}

TEST_CASE("the words of an index are its terms without a prefix") {
  const auto database = database_of({{"7", 1}, {"2500", 3}, {"mosul", 2}, {"الموصل", 4}, {"zakho", 1}});
  const IndexWords words(database);
  std::vector<std::string> seen;
  for (std::size_t number = 0; number < words.words().size(); ++number) {
    const auto word = words.words()[number];
    seen.push_back(std::string(word.text) + ':' + std::to_string(word.documents) + (word.arabic ? "a" : ""));
  }
  CHECK(joined(seen) == "2500:3 7:1 mosul:2 zakho:1 الموصل:4a");
  CHECK(words.stems().size() == 5);
  REQUIRE(words.find("mosul").has_value());
  CHECK(words.find("mosul")->documents == 2);
  CHECK_FALSE(words.find("mosu").has_value());
  CHECK_FALSE(words.find("").has_value());
}

TEST_CASE("an index without words has none that are alike") {
  const IndexWords words(Xapian::WritableDatabase("", Xapian::DB_BACKEND_INMEMORY));
  bool more = true;
  CHECK(words.beginning_with("mos", 10, more).empty());
  CHECK_FALSE(more);
  CHECK(words.similar("mosul", 2, 10).empty());
  CHECK(words.with_name_key("MSL", true, 10).empty());
}

TEST_CASE("words that begin with some letters come in the order of how many documents have them") {
  const auto database = database_of(
      {{"terror", 2}, {"terrorism", 5}, {"terrorist", 5}, {"terrible", 1}, {"tent", 9}, {"الإرهاب", 1}});
  const IndexWords words(database);
  bool more = false;
  CHECK(joined(words.beginning_with("terr", 10, more)) == "terrorism terrorist terror terrible");
  CHECK_FALSE(more);
  CHECK(joined(words.beginning_with("terr", 2, more)) == "terrorism terrorist");
  CHECK(more);
  CHECK(joined(words.beginning_with("terrorism", 2, more)) == "terrorism");
  CHECK_FALSE(more);
  CHECK(words.beginning_with("zzz", 2, more).empty());
  CHECK(joined(words.beginning_with("الإ", 5, more)) == "الإرهاب");
}

TEST_CASE("similar words are of the same script, the nearest first, of these the most frequent") {
  const auto database = database_of({{"mosul", 5},
                                     {"mosil", 2},
                                     {"mousl", 1},
                                     {"mossul", 3},
                                     {"mosque", 9},
                                     {"raqqa", 1},
                                     {"الموصل", 1},
                                     {"الموصلي", 1}});
  const IndexWords words(database);
  const auto told = [&words](const char* word, std::size_t distance, std::size_t most) {
    std::string text;
    for (const auto& similar : words.similar(word, distance, most)) {
      text += similar.text + std::to_string(similar.distance) + ' ';
    }
    return text;
  };
  CHECK(told("mosul", 1, 9) == "mossul1 mosil1 mousl1 ");
  CHECK(told("mosul", 1, 1) == "mossul1 ");
  CHECK(told("mosul", 3, 9) == "mossul1 mosil1 mousl1 mosque2 ");
  CHECK(told("mosul", 2, 9) == "mossul1 mosil1 mousl1 mosque2 ");
  CHECK(told("msoul", 1, 9) == "mosul1 ");
  CHECK(told("الموصلل", 1, 9) == "الموصل1 الموصلي1 ");
  CHECK(told("", 2, 9).empty());
  CHECK(words.similar(std::string(65, 'a'), 2, 9).empty());
}

TEST_CASE("similar words are all of those that the whole table of distances finds") {
  std::mt19937 random(2014);
  std::map<std::string, int> made;
  while (made.size() < 600) made[random_word(random, made.size() % 2 == 0 ? kLatin : kArabic, 7)] = 1;
  const auto database = database_of(made);
  const IndexWords words(database);
  for (int round = 0; round < 60; ++round) {
    const bool arabic = round % 2 == 0;
    const auto asked = random_word(random, arabic ? kArabic : kLatin, 8);
    const auto farthest = 1 + static_cast<std::size_t>(round) % 3;
    CAPTURE(asked);
    std::vector<std::tuple<std::size_t, std::string>> by_table;
    std::vector<std::tuple<std::size_t, std::string>> found;
    for (std::size_t number = 0; number < words.words().size(); ++number) {
      const auto word = words.words()[number];
      const std::string text(word.text);
      const auto distance = distance_by_table(letters(asked), letters(text));
      if (word.arabic == arabic && text != asked && distance <= farthest)
        by_table.emplace_back(distance, text);
    }
    for (const auto& similar : words.similar(asked, farthest, 10000)) {
      found.emplace_back(similar.distance, similar.text);
    }
    std::sort(by_table.begin(), by_table.end());
    CHECK(found == by_table);
  }
}

TEST_CASE("the distance of two words is the one that the whole table gives") {
  std::mt19937 random(2015);
  const std::vector<std::string> mixed = {"a", "b", "ا", "ب", "\u0101", "文"};
  for (int round = 0; round < 3000; ++round) {
    const auto a = random_word(random, mixed, round % 5 == 0 ? 64 : 9);
    const auto b = random_word(random, mixed, round % 7 == 0 ? 80 : 9);
    CAPTURE(a);
    CAPTURE(b);
    CHECK(searchd::SpellingDistance(a).to(b) == distance_by_table(letters(a), letters(b)));
  }
  CHECK(searchd::SpellingDistance("").to("ab") == 2);
  CHECK(searchd::SpellingDistance("ab").to("") == 2);
}

TEST_CASE("names are found by their key in the script asked for, those in most documents first") {
  const auto database =
      database_of({{"qurayshi", 2}, {"quraishi", 3}, {"قرشي", 4}, {"mosul", 9}, {"موصل", 1}, {"school", 1}});
  const IndexWords words(database);
  const auto key = analyzers::name_key("قرشي", true);
  REQUIRE(key == analyzers::name_key("qurayshi", false));
  CHECK(joined(words.with_name_key(key, false, 9)) == "quraishi qurayshi");
  CHECK(joined(words.with_name_key(key, false, 1)) == "quraishi");
  CHECK(joined(words.with_name_key(key, true, 9)) == "قرشي");
  CHECK(words.with_name_key("", true, 9).empty());
}

TEST_CASE("stems of one root are found, those in most documents first, itself not among them") {
  const auto database = database_of({{"believ", 2},
                                     {"belief", 3},
                                     {"believingli", 1},
                                     {"bell", 4},
                                     {"دمر", 2},
                                     {"تدمير", 5},
                                     {"دمار", 1},
                                     {"دور", 3}});
  const IndexWords words(database);
  const auto related = [&words](const std::string& stem, std::size_t most) {
    std::vector<std::string> texts;
    for (const auto& word : words.related(stem, most)) texts.emplace_back(word.text);
    return joined(texts);
  };
  CHECK(related("believ", 8) == "belief");
  CHECK(related("belief", 8) == "believ");
  CHECK(related("bell", 8).empty());
  CHECK(related("دمر", 8) == "تدمير دمار");
  CHECK(related("دمر", 1) == "تدمير");
  CHECK(related("مدمر", 8) == "تدمير دمر دمار");  // which the index does not have
  CHECK(related("", 8).empty());
}
