// What was typed, taken apart.
#include "searchd/search/query_text.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

using searchd::QueryPart;
using searchd::QueryText;
using searchd::take_apart;

namespace {

// One line: w(words) p(phrase) h(hashtag) m(mention), '-' before what is excluded, then what was dropped and
// mended.
std::string told(const QueryText& query) {
  std::string text;
  for (const auto& part : query.parts) {
    if (!text.empty()) text += ' ';
    if (part.excluded) text += '-';
    text += "wphm"[static_cast<std::size_t>(part.form)];
    text += '(' + query.text.substr(part.begin, part.end - part.begin) + ')';
  }
  for (const auto& word : query.dropped) text += " dropped:" + word;
  for (const auto& repair : query.repairs) text += " mended:" + repair;
  return text;
}

}  // namespace

TEST_CASE("take_apart tells words, phrases, tags and names, and what is not wanted") {
  struct Row {
    const char* why;
    const char* typed;
    const char* parts;
  };
  const Row rows[] = {
      {"nothing", "", ""},
      {"white space alone", " \t\n\u00a0\u3000", ""},
      {"two words", "Mosul  Raqqa", "w(Mosul) w(Raqqa)"},
      {"Arabic words", "التحالف الدولي", "w(التحالف) w(الدولي)"},
      {"a phrase", "\"Global Coalition\" Iraq", "p(Global Coalition) w(Iraq)"},
      {"a phrase in curly quotes", "“Global Coalition”", "p(Global Coalition)"},
      {"low and high quotes", "„Global Coalition“", "p(Global Coalition)"},
      {"angle quotes of Arabic text", "«التحالف الدولي» العراق", "p(التحالف الدولي) w(العراق)"},
      {"angle quotes turned round", "»التحالف الدولي«", "p(التحالف الدولي)"},
      {"quotes of two kinds", "\"Global Coalition”", "p(Global Coalition)"},
      {"a quote that is never closed", "\"Global Coalition",
       "p(Global Coalition) mended:unclosed quotation mark"},
      {"quotes inside words", "a\"b c\"d", "w(a) p(b c) w(d)"},
      {"an empty phrase", "\"\" Iraq", "p() w(Iraq)"},
      {"minus before a word", "Mosul -video", "w(Mosul) -w(video)"},
      {"the sign of mathematics", "Mosul −video", "w(Mosul) -w(video)"},
      {"minus before a phrase", "-\"press release\" Mosul", "-p(press release) w(Mosul)"},
      {"minus behind a mark of direction", "الموصل \u200f-فيديو", "w(الموصل) -w(فيديو)"},
      {"a mark of direction behind minus", "الموصل -\u200fفيديو", "w(الموصل) -w(فيديو)"},
      {"a dash between words", "Mosul - Raqqa", "w(Mosul) w(-) w(Raqqa)"},
      {"a hyphen inside a word", "counter-terrorism", "w(counter-terrorism)"},
      {"NOT", "Mosul NOT video", "w(Mosul) -w(video)"},
      {"NOT before a phrase", "NOT \"a b\" c", "-p(a b) w(c)"},
      {"NOT in small letters is a word", "not video", "w(not) w(video)"},
      {"NOT twice is NOT", "NOT -video", "-w(video)"},
      {"NOT at the end", "Mosul NOT", "w(Mosul) dropped:NOT"},
      {"AND is what is done anyway", "Mosul AND Raqqa", "w(Mosul) w(Raqqa)"},
      {"OR does nothing yet and is named", "Mosul OR Raqqa", "w(Mosul) w(Raqqa) dropped:OR"},
      {"Arabic words are never operators", "الموصل أو الرقة ليس", "w(الموصل) w(أو) w(الرقة) w(ليس)"},
      {"operators inside a phrase are words", "\"this AND -that NOT\"", "p(this AND -that NOT)"},
      {"a hashtag", "#ThisGenerationLearns", "h(#ThisGenerationLearns)"},
      {"an excluded hashtag", "-#defeatdaesh x", "-h(#defeatdaesh) w(x)"},
      {"a lone number sign", "# 5", "w(#) w(5)"},
      {"a mention", "@UNDPinIraq", "m(@UNDPinIraq)"},
      {"an address of mail is a word", "a@example.org", "w(a@example.org)"},
      {"brackets and commas separate", "(Mosul,Raqqa) [x]", "w(Mosul) w(Raqqa) w(x)"},
      {"Arabic commas and question marks", "الموصل، الرقة؟", "w(الموصل) w(الرقة)"},
      {"a comma inside a number", "2,500 people", "w(2,500) w(people)"},
      {"Arabic digits", "٢،٥٠٠", "w(٢،٥٠٠)"},
      {"an address keeps its signs", "https://a.org/?q=1&x=(2) y", "w(https://a.org/?q=1&x=(2)) w(y)"},
      {"control characters are spaces",
       "a\x01"
       "b\x7f"
       "c",
       "w(a) w(b) w(c)"},
      {"bytes that are no UTF-8",
       "a\xff"
       "b",
       "w(a\ufffd"
       "b)"},
      {"a cut letter at the end", "a \xd8", "w(a) w(\ufffd)"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CAPTURE(row.typed);
    CHECK(told(take_apart(row.typed)) == row.parts);
  }
}

TEST_CASE("a part keeps what was typed, its sign and quotation marks with it") {
  const auto query = take_apart("a NOT  \"b c\" -#d");
  REQUIRE(query.parts.size() == 3);
  CHECK(query.parts[1].typed == "NOT  \"b c\"");
  CHECK(query.parts[2].typed == "-#d");
  CHECK(query.parts[0].operators == 0);
  CHECK(query.parts[1].operators == 1);
  CHECK(query.parts[2].operators == 2);
}

TEST_CASE("a text beyond 8,192 bytes is read to there, at a whole letter") {
  std::string typed = "x";  // so that the bound falls into the middle of a letter
  while (typed.size() < 9000) typed += "م";
  const auto query = take_apart(typed);
  CHECK(query.text.size() == 8191);
  CHECK(query.repairs == std::vector<std::string>{"only the beginning was read: the text is too long"});
}

TEST_CASE("any bytes are taken apart into stretches of valid text") {
  const char* const pieces[] = {"a", "\"", "-",      "NOT ", "OR ",      "#",    "@",
                                " ", "«",  "»",      "“",    "م",        "\xff", "\xd8",
                                "(", "\n", "\u200f", "-\"",  "https://", ",",    "1"};
  std::mt19937 random(20141015);
  for (int round = 0; round < 5000; ++round) {
    std::string typed;
    for (auto count = random() % 20; count > 0; --count) typed += pieces[random() % std::size(pieces)];
    CAPTURE(typed);
    const auto query = take_apart(typed);
    std::size_t last = 0;
    for (const auto& part : query.parts) {
      REQUIRE(part.begin >= last);
      REQUIRE(part.end >= part.begin);
      REQUIRE(part.end <= query.text.size());
      REQUIRE_FALSE(part.typed.empty());
      last = part.end;
    }
    CHECK(take_apart(query.text).parts == query.parts);
  }
}
