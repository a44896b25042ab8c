// What the index keeps of a document so that it can be shown without the archive: the document, and the words
// of its texts for passages.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "analyzers/analyzer.h"
#include "corpus/document.h"

namespace indexer {

/// Bytes that are no stored document; says why.
class StoredDocumentError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct StoredDocument {
  corpus::Document document;
  std::string title_words;  // analyzers::pack_tokens() of the title; empty where stored without words
  std::string text_words;   // the same of text_of(document)
};

/// The text of which passages are made: the summary, where there is one, and the body below it.
std::string text_of(const corpus::Document& document);

/// `document` as the index keeps it: packed (zstd), the same for the same document.
std::string to_stored(const corpus::Document& document, const analyzers::Analyzer& analyzer);
/// The same without the words of its texts: who wants passages analyses these.
std::string to_stored(const corpus::Document& document);

/// What to_stored() made `bytes` of. Throws StoredDocumentError.
StoredDocument from_stored(std::string_view bytes);

}  // namespace indexer
