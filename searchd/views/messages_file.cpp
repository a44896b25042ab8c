#include "searchd/views/messages_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <utility>

#include "searchd/views/view_error.h"

namespace searchd {
namespace {

constexpr std::size_t kLongestName = 40;  // bytes: of a code, of a path

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "ar", "pt-BR", "zh-Hant": a language of two or three letters, and what tells its kinds apart.
bool is_sound_code(std::string_view code) {
  if (code.empty() || code.size() > kLongestName) return false;
  bool first = true;
  for (;; first = false) {
    const auto part = code.substr(0, code.find('-'));
    const bool sound = std::all_of(part.begin(), part.end(),
                                   [&](char c) { return is_letter(c) || (!first && is_digit(c)); });
    const bool fits = first ? part.size() == 2 || part.size() == 3 : part.size() >= 2 && part.size() <= 8;
    if (!sound || !fits) return false;
    if (part.size() == code.size()) return true;
    code.remove_prefix(part.size() + 1);
  }
}

// "/ar": one step, of what needs no encoding. Nothing: English has the addresses without a language.
bool is_sound_path(std::string_view path) {
  if (path.empty()) return true;
  return path.size() > 1 && path.size() <= kLongestName && path.front() == '/' &&
         std::all_of(path.begin() + 1, path.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-'; });
}

bool is_direction(std::string_view text) { return text == "rtl" || text == "ltr"; }
bool is_archive_language(std::string_view text) { return text == "ar" || text == "en"; }
bool is_anything(std::string_view text) { return !text.empty(); }

std::string statement(const MessagesFile& file, const std::string& name, bool (*is_sound)(std::string_view),
                      const char* wanted) {
  const auto key = "page_language." + name;
  const auto found = file.texts.find(key);
  if (found == file.texts.end()) throw ViewError(file.name + ": " + key + " is missing");
  if (!is_sound(found->second))
    throw ViewError(file.name + ": " + key + " must be " + wanted + ", not \"" + found->second + '"');
  return found->second;
}

// The second of two texts of one name would win in silence.
nlohmann::json parse_once_each(const std::string& name, std::string_view json) {
  std::set<std::string> seen;
  return nlohmann::json::parse(json, [&](int, nlohmann::json::parse_event_t event, nlohmann::json& part) {
    if (event != nlohmann::json::parse_event_t::key) return true;
    const auto key = part.get<std::string>();
    if (!seen.insert(key).second) throw ViewError(name + ": " + key + " is there twice");
    return true;
  });
}

}  // namespace

MessagesFile read_messages_file(std::string name, std::string_view json) {
  MessagesFile file;
  file.name = std::move(name);
  try {
    const auto texts = parse_once_each(file.name, json);
    if (!texts.is_object()) throw ViewError(file.name + ": no object of JSON");
    for (const auto& [key, text] : texts.items()) {
      if (!text.is_string()) throw ViewError(file.name + ": " + key + " is no text");
      file.texts.emplace(key, text.get<std::string>());
    }
  } catch (const nlohmann::json::exception& error) {
    throw ViewError(file.name + ": " + error.what());
  }
  file.code = statement(file, "code", is_sound_code, "the code of a language, such as fr or pt-BR");
  file.path = statement(file, "path", is_sound_path, "one step of a path, such as /fr");
  file.called = statement(file, "name", is_anything, "what the language is called in itself");
  file.locale = statement(file, "locale", is_anything, "a locale such as fr-FR");
  file.right_to_left = statement(file, "direction", is_direction, "ltr or rtl") == "rtl";
  if (statement(file, "archive", is_archive_language, "ar or en") == "ar")
    file.archive = analyzers::Language::arabic;
  return file;
}

}  // namespace searchd
