// Completions over a real index: what is offered for letters typed, in which order, and for letters typed
// wrongly.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "searchd/search/completion_index.h"
#include "tests/support/small_index.h"
#include "tests/support/small_vocabulary.h"

using searchd::Completion;
using searchd::CompletionKind;
using searchd::CompletionMatch;

namespace {

struct Archive {
  Archive() {
    put("a", "Mosul University opens its library", "Italy and France helped.");
    put("b", "Mosul University honours its students", "Italy paid for the books.");
    put("c", "Prayers in Mosul", "The air strike is past. al-Qurayshi is dead.");
    put("d", "جامعة الموصل تفتح أبوابها", "قدمت إيطاليا المعدات.");
    put("e", "أهالي الموصل يعودون", "قال القرشي شيئا. #DefeatDaesh");
    gone = put("f", "Mosquitoes in summer", "Nothing.");
    index.withdraw(gone);
    index.update();
  }

  corpus::DocumentId put(const std::string& key, const std::string& title, const std::string& body) {
    return index.put_json(R"({"kind":"news","key":"test:)" + key + R"(","title":")" + title +
                          R"(","body":")" + body + "\"}");
  }

  tests::SmallIndex index{tests::small_vocabulary()};
  corpus::DocumentId gone;
};

searchd::Searcher& searcher() {
  static Archive archive;
  static searchd::Searcher searcher(archive.index.view());
  return searcher;
}

std::vector<Completion> completions(const std::string& typed, std::size_t most = 8) {
  return searcher().suggest(typed, most, tests::far_deadline()).completions;
}

Completion first(const std::string& typed) {
  const auto found = completions(typed);
  return found.empty() ? Completion{} : found.front();
}

bool has(const std::vector<Completion>& list, const std::string& text) {
  return std::any_of(list.begin(), list.end(), [&text](const Completion& c) { return c.text == text; });
}

}  // namespace

TEST_CASE("letters typed are completed from names, titles and what titles share, in both scripts") {
  struct Row {
    const char *typed, *text;
    CompletionKind kind;
    CompletionMatch match;
  };
  const Row rows[] = {
      {"ital", "Italy", CompletionKind::partner, CompletionMatch::start},
      {"ITALY", "Italy", CompletionKind::partner, CompletionMatch::whole},
      {"إيط", "إيطاليا", CompletionKind::partner, CompletionMatch::start},
      {"ايط", "إيطاليا", CompletionKind::partner, CompletionMatch::start},
      {"mosul uni", "Mosul University", CompletionKind::phrase, CompletionMatch::start},
      {"pray", "Prayers in Mosul", CompletionKind::title, CompletionMatch::start},
      {"#defeat", "#defeatdaesh", CompletionKind::hashtag, CompletionMatch::start},
      {"milit", "Military campaign", CompletionKind::topic, CompletionMatch::start},
      {"library mosul", "Mosul University opens its library", CompletionKind::title, CompletionMatch::words},
  };
  for (const auto& row : rows) {
    CAPTURE(row.typed);
    const auto found = first(row.typed);
    CHECK(found.text == row.text);
    CHECK(found.kind == row.kind);
    CHECK(found.match == row.match);
  }
}

TEST_CASE("a name brings the same in the other language and the number of documents that carry it") {
  const auto english = first("italy");
  CHECK(english.other == "إيطاليا");
  CHECK(english.documents == 3);
  CHECK_FALSE(english.arabic);
  const auto arabic = first("إيطاليا");
  CHECK(arabic.other == "Italy");
  CHECK(arabic.arabic);
  CHECK(first("italian").matched == "italian");
  CHECK(first("italian").text == "Italy");
}

TEST_CASE("an article, and what is bound to it, may be left out or put before") {
  for (const std::string typed : {"موصل", "الموصل", "بالموصل", "والموصل"}) {
    CAPTURE(typed);
    CHECK(has(completions(typed), "جامعة الموصل تفتح أبوابها"));
  }
}

TEST_CASE("misspelt words and names are completed all the same, and it is told") {
  CHECK(first("itly").text == "Italy");
  CHECK(first("itly").match == CompletionMatch::name);
  CHECK(first("libarry").text == "Mosul University opens its library");
  CHECK(first("quraischi").match == CompletionMatch::name);
  CHECK(first("quraischi").text == "Abu Ibrahim al-Qurayshi");
  CHECK(first("libarry").match == CompletionMatch::spelling);
  CHECK(completions("mx").empty());  // two letters have too many neighbours
}

TEST_CASE("what was typed on the other keyboard is completed where nothing else fits") {
  CHECK(first("Yd'hgdh").text == "إيطاليا");
  CHECK(first("Yd'hgdh").match == CompletionMatch::keyboard);
  CHECK(first("هفشم").text == "Italy");
}

TEST_CASE("what finds nothing is not offered: withdrawn titles, names that no document has") {
  CHECK(completions("mosqui").empty());
  CHECK(completions("united k").empty());
  CHECK(completions("").empty());
  CHECK(completions("  ...  ").empty());
  CHECK(completions(std::string(5000, 'x')).empty());
  CHECK(completions("\xFF\xFE").empty());
}

TEST_CASE("no text is offered twice, and never more than asked for") {
  for (const std::string typed : {"m", "mos", "ا", "i", "a"}) {
    for (const std::size_t most : {1, 3, 20}) {
      CAPTURE(typed);
      const auto found = completions(typed, most);
      CHECK(found.size() <= most);
      for (std::size_t at = 0; at < found.size(); ++at) {
        for (std::size_t other = at + 1; other < found.size(); ++other)
          CHECK(found[at].text != found[other].text);
      }
    }
  }
}

TEST_CASE("articles fall where enough is left") {
  CHECK(searchd::without_article("والموصل") == "موصل");
  CHECK(searchd::without_article("للموصل في العراق") == "موصل في العراق");
  CHECK(searchd::without_article("الى") == "الى");
  CHECK(searchd::without_article("بالي") == "بالي");
  CHECK(searchd::without_article("mosul") == "mosul");
}
