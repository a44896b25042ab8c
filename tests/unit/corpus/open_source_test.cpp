// Which reader a file gets, told by what it holds.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "corpus/sources/source.h"
#include "tests/support/temporary_directory.h"

using namespace corpus;
namespace fs = std::filesystem;

namespace {

fs::path write(const tests::TemporaryDirectory& directory, const char* name, const std::string& bytes) {
  const auto path = directory / name;
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

}  // namespace

TEST_CASE("a file is read as what it holds, whatever its name") {
  struct Row {
    const char* why;
    const char* name;
    std::string bytes;
    const char* format;
  };
  const Row rows[] = {
      {"text", "page.txt", "Latest news\n\nTitle\n\nTeaser.\n", "capture"},
      {"text with a byte order mark", "page.txt", "\xEF\xBB\xBFLatest news\n", "capture"},
      {"text in brackets", "page.txt", "[Photo] The bridge\n\nLatest news\n", "capture"},
      {"text that begins with a sign", "page.txt", "<3 to all\n\nLoad more\n", "capture"},
      {"an article with its date", "page.txt", "The port opens\n13 February 2018\n\nIt opened.\n", "capture"},
      {"any text under its address", "page.txt", "https://example.org/en/\n\nIt opened.\n", "capture"},
      {"a cookie notice", "page.txt", "Text.\n\nThis website uses cookies.\n", "capture"},
      {"a document", "a.txt", R"({"key":"a","kind":"news","title":"T"})", "json-lines"},
      {"a document by its type", "a",
       "\n"
       R"({"type":"document","key":"a","kind":"news","title":"T"})",
       "json-lines"},
      {"with a byte order mark", "a",
       "\xEF\xBB\xBF"
       R"({"key":"a","kind":"news","title":"T"})",
       "json-lines"},
      {"a broken first line", "a", "{\"kind\":\"news\",\n{}", "json-lines"},
      {"a WordPress export", "a.txt",
       "\xEF\xBB\xBF<?xml version=\"1.0\"?><rss "
       "xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel/></rss>",
       "wordpress-export"},
      {"posts of WordPress", "a.txt", R"([{"id":1,"title":{"rendered":"T"}}])", "wordpress-rest"},
      {"one post of WordPress", "a.jsonx",
       R"({"id":1,"type":"document","title":{"rendered":"T"},"_links":{}})", "wordpress-rest"},
      {"an empty answer", "a.json", "[]", "wordpress-rest"},
      {"an HTML page", "page.txt", "<!DOCTYPE html><html><p>x", "html-page"},
      {"an HTML page without a head", "page", "\r\n<html><body>x", "html-page"},
      {"an HTML page that a browser saved", "a.html",
       "<!DOCTYPE html>\n<!-- saved from url=(0019)http://example.org/ -->\n<html>x", "html-page"},
      {"an HTML page that says what it is after a remark", "a.htm", "<!-- made by hand --><HTML>x",
       "html-page"},
      {"XHTML", "a", "<?xml version=\"1.0\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\"/>", "html-page"},
      {"an HTML page in UTF-16", "a", std::string("\xFF\xFE<\0h\0t\0m\0l\0>\0", 14), "html-page"},
      {"an HTML page in UTF-16 without a mark", "a", std::string("<\0h\0t\0m\0l\0>\0x\0", 14), "html-page"},
      {"a feed", "a.txt", "\xEF\xBB\xBF<?xml version=\"1.0\"?><rss><channel/></rss>", "rss"},
      {"an RDF feed", "a", "<!-- x --><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/>",
       "rss"},
      {"a feed with a document type", "a", "<!DOCTYPE rss [<!ENTITY a \"<b>\">]>\n<rss/>", "rss"},
      {"an Atom feed", "a.html", "<feed xmlns=\"http://www.w3.org/2005/Atom\"/>", "atom"},
      {"a feed in UTF-16", "a", std::string("\xFF\xFE<\0r\0s\0s\0/\0>\0", 14), "rss"},
      {"a JSON Feed", "a.txt", R"({"version":"https://jsonfeed.org/version/1.1","items":[]})", "json-feed"},
      {"a version that speaks of JSON Feed", "a",
       R"({"type":"version","key":"a","kind":"news","title":"https://jsonfeed.org/version/1"})",
       "json-lines"},
      {"an export that holds HTML", "a",
       "<?xml version=\"1.0\"?><rss xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>&lt;html"
       "<![CDATA[<html>]]></title></channel></rss>",
       "wordpress-export"},
      {"a web archive", "a", "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "warc"},
      {"a PDF", "a.txt", "%PDF-1.4\n", "pdf"},
      {"a zip file", "a", "PK\x03\x04", "zip"},
      {"a sitemap", "a", "<urlset/>", "sitemap"},
      {"a list of addresses", "a.txt", "https://example.org/1\nhttps://example.org/2\n", "sitemap"},
      {"by its name, where the first line says nothing", "a.jsonl", "{}\n", "json-lines"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const tests::TemporaryDirectory directory;
    CHECK(open_source(write(directory, row.name, row.bytes))->format() == row.format);
  }
}

TEST_CASE("what cannot be read says what it is and what helps") {
  struct Row {
    const char* why;
    std::string bytes;
    const char* says;
  };
  const Row rows[] = {
      {"empty", "", "is empty"},
      {"white space", " \n\n", "white space"},
      {"gzip", "\x1F\x8B\x08", "ends within its gzip data"},
      {"ARC", "filedesc://crawl.arc 0.0.0.0 20180213101112 text/plain 76\n", "convert it first"},
      {"UTF-16",
       std::string("\xFF\xFE"
                   "a\0",
                   4),
       "iconv"},
      {"another JSON", "{\"a\":1}\n", "JSON"},
      {"no text", std::string("ab\0c", 4), "no known format"},
      {"a read-me", "# Sijill\n\nKeeps what was published.\n\n## News\n\n- Next: more.\n", "no known format"},
      {"a licence", "GNU GENERAL PUBLIC LICENSE\nVersion 3, 29 June 2007\n\nEveryone is permitted\n",
       "no known format"},
      {"a table", "id\tname\n1\tIraq\n", "no known format"},
      {"Arabic text", "ملاحظات للمحررين\n\nالأخبار في مكان آخر.\n", "address alone on the first line"},
      {"another charset", "caf\xE9", "UTF-8"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.why);
    const tests::TemporaryDirectory directory;
    const auto file = write(directory, "file", row.bytes);
    CHECK_THROWS_WITH_AS(open_source(file), doctest::Contains(row.says), SourceError);
    CHECK_THROWS_WITH_AS(open_source(file), doctest::Contains(file.c_str()), SourceError);
  }
  const tests::TemporaryDirectory directory;
  CHECK_THROWS_WITH_AS(open_source(directory / "none"), doctest::Contains("is not there"), SourceError);
  CHECK_THROWS_WITH_AS(open_source(directory / "."), doctest::Contains("folder"), SourceError);
}

TEST_CASE(
    "a folder gives its files in the order of their names, and tells what else lies in it but is not read") {
  const tests::TemporaryDirectory directory;
  const tests::TemporaryDirectory elsewhere;
  write(elsewhere, "secret.txt", "x");
  const auto b = write(directory, "b.txt", "x");
  const auto a = write(directory, "a.txt", "x");
  const auto deep = write(directory, "folder/deep.txt", "x");
  write(directory, ".hidden", "x");
  write(directory, ".git/config", "x");
  fs::create_symlink(elsewhere / "secret.txt", directory / "link.txt");
  fs::create_directory_symlink(elsewhere / ".", directory / "linked");
  fs::create_directory_symlink(directory / ".", directory / "loop");
  fs::create_symlink("a.txt", directory / "again.txt");
  fs::create_symlink("circle", directory / "circle");
  fs::create_symlink("nowhere", directory / "dead");
  fs::create_symlink(elsewhere / "secret.txt", directory / ".hidden-link");
  REQUIRE(mkfifo((directory / "folder/pipe").c_str(), 0600) == 0);
  const auto found = files_to_import(directory.path());
  CHECK(found.files == std::vector<fs::path>{a, b, deep});
  const auto inside = fs::canonical(directory.path()).string();
  const auto outside = fs::canonical(elsewhere.path()).string();
  const auto not_followed = ", outside of the folder: not followed; name that path itself to import it";
  const std::vector<std::pair<fs::path, std::string>> told{
      {directory / "again.txt", "is a link to " + inside + "/a.txt, in the folder itself: not followed"},
      {directory / "circle",
       "is a link that cannot be followed (Too many levels of symbolic links): not read"},
      {directory / "dead", "is a link that cannot be followed (No such file or directory): not read"},
      {directory / "folder/pipe", "is no regular file (a pipe, socket or device): not read"},
      {directory / "link.txt", "is a link to " + outside + "/secret.txt" + not_followed},
      {directory / "linked", "is a link to " + outside + not_followed},
      {directory / "loop", "is a link to " + inside + ", in the folder itself: not followed"}};
  REQUIRE(found.passed_over.size() == told.size());
  for (std::size_t i = 0; i < told.size(); ++i) {
    CHECK(found.passed_over[i].where == told[i].first.string());
    CHECK(found.passed_over[i].what == told[i].second);
  }
  CHECK(files_to_import(a).files == std::vector<fs::path>{a});
  CHECK_MESSAGE(files_to_import(directory / "link.txt").files.size() == 1,
                "a link that is named itself is followed");
  CHECK_THROWS_WITH_AS(files_to_import(directory / "none"), doctest::Contains("is not there"), SourceError);
}
