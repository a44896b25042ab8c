// How written words become tokens: tags, initials, numbers, compounds, addresses.
#include <doctest/doctest.h>

#include <string>

#include "analyzers/analyzer.h"

using analyzers::Analyzer;
using analyzers::SpecialTermKind;
using analyzers::Token;

namespace {

const char* sign_of(SpecialTermKind kind) {
  switch (kind) {
    case SpecialTermKind::hashtag: return "#";
    case SpecialTermKind::mention: return "@";
    case SpecialTermKind::acronym: return "A:";
    case SpecialTermKind::host: return "H:";
    case SpecialTermKind::joined: return "J:";
    case SpecialTermKind::name_key: return "K:";
  }
  return "?";
}

/// The tokens in short: the exact form, ~ before a stop word, ' before a light one; special terms but name
/// keys in brackets.
std::string in_short(const std::vector<Token>& tokens) {
  std::string all;
  for (const auto& token : tokens) {
    if (!all.empty()) all += ' ';
    if (token.stop_word) all += '~';
    if (token.light) all += '\'';
    all += token.exact;
    for (const auto& special : token.special) {
      if (special.kind != SpecialTermKind::name_key)
        all += std::string("[") + sign_of(special.kind) + special.text + "]";
    }
  }
  return all;
}

struct Row {
  std::string why, text, tokens;
};

template <std::size_t N>
void check_rows(const Row (&rows)[N]) {
  const Analyzer analyzer;
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CAPTURE(row.text);
    CHECK(in_short(analyzer.analyze(row.text)) == row.tokens);
  }
}

}  // namespace

TEST_CASE("tags are taken apart and kept whole") {
  check_rows({
      {"capitals", "#ThisGenerationLearns", "~this[#thisgenerationlearns] generation learns"},
      {"a run of capitals", "#ISISIsEvil", "isis[A:ISIS][#isisisevil] ~is evil"},
      {"digits", "#COP26", "cop[A:COP][#cop26] 26"},
      {"underscore in Arabic", "#هزيمة_داعش", "هزيمه[#هزيمهداعش] داعش"},
      {"one word", "#Daesh", "daesh[#daesh]"},
      {"one Arabic word behind a letter's room", "في #العراق،", "~في العراق[#العراق]"},
      {"mention", "@UNDPinIraq", "und[A:UND][@undpiniraq] pin iraq"},
      {"mention with underscore", "@coalition_ar", "coalition[@coalitionar] ar"},
      {"full width sign", "＃Mosul", "mosul[#mosul]"},
      {"a sign alone", "# 1 @ home", "1 home"},
      {"C# is no tag", "C#Mosul", "c mosul"},
      {"underscore without a tag", "French_CSG", "french csg[A:CSG]"},
      {"capitals without a tag stay", "StopDaesh", "stopdaesh"},
  });
}

TEST_CASE("initials are one word, words at a full stop are two") {
  check_rows({
      {"with the last stop", "U.S. troops", "us[A:US] troops"},
      {"without it", "the U.K", "~the uk[A:UK]"},
      {"Arabic", "أ.ف.ب: الموصل", "افب الموصل"},
      {"small letters", "e.g. this", "eg ~this"},
      {"Arabic words", "داعش.العراق", "داعش العراق"},
      {"English words", "ended.The next", "ended ~the next"},
      {"initials before a name", "J.R.Smith", "jr[A:JR] smith"},
      {"a title before a name", "د.محمد", "د محمد"},
  });
}

TEST_CASE("acronyms are told from small words by their capitals") {
  check_rows({
      {"capitals", "US IS WHO IT", "us[A:US] is[A:IS] who[A:WHO] it[A:IT]"},
      {"small", "us is who it", "us ~is ~who ~it"},
      {"five letters", "UNHCR DAESH", "unhcr[A:UNHCR] daesh[A:DAESH]"},
      {"six are none", "UNESCO", "unesco"},
      {"one is none", "A I", "~a i"},
      {"genitive", "US's", "us[A:US]"},
  });
}

TEST_CASE("numbers are one form, whatever their digits and separators") {
  check_rows({
      {"English", "2,500", "2500"},
      {"Arabic", "٢٬٥٠٠", "2500"},
      {"Arabic, decimal sign for grouping", "٢٫٥٠٠", "2500"},
      {"Arabic comma", "٢،٥٠٠", "2500"},
      {"millions", "1,234,567.89", "1234567.89"},
      {"European", "1.000.000", "1000000"},
      {"decimals", "99.5% ٩٩٫٥٪", "99.5 99.5"},
      {"decimal comma", "7,5", "7.5"},
      {"no grouping", "995", "995"},
      {"a list", "1,2,3", "1 2 3"},
      {"two years", "2014،2015", "2014 2015"},
      {"a date", "12.05.2019", "12 05 2019"},
      {"an address", "216.239.63.104", "216.239.63.104"},
      {"ranges", "2014-2015", "2014 2015"},
      {"a very long list", "1,2,3,4,5,6,7,8,9,10,11", "1 2 3 4 5 6 7 8 9 10 11"},
  });
}

