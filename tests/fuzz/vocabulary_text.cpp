// Any text may be given as a vocabulary: it is read or refused, and what was read gives its text back.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "analyzers/tagger.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const auto vocabulary = analyzers::Vocabulary::from_text(text);
    if (vocabulary.text() != text) std::abort();
    const analyzers::Analyzer analyzer;
    const analyzers::Tagger tagger(vocabulary, analyzer);
    tagger.tags_of({.title = text, .summary = {}, .body = {}, .digest_item = true});
    tagger.entries_in_query(text);
  } catch (const analyzers::VocabularyError&) {
    return 0;
  }
  return 0;
}
