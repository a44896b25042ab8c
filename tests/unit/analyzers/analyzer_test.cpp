// What holds for the tokens of any text.
#include "analyzers/analyzer.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "analyzers/utf8.h"
#include "analyzers/word_breaker.h"

using analyzers::Analyzer;
using analyzers::Token;

namespace {

bool is_boundary(std::string_view text, std::size_t at) {
  return at == text.size() || !analyzers::continues_code_point(text[at]);
}

std::size_t code_points(std::string_view text) {
  std::size_t count = 0;
  analyzers::for_each_code_point(text, [&count](char32_t) { ++count; });
  return count;
}

bool is_utf8(std::string_view text) {
  bool valid = true;
  analyzers::for_each_code_point(text, [&valid](char32_t c) { valid = valid && c != 0xFFFD; });
  return valid;
}

/// The first thing in which tokens of any bytes break their contract; empty where they keep it.
std::string broken_law(const Token& token, std::size_t size) {
  if (token.begin >= token.end || token.end > size) return "offsets";
  if (token.exact.empty() || token.stem.empty()) return "empty form";
  if (!is_utf8(token.exact) || !is_utf8(token.stem)) return "not UTF-8";
  if (code_points(token.exact) > analyzers::kLongestWord) return "too long";
  for (const auto& special : token.special) {
    if (special.text.empty() || code_points(special.text) > analyzers::kLongestWord) return "special term";
  }
  return {};
}

std::string broken_law(const std::vector<Token>& tokens, std::string_view text) {
  std::size_t begin = 0;
  std::uint32_t position = 0;
  for (const auto& token : tokens) {
    if (token.position != ++position) return "position";
    if (token.begin < begin) return "order";
    if (auto law = broken_law(token, text.size()); !law.empty()) return law;
    begin = token.begin;
  }
  return {};
}

/// Whether two texts have the same tokens, offsets and positions aside.
bool are_same_words(const std::vector<Token>& some, const std::vector<Token>& others) {
  return std::equal(
      some.begin(), some.end(), others.begin(), others.end(), [](const Token& one, const Token& other) {
        return one.exact == other.exact && one.stem == other.stem && one.special == other.special;
      });
}

std::string random_text(std::mt19937& random) {
  static const char* const pieces[] = {"داعش",
                                       "الـ",
                                       "U.S",
                                       "#",
                                       "@",
                                       "_",
                                       "-",
                                       ".",
                                       ",",
                                       "'",
                                       "’",
                                       "٢",
                                       "5",
                                       "a",
                                       "Z",
                                       "é",
                                       "ﷺ",
                                       "💩",
                                       "🇮🇶",
                                       " ",
                                       "\n",
                                       "http://",
                                       "www.",
                                       ".com",
                                       "/",
                                       "%D8%AF",
                                       "t.co",
                                       "\xE2\x80\x8C",
                                       "\xE2\x80\x8F",
                                       "\xFF",
                                       "\xD8",
                                       "\xED\xA0\x80",
                                       "\xF0\x9F",
                                       "ی",
                                       "ـ",
                                       "ً",
                                       "́",
                                       "：",
                                       ":",
                                       "가",
                                       "中文",
                                       "ไทย",
                                       "कि",
                                       "al-",
                                       "ez ",
                                       "٬",
                                       "٫",
                                       "،",
                                       "ISIS",
                                       "s",
                                       "\0x",
                                       "x@y.org"};
  std::string text;
  const auto size = random() % 40;
  for (std::size_t i = 0; i < size; ++i) text += pieces[random() % std::size(pieces)];
  if (random() % 4 == 0 && !text.empty()) text[random() % text.size()] = static_cast<char>(random());
  return text;
}

}  // namespace

