// Writes an export of any size, as JSON Lines or as a WordPress export (WXR), for tests/bench/import_rate:
// articles of real length, put together from the paragraphs of the sample archive, each under a number of its
// own.
#include <CLI/CLI.hpp>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document_json.h"
#include "tests/quality/collection.h"
#include "tests/support/places.h"

namespace {

struct Language {
  const char* code;
  std::vector<std::string> paragraphs, titles;
};

/// All paragraphs and titles of the sample archive.
std::vector<Language> languages() {
  std::vector<Language> languages = {{"en", {}, {}}, {"ar", {}, {}}};
  for (const auto& file : std::filesystem::directory_iterator(tests::sample_folder())) {
    if (file.path().extension() != ".jsonl") continue;
    quality::for_each_line(file.path(), [&languages](const std::string& line) {
      const auto document = corpus::record_from_json(line).document;
      auto& language = languages[document.language == analyzers::Language::arabic ? 1 : 0];
      language.titles.push_back(document.title);
      for (std::size_t at = 0; at < document.body.size();) {
        const auto end = document.body.find('\n', at);
        language.paragraphs.push_back(document.body.substr(at, end - at));
        at = end == std::string::npos ? document.body.size() : end + 1;
      }
    });
  }
  if (languages[0].paragraphs.empty() || languages[1].paragraphs.empty())
    throw std::runtime_error("the sample archive is not where it was");
  return languages;
}

struct Article {
  std::string language, title, day;
  std::vector<std::string> paragraphs;
};

/// Article `number`: 4 to 12 paragraphs, the same at every run.
Article article(std::uint32_t number, const std::vector<Language>& from) {
  std::minstd_rand random(number * 2654435761U + 1);
  const auto& language = from[number % from.size()];
  Article made;
  made.language = language.code;
  made.title = language.titles[random() % language.titles.size()] + " " + std::to_string(number);
  char day[16];
  std::snprintf(day, sizeof day, "%04u-%02u-%02u", static_cast<unsigned>(2014 + random() % 12),
                static_cast<unsigned>(1 + random() % 12), static_cast<unsigned>(1 + random() % 28));
  made.day = day;
  const auto count = 4 + random() % 9;
  for (std::size_t at = 0; at < count; ++at)
    made.paragraphs.push_back(language.paragraphs[random() % language.paragraphs.size()]);
  return made;
}

std::string key_of(std::uint32_t number) {
  return "https://example.org/news/" + std::to_string(number) + "/";
}

std::string json_line(std::uint32_t number, const Article& article) {
  corpus::Document document;
  document.key = document.url = key_of(number);
  document.kind = corpus::Kind::news;
  document.language = analyzers::language_from_code(article.language).value();
  document.title = article.title;
  for (const auto& paragraph : article.paragraphs) document.body += paragraph + '\n';
  document.published = corpus::parse_date(article.day).value();
  return corpus::to_json_line(document) + '\n';
}

std::string escaped(std::string_view text) {
  std::string safe;
  for (const char c : text) {
    if (c == '&')
      safe += "&amp;";
    else if (c == '<')
      safe += "&lt;";
    else
      safe += c;
  }
  return safe;
}

std::string wxr_item(std::uint32_t number, const Article& article) {
  std::string item = "<item><title>" + escaped(article.title) + "</title><link>" + key_of(number) +
                     "</link><guid isPermaLink=\"false\">https://example.org/?p=" + std::to_string(number) +
                     "</guid><content:encoded><![CDATA[";
  for (const auto& paragraph : article.paragraphs)
    item += "<!-- wp:paragraph -->\n<p>" + escaped(paragraph) + "</p>\n<!-- /wp:paragraph -->\n\n";
  return item + "]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>" +
         std::to_string(number) + "</wp:post_id><wp:post_date><![CDATA[" + article.day +
         " 09:30:00]]></wp:post_date><wp:post_date_gmt><![CDATA[" + article.day +
         " 06:30:00]]></wp:post_date_gmt><wp:status><![CDATA[publish]]></wp:status>"
         "<wp:post_type><![CDATA[post]]></wp:post_type></item>\n";
}

constexpr std::string_view kWxrBegin =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "
    "xmlns:excerpt=\"http://wordpress.org/export/1.2/excerpt/\" "
    "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" "
    "xmlns:wp=\"http://wordpress.org/export/1.2/\">\n<channel><title>Made up</title>"
    "<link>https://example.org</link><wp:wxr_version>1.2</wp:wxr_version>"
    "<wp:base_site_url>https://example.org</wp:base_site_url>\n";

void write(std::ostream& out, bool wxr, std::uint64_t bytes) {
  const auto from = languages();
  std::uint64_t written = 0;
  if (wxr) out << kWxrBegin;
  for (std::uint32_t number = 1; written < bytes; ++number) {
    const auto made = article(number, from);
    const auto record = wxr ? wxr_item(number, made) : json_line(number, made);
    out << record;
    written += record.size();
  }
  if (wxr) out << "</channel></rss>\n";
}

}  // namespace

int main(int argc, char** argv) try {
  CLI::App app("Writes an export made of the sample archive's paragraphs to standard output");
  std::string format = "json-lines";
  std::uint64_t megabytes = 64;
  app.add_option("--format", format, "json-lines or wxr")->check(CLI::IsMember({"json-lines", "wxr"}));
  app.add_option("--megabytes", megabytes, "how large, at least")->check(CLI::Range(1, 100'000));
  CLI11_PARSE(app, argc, argv);
  std::ios::sync_with_stdio(false);
  write(std::cout, format == "wxr", megabytes * 1'000'000);
  std::cout.flush();
  return std::cout.good() ? 0 : 1;
} catch (const std::exception& error) {
  std::cerr << "make_export: " << error.what() << '\n';
  return 1;
}
