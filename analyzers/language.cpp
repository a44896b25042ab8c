#include "analyzers/language.h"

#include <unicode/uchar.h>

#include "analyzers/utf8.h"

namespace analyzers {

std::string_view language_code(Language language) {
  switch (language) {
    case Language::arabic: return "ar";
    case Language::english: return "en";
    case Language::mixed: return "mixed";
    case Language::other: return "other";
  }
  __builtin_unreachable();
}

bool is_arabic_letter(char32_t letter) {
  const bool in_block = (letter >= 0x0600 && letter <= 0x06FF) || (letter >= 0x0750 && letter <= 0x077F) ||
                        (letter >= 0x08A0 && letter <= 0x08FF) || (letter >= 0xFB50 && letter <= 0xFDFF) ||
                        (letter >= 0xFE70 && letter <= 0xFEFF);
  return in_block && u_isalpha(static_cast<UChar32>(letter)) != 0;
}

}  // namespace analyzers
