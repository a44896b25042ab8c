// Pages in every character set that Arabic was written in, however they say which.
#include "corpus/charset.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <iterator>
#include <string>

#include "corpus/plain_text.h"
#include "tests/support/file_text.h"
#include "tests/support/places.h"

using namespace corpus;
namespace fs = std::filesystem;

namespace {

const std::u16string kArabic =
    u"كتبت هذه الصفحة قبل سنوات كثيرة في مدينة الموصل القديمة، وقرأها الناس يوم السبت في بيوتهم";

/// The letters of kArabic in a set of one byte: in windows-1256 and in ISO-8859-6.
std::string bytes_of(const std::u16string& text, bool windows) {
  struct Letter {
    char16_t letter;
    unsigned char windows, iso;
  };
  static constexpr Letter kLetters[] = {
      {u'ا', 0xC7, 0xC7}, {u'أ', 0xC3, 0xC3}, {u'ب', 0xC8, 0xC8}, {u'ة', 0xC9, 0xC9}, {u'ت', 0xCA, 0xCA},
      {u'ث', 0xCB, 0xCB}, {u'ح', 0xCD, 0xCD}, {u'د', 0xCF, 0xCF}, {u'ذ', 0xD0, 0xD0}, {u'ر', 0xD1, 0xD1},
      {u'س', 0xD3, 0xD3}, {u'ص', 0xD5, 0xD5}, {u'ف', 0xDD, 0xE1}, {u'ق', 0xDE, 0xE2}, {u'ك', 0xDF, 0xE3},
      {u'ل', 0xE1, 0xE4}, {u'م', 0xE3, 0xE5}, {u'ن', 0xE4, 0xE6}, {u'ه', 0xE5, 0xE7}, {u'و', 0xE6, 0xE8},
      {u'ي', 0xED, 0xEA}, {u'،', 0xA1, 0xAC},
  };
  std::string bytes;
  for (const char16_t c : text) {
    for (const auto& letter : kLetters) {
      if (letter.letter == c) bytes += static_cast<char>(windows ? letter.windows : letter.iso);
    }
    if (c < 0x80) bytes += static_cast<char>(c);
  }
  return bytes;
}

std::string wide(const std::u16string& text, bool little) {
  std::string bytes;
  for (const char16_t unit : text) {
    const char low = static_cast<char>(unit & 0xFF), high = static_cast<char>(unit >> 8);
    bytes += little ? low : high;
    bytes += little ? high : low;
  }
  return bytes;
}

const std::string kText =
    "كتبت هذه الصفحة قبل سنوات كثيرة في مدينة الموصل القديمة، وقرأها الناس يوم السبت في بيوتهم";

std::string page(const std::string& head, const std::string& text) {
  return "<html><head>" + head + "</head><body><p>" + text + "</p></body></html>";
}

}  // namespace