TEST_CASE("a token covers its written word with marks, tatweel and clitics") {
  struct Row {
    const char* text;
    std::vector<const char*> written;
  };
  const Row rows[] = {
      {"قالَ مُحَمَّدٌ إنّ", {"قالَ", "مُحَمَّدٌ", "إنّ"}},
      {"والمقاتلـــون، بالعراق", {"والمقاتلـــون", "بالعراق"}},
      {"دا\xE2\x80\x8Fعش هنا", {"دا\xE2\x80\x8Fعش", "هنا"}},
      {"the Coalition’s #StopDaesh", {"the", "Coalition’s", "Stop", "Daesh"}},
      {"U.S. troops", {"U.S.", "troops"}},
      {"٢٬٥٠٠ مقاتل", {"٢٬٥٠٠", "مقاتل"}},
      {"x.org/%D8%AF%D8%A7%D8%B9%D8%B4 y", {"org", "%D8%AF%D8%A7%D8%B9%D8%B4", "y"}},
      {"re\xCC\x81sume\xCC\x81!", {"re\xCC\x81sume\xCC\x81"}},
  };
  const Analyzer analyzer;
  for (const auto& row : rows) {
    const std::string_view text = row.text;
    CAPTURE(text);
    const auto tokens = analyzer.analyze(text);
    REQUIRE(tokens.size() == row.written.size());
    for (std::size_t i = 0; i < tokens.size(); ++i) {
      CHECK(text.substr(tokens[i].begin, tokens[i].end - tokens[i].begin) == row.written[i]);
    }
  }
}

