// Saved pages taken apart. Each page of tests/data/captures has a list of its pieces beside it: kind, title,
// number of paragraphs, date; one a line. To add a case, add two files.
#include "corpus/sources/capture.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <sstream>

#include "corpus/key_text.h"
#include "corpus/ledger.h"
#include "corpus/plain_text.h"
#include "corpus/sources/capture_lines.h"
#include "tests/support/temporary_directory.h"

using namespace corpus;
namespace fs = std::filesystem;

namespace {

std::string bytes_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  REQUIRE_MESSAGE(stream, file.string());
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<fs::path> files_in(const fs::path& folder, const char* extension) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == extension) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string listed(const std::vector<SourceItem>& items) {
  std::ostringstream list;
  for (const auto& item : items) {
    if (const auto* standing = std::get_if<Boilerplate>(&item))
      list << "boilerplate " << standing->name << "\n";
    if (const auto* record = std::get_if<Record>(&item)) {
      const Document& document = record->document;
      const std::string date = to_string(document.published);
      list << kind_name(document.kind) << " | " << document.title << " | "
           << std::count(document.body.begin(), document.body.end(), '\n') << " |"
           << (date.empty() ? "" : " ") << date << "\n";
    }
  }
  return list.str();
}

std::vector<Record> records_of(const std::vector<SourceItem>& items) {
  std::vector<Record> records;
  for (const auto& item : items) {
    if (const auto* record = std::get_if<Record>(&item)) records.push_back(*record);
  }
  return records;
}

const Capture& capture_of(const std::vector<SourceItem>& items) {
  REQUIRE(std::holds_alternative<Capture>(items.back()));
  return std::get<Capture>(items.back());
}

/// The words of a text in the order of the alphabet.
std::multiset<std::string> words_of(const std::string& text) {
  std::istringstream words(key_text(text));
  return {std::istream_iterator<std::string>(words), {}};
}

bool is_blank(std::string_view bytes) { return key_text(bytes).empty() && plain_line(bytes).empty(); }

/// What holds for every page, whatever it says.
void check_nothing_is_lost(const std::string& page) {
  const auto items = take_apart(page, "page.txt");
  const Capture& capture = capture_of(items);
  CHECK(capture.bytes == page);
  std::uint64_t covered = 0;
  std::map<std::string, std::string> bytes_by_anchor;
  std::size_t named = 0;
  for (const auto& part : capture.parts) {
    CHECK(part.begin == covered);
    CHECK(part.end > part.begin);
    covered = part.end;
    const std::string bytes = page.substr(part.begin, part.end - part.begin);
    const std::string anchor = "bytes=" + std::to_string(part.begin) + "-" + std::to_string(part.end);
    if (!part.key.empty() || !part.boilerplate.empty()) {
      ++named;
      bytes_by_anchor[anchor] = bytes;
    } else if (!is_blank(bytes)) {
      // The one thing that is neither: the page's own address on its first line.
      CHECK(canonical_url(plain_line(bytes)) == capture.source);
    }
  }
  CHECK(covered == page.size());
  std::size_t given = 0;
  for (const auto& item : items) {
    if (const auto* standing = std::get_if<Boilerplate>(&item)) {
      ++given;
      CHECK(bytes_by_anchor[standing->anchor] == standing->text);
    }
    if (const auto* record = std::get_if<Record>(&item)) {
      ++given;
      const Document& document = record->document;
      REQUIRE(document.occurrences.size() == 1);
      const auto bytes = bytes_by_anchor.find(document.occurrences[0].anchor);
      REQUIRE(bytes != bytes_by_anchor.end());
      // A date beside a title is kept as the document's date, and as text where the same words stand there
      // again.
      const auto words = words_of(bytes->second);
      const std::string text = document.title + "\n" + document.body;
      CHECK((words == words_of(text) || words == words_of(text + "\n" + document.published.words)));
      CHECK_FALSE((document.title.empty() && document.body.empty()));
      CHECK(document.key.size() <= 2048);
    }
  }
  CHECK(given == named);
}

