// Tests of what stands between two versions of a text.
#include "corpus/text_difference.h"

#include <doctest/doctest.h>

#include <ctime>
#include <random>
#include <string>
#include <vector>

#include "corpus/text_pieces.h"

using corpus::DifferencePart;
using corpus::TextDifference;

namespace {

// "one [-two-]{+three+} four".
std::string shown(std::string_view earlier, std::string_view later) {
  const auto difference = corpus::difference_between(earlier, later);
  const auto parts = corpus::difference_parts(later, difference);
  REQUIRE(parts.has_value());
  std::string text;
  for (const auto& part : *parts) {
    const std::string words(part.text);
    if (part.kind == DifferencePart::Kind::gone) text += "[-" + words + "-]";
    if (part.kind == DifferencePart::Kind::came) text += "{+" + words + "+}";
    if (part.kind == DifferencePart::Kind::kept) text += words;
  }
  return text;
}

void check_both_ways(const std::string& earlier, const std::string& later) {
  const auto difference = corpus::difference_between(earlier, later);
  CHECK(corpus::earlier_text(later, difference) == earlier);
  std::string again;
  const auto parts = corpus::difference_parts(later, difference);
  REQUIRE(parts.has_value());
  for (const auto& part : *parts) {
    CHECK_FALSE(part.text.empty());
    if (part.kind != DifferencePart::Kind::gone) again += part.text;
  }
  CHECK(again == later);
  CHECK(corpus::is_same(difference) == (earlier == later));
  CHECK(difference == corpus::difference_between(earlier, later));
}

std::string random_text(std::mt19937& random, int words, const std::vector<std::string>& of) {
  std::string text;
  for (; words > 0; --words) text += of[random() % of.size()];
  return text;
}

}  // namespace

TEST_CASE("a difference is told in words, of both scripts") {
  struct Case {
    const char *earlier, *later, *shown;
  };
  const Case cases[] = {
      {"", "", ""},
      {"the same", "the same", "the same"},
      {"", "all of it came", "{+all of it came+}"},
      {"all of it went", "", "[-all of it went-]"},
      {"one", "two", "[-one-]{+two+}"},
      {"Forces took Mosul today.", "Forces took Tikrit today.", "Forces took [-Mosul-]{+Tikrit+} today."},
      {"Forces took Mosul.", "Forces took Mosul and Tikrit.", "Forces took Mosul{+ and Tikrit+}."},
      {"a statement was published", "a statement was", "a statement was[- published-]"},
      {"81 members", "82 members", "[-81-]{+82+} members"},
      {"some 2,500 fighters", "some 2,600 fighters", "some [-2,500-]{+2,600+} fighters"},
      {"it doesn't", "it didn't", "it [-doesn't-]{+didn't+}"},
      {"first\nsecond\n", "first\nnew\nsecond\n", "first\n{+new\n+}second\n"},
      {"one 1.\ntwo.\n", "one 2.\ntwo.\nthree.\n", "one [-1-]{+2+}.\ntwo.\n{+three.\n+}"},
      {"one 1.\ntwo.\nthree.\n", "one 2.\ntwo.\n", "one [-1-]{+2+}.\ntwo.\n[-three.\n-]"},
      {"two  spaces", "two spaces", "two[-  -]{+ +}spaces"},
      // a space that stays between two changed words is told with them
      {"we met in Rome today", "we met near Paris today", "we met [-in Rome-]{+near Paris+} today"},
      {"حررت القوات الموصل اليوم", "حررت القوات تكريت اليوم", "حررت القوات [-الموصل-]{+تكريت+} اليوم"},
      {"قال الناطق، ثم مضى.", "قال الناطق؛ ثم مضى.", "قال الناطق[-،-]{+؛+} ثم مضى."},
      {"أعلن التحالف", "أعلن التحالف الدولي", "أعلن التحالف{+ الدولي+}"},
      // marks of vowels stay with their letters
      {"محمد هنا", "مُحَمَّد هنا", "[-محمد-]{+مُحَمَّد+} هنا"},
      {"cafe\xCC\x81 open", "cafe open", "[-cafe\xCC\x81-]{+cafe+} open"},
      // so do emoji with what joins them, and the letters of a flag
      {"done 👍🏽 now", "done 👍 now", "done [-👍🏽-]{+👍+} now"},
      {"the 👩‍👧‍👦 family", "the 👩‍👧 family",
       "the [-👩‍👧‍👦-]{+👩‍👧+} family"},
      {"from 🇮🇹 with", "from 🇮🇶 with", "from [-🇮🇹-]{+🇮🇶+} with"},
  };
  for (const auto& test : cases) {
    CAPTURE(test.earlier);
    CHECK(shown(test.earlier, test.later) == test.shown);
    check_both_ways(test.earlier, test.later);
  }
}