TEST_CASE("tokens of any bytes keep the contract") {
  const Analyzer analyzer;
  std::mt19937 random(2014);
  for (int i = 0; i < 5'000; ++i) {
    const auto text = random_text(random);
    CAPTURE(i);
    CAPTURE(text);
    REQUIRE(broken_law(analyzer.analyze(text), text) == "");
  }
  for (int i = 0; i < 2'000; ++i) {
    std::string bytes(random() % 200, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    REQUIRE(broken_law(analyzer.analyze(bytes), bytes) == "");
  }
}

TEST_CASE("offsets of tokens of well-formed text lie between its code points") {
  const Analyzer analyzer;
  std::mt19937 random(2015);
  int tried = 0;
  for (int i = 0; i < 8'000; ++i) {
    const auto text = random_text(random);
    if (!is_utf8(text)) continue;
    ++tried;
    const auto tokens = analyzer.analyze(text);
    REQUIRE(std::all_of(tokens.begin(), tokens.end(), [&text](const Token& token) {
      return is_boundary(text, token.begin) && is_boundary(text, token.end);
    }));
  }
  CHECK(tried > 100);
}

TEST_CASE("every exact form of letters folds to itself") {
  const Analyzer analyzer;
  std::mt19937 random(2016);
  for (int i = 0; i < 3'000; ++i) {
    for (const auto& token : analyzer.analyze(random_text(random))) {
      const bool has_digits = token.exact.find_first_of("0123456789") != std::string::npos;
      const bool has_spaceless_script =
          token.exact.find_first_of("\xE0\xE1\xE2\xE3\xE4") != std::string::npos;
      if (has_digits || has_spaceless_script || token.light) continue;
      CAPTURE(token.exact);
      REQUIRE(analyzer.fold(token.exact) == token.exact);
    }
  }
}

TEST_CASE("plain words become the tokens that ICU alone would give") {
  const Analyzer analyzer;
  const Analyzer judge{Analyzer::IcuAlone{}};
  std::mt19937 random(2018);
  const auto check_same = [&](const std::string& text) {
    CAPTURE(text);
    REQUIRE(analyzer.analyze(text) == judge.analyze(text));
  };
  for (int i = 0; i < 5'000; ++i) check_same(random_text(random));
  static const char* const plain[] = {"a", "Bc", "US", "al", "com", "www", "'s", "'", "\"", "(",  ")",  "[",
                                      "]", ".",  ",",  ";",  ":",   "!",   "?",  "%", "1",  "23", "-",  "-",
                                      "’", "’",  "‘",  "“",  "”",   "–",   "—",  "…", "د",  "اع", "ال", "ء",
                                      "ً",  "ـ",  "ئ",  "،",  "؛",   "؟",   "«",  "»", "è",  "𐐀",  " "};
  for (int i = 0; i < 60'000; ++i) {
    std::string text;
    for (auto size = random() % 9; size > 0; --size) text += plain[random() % std::size(plain)];
    check_same(text);
  }
}

TEST_CASE("the words of a text are the words of its lines") {
  const Analyzer analyzer;
  std::mt19937 random(2017);
  for (int i = 0; i < 500; ++i) {
    const auto one = random_text(random), other = random_text(random);
    if (analyzers::folded_words(analyzer, one + other).empty()) continue;
    const bool persian =
        (one + other).find("ی") != std::string::npos;  // changes what a non-joiner means in both
    if (persian) continue;
    auto apart = analyzer.analyze(one);
    for (auto& token : analyzer.analyze(other)) apart.push_back(std::move(token));
    std::string together = one;
    together.append("\n").append(other);
    REQUIRE(are_same_words(analyzer.analyze(together), apart));
  }
}

TEST_CASE("texts made to be slow end") {
  const Analyzer analyzer;
  constexpr std::size_t kMegabyte = 1 << 20;
  constexpr std::size_t kLong = 1 << 18;
  const auto repeat = [](std::string_view piece, std::size_t size) {
    std::string text;
    while (text.size() < size) text += piece;
    return text;
  };
  std::string marks = "a";
  for (int i = 0; i < 100'000; ++i) marks += i % 2 == 0 ? "\xCC\x81" : "\xCC\xA7";
  const std::string texts[] = {std::string(kMegabyte, 'a'),
                               repeat("م", kMegabyte),
                               marks,
                               repeat("ـ", kLong),
                               std::string(kLong, '\0'),
                               repeat("\xED\xA0\x80", kLong),
                               repeat("a-", kLong),
                               repeat("a.", kLong),
                               repeat("1,", kLong),
                               repeat("a.b@", kLong),
                               repeat("@", kLong),
                               repeat("#a_", kLong),
                               repeat("http://a.b|", kLong),
                               "http://a.bc/" + std::string(kLong, ')'),
                               repeat("a1", kLong),
                               repeat("'a", kLong),
                               repeat("中", kLong),
                               repeat("ก", kLong / 8),
                               repeat("💩", kLong),
                               repeat("\xE2\x80\x8F", kLong),
                               repeat("\xE2\x80\x8D", kLong),
                               repeat("www.", kLong),
                               repeat("%41", kLong),
                               repeat("ﷺ", kLong / 8)};
  for (const auto& text : texts) {
    CAPTURE(text.substr(0, 16));
    const auto tokens = analyzer.analyze(text);
    CHECK(tokens.size() <= text.size() * 2);
  }
}

TEST_CASE("a stretch longer than the longest is cut between two code points") {
  const Analyzer analyzer;
  std::string text = "a";  // so that the letters of two bytes lie across the cut
  while (text.size() < analyzers::kLongestStretch + 1000) text += "é";
  const auto tokens = analyzer.analyze(text);
  REQUIRE(tokens.size() == 2);
  CHECK(tokens[0].end == tokens[1].begin);
  CHECK(is_boundary(text, tokens[1].begin));
  CHECK(tokens[1].end == text.size());
}

TEST_CASE("folded_words are equal for spellings of one title") {
  const Analyzer analyzer;
  CHECK(analyzers::folded_words(analyzer, "  Al-Qaim: restored to life! ") == "al qaim restored to life");
  CHECK(analyzers::folded_words(analyzer, "الإتحاد، الأوروبيّ") ==
        analyzers::folded_words(analyzer, "الاتحاد الاوروبي"));
  CHECK(analyzers::folded_words(analyzer, "…").empty());
}

TEST_CASE("fold gives the exact form of a word") {
  const Analyzer analyzer;
  CHECK(analyzer.fold("Da’esh") == "daesh");
  CHECK(analyzer.fold("مُحَمَّد") == "محمد");
  CHECK(analyzer.fold("U.S.") == "us");
  CHECK(analyzer.fold("").empty());
}

TEST_CASE("character_trigrams are the runs of three letters") {
  CHECK(analyzers::character_trigrams("تحالف") == std::vector<std::string>{"تحا", "حال", "الف"});
  CHECK(analyzers::character_trigrams("حلب") == std::vector<std::string>{"حلب"});
  CHECK(analyzers::character_trigrams("حل") == std::vector<std::string>{"حل"});
  CHECK(analyzers::character_trigrams("").empty());
}

TEST_CASE("an analyzer can be moved") {
  Analyzer one;
  const Analyzer other = std::move(one);
  CHECK(other.analyze("Daesh").size() == 1);
}
