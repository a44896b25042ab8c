#include "searchd/views/added_language.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "analyzers/text_ends.h"
#include "searchd/views/formats/citation_words.h"
#include "searchd/views/messages.h"
#include "searchd/views/view_error.h"

namespace searchd {
namespace {

std::string bytes_of(const std::filesystem::path& path) {
  std::error_code error;
  std::ifstream stream(path, std::ios::binary);
  std::ostringstream bytes;  // a folder opens, and fails when it is read
  if (!std::filesystem::is_regular_file(path, error) || !(bytes << stream.rdbuf()))
    throw ViewError(path.string() + ": it cannot be read, or is empty");
  return std::move(bytes).str();
}

bool is_same_name(std::string_view one, std::string_view other) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; };
  return std::equal(one.begin(), one.end(), other.begin(), other.end(),
                    [&](char a, char b) { return lower(a) == lower(b); });
}

void refuse_what_is_taken(const MessagesFile& file, const std::function<bool(std::string_view)>& is_taken) {
  const auto refuse = [&](const std::string& key, const std::string& value, const std::string& by) {
    throw ViewError(file.name + ": " + key + ": \"" + value + "\" is taken by " + by);
  };
  for (const auto language : page_languages()) {
    const auto& other = messages_file_of(language);
    if (is_same_name(file.code, other.code)) refuse("page_language.code", file.code, other.name);
    if (file.path == other.path) refuse("page_language.path", file.path, other.name);
  }
  if (is_taken(file.path)) refuse("page_language.path", file.path, "other addresses");
}

std::string listed(const std::vector<std::string>& names) {
  std::string list;
  for (const auto& name : names) list += (list.empty() ? "{" : ", {") + name + "}";
  return list.empty() ? "no arguments" : list;
}

// What a sentence counts in one of the languages that are part of the program may be counted in all; all else
// may be a word, which has no plural.
void refuse_what_cannot_be_filled(const MessagesFile& file, const Messages& messages) {
  const Messages english(PageLanguage::english), arabic(PageLanguage::arabic);
  const auto keys = english.keys();
  const std::map<std::string, std::vector<std::string>> known(keys.begin(), keys.end());
  for (const auto& [key, arguments] : messages.keys()) {
    const auto found = known.find(key);
    if (found == known.end()) throw ViewError(file.name + ": " + key + " is no text of the pages");
    if (found->second != arguments)
      throw ViewError(file.name + ": " + key + " must take " + listed(found->second) + ", not " +
                      listed(arguments));
    if (analyzers::trimmed(file.texts.at(key)).empty()) throw ViewError(file.name + ": " + key + " is empty");
  }
  for (const auto& [key, arguments] : known) {
    if (file.texts.find(key) == file.texts.end()) throw ViewError(file.name + ": " + key + " is missing");
  }
  for (const auto& argument : messages.counted()) {
    if (!english.counted().contains(argument) && !arabic.counted().contains(argument))
      throw ViewError(file.name + ": " + argument.first + " must take {" + argument.second + "} as it is");
  }
}

}  // namespace

PageLanguage add_language(const std::filesystem::path& from,
                          const std::function<bool(std::string_view)>& is_taken) {
  auto file = read_messages_file(from.string(), bytes_of(from));
  if (page_languages().size() == kMostPageLanguages)
    throw ViewError(file.name + ": there are " + std::to_string(kMostPageLanguages) + " languages already");
  refuse_what_is_taken(file, is_taken);
  const Messages messages(file, static_cast<PageLanguage>(page_languages().size()));
  refuse_what_cannot_be_filled(file, messages);
  try {
    read_citation_words(messages);
  } catch (const ViewError& error) {
    throw ViewError(file.name + ": " + error.what());
  }
  return add_to_page_languages(std::move(file));
}

}  // namespace searchd
