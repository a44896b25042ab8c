// The file of the pages' texts in one language, and what it states of that language.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "analyzers/language.h"

namespace searchd {

/// A file of messages: an object of JSON whose keys name texts. The texts page_language.* are what the others
/// are read from.
struct MessagesFile {
  std::string name;  // of the file, for errors
  std::map<std::string, std::string, std::less<>> texts;

  std::string code;    // page_language.code, "pt-BR": as HTML's lang and hreflang have it
  std::string path;    // page_language.path, "/ar": before the path of each page; empty for English alone
  std::string called;  // page_language.name, "العربية": in itself, for the links to its pages
  std::string locale;  // page_language.locale, "ar-u-nu-latn": ICU's plural forms, digits, dates, alphabet
  bool right_to_left = false;  // page_language.direction, "rtl" or "ltr"
  /// page_language.archive, "ar" or "en": which of the archive's two languages its readers are given where
  /// there is a choice, of names and of the versions of a document.
  analyzers::Language archive = analyzers::Language::english;
};

/// `json` as the file called `name`. Throws ViewError, which names the file and the key, where it is no such
/// object or a statement about its language is missing or unsound.
MessagesFile read_messages_file(std::string name, std::string_view json);

}  // namespace searchd
