#include "searchd/views/page_language.h"

#include <deque>
#include <utility>

#include "views_embedded.h"

namespace searchd {
namespace {

struct Table {
  Table() {
    for (const std::string name : {"views/messages.en.json", "views/messages.ar.json"})
      add(read_messages_file(name, views::embedded(name)));
  }
  PageLanguage add(MessagesFile file) {
    const auto language = static_cast<PageLanguage>(files.size());
    files.push_back(std::move(file));
    languages.push_back(language);
    return language;
  }
  std::deque<MessagesFile> files;  // by place_of(); those who look at one keep it while others are added
  std::vector<PageLanguage> languages;
};

Table& table() {
  static Table all;
  return all;
}

}  // namespace

const std::vector<PageLanguage>& page_languages() { return table().languages; }

const MessagesFile& messages_file_of(PageLanguage language) { return table().files[place_of(language)]; }

const std::string& page_language_code(PageLanguage language) { return messages_file_of(language).code; }

const std::string& page_language_name(PageLanguage language) { return messages_file_of(language).called; }

const std::string& path_of(PageLanguage language) { return messages_file_of(language).path; }

bool is_right_to_left(PageLanguage language) { return messages_file_of(language).right_to_left; }

analyzers::Language archive_language_of(PageLanguage language) { return messages_file_of(language).archive; }

bool reads_arabic(PageLanguage language) {
  return archive_language_of(language) == analyzers::Language::arabic;
}

PageLanguage page_language_of(analyzers::Language language) {
  return language == analyzers::Language::arabic ? PageLanguage::arabic : PageLanguage::english;
}

PageLanguage other_language(PageLanguage language) {
  return reads_arabic(language) ? PageLanguage::english : PageLanguage::arabic;
}

LocalPath local_path(std::string_view path) {
  for (const auto language : page_languages()) {
    const auto& own = path_of(language);
    if (own.empty() || !path.starts_with(own)) continue;
    const auto rest = path.substr(own.size());
    if (rest.empty()) return {language, "/"};
    if (rest.front() == '/') return {language, rest == "/" ? std::string_view() : rest};
  }
  return {PageLanguage::english, path};
}

PageLanguage add_to_page_languages(MessagesFile file) { return table().add(std::move(file)); }

}  // namespace searchd
