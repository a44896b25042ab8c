// Under which other stems an Arabic word stands in an index: clitics that the stemmer leaves on, prefixes of
// verbs.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analyzers/analyzer.h"
#include "searchd/search/index_words.h"

namespace searchd {

inline constexpr std::size_t kMostVariants = 8;  // of one word

/// How often terms occur: what `words`, those of the index, do not tell is asked of the index once. Keeps
/// references; lets Xapian::Error through.
class Frequencies {
 public:
  Frequencies(const indexer::IndexReader& index, const IndexWords& words)
      : index_(index), words_(words), documents_(index.documents()) {}

  Xapian::doccount of(const std::string& term);
  Xapian::doccount of_stem(std::string_view stem);
  Xapian::doccount documents() const { return documents_; }

 private:
  const indexer::IndexReader& index_;
  const IndexWords& words_;
  Xapian::doccount documents_;
  std::unordered_map<std::string, Xapian::doccount> known_;
};

struct Variant {
  std::string stem;
  const char* why;  // "proclitic", "verb form"
};

/// The stems of the index under which `word` stands beside its own: those that the analyzer proposes (with or
/// without one of the particles و ف ب ك ل; another person or the future of a verb) and that are usual enough:
/// one with something before it must not be more usual than the word itself, one without its particle must be
/// twice as usual. Each kind only where asked for; at most kMostVariants.
std::vector<Variant> variants_in_index(const analyzers::Analyzer& analyzer, const analyzers::Token& word,
                                       bool proclitics, bool verb_forms, Frequencies& frequencies);

}  // namespace searchd
