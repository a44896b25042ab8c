// Citations: each style as its handbook has it, in both languages, and never more than is known.
#include "searchd/views/formats/citation.h"

#include <doctest/doctest.h>

#include "searchd/views/formats/document_text.h"
#include "tests/support/hostile_document.h"
#include "tests/support/hostile_texts.h"
#include "tests/support/small_vocabulary.h"

using corpus::DatePrecision;
using corpus::Kind;
using searchd::CitationStyle;
using searchd::PageLanguage;
using namespace std::chrono;

namespace {

constexpr const char* kBase = "https://sijill.example";

corpus::Document statement() {
  corpus::Document document;
  document.id = "k3v7nq2pd5xa";
  document.kind = Kind::statement;
  document.title = "Opening remarks";
  document.body = "Ministers met.\nThey spoke.\n";
  document.url = "https://theglobalcoalition.org/en/opening-remarks/";
  document.published = corpus::parse_date("2018-02-13").value();
  document.tags = {{analyzers::EntryType::outlet, "the-hill", "name", {}},
                   {analyzers::EntryType::outlet, "metro", "name", {}}};
  return document;
}

std::string cited(const corpus::Document& document, CitationStyle style, PageLanguage language,
                  std::optional<year_month_day> accessed = std::nullopt, const char* base = kBase) {
  const auto& words = searchd::citation_words(language);
  const auto reference = searchd::reference_of(document, tests::small_vocabulary(), base, words);
  return citation_text(reference, style, words, accessed);
}

std::string english(const corpus::Document& document, CitationStyle style,
                    std::optional<year_month_day> accessed = std::nullopt) {
  return cited(document, style, PageLanguage::english, accessed);
}
std::string arabic(const corpus::Document& document, CitationStyle style,
                   std::optional<year_month_day> accessed = std::nullopt) {
  return cited(document, style, PageLanguage::arabic, accessed);
}

// "https://..." and what stands behind it, of the statement.
const std::string kPlaces =
    "https://theglobalcoalition.org/en/opening-remarks/ (Sijill k3v7nq2pd5xa: "
    "https://sijill.example/d/k3v7nq2pd5xa)";

}  // namespace

TEST_CASE("a dated document is cited in three styles and two languages") {
  const auto document = statement();
  CHECK(english(document, CitationStyle::apa) ==
        "Global Coalition against Daesh. (2018, February 13). Opening remarks. " + kPlaces);
  CHECK(english(document, CitationStyle::chicago) ==
        "Global Coalition against Daesh. 2018. “Opening remarks.” February 13, 2018. " + kPlaces + ".");
  CHECK(english(document, CitationStyle::mla) ==
        "“Opening remarks.” Global Coalition against Daesh, 13 Feb. 2018, " + kPlaces + ".");
  const std::string places =
      "https://theglobalcoalition.org/en/opening-remarks/ (سِجلّ k3v7nq2pd5xa: "
      "https://sijill.example/ar/d/k3v7nq2pd5xa)";
  CHECK(arabic(document, CitationStyle::apa) ==
        "التحالف الدولي ضد داعش. (2018، 13 شباط/فبراير). Opening remarks. " + places);
  CHECK(arabic(document, CitationStyle::chicago) ==
        "التحالف الدولي ضد داعش. 2018. «Opening remarks». 13 شباط/فبراير 2018. " + places + ".");
  CHECK(arabic(document, CitationStyle::mla) ==
        "«Opening remarks». التحالف الدولي ضد داعش، 13 شباط/فبراير 2018، " + places + ".");
}

