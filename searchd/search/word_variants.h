// Under which other stems an Arabic word stands in an index: clitics that the stemmer leaves on, prefixes of
// verbs.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace searchd {

inline constexpr std::size_t kMostVariants = 8;  // of one word

/// How often terms occur, each asked of the index once. Keeps a reference; lets Xapian::Error through.
class Frequencies {
 public:
  explicit Frequencies(const Xapian::Database& database)
      : database_(database), documents_(database.get_doccount()) {}

  Xapian::doccount of(const std::string& term);
  Xapian::doccount of_stem(std::string_view stem);
  Xapian::doccount documents() const { return documents_; }

 private:
  const Xapian::Database& database_;
  Xapian::doccount documents_;
  std::unordered_map<std::string, Xapian::doccount> known_;
};

struct Variant {
  std::string stem;
  const char* why;  // "proclitic", "verb form"
};

/// The stems of the index that are `stem` with, or without, one of the particles ب ل ف ك (and و before
/// them): single letters look like the first letter of a word, so the stemmer leaves them on and the index
/// is asked. A longer stem must not be more usual than the word itself, a shorter one must be twice as usual.
std::vector<Variant> proclitic_variants(std::string_view stem, Frequencies& frequencies);

/// The stems of the index that are the imperfect or future of the same verb: ي ت سي ست before the same
/// letters, or none of them. For stems of four letters or more.
std::vector<Variant> verb_variants(std::string_view stem, Frequencies& frequencies);

}  // namespace searchd
