#include "analyzers/passages.h"

#include <doctest/doctest.h>

#include <random>

#include "analyzers/utf8.h"

using analyzers::Analyzer;
using analyzers::best_passage;
using analyzers::best_passages;
using analyzers::marks_in;
using analyzers::Passage;
using analyzers::WantedTerm;

namespace {

std::u32string points_of(std::string_view text) {
  std::u32string points;
  analyzers::for_each_code_point(text, [&points](char32_t c) { points += c; });
  return points;
}

std::string repeated(std::string_view piece, int times) {
  std::string text;
  for (; times > 0; --times) text += piece;
  return text;
}

/// `text` with [ and ] round its marks.
std::string marked(std::string_view text, const std::vector<std::pair<std::uint32_t, std::uint32_t>>& marks) {
  std::string shown;
  std::size_t next = 0;
  std::uint32_t at = 0;
  bool open = false;
  const auto border = [&] {
    if (open && marks[next].second == at) {
      shown += ']';
      open = false;
      ++next;
    }
    if (!open && next < marks.size() && marks[next].first == at) {
      shown += '[';
      open = true;
    }
  };
  analyzers::for_each_code_point(text, [&](char32_t c) {
    border();
    analyzers::append_code_point(shown, c);
    ++at;
  });
  border();
  return shown;
}

/// Whether marks are in order, not empty, and inside a text of `length` code points.
bool are_marks(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& marks, std::size_t length) {
  std::uint32_t end = 0;
  for (const auto& mark : marks) {
    if (mark.first < end || mark.second <= mark.first || mark.second > length) return false;
    end = mark.second;
  }
  return true;
}

std::string shown(const Passage& passage) {
  return (passage.cut_before ? "…" : "") + marked(passage.text, passage.marks) +
         (passage.cut_after ? "…" : "");
}

const char* const report =
    "The ministers met in Rome. They spoke of many things, of roads and rivers and of schools.\n\n"
    "Later that day the Coalition announced more support for Mosul. Returning families found schools open "
    "again, and "
    "the bridge stood. Mosul had waited three years. Nothing more was said on that day by anyone.";

}  // namespace

TEST_CASE("a passage begins at the sentence that holds most of what is wanted") {
  const Analyzer analyzer;
  struct Row {
    std::string why;
    std::vector<WantedTerm> wanted;
    std::size_t longest;
    std::string passage;
  };
  const Row rows[] = {
      {"two terms together",
       {{"support"}, {"famili"}},
       100,
       "…Later that day the Coalition announced more [support] for Mosul. Returning [families] found schools "
       "open…"},
      {"one term, earliest",
       {{"school"}},
       80,
       "…They spoke of many things, of roads and rivers and of [schools]. Later that day…"},
      {"exact form",
       {{"families", true}},
       60,
       "…Returning [families] found schools open again, and the bridge…"},
      {"exact form that is not there", {{"family", true}}, 31, "The ministers met in Rome. They…"},
      {"nothing wanted", {}, 26, "The ministers met in Rome.…"},
      {"at the end", {{"anyon"}}, 60, "…Nothing more was said on that day by [anyone]."},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const auto passage = best_passage(analyzer, report, row.wanted, row.longest);
    CHECK(points_of(passage.text).size() <= row.longest);
    CHECK(shown(passage) == row.passage);
  }
}

TEST_CASE("a passage shows what is wanted even where its sentence began long before") {
  const Analyzer analyzer;
  const std::string text = "First" + repeated(" and on", 200) + " to Raqqa" + repeated(" and off", 200);
  const auto passage = best_passage(analyzer, text, {{"raqqa"}}, 60);
  CHECK(passage.cut_before);
  CHECK(passage.cut_after);
  REQUIRE(passage.marks.size() == 1);
  CHECK(points_of(passage.text).substr(passage.marks[0].first, 5) == U"Raqqa");
  CHECK(passage.marks[0].first >= 8);
}

TEST_CASE("a short text is its own passage, white space folded") {
  const Analyzer analyzer;
  const auto passage = best_passage(analyzer, "  Daesh \n\n lost\tMosul  ", {{"mosul"}});
  CHECK(shown(passage) == "Daesh lost [Mosul]");
  CHECK(best_passage(analyzer, "", {{"mosul"}}).text.empty());
  CHECK(best_passage(analyzer, " \n ", {{"mosul"}}).text.empty());
  CHECK(best_passage(analyzer, "Mosul", {{"mosul"}}, 0).text.empty());
}