TEST_CASE("a date is as precise as it is known, and n.d. where it is not") {
  struct Row {
    const char* date;
    const char *apa, *chicago, *mla, *arabic;
  };
  const Row rows[] = {
      {"2018-02", "(2018, February). ", "Daesh. 2018. “Opening remarks.” February 2018. https",
       "Daesh, Feb. 2018, https", "(2018، شباط/فبراير). "},
      {"2018", "(2018). ", "Daesh. 2018. “Opening remarks.” https", "Daesh, 2018, https", "(2018). "},
      {"2018-02-13/2018-03-06", "(between 2018, February 13 and 2018, March 6). ",
       "Daesh. 2018. “Opening remarks.” between February 13, 2018 and March 6, 2018. https",
       "Daesh, between 13 Feb. 2018 and 6 Mar. 2018, https",
       "(بين 2018، 13 شباط/فبراير و2018، 6 آذار/مارس). "},
      {"2017-12-30/2018-01-02", "(between 2017, December 30 and 2018, January 2). ",
       "Daesh. between 2017 and 2018. “Opening", "between 30 Dec. 2017 and 2 Jan. 2018, ",
       "(بين 2017، 30 كانون الأول/ديسمبر و2018، 2 كانون الثاني/يناير). "},
      {"", "(n.d.). ", "Daesh. n.d. “Opening remarks.” https", "Daesh, n.d., https", "(د.ت.). "},
  };
  for (const auto& row : rows) {
    CAPTURE(row.date);
    auto document = statement();
    document.published = corpus::parse_date(row.date).value_or(corpus::PublicationDate());
    const auto contains = [](const std::string& text, const char* part) {
      CAPTURE(text);
      CHECK(text.find(part) != std::string::npos);
    };
    contains(english(document, CitationStyle::apa), row.apa);
    contains(english(document, CitationStyle::chicago), row.chicago);
    contains(english(document, CitationStyle::mla), row.mla);
    contains(arabic(document, CitationStyle::apa), row.arabic);
  }
}

TEST_CASE("a day that does not exist is no date") {
  auto document = statement();
  document.published.first_day = 2018y / 2 / 31;
  CHECK(english(document, CitationStyle::mla).find("n.d.") != std::string::npos);
  document.published = corpus::parse_date("2018-02-13/2018-03-06").value();
  std::swap(document.published.first_day, document.published.last_day);
  CHECK(english(document, CitationStyle::mla).find("n.d.") != std::string::npos);
}

TEST_CASE("a day of access stands in a citation where the reader gave one, and only there") {
  const auto document = statement();
  for (const auto style : searchd::kCitationStyles) {
    CHECK(english(document, style).find("ccessed") == std::string::npos);
    CHECK(english(document, style).find("etrieved") == std::string::npos);
  }
  const year_month_day day = 2020y / 7 / 1;
  CHECK(
      english(document, CitationStyle::apa, day) ==
      "Global Coalition against Daesh. (2018, February 13). Opening remarks. Retrieved July 1, 2020, from " +
          kPlaces);
  CHECK(
      english(document, CitationStyle::chicago, day) ==
      "Global Coalition against Daesh. 2018. “Opening remarks.” February 13, 2018. Accessed July 1, 2020. " +
          kPlaces + ".");
  CHECK(english(document, CitationStyle::mla, day) ==
        "“Opening remarks.” Global Coalition against Daesh, 13 Feb. 2018, " + kPlaces +
            ". Accessed 1 July 2020.");
  CHECK(arabic(document, CitationStyle::mla, day).ends_with(" تاريخ الاطلاع 1 تموز/يوليو 2020."));
  CHECK(english(document, CitationStyle::mla, 2020y / 2 / 31) == english(document, CitationStyle::mla));
}

TEST_CASE("a digest item names the outlets it reports from, nothing else does") {
  auto document = statement();
  CHECK(english(document, CitationStyle::apa).find("Hill") == std::string::npos);
  document.kind = Kind::digest_item;
  CHECK(english(document, CitationStyle::apa) ==
        "Global Coalition against Daesh. (2018, February 13). Opening remarks [Digest item reporting The "
        "Hill, Metro]. " +
            kPlaces);
  CHECK(english(document, CitationStyle::chicago)
            .find("“Opening remarks.” Digest item reporting The Hill, "
                  "Metro. February 13, 2018. ") != std::string::npos);
  CHECK(english(document, CitationStyle::mla).ends_with(". Digest item reporting The Hill, Metro."));
  CHECK(arabic(document, CitationStyle::mla).ends_with(". مادة من نشرة نقلًا عن ذا هيل، مترو."));
  document.tags.clear();
  CHECK(english(document, CitationStyle::mla).ends_with(". Digest item."));
}

TEST_CASE("who issued a document is told by where it lies") {
  const auto author = [](const char* url, Kind kind) {
    auto document = statement();
    document.url = url;
    document.kind = kind;
    const auto& words = searchd::citation_words(PageLanguage::english);
    return reference_of(document, analyzers::Vocabulary(), kBase, words).author;
  };
  const std::string coalition = "Global Coalition against Daesh";
  CHECK(author("https://theglobalcoalition.org/en/x", Kind::news) == coalition);
  CHECK(author("https://www.theglobalcoalition.org:443/x", Kind::news) == coalition);
  CHECK(author("https://nottheglobalcoalition.org/x", Kind::news) == "nottheglobalcoalition.org");
  CHECK(author("https://www.ministry.example/x", Kind::statement) == "ministry.example");
  CHECK(author("https://posts.example/x", Kind::social_post) == coalition);
  CHECK(author("", Kind::page) == coalition);
}

