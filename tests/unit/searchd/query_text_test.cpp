// What was typed, taken apart.
#include "searchd/search/query_text.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

using searchd::QueryNode;
using searchd::QueryPart;
using searchd::QueryText;
using searchd::take_apart;

namespace {

std::string told(const QueryText& query, const QueryNode& node) {
  if (node.kind == QueryNode::Kind::part) {
    const auto& part = query.parts[node.part];
    std::string text(searchd::query_field_name(part.field));
    if (!text.empty()) text += ':';
    text += "wphmxbsvd"[static_cast<std::size_t>(part.form)];
    if (part.number > 0) text += std::to_string(part.number);
    return text + '(' + query.text.substr(part.begin, part.end - part.begin) + ')';
  }
  std::string text;
  for (std::size_t at = 0; at < node.children.size(); ++at) {
    if (!text.empty()) {
      text += ' ';
      if (node.kind == QueryNode::Kind::near) {
        text += (node.gaps[at - 1].ordered ? ">" : "<>") + std::to_string(node.gaps[at - 1].words) + ' ';
      }
    }
    text += told(query, node.children[at]);
  }
  constexpr const char* kNames[] = {"", "", "and", "or", "not", "near"};
  return kNames[static_cast<std::size_t>(node.kind)] + ('[' + text + ']');
}

// One line: the tree, its leaves w(words) p(phrase) h(hashtag) m(mention) x(written) b(beginning) s(similar)
// v(value) d(date), then what was mended.
std::string told(const std::string& typed) {
  const auto query = take_apart(typed);
  auto text = told(query, query.root);
  text = text.substr(1, text.size() - 2);
  for (const auto& repair : query.repairs) text += " +" + repair.code;
  return text;
}

}  // namespace

TEST_CASE("take_apart tells words, phrases, tags and names") {
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
      {"a quote that is never closed", "\"Global Coalition", "p(Global Coalition) +quote"},
      {"quotes inside words", "a\"b c\"d", "w(a) p(b c) w(d)"},
      {"an empty phrase", "\"\" Iraq", "p() w(Iraq)"},
      {"words near each other in any order", "\"a b\"~5", "p5(a b)"},
      {"the same in Arabic digits", "«ا ب»~٣", "p3(ا ب)"},
      {"too far apart to be near", "\"a b\"~999", "p50(a b) +number"},
      {"a dash between words", "Mosul - Raqqa – Homs", "w(Mosul) w(Raqqa) w(Homs)"},
      {"a hyphen inside a word", "counter-terrorism", "w(counter-terrorism)"},
      {"Arabic words are never operators", "الموصل أو الرقة ليس", "w(الموصل) w(أو) w(الرقة) w(ليس)"},
      {"operators inside a phrase are words", "\"this AND -that NOT\"", "p(this AND -that NOT)"},
      {"a hashtag", "#ThisGenerationLearns", "h(#ThisGenerationLearns)"},
      {"an excluded hashtag", "-#defeatdaesh x", "not[h(#defeatdaesh)] w(x)"},
      {"a lone number sign", "# 5", "w(5)"},
      {"a mention", "@UNDPinIraq", "m(@UNDPinIraq)"},
      {"an address of mail is a word", "a@example.org", "w(a@example.org)"},
      {"commas separate", "Mosul,Raqqa [x]", "w(Mosul) w(Raqqa) w(x)"},
      {"Arabic commas and question marks", "الموصل، الرقة؟", "w(الموصل) w(الرقة)"},
      {"a comma inside a number", "2,500 people", "w(2,500) w(people)"},
      {"Arabic digits", "٢،٥٠٠", "w(٢،٥٠٠)"},
      {"an address keeps its signs", "https://a.org/?q=1&x=(2) y", "w(https://a.org/?q=1&x=(2)) w(y)"},
      {"an address in brackets", "(https://a.org OR y)", "or[w(https://a.org) w(y)]"},
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
      {"a cut letter at the end", "a \xd8", "w(a)"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CAPTURE(row.typed);
    CHECK(told(row.typed) == row.parts);
  }
}