TEST_CASE("marks cover the written word with its marks and clitics") {
  const Analyzer analyzer;
  struct Row {
    std::string text;
    std::vector<WantedTerm> wanted;
    std::string marked;
  };
  const Row rows[] = {
      {"والمقاتلـــون في المُوصِلِ.", {{"مقاتل"}, {"موصل"}}, "[والمقاتلـــون] في [المُوصِلِ]."},
      {"the Coalition’s partners", {{"coalit"}}, "the [Coalition’s] partners"},
      {"#StopDaesh now", {{"daesh"}}, "#Stop[Daesh] now"},
      {"دا\xE2\x80\x8Fعش", {{"داعش"}}, "[دا\xE2\x80\x8Fعش]"},
      {"Mosul Mosul", {{"mosul"}}, "[Mosul] [Mosul]"},
      {"Mosul", {{"raqqa"}}, "Mosul"},
      {"families", {{"family", true}}, "families"},
      {"family", {{"family", true}}, "[family]"},
      {"💩 Mosul", {{"mosul"}}, "💩 [Mosul]"},
      {"", {{"mosul"}}, ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(marked(row.text, marks_in(analyzer, row.text, row.wanted)) == row.marked);
    CHECK(shown(best_passage(analyzer, row.text, row.wanted)) == row.marked);
  }
}

TEST_CASE("a phrase is marked as one") {
  const Analyzer analyzer;
  const WantedTerm phrase{"foreign", true, {"terrorist", "fighters"}};
  const WantedTerm arabic{"القوات", true, {"الامنيه"}};
  struct Row {
    std::string text;
    std::vector<WantedTerm> wanted;
    std::string marked;
  };
  const Row rows[] = {
      {"Foreign terrorist fighters left.", {phrase}, "[Foreign terrorist fighters] left."},
      {"a foreign, terrorist fighters", {phrase}, "a [foreign, terrorist fighters]"},
      {"foreign terrorist groups", {phrase}, "foreign terrorist groups"},
      {"foreign foreign terrorist fighters", {phrase}, "foreign [foreign terrorist fighters]"},
      {"a fighter, foreign terrorist fighters",
       {phrase, {"fighter"}},
       "a [fighter], [foreign terrorist fighters]"},
      {"القُوّات الأمنيّة", {arabic}, "[القُوّات الأمنيّة]"},
      {"القوات الجوية الأمنية", {arabic}, "القوات الجوية الأمنية"},
      {"no no no", {{"no", true, {"no"}}}, "[no no] no"},
      {"foreign terrorist", {phrase}, "foreign terrorist"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.text);
    CHECK(marked(row.text, marks_in(analyzer, row.text, row.wanted)) == row.marked);
    CHECK(shown(best_passage(analyzer, row.text, row.wanted)) == row.marked);
  }
}

TEST_CASE("a second passage shows what the first has not") {
  const Analyzer analyzer;
  const auto report = "Mosul and Raqqa were freed." + repeated(" Nothing more was said of it.", 20) +
                      " Schools opened again in Sinjar." + repeated(" And so on it went.", 20);
  const auto both = best_passages(analyzer, report, {{"mosul"}, {"raqqa"}, {"sinjar"}}, 60);
  REQUIRE(both.size() == 2);
  CHECK(shown(both[0]).starts_with("[Mosul] and [Raqqa] were freed."));
  CHECK(shown(both[1]).find("[Sinjar]") != std::string::npos);
  CHECK(both[1].cut_before);
  CHECK(best_passages(analyzer, report, {{"mosul"}, {"raqqa"}}, 60).size() == 1);
  CHECK(best_passages(analyzer, report, {{"nothing"}}, 60).size() == 1);
  CHECK(best_passages(analyzer, report, {{"baghdad"}}, 60).size() == 1);
  CHECK(best_passages(analyzer, "", {{"baghdad"}}, 60).empty());
}

TEST_CASE("two passages never overlap and each shows a word of its own") {
  const Analyzer analyzer;
  std::mt19937 random(2019);
  for (int i = 0; i < 2'000; ++i) {
    std::string text;
    const char* const words[] = {"mosul", "raqqa", "sinjar", "of", "and. Then", "went", "on"};
    for (auto size = random() % 80; size > 0; --size)
      text += std::string(words[random() % std::size(words)]) + " ";
    CAPTURE(text);
    const std::vector<WantedTerm> wanted{{"mosul"}, {"raqqa"}, {"sinjar"}};
    const auto passages = best_passages(analyzer, text, wanted, 10 + random() % 60);
    REQUIRE(passages.size() <= 2);
    if (passages.size() == 2) CHECK_FALSE(passages[1].marks.empty());
    for (const auto& passage : passages) REQUIRE(are_marks(passage.marks, points_of(passage.text).size()));
    std::size_t points = 0;
    for (const auto& passage : passages) points += points_of(passage.text).size();
    REQUIRE(points <= text.size());
  }
}

TEST_CASE("a word longer than the passage is cut") {
  const Analyzer analyzer;
  const std::string text(10'000, 'a');
  const auto passage = best_passage(analyzer, text, {{std::string(64, 'a'), true}}, 100);
  CHECK(passage.text == std::string(100, 'a'));
  CHECK(passage.cut_after);
  CHECK(passage.marks == std::vector<std::pair<std::uint32_t, std::uint32_t>>{{0, 100}});
}

TEST_CASE("passages of any bytes are well-formed, short enough, and marked inside") {
  const Analyzer analyzer;
  static const char* const pieces[] = {"Mosul",        "الموصل", " ", "\n", ". ", "؟ ",
                                       "U.S.",         "\xFF",   "é", "💩",  "a",  "#MosulNow",
                                       "\xE2\x80\x8F", "中文",   "»"};
  std::mt19937 random(2014);
  for (int i = 0; i < 3'000; ++i) {
    std::string text;
    for (auto size = random() % 60; size > 0; --size) text += pieces[random() % std::size(pieces)];
    const std::size_t longest = 1 + random() % 80;
    CAPTURE(text);
    CAPTURE(longest);
    const auto passage = best_passage(analyzer, text, {{"mosul"}, {"موصل"}, {"a", true}}, longest);
    REQUIRE(are_marks(passage.marks, points_of(passage.text).size()));
    REQUIRE(points_of(passage.text).size() <= longest);
  }
}
