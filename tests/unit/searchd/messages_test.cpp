// The texts of the pages: complete in both languages, with the right forms of numbers, dates and plurals.
#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "searchd/views/addresses.h"
#include "searchd/views/messages.h"
#include "searchd/views/sentence.h"
#include "tests/support/small_vocabulary.h"

using searchd::Messages;
using searchd::PageLanguage;

namespace {

// Without the characters that only keep directions apart.
std::string plain(std::string text) {
  for (const std::string isolate : {"\u2068", "\u2069"}) {
    for (auto at = text.find(isolate); at != std::string::npos; at = text.find(isolate, at))
      text.erase(at, isolate.size());
  }
  return text;
}

corpus::PublicationDate date_of(int year, unsigned month, unsigned day, corpus::DatePrecision precision) {
  corpus::PublicationDate date;
  date.first_day = std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day);
  date.precision = precision;
  return date;
}

}  // namespace

TEST_CASE("both languages have the same texts, taking the same arguments") {
  const auto english = Messages(PageLanguage::english).keys();
  const auto arabic = Messages(PageLanguage::arabic).keys();
  CHECK(english.size() > 100);
  CHECK(english == arabic);
}

TEST_CASE("Arabic has six forms of a counted noun, English two") {
  const Messages english(PageLanguage::english);
  const Messages arabic(PageLanguage::arabic);
  struct Row {
    std::int64_t count;
    const char* english;
    const char* arabic;
  };
  const Row rows[] = {
      {0, "No documents", "لا وثائق"},
      {1, "1 document", "وثيقة واحدة"},
      {2, "2 documents", "وثيقتان"},
      {3, "3 documents", "3 وثائق"},
      {10, "10 documents", "10 وثائق"},
      {11, "11 documents", "11 وثيقة"},
      {99, "99 documents", "99 وثيقة"},
      {100, "100 documents", "100 وثيقة"},
      {102, "102 documents", "102 وثيقة"},
      {103, "103 documents", "103 وثائق"},
      {1234, "1,234 documents", "1,234 وثيقة"},
      {20114, "20,114 documents", "20,114 وثيقة"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.count);
    CHECK(plain(english.format("sentence.count", {{"count", row.count}})) == row.english);
    CHECK(plain(arabic.format("sentence.count", {{"count", row.count}})) == row.arabic);
  }
}

TEST_CASE("every text with a count has a form for every count") {
  for (const auto language : {PageLanguage::english, PageLanguage::arabic}) {
    const Messages messages(language);
    for (const auto& [key, names] : messages.keys()) {
      if (names.empty()) continue;
      CAPTURE(key);
      for (const std::int64_t count : {0, 1, 2, 3, 11, 100, 1000000}) {
        std::vector<Messages::Argument> arguments;
        for (const auto& name : names) {
          const bool is_count =
              name == "count" || name == "documents" || name == "revision" || name == "page";
          if (is_count) arguments.emplace_back(name.c_str(), count);
          if (!is_count) arguments.emplace_back(name.c_str(), std::string("x"));
        }
        const auto text = messages.format(key, arguments);
        CHECK_FALSE(text.empty());
        CHECK(text.find('{') == std::string::npos);
      }
    }
  }
}

TEST_CASE("dates are as precise as they are known") {
  using corpus::DatePrecision;
  const Messages english(PageLanguage::english);
  const Messages arabic(PageLanguage::arabic);
  CHECK(english.date(date_of(2018, 2, 13, DatePrecision::day)) == "13 February 2018");
  CHECK(english.date(date_of(2018, 2, 1, DatePrecision::month)) == "February 2018");
  CHECK(english.date(date_of(2018, 1, 1, DatePrecision::year)) == "2018");
  CHECK(english.date({}).empty());
  auto interval = date_of(2018, 9, 12, DatePrecision::interval);
  interval.last_day = date_of(2019, 11, 14, DatePrecision::day).first_day;
  CHECK(english.date(interval) == "between ⁨12 September 2018⁩ and ⁨14 November 2019⁩");
  CHECK(arabic.date(interval) ==
        "بين ⁨12 أيلول/سبتمبر 2018⁩ و⁨14 تشرين الثاني/نوفمبر 2019⁩");
  CHECK(arabic.date(date_of(2018, 2, 13, DatePrecision::day)) == "13 شباط/فبراير 2018");
  CHECK(searchd::name_of_date("2018-02", english) == "February 2018");
  CHECK(searchd::name_of_date("2018-13", english) == "2018-13");
  CHECK(searchd::name_of_date("", english).empty());
}