TEST_CASE("operators and brackets make a tree") {
  struct Row {
    const char* why;
    const char* typed;
    const char* tree;
  };
  const Row rows[] = {
      {"minus before a word", "Mosul -video", "w(Mosul) not[w(video)]"},
      {"the sign of mathematics", "Mosul −video", "w(Mosul) not[w(video)]"},
      {"minus before a phrase", "-\"press release\" Mosul", "not[p(press release)] w(Mosul)"},
      {"minus behind a mark of direction", "الموصل \u200f-فيديو", "w(الموصل) not[w(فيديو)]"},
      {"a mark of direction behind minus", "الموصل -\u200fفيديو", "w(الموصل) not[w(فيديو)]"},
      {"NOT and !", "NOT video !audio wow!", "not[w(video)] not[w(audio)] w(wow)"},
      {"NOT in small letters is a word", "not video", "w(not) w(video)"},
      {"AND binds closer than standing side by side", "a b AND c", "w(a) and[w(b) w(c)]"},
      {"OR too", "a b OR c d", "w(a) or[w(b) w(c)] w(d)"},
      {"AND binds closer than OR", "a AND b OR c AND d", "or[and[w(a) w(b)] and[w(c) w(d)]]"},
      {"bars", "a|b || c", "or[w(a) w(b) w(c)]"},
      {"brackets", "(a b) OR c", "or[[w(a) w(b)] w(c)]"},
      {"brackets of one", "((a)) (b)", "w(a) w(b)"},
      {"brackets round all", "(a OR b)", "or[w(a) w(b)]"},
      {"brackets in brackets", "a (b OR (c -d))", "w(a) or[w(b) [w(c) not[w(d)]]]"},
      {"not a group", "a -(b OR c)", "w(a) not[or[w(b) w(c)]]"},
      {"not what is not", "-(-a)", "not[not[w(a)]]"},
      {"either of either", "a OR (b OR c)", "or[w(a) w(b) w(c)]"},
      {"wide signs", "（a｜b） －c", "or[w(a) w(b)] not[w(c)]"},
      {"near", "a NEAR/5 b", "near[w(a) <>5 w(b)]"},
      {"near, and near by default", "a NEAR b ADJ/2 \"c d\"", "near[w(a) <>10 w(b) >2 p(c d)]"},
      {"near one of several", "(a OR b*) NEAR/٣ c", "near[or[w(a) w(b)] <>3 w(c)] +star"},
      {"near what is not", "-a NEAR b", "and[not[w(a)] w(b)] +near"},
      {"near a group", "a NEAR (b c)", "and[w(a) [w(b) w(c)]] +near"},
      {"NEAR with something else is a word", "NEAR/x NEAREST", "w(NEAR/x) w(NEAREST)"},
      {"as written", "=Word -=x a=b =\"c d\"", "x(Word) not[x(x)] w(a) w(b) p(c d)"},
      {"beginnings", "terr* «a» الإر*", "b(terr) p(a) b(الإر)"},
      {"similar", "mosol~ mosul~1 موصل~٢", "s(mosol) s1(mosul) s2(موصل)"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CAPTURE(row.typed);
    CHECK(told(row.typed) == row.tree);
  }
}

TEST_CASE("fields restrict what follows them") {
  struct Row {
    const char* why;
    const char* typed;
    const char* tree;
  };
  const Row rows[] = {
      {"a word of the title", "title:mosul", "title:w(mosul)"},
      {"a phrase of the title", "title:\"mosul dam\"~2", "title:p2(mosul dam)"},
      {"several", "title:(a -b OR c*)", "title:w(a) or[not[title:w(b)] title:w(c)] +star"},
      {"a value", "partner:italy", "partner:v(italy)"},
      {"a value in quotes", "partner:\"United Kingdom\"", "partner:v(United Kingdom)"},
      {"an Arabic value", "partner:إيطاليا", "partner:v(إيطاليا)"},
      {"a list", "partner:italy,france x", "or[partner:v(italy) partner:v(france)] w(x)"},
      {"values in brackets", "topic:(a OR b)", "or[topic:v(a) topic:v(b)]"},
      {"not a value", "-kind:news", "not[kind:v(news)]"},
      {"another name", "language:ar LANG:en", "lang:v(ar) lang:v(en)"},
      {"a space behind the colon", "partner: italy", "partner:v(italy)"},
      {"dates", "date:2019..2020 before:2019-10 after:«2018»",
       "date:d(2019..2020) before:d(2019-10) after:d(2018)"},
      {"an open date", "date:..2020 date:2019-10..", "date:d(..2020) date:d(2019-10..)"},
      {"an unknown field is a word", "foo:bar 12:30 http://x", "w(foo:bar) w(12:30) w(http://x)"},
      {"a field with nothing behind", "x title:", "w(x) w(title) +field_alone"},
      {"a field before an operator", "title: OR x", "or[w(title) w(x)] +field_alone"},
      {"a field before a field", "partner:title:x", "w(partner) title:w(x) +field_alone"},
      {"an operator as a value", "partner:OR", "partner:v(OR)"},
      {"a sign in a title", "title:-x title:=Y", "title:w(x) title:x(Y)"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CAPTURE(row.typed);
    CHECK(told(row.typed) == row.tree);
  }
}

TEST_CASE("what does not fit is mended, and told once") {
  struct Row {
    const char* why;
    const char* typed;
    const char* tree;
  };
  const Row rows[] = {
      {"NOT twice is NOT", "NOT -video", "not[w(video)] +not_twice"},
      {"NOT at the end", "Mosul NOT", "w(Mosul) +operator_alone"},
      {"OR at both ends", "OR Mosul OR", "w(Mosul) +operator_alone"},
      {"operators in a row", "a OR AND b", "or[w(a) w(b)] +operator_alone"},
      {"OR before a bracket that closes", "(a OR) b", "w(a) w(b) +operator_alone"},
      {"a bracket that is never closed", "(a OR b", "or[w(a) w(b)] +bracket_open"},
      {"a bracket that was never opened", "a) OR b) c", "w(a) w(b) w(c) +bracket_close +operator_alone"},
      {"empty brackets", "a () b", "w(a) w(b) +brackets_empty"},
      {"empty brackets as an operand", "() OR b", "w(b) +brackets_empty +operator_alone"},
      {"a short beginning", "wo*", "w(wo) +star"},
      {"a star inside", "co*tion", "w(co) w(tion) +star"},
      {"a star in front", "*tion", "w(tion) +star"},
      {"a star in a phrase", "\"foo bar*\"", "p(foo bar ) +star"},
      {"a tilde alone", "a ~ b", "w(a) w(b) +tilde"},
      {"letters too many", "mosul~9", "s2(mosul) +number"},
      {"a tag has no beginnings", "#daesh*", "h(#daesh) +star"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CAPTURE(row.typed);
    CHECK(told(row.typed) == row.tree);
  }
}

TEST_CASE("brackets are read to a depth of eight") {
  const auto nested = [](int depth) {
    std::string text = "x";
    for (int at = 0; at < depth; ++at) text = "(a OR " + text + " y)";
    return take_apart(text);
  };
  CHECK_FALSE(nested(8).too_deep);
  CHECK(nested(9).too_deep);
  CHECK(nested(9).repairs.front().code == "too_deep");
  CHECK(take_apart(std::string(4000, '(') + "a" + std::string(4000, ')')).parts.size() == 1);
  CHECK(told(std::string(9, '(') + "a -b" + std::string(9, ')')) == "w(a) not[w(b)] +too_deep");
  CHECK(told(std::string(9, '(') + "a -(b -c)" + std::string(9, ')')) == "w(a) not[w(b)] w(c) +too_deep");
  CHECK(take_apart(std::string(8000, '-') + "a").parts.size() == 1);
}

TEST_CASE("a part keeps what was typed, its sign and quotation marks with it") {
  const auto query = take_apart("a NOT  \"b c\" -#d title:(e) -partner:italy");
  REQUIRE(query.parts.size() == 5);
  CHECK(query.parts[1].typed == "NOT  \"b c\"");
  CHECK(query.parts[2].typed == "-#d");
  CHECK(query.parts[3].typed == "e");
  CHECK(query.parts[4].typed == "-partner:italy");
  CHECK(query.parts[0].operators == 0);
  CHECK(query.parts[1].operators == 1);
  CHECK(query.parts[4].operators == 3);
}

TEST_CASE("a text beyond 8,192 bytes is read to there, at a whole letter") {
  std::string typed = "x";  // so that the bound falls into the middle of a letter
  while (typed.size() < 9000) typed += "م";
  const auto query = take_apart(typed);
  CHECK(query.text.size() == 8191);
  REQUIRE(query.repairs.size() == 1);
  CHECK(query.repairs[0].code == "too_long");
}

TEST_CASE("any bytes are taken apart into stretches of valid text") {
  const char* const pieces[] = {"a",      "\"", "-", "NOT ",   "OR ",      "#",     "@",
                                " ",      "«",  "»", "“",      "م",        "\xff",  "\xd8",
                                "(",      "\n", ")", "-\"",    "https://", ",",     "1",
                                "\u200f", "*",  "~", "title:", "partner:", "date:", "..",
                                "|",      "=",  "!", " AND ",  " NEAR/3 ", " ADJ ", "abc"};
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