TEST_CASE("letters beside digits and hyphens make compounds") {
  check_rows({
      {"ordinal", "3rd", "3[J:3rd] rd"},
      {"with a hyphen", "F-16", "f[J:f16] 16"},
      {"without one", "F16", "f[J:f16] 16"},
      {"word and number", "COVID-19", "covid[A:COVID][J:covid19] 19"},
      {"in turn", "R2D2 C3PO", "r2d2 c3po"},
      {"grouped number with a unit", "2,500kg", "2500[J:2500kg] kg"},
      {"Arabic article before a number", "الـ20", "~ال[J:ال20] 20"},
      {"compound", "counter-terrorism", "counter[J:counterterrorism] terrorism"},
      {"typographic hyphen", "air‑strike", "air[J:airstrike] strike"},
      {"three parts", "face-to-face", "face[J:facetoface] ~to face"},
      {"Arabic", "الأنجلو-أمريكي", "الانجلو[J:الانجلوامريكي] امريكي"},
      {"a dash with spaces", "Mosul - Raqqa", "mosul raqqa"},
      {"two scripts", "تنظيمISIS", "تنظيم isis[A:ISIS]"},
  });
}

TEST_CASE("articles in Latin letters are words that only phrases ask for") {
  check_rows({
      {"hyphen", "al-Baghdadi", "~al[J:albaghdadi] baghdadi"},
      {"capital", "Al Jazeera", "~al jazeera"},
      {"inside a name", "Deir ez-Zor", "deir ~ez[J:ezzor] zor"},
      {"no name behind it", "al or ad hoc", "al ~or ad hoc"},
      {"at the end", "et al.", "et al"},
  });
}

TEST_CASE("addresses give their host and their words") {
  check_rows({
      {"https", "https://www.gov.uk/government/news/a-statement?x=abc#def",
       "'gov[H:www.gov.uk] 'government 'news 'statement"},
      {"www and brackets", "(www.theglobalcoalition.org/en)",
       "'theglobalcoalition[H:www.theglobalcoalition.org] 'org"},
      {"a short link", "https://t.co/AbC12dEf", "'t.co[H:t.co]"},
      {"mail", "write: info@theglobalcoalition.org.",
       "write 'info[H:theglobalcoalition.org] 'theglobalcoalition 'org"},
      {"bare host", "on theglobalcoalition.org today",
       "~on 'theglobalcoalition[H:theglobalcoalition.org] 'org today"},
      {"Arabic path", "https://ar.wikipedia.org/wiki/%D8%AF%D8%A7%D8%B9%D8%B4",
       "'wikipedia[H:ar.wikipedia.org] 'org 'wiki 'داعش"},
      {"Arabic before and behind", "انظرhttps://example.org/a،الموصل",
       "انظر 'example[H:example.org] 'org الموصل"},
      {"a key in the path", "https://youtube.com/dQw4w9WgXcQ", "'youtube[H:youtube.com] 'com"},
      {"no address", "end.Next http:// www. a@b", "end next http www ~a b"},
  });
}

TEST_CASE("invisible characters and apostrophes change no word") {
  check_rows({
      {"marks of direction",
       "داعش\xE2\x80\x8F \xE2\x80\xAB"
       "الموصل\xE2\x80\xAC",
       "داعش الموصل"},
      {"byte order mark",
       "\xEF\xBB\xBF"
       "Daesh",
       "daesh"},
      {"soft hyphen", "coali\xC2\xADtion", "coalition"},
      {"zero width joiner", "هـ\xE2\x80\x8Dداعش", "هداعش"},
      {"zero width non-joiner in Arabic", "دا\xE2\x80\x8Cعش", "داعش"},
      {"zero width non-joiner in Persian", "می\xE2\x80\x8Cخورد", "مي خورد"},
      {"apostrophes", "Da'esh Da’esh Da`esh Daʿesh ʿAbd", "daesh daesh daesh daesh abd"},
      {"genitive", "the Coalition’s Maslawis’ she's", "~the coalition maslawis she"},
      {"a ligature that is a sentence", "محمد ﷺ", "محمد صلي الله ~عليه وسلم"},
      {"emoji", "poo💩poo 🇮🇶", "poo poo"},
  });
}

TEST_CASE("text that is no text gives no words") {
  check_rows({
      {"nothing", "", ""},
      {"white space", " \n\t\xC2\xA0", ""},
      {"punctuation", "... !؟ -- «» ،", ""},
      {"hamza alone", "ء", ""},
      {"invalid bytes part words",
       "ab\xFF"
       "cd \xED\xA0\x80 \xC3",
       "ab cd"},
  });
}
