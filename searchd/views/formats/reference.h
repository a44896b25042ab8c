// Reference: what a citation or a bibliographic record says of a document.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "analyzers/vocabulary.h"
#include "corpus/document.h"
#include "searchd/views/formats/citation_words.h"

namespace searchd {

/// Every text is fit for one line (for_one_line).
struct Reference {
  corpus::DocumentId id;
  corpus::Kind kind{};
  analyzers::Language language{};    // the document's
  std::string author;                // the body that issued it
  std::string title;                 // never empty: its first words, or the word for none, stand for one
  bool has_title = true;             // it is the document's own
  std::vector<std::string> outlets;  // that a digest item reports from, by their labels
  corpus::PublicationDate date;      // sound, or unknown
  std::string source_url;            // where it was published; empty: not known
  std::string permalink;             // of its page here; empty where nobody said under which address we are
  std::string summary;
  std::vector<std::string> keywords;  // labels of its partners and topics, then its hashtags

  /// Whether it is in Arabic or in English: other texts have no code that programs know.
  bool has_one_language() const {
    return language == analyzers::Language::arabic || language == analyzers::Language::english;
  }
  /// Where it is found: source_url, else permalink, else empty.
  const std::string& address() const { return source_url.empty() ? permalink : source_url; }
};

/// The reference for `document`, its labels from `vocabulary` and in the language of `words`. `base` is the
/// address under which readers reach the server, without '/' at its end; empty: not known, and a reference
/// that is kept must not hold half an address.
///
/// The issuing body is the Coalition for what lies on its own site, for its posts and broadcasts, and where
/// no address is known; for anything else the host of the address: who published it there we do not guess.
Reference reference_of(const corpus::Document& document, const analyzers::Vocabulary& vocabulary,
                       std::string_view base, const CitationWords& words);

}  // namespace searchd
