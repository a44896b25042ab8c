// A word as it is written: what the exact form folds away and a quotation asks for.
#pragma once

#include <string>
#include <string_view>

#include "analyzers/token.h"

namespace analyzers {

/// The written form of a token, `written` being its bytes of the text: every letter and mark as typed, with
/// what no writer chooses made one: case, width, presentation forms, one apostrophe, one code for a letter of
/// several keyboards (ک is ك, ی is ي, ہ is ه). Tatweel and punctuation inside are left out; numbers are their
/// exact form. أ and ا, ة and ه, ى and ي, é and e, "Daesh" and "Daesh's" are told apart; "Daesh" and "DAESH",
/// "U.S." and "US", "٢٬٥٠٠" and "2500" are not. UTF-8. Of a word so long that both forms together have more
/// than 230 bytes it is the exact form, so that an index term has room for both.
std::string written_form(const Token& token, std::string_view written);

/// Whether a word written as `found` is what `asked` asks for (both written forms): the same letters, and of
/// the marks that may be left out (harakat, Quranic marks) at least those that `asked` has.
bool is_written_as(std::string_view found, std::string_view asked);

/// `form` without the marks that may be left out.
std::string without_optional_marks(std::string_view form);

}  // namespace analyzers
