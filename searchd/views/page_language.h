// The languages in which pages speak to their readers: what each states of itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/language.h"
#include "searchd/views/messages_file.h"

namespace searchd {

/// The language a page speaks to its reader; a document's own is another matter. A place in the table of
/// languages: English, the default, and Arabic are part of the program; others, which have no name here,
/// follow in the order in which they were added.
enum class PageLanguage : std::uint8_t { english, arabic };

/// Most that are served: each page names all others, and a sitemap may have 50 MB (sitemaps.org).
inline constexpr std::size_t kMostPageLanguages = 8;

/// All of them, English first. Safe from any thread once all were added.
const std::vector<PageLanguage>& page_languages();
constexpr std::size_t place_of(PageLanguage language) { return static_cast<std::size_t>(language); }

// What the file of a language states; see MessagesFile. Each is one look into the table.

/// "en", "ar".
const std::string& page_language_code(PageLanguage language);
/// "English", "العربية".
const std::string& page_language_name(PageLanguage language);
/// What stands before the path of each page: "", "/ar".
const std::string& path_of(PageLanguage language);
bool is_right_to_left(PageLanguage language);
/// The one of the archive's two languages that its readers are given where there is a choice.
analyzers::Language archive_language_of(PageLanguage language);
/// Whether that is Arabic.
bool reads_arabic(PageLanguage language);
const MessagesFile& messages_file_of(PageLanguage language);

/// The pages' own language where what they tell is in `language`: Arabic of Arabic, else English.
PageLanguage page_language_of(analyzers::Language language);
/// In which a page tells what it tells in one language more: Arabic for readers of the archive's English,
/// else English.
PageLanguage other_language(PageLanguage language);

/// An address in each of page_languages(), by place_of().
using AddressInEach = std::vector<std::string>;
template <typename AddressIn>
AddressInEach in_each_language(AddressIn address_in) {
  AddressInEach addresses;
  for (const auto language : page_languages()) addresses.push_back(address_in(language));
  return addresses;
}

/// A path, and the language under which it is served: "/ar/search" is "/search" in Arabic, "/ar" is "/".
struct LocalPath {
  PageLanguage language = PageLanguage::english;
  std::string_view path;  // empty for "/ar/", which is no address
};
LocalPath local_path(std::string_view path);

/// Adds `file` behind all others, as it is: add_language() looks at it first. Only at start, while there is
/// one thread and before any page is made.
PageLanguage add_to_page_languages(MessagesFile file);

}  // namespace searchd
