// A third language of the pages: English with a mark before each text, called French.
#pragma once

#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>

#include "searchd/views/page_language.h"

namespace tests {

inline constexpr const char* kFrenchMark = "§";

using MessageTexts = std::map<std::string, std::string, std::less<>>;

/// English's texts, marked, but for what is no text and what readers type.
inline MessageTexts french_texts() {
  auto texts = searchd::messages_file_of(searchd::PageLanguage::english).texts;
  for (auto& [key, text] : texts) {
    const bool is_fact = key.starts_with("page_language.") || key.starts_with("mark.") ||
                         key == "cite.stop_inside_quotes" || key == "cite.day_before_month";
    if (!is_fact && !key.starts_with("help.typed.")) text = kFrenchMark + text;
  }
  texts["page_language.code"] = "fr";
  texts["page_language.name"] = "Français";
  texts["page_language.path"] = "/fr";
  texts["page_language.locale"] = "fr-FR";
  return texts;
}

/// `texts` as a file of messages at `path`.
inline void write_messages(const std::filesystem::path& path, const MessageTexts& texts) {
  std::ofstream file(path, std::ios::binary);
  file << nlohmann::json(texts).dump(1);
  if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

}  // namespace tests