TEST_CASE("numbers have western digits in both languages") {
  CHECK(Messages(PageLanguage::english).number(1234567) == "1,234,567");
  CHECK(Messages(PageLanguage::arabic).number(1234567) == "1,234,567");
}

TEST_CASE("a text set apart cannot turn the sentence around") {
  CHECK(searchd::isolated("abc") == "\u2068abc\u2069");
  CHECK(searchd::isolated("\u202Eabc\u2069\u2069") == "\u2068abc\u2069");
}

TEST_CASE("an unknown text is an error that names it") {
  const Messages messages(PageLanguage::english);
  CHECK_THROWS_WITH_AS(messages.text("no.such.text"), "no message no.such.text", searchd::ViewError);
  CHECK_THROWS_AS(messages.format("site.name", {}), searchd::ViewError);
  CHECK(messages.has("site.name"));
  CHECK_FALSE(messages.has("no.such.text"));
}

TEST_CASE("the sentence says all that is asked") {
  const auto& vocabulary = tests::small_vocabulary();
  const Messages english(PageLanguage::english);
  const Messages arabic(PageLanguage::arabic);
  struct Row {
    const char* why;
    searchd::SearchRequest request;
    const char* english;
    const char* arabic;
  };
  const auto request = [](const std::string& typed, searchd::Filters filters, const std::string& from,
                          const std::string& to) {
    auto made = searchd::search_for(typed);
    made.filters = std::move(filters);
    made.dates.from_text = from;
    made.dates.to_text = to;
    return made;
  };
  const auto within = [](searchd::SearchRequest made) {
    made.dates.within = true;
    return made;
  };
  const Row rows[] = {
      {"everything", request("", {}, "", ""), "128 documents in the archive", "128 وثيقة في الأرشيف"},
      {"words", request("Mosul", {}, "", ""), "128 documents about “Mosul”", "128 وثيقة عن «Mosul»"},
      {"the sentence of the plan",
       request("Mosul", {{"italy"}, {}, {}, {"ar"}, {}, {"mosul"}}, "2016", "2018"),
       "128 documents about “Mosul” from Italy, mentioning mosul, 2016 to 2018, in Arabic",
       "128 وثيقة عن «Mosul» من إيطاليا، مع ذكر mosul، من 2016 إلى 2018، بالعربية"},
      {"two partners", request("", {{"italy", "france"}, {}, {}, {}, {}, {}}, "", ""),
       "128 documents from Italy or France", "128 وثيقة من إيطاليا أو فرنسا"},
      {"all else",
       request("", {{}, {"stabilisation"}, {"statement", "news"}, {}, {"metro"}, {}}, "2018-02", ""),
       "128 documents on Stabilisation, only statements or news, reported by Metro, since February 2018",
       "128 وثيقة في موضوع الاستقرار، البيانات أو الأخبار فقط، نقلًا عن مترو، منذ شباط/فبراير 2018"},
      {"until", request("", {}, "", "2018-02-13"), "128 documents, until 13 February 2018",
       "128 وثيقة، حتى 13 شباط/فبراير 2018"},
      {"during", request("", {}, "2018", "2018"), "128 documents, 2018", "128 وثيقة، 2018"},
      {"within", within(request("", {}, "2018", "2018")),
       "128 documents, 2018 (only what is dated wholly within)",
       "128 وثيقة، 2018 (ما يقع تاريخه كله ضمنها فقط)"},
      {"without a partner", request("", {{"_missing"}, {}, {}, {}, {}, {}}, "", ""),
       "128 documents from no partner", "128 وثيقة من غير شريك معروف"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    CHECK(plain(searchd::sentence_of(row.request, 128, vocabulary, english)) == row.english);
    CHECK(plain(searchd::sentence_of(row.request, 128, vocabulary, arabic)) == row.arabic);
  }
}
