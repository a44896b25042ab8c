// Which of the archive's languages a text is in, told by its script.
#pragma once

#include <optional>
#include <string_view>

namespace analyzers {

/// `mixed` is a text with a share of each script; `other` is any language that is neither (French, Persian),
/// known only where a source says so or where a text has letters of neither script.
enum class Language { arabic, english, mixed, other };

/// By the share of Arabic letters among the Arabic and Latin letters of `text` (UTF-8), links, hashtags and
/// mentions left out: above 0.5 arabic, below 0.05 english, between them mixed (docs/decisions name the
/// source of the two bounds). Text without letters of either script is english when it has no letters at all,
/// else other.
Language language_of(std::string_view text);

/// "ar", "en", "mixed" or "other": the word used in addresses, in the exchange format and in the index.
std::string_view language_code(Language language);

/// The language of `code`; "ar-IQ", "en_GB" and "EN" are understood by their first part. Any other
/// well-formed tag ("fr", "ckb") is `other`; nothing for what is no language tag.
std::optional<Language> language_from_code(std::string_view code);

/// Whether `letter` belongs to an Arabic block (0600-06FF, 0750-077F, 08A0-08FF, FB50-FDFF, FE70-FEFF).
bool is_arabic_letter(char32_t letter);

}  // namespace analyzers