TEST_CASE("what moved or was said twice is told at the place where it is new") {
  CHECK(shown("alpha beta gamma delta epsilon", "beta gamma delta epsilon alpha") ==
        "[-alpha -]beta gamma delta epsilon{+ alpha+}");
  CHECK(shown("a b a b a b", "a b a b") == "a b a b[- a b-]");
}

TEST_CASE("a later text and what differs give the earlier one, whatever both say") {
  std::mt19937 random(20261123);
  const std::vector<std::string> pieces = {"a",        "b", " ", " ", "\n",   "the ", "Mosul",
                                           "الموصل",   "،", "ّ",  "👍", "🏽", "‍",  "🇮",
                                           "\xCC\x81", ".", "7", "'", "",     "\r\t"};
  for (int round = 0; round < 3'000; ++round) {
    const auto earlier = random_text(random, static_cast<int>(random() % 60), pieces);
    auto later = random_text(random, static_cast<int>(random() % 60), pieces);
    if (round % 2 == 0) later = earlier.substr(0, earlier.find('\n')) + later + earlier;
    check_both_ways(earlier, later);
  }
}

TEST_CASE("few changes of a long text are found exactly") {
  std::mt19937 random(5);
  std::vector<std::string> words;
  for (int i = 0; i < 400; ++i) words.push_back("word" + std::to_string(i) + (i % 9 == 0 ? ".\n" : " "));
  const auto text = random_text(random, 20'000, words);
  auto changed = text;
  for (const auto at : {0.1, 0.5, 0.9}) {
    const auto place = changed.find(' ', static_cast<std::size_t>(at * static_cast<double>(text.size())));
    changed.insert(place, " newword");
  }
  const auto difference = corpus::difference_between(text, changed);
  CHECK(corpus::bytes_gone(difference) == 0);
  CHECK(difference.size() == 4);
  CHECK(corpus::earlier_text(changed, difference) == text);
}

// A promise: an update of the index must not stand still for one document.
TEST_CASE("megabytes that have only frequent words in common take seconds") {
  std::mt19937 random(6);
  const std::vector<std::string> words = {"a ", "b ", "c ", "d ", "e ", "f ", "g ", "h ", "i ", "j\n"};
  const auto earlier = random_text(random, 1'000'000, words);
  const auto later = random_text(random, 1'000'000, words);
  const auto begin = std::clock();  // of this process: others may have the machine
  const auto difference = corpus::difference_between(earlier, later);
  CHECK(std::clock() - begin < std::clock_t{30} * CLOCKS_PER_SEC);
  CHECK(corpus::earlier_text(later, difference) == earlier);
}

TEST_CASE("what is no difference from a text is refused") {
  CHECK_FALSE(corpus::difference_parts("text", TextDifference{{3, {}, 0}}).has_value());
  CHECK_FALSE(corpus::difference_parts("text", TextDifference{{5, {}, 0}}).has_value());
  CHECK_FALSE(corpus::difference_parts("text", TextDifference{{2, "x", 3}}).has_value());
  CHECK_FALSE(corpus::difference_parts("text", TextDifference{{4, {}, 0}, {1, {}, 0}}).has_value());
  CHECK_FALSE(corpus::difference_parts("نص", TextDifference{{1, {}, 3}}).has_value());
  CHECK_FALSE(corpus::earlier_text("", TextDifference{{0, "x", 0xFFFFFFFF}}).has_value());
  CHECK(corpus::earlier_text("", TextDifference{{0, "x", 0}}) == "x");
}

TEST_CASE("a difference comes back out of a frame as it was") {
  const auto difference = corpus::difference_between("one two three", "one 2 three four");
  std::string bytes;
  corpus::FrameWriter writer(bytes);
  corpus::write_difference(writer, difference);
  corpus::FrameReader reader(bytes);
  CHECK(corpus::read_difference(reader) == difference);
  reader.end();
}
