// Folds the spellings of one Arabic word onto one form, so that a search finds it however it was typed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace analyzers::arabic {

/// The one letter that stands for `letter` in the index; nothing where it is not written at all:
///
///   harakat, Quranic marks, tatweel   removed    مُحَمَّد    → محمد
///   ء ؤ ئ                             removed    مسؤول مسئول → مسول
///   آ أ إ ٱ                           → ا        أحمد        → احمد
///   ى and Persian and Urdu yeh        → ي        مستشفى      → مستشفي
///   ة and the other hehs              → ه        مدرسة       → مدرسه
///   Persian and Urdu kaf, gaf         → ك        کردستان     → كردستان
///   ٠-٩ ۰-۹                           → 0-9
///
/// Every other character is its own.
std::optional<char32_t> fold_letter(char32_t letter);

/// Every letter of `word` (UTF-8) folded. Folding twice changes nothing more.
std::string fold_orthography(std::string_view word);

/// Whether `letter` is written or left out at will: harakat, Quranic marks, tatweel.
bool is_optional_mark(char32_t letter);

}  // namespace analyzers::arabic