TEST_CASE("a page is read in the set in which it was written") {
  const std::string windows = bytes_of(kArabic, true), iso = bytes_of(kArabic, false);
  const std::string meta_windows = "<meta http-equiv=Content-Type content='text/html; charset=windows-1256'>";
  const std::u16string wide_page = u"<html><body><p>" + kArabic + u"</p></body></html>";
  struct Row {
    const char* why;
    std::string bytes;
    const char* header;
    const char* charset;
    CharsetEvidence evidence;
  };
  const Row rows[] = {
      {"UTF-8, said nowhere", page("", kText), "", "UTF-8", CharsetEvidence::detected},
      {"windows-1256 that says it is Latin-1", page("<meta charset=iso-8859-1>", windows), "", "windows-1256",
       CharsetEvidence::detected},
      {"ISO-8859-6 that its server calls windows-1252", page("", iso), "text/html; charset=windows-1252",
       "ISO-8859-6", CharsetEvidence::detected},
      {"UTF-8 with a mark", "\xEF\xBB\xBF" + page("", kText), "text/html; charset=windows-1256", "UTF-8",
       CharsetEvidence::mark},
      {"UTF-8 by its header", page("", kText), "text/html; charset=\"utf-8\"", "UTF-8",
       CharsetEvidence::header},
      {"a header before a declaration", page("<meta charset=iso-8859-6>", windows),
       "text/html;charset=windows-1256", "windows-1256", CharsetEvidence::header},
      {"declared", page(meta_windows, windows), "", "windows-1256", CharsetEvidence::declared},
      {"declared by another name", page("<meta charset='x-cp1256'>", windows), "", "windows-1256",
       CharsetEvidence::declared},
      {"ISO-8859-6", page("<meta charset=\"ISO-8859-6\"/>", iso), "", "ISO-8859-6",
       CharsetEvidence::declared},
      {"found out", page("", windows), "", "windows-1256", CharsetEvidence::detected},
      {"found out, the other", page("", iso), "", "ISO-8859-6", CharsetEvidence::detected},
      {"a set that is none", page("<meta charset=klingon>", windows), "text/html; charset=", "windows-1256",
       CharsetEvidence::detected},
      {"declared as UTF-8, which it is not", page("<meta charset=utf-8>", windows), "", "windows-1256",
       CharsetEvidence::detected},
      {"saved by a browser, which left the old name in it", page(meta_windows, kText), "", "UTF-8",
       CharsetEvidence::declared},
      {"UTF-16 with a mark", "\xFF\xFE" + wide(wide_page, true), "", "UTF-16LE", CharsetEvidence::mark},
      {"UTF-16, the other way round", "\xFE\xFF" + wide(wide_page, false), "", "UTF-16BE",
       CharsetEvidence::mark},
      {"UTF-16 without a mark", wide(wide_page, true), "", "UTF-16LE", CharsetEvidence::detected},
      {"UTF-16, the other way round, without a mark", wide(wide_page, false), "text/html; charset=utf-8",
       "UTF-16BE", CharsetEvidence::detected},
      {"UTF-7 hides markup: not taken", page("<meta charset=utf-7>", kText), "", "UTF-8",
       CharsetEvidence::detected},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const auto decoded = decode_page(row.bytes, row.header);
    CHECK(decoded.charset == row.charset);
    CHECK(decoded.evidence == row.evidence);
    CHECK(decoded.text.find("<p>" + kText + "</p>") != std::string::npos);
  }
}

TEST_CASE("whatever the bytes, the text is valid UTF-8") {
  std::string all;
  for (int at = 0; at < 256; ++at) all += static_cast<char>(at);
  for (const std::string& bytes :
       {std::string(), std::string("\0", 1), all, all + all + all, std::string("\xFF\xFE\xD8", 3),
        std::string("\xFE\xFF\xD8\x00\x00<", 6), std::string("<\0p", 3)}) {
    for (const char* header : {"", "text/html; charset=utf-16", "charset=utf-32", "charset=shift_jis",
                               "charset=\"", "charset=a;b"}) {
      CHECK(is_valid_utf8(decode_page(bytes, header).text));
    }
  }
}

TEST_CASE("real pages of the shared folder are read in their set") {
  const fs::path folder = fs::path(tests::shared_folder()) / "data/formats/charset/chardet/tests";
  if (!fs::exists(folder)) {
    MESSAGE("skipped: " << folder << " is not there");
    return;
  }
  struct Row {
    const char* folder;
    const char* charset;
  };
  for (const auto& [name, charset] :
       {Row{"windows-1256-arabic", "windows-1256"}, Row{"iso-8859-6-arabic", "ISO-8859-6"},
        Row{"utf-8", "UTF-8"}, Row{"utf-8-sig", "UTF-8"}, Row{"UTF-16LE", "UTF-16LE"},
        Row{"UTF-16BE", "UTF-16BE"}, Row{"UTF-32LE", "UTF-32LE"}, Row{"UTF-32BE", "UTF-32BE"}}) {
    for (const auto& entry : fs::directory_iterator(folder / name)) {
      CAPTURE(entry.path());
      CHECK(decode_page(tests::file_text(entry.path()), "").charset == charset);
    }
  }
}