TEST_CASE("what has no title or address is cited by what there is") {
  auto document = statement();
  document.title.clear();
  document.url.clear();
  CHECK(english(document, CitationStyle::mla) ==
        "“Ministers met. They spoke.” Global Coalition against Daesh, 13 Feb. 2018, "
        "https://sijill.example/d/k3v7nq2pd5xa (Sijill k3v7nq2pd5xa).");
  document.body.clear();
  CHECK(cited(document, CitationStyle::apa, PageLanguage::english, 2020y / 1 / 1, "") ==
        "Global Coalition against Daesh. (2018, February 13). Untitled document. (Sijill k3v7nq2pd5xa)");
  CHECK(cited(document, CitationStyle::mla, PageLanguage::english, std::nullopt, "") ==
        "“Untitled document.” Global Coalition against Daesh, 13 Feb. 2018. (Sijill k3v7nq2pd5xa).");
  document.title = "Who are they?";
  CHECK(english(document, CitationStyle::apa).find("Who are they? https") != std::string::npos);
  CHECK(english(document, CitationStyle::mla).starts_with("“Who are they?” Global"));
  CHECK(arabic(document, CitationStyle::mla).starts_with("«Who are they?» التحالف"));
}

TEST_CASE("a citation's parts are its text, and say what is title, site and address") {
  const auto& words = searchd::citation_words(PageLanguage::english);
  const auto reference = reference_of(statement(), analyzers::Vocabulary(), kBase, words);
  using Role = searchd::CitationPart::Role;
  for (const auto style : searchd::kCitationStyles) {
    std::string text;
    int titles = 0;
    int addresses = 0;
    int italics = 0;
    for (const auto& part : citation(reference, style, words)) {
      text += part.text;
      titles += part.role == Role::title ? 1 : 0;
      addresses += part.role == Role::address ? 1 : 0;
      italics += part.italic ? 1 : 0;
    }
    CHECK(text == citation_text(reference, style, words));
    CHECK(titles == 1);
    CHECK(addresses == 2);
    CHECK(italics == (style == CitationStyle::chicago ? 0 : 1));
  }
}

TEST_CASE("no text in a document breaks the line of a citation or turns its direction") {
  const auto& vocabulary = tests::small_vocabulary();
  for (const auto& text : tests::hostile_texts()) {
    CAPTURE(text);
    for (const auto kind : {Kind::statement, Kind::digest_item, Kind::social_post}) {
      const auto document = tests::hostile_document(text, kind);
      for (const auto language : {PageLanguage::english, PageLanguage::arabic}) {
        const auto& words = searchd::citation_words(language);
        const auto reference = reference_of(document, vocabulary, kBase, words);
        for (const auto style : searchd::kCitationStyles) {
          const auto line = citation_text(reference, style, words);
          CHECK_FALSE(line.empty());
          for (const char c : line) CHECK_FALSE((static_cast<unsigned char>(c) < 0x20 || c == 0x7F));
          for (const char* turning : {"\u202A", "\u202B", "\u202D", "\u202E", "\u2066", "\u2067"})
            CHECK(line.find(turning) == std::string::npos);
        }
        CHECK_FALSE(document_text(document, reference, words).empty());
      }
    }
  }
}

TEST_CASE("a document as plain text says what it is, where from, and what it says") {
  auto document = statement();
  document.summary = "Ministers met.";
  const auto& words = searchd::citation_words(PageLanguage::english);
  const auto reference = reference_of(document, analyzers::Vocabulary(), kBase, words);
  CHECK(
      document_text(document, reference, words) ==
      "Opening remarks\n\nPublished: 13 Feb. 2018\nType: Statement\nLanguage: English\nSource page: "
      "https://theglobalcoalition.org/en/opening-remarks/\nArchived: k3v7nq2pd5xa "
      "https://sijill.example/d/k3v7nq2pd5xa\n\nGlobal Coalition against Daesh. (2018, February 13). Opening "
      "remarks. " +
          kPlaces + "\n\nMinisters met.\nThey spoke.\n");
  document.summary = "In short.";
  CHECK(
      document_text(document, reference, words).ends_with("\n\nIn short.\n\nMinisters met.\nThey spoke.\n"));
}
