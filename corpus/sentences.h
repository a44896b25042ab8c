// Sentences: what a text says, one thing at a time, and the name under which the same sentence is found
// again.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document.h"

namespace corpus {

/// A sentence of so many words or more is told apart from what people say by chance ("He did not say more.").
inline constexpr std::size_t kFewestWordsSaid = 6;

struct Sentence {
  std::size_t begin = 0, end = 0;  // bytes of the text, without the white space around it
  std::string key;  // 12 letters of [a-z2-7]: document_id_of() of its words as key_text() folds them
};

/// The sentences of `text` (UTF-8) that have kFewestWordsSaid words or more, in their order. A sentence ends
/// at a line's end, before what is quoted after a colon, and at . ! ? ؟ … before a space; not at the full
/// stop of a single letter ("U.S. troops") or of one of a few titles ("Gen."). Two sentences have the same
/// key where their words are the same, whatever their case, punctuation, quotation marks and Arabic marks.
/// Keys never change: see key_text().
std::vector<Sentence> sentences_of(std::string_view text);

/// The keys of what `document` says: of the sentences of its title, summary and body, in this order.
std::vector<std::string> sentence_keys(const Document& document);

}  // namespace corpus