/// `page` with some lines moved, dropped, doubled, joined, cut or filled with something else.
std::string mutated(const std::string& page, std::mt19937& random) {
  std::vector<std::string> lines;
  std::istringstream stream(page);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  const char* const others[] = {"",
                                "",
                                "\r",
                                "13 February 2018",
                                "١٣ شباط ٢٠١٨",
                                "Weekly digest",
                                "ما هو التحالف؟",
                                "Latest news",
                                "• a bullet",
                                "•",
                                "Press releases",
                                "Load More...",
                                "\u00A0",
                                "#tag @name https://t.co/x",
                                "🎉",
                                "\uFEFF",
                                "Page 1 of 4",
                                "\x01\x02",
                                "[…]",
                                "Podcast, Episode 3",
                                "This Generation Learns",
                                "Welcome to the Coalition",
                                "…",
                                "one\u2028two",
                                "click here on our site, you"};
  for (int i = 0; i < 8 && !lines.empty(); ++i) {
    const std::size_t at = random() % lines.size();
    switch (random() % 6) {
      case 0: lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at)); break;
      case 1:
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), lines[random() % lines.size()]);
        break;
      case 2: std::swap(lines[at], lines[random() % lines.size()]); break;
      case 3: lines[at] += lines[random() % lines.size()]; break;
      case 4: lines[at] = others[random() % std::size(others)]; break;
      default:
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), others[random() % std::size(others)]);
    }
  }
  std::string changed;
  for (const auto& line : lines) changed += line + "\n";
  if (random() % 4 == 0) std::erase(changed, '\r');
  if (random() % 8 == 0) {  // no empty lines at all
    for (std::size_t at; (at = changed.find("\n\n")) != std::string::npos;) changed.erase(at, 1);
  }
  return changed;
}

std::vector<std::string> all_pages() {
  std::vector<std::string> pages;
  for (const auto& file : files_in(fs::path(TEST_DATA_DIR) / "captures", ".txt"))
    pages.push_back(bytes_of(file));
  const fs::path seeds = fs::path(TEST_SHARED_DIR) / "seeds";
  if (fs::exists(seeds)) {
    for (const auto& file : files_in(seeds, ".txt")) pages.push_back(bytes_of(file));
  }
  return pages;
}

}  // namespace

TEST_CASE("a saved page becomes the pieces that stand on it") {
  const auto files = files_in(fs::path(TEST_DATA_DIR) / "captures", ".txt");
  REQUIRE(files.size() >= 5);
  for (const auto& file : files) {
    CAPTURE(file.filename().string());
    auto expected = file;
    CHECK(listed(take_apart(bytes_of(file), file.filename().string())) ==
          bytes_of(expected.replace_extension(".pieces")));
  }
}

TEST_CASE("the parts of a page are the page, and no text of it is lost") {
  std::mt19937 random(2014);
  for (const auto& page : all_pages()) {
    check_nothing_is_lost(page);
    for (int i = 0; i < 60; ++i) {
      const std::string changed = mutated(page, random);
      CAPTURE(changed);
      check_nothing_is_lost(changed);
    }
  }
  for (const char* page :
       {"", "\n", "x", "\uFEFF", "•", "Weekly digest", "13 February 2018", "https://example.org/",
        "Latest news\n13 February 2018", "Page 1 of 2\n\nx\ny\n13 February 2018\n"}) {
    CAPTURE(page);
    check_nothing_is_lost(page);
  }
}

TEST_CASE("items of a digest name it as their parent, and a digest is told from last week's by its items") {
  const auto items =
      take_apart("Weekly digest\n\nOne thing\n\nIt happened in the north of the country.\n", "a.txt");
  const auto records = records_of(items);
  REQUIRE(records.size() == 2);
  CHECK(records[0].document.kind == Kind::digest);
  CHECK(records[1].parent_key == records[0].document.key);
  CHECK_FALSE(records[0].joins_equal);
  CHECK(records[1].joins_equal);

  const auto again =
      records_of(take_apart("Latest news\n\nNew\n\nA teaser.\n\nWeekly digest\n\nOne thing\n\nIt happened in "
                            "the north of the country.\n",
                            "b.txt"));
  const auto other =
      records_of(take_apart("Weekly digest\n\nAnother\n\nIt happened in the south.\n", "c.txt"));
  REQUIRE(again.size() == 3);
  CHECK_MESSAGE(again[1].document.aliases == records[0].document.aliases, "the same digest on another page");
  CHECK(again[1].document.key != records[0].document.key);
  REQUIRE_FALSE(other[0].document.aliases.empty());
  CHECK(other[0].document.aliases != records[0].document.aliases);
}

