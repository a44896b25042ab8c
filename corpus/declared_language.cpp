#include "corpus/declared_language.h"

#include <optional>

namespace corpus {

using analyzers::Language;

Language declared_language(std::string_view stated, std::string_view text) {
  const auto seen = analyzers::language_of(text);
  const auto given = stated.empty() ? std::nullopt : analyzers::language_from_code(stated);
  if (!given) return seen;
  if (*given == Language::english && seen == Language::arabic) return seen;
  if (*given == Language::arabic && seen == Language::english) return seen;
  return *given;
}

}  // namespace corpus