TEST_CASE("what is printed twice has one key and two places; what only shares its title has two keys") {
  const auto records =
      records_of(take_apart(bytes_of(fs::path(TEST_DATA_DIR) / "captures/home_en.txt"), "home_en.txt"));
  std::vector<const Record*> bridges;
  for (const auto& record : records) {
    if (record.document.title == "Bridge over the northern canal opens") bridges.push_back(&record);
  }
  REQUIRE(bridges.size() == 3);
  CHECK(bridges[0]->document.key == bridges[2]->document.key);
  CHECK(bridges[0]->document.body == bridges[2]->document.body);
  CHECK(bridges[0]->document.occurrences != bridges[2]->document.occurrences);
  CHECK(bridges[1]->document.key == bridges[0]->document.key + "#2");
}

TEST_CASE("a key is made of the page, the kind and the folded title or the first words") {
  const std::string page =
      "Latest news\n\nDaesh’s LAST Street\n\nIt is free now, says everybody who lives there.\n";
  const auto records = records_of(take_apart(page, "a.txt"));
  REQUIRE(records.size() == 1);
  CHECK(records[0].document.key == "sha256:" + sha256_hex(page) + "#news:daeshs last street");
  CHECK(records[0].document.occurrences[0].source == "sha256:" + sha256_hex(page));
  CHECK(records[0].where == "a.txt:3");

  const auto addressed =
      records_of(take_apart(bytes_of(fs::path(TEST_DATA_DIR) / "captures/home_without_headings_en.txt"),
                            "home_without_headings_en.txt"));
  CHECK(addressed[0].document.key ==
        "https://example.org/en/#statement:two years ago our partners drove daesh from the last street of");
  CHECK_MESSAGE(addressed[0].document.url.empty(), "the page's address is not the statement's");
}

TEST_CASE("no date is made up: a date inside a sentence is none") {
  for (const auto& page : all_pages()) {
    for (const auto& record : records_of(take_apart(page, "page.txt"))) {
      if (record.document.published.precision == DatePrecision::unknown) continue;
      CHECK(date_line(record.document.published.words).has_value());
    }
  }
}

TEST_CASE("a picture's caption is part of the article after it") {
  const auto records =
      records_of(take_apart(bytes_of(fs::path(TEST_DATA_DIR) / "captures/press_ar.txt"), "press_ar.txt"));
  REQUIRE(records.size() == 6);
  CHECK(records[1].document.body == "جنود يقفون عند نقطة التفتيش الجديدة\n");
  CHECK(records[3].document.body.starts_with("مهندسون يعاينون الجسر\nأنهى المهندسون"));
}

TEST_CASE("a greeting reaches the ledger as a greeting, the standing text as standing text") {
  std::map<std::string, std::vector<int>> counts;
  for (const auto& item :
       take_apart(bytes_of(fs::path(TEST_DATA_DIR) / "captures/home_en.txt"), "home_en.txt")) {
    if (const auto* standing = std::get_if<Boilerplate>(&item)) {
      for (const auto& count : member_counts(standing->text)) counts[standing->name].push_back(count.members);
    }
  }
  CHECK(counts ==
        std::map<std::string, std::vector<int>>{{"welcome", {83}}, {"what-is-the-coalition", {83}}});
}

TEST_CASE("the five pages kept for testing give these documents and these counts of members") {
  const fs::path seeds = fs::path(TEST_SHARED_DIR) / "seeds";
  if (!fs::exists(seeds)) {
    MESSAGE("skipped: ", seeds.string(), " is not there");
    return;
  }
  std::vector<std::map<std::string, int>> kinds;
  std::map<std::string, std::set<int>> members;
  for (const auto& file : files_in(seeds, ".txt")) {
    kinds.emplace_back();
    for (const auto& item : take_apart(bytes_of(file), file.filename().string())) {
      if (const auto* record = std::get_if<Record>(&item)) {
        ++kinds.back()[std::string(kind_name(record->document.kind))];
        CHECK(record->document.published.precision == DatePrecision::unknown);
        for (const auto& count : member_counts(record->document.title + "\n" + record->document.body)) {
          members["statement"].insert(count.members);
        }
      } else if (const auto* standing = std::get_if<Boilerplate>(&item)) {
        for (const auto& count : member_counts(standing->text)) members[standing->name].insert(count.members);
      }
    }
  }
  using Kinds = std::map<std::string, int>;
  CHECK(kinds == std::vector<Kinds>{
                     {{"statement", 2}, {"digest", 1}, {"digest_item", 5}, {"social_post", 4}, {"news", 4}},
                     {{"digest", 1}, {"digest_item", 5}, {"podcast", 1}, {"social_post", 6}, {"news", 2}},
                     {{"statement", 2}, {"social_post", 6}, {"news", 4}},
                     {{"statement", 1}, {"social_post", 5}, {"news", 5}},
                     {{"statement", 5}, {"news", 6}},  // the press list: eleven articles
                 });
  CHECK(members == std::map<std::string, std::set<int>>{
                       {"what-is-the-coalition", {80, 81, 82, 85}}, {"welcome", {80}}, {"statement", {75}}});
}

TEST_CASE("what is no saved page is refused with a remedy") {
  const tests::TemporaryDirectory directory;
  const auto write = [&](const char* name, const std::string& bytes) {
    std::ofstream(directory / name, std::ios::binary) << bytes;
    return directory / name;
  };
  CHECK_THROWS_WITH_AS(open_capture(write("latin1.txt", "caf\xE9\n")), doctest::Contains("iconv"),
                       SourceError);
  CHECK_THROWS_WITH_AS(open_capture(write("nul.txt", std::string("a\0b", 3))), doctest::Contains("nul.txt"),
                       SourceError);
  CHECK_THROWS_WITH_AS(open_capture(write("large.txt", std::string(kLargestCapture + 1, 'x'))),
                       doctest::Contains("1 MB"), SourceError);
  CHECK_THROWS_WITH_AS(open_capture(directory / "none.txt"), doctest::Contains("none.txt"), SourceError);

  const auto source = open_capture(write("page.txt", "\xEF\xBB\xBFLatest news\n\nTitle\n\nA teaser.\n"));
  CHECK(source->format() == "capture");
  int items = 0;
  while (source->next()) ++items;
  CHECK(items == 3);
  CHECK(source->progress().read == source->progress().size);
}

TEST_CASE("a page may end all its lines by U+2028") {
  constexpr std::size_t kLines = 262'144;  // 1 MB
  std::string page;
  for (std::size_t i = 0; i < kLines; ++i) page += "a\u2028";
  page += "\nlast\nb\u2028c";
  const auto lines = lines_of(page);
  REQUIRE(lines.size() == kLines + 3);
  CHECK(lines[kLines - 1].text == "a");
  CHECK(lines[kLines - 1].number == kLines);
  CHECK(lines[kLines].text == "last");
  CHECK(lines[kLines].number == kLines + 2);
  CHECK(lines[kLines].gap == 1);
  CHECK(lines[kLines + 2].text == "c");
  CHECK(lines[kLines + 2].number == kLines + 4);
}

TEST_CASE("a page of nothing but items with one key takes no time to speak of") {
  std::string page = "Latest news\n\n";
  for (int i = 0; i < 20'000; ++i) page += "Title\n\nText " + std::to_string(i) + ".\n\n";
  const auto records = records_of(take_apart(page, "page.txt"));
  CHECK(records.size() == 20'000);
  std::set<std::string> keys;
  for (const auto& record : records) keys.insert(record.document.key);
  CHECK(keys.size() == records.size());
}
