// What a word of a question weighs in a document: BM25+.
#pragma once

#include <xapian.h>

namespace searchd {

/// BM25: how soon more of the same word in a document says no more (k1), and how far a long document's words
/// count less (b). Chosen by measurement, as all of these: docs/relevance.md.
inline constexpr double kWordSaturation = 1.0;
inline constexpr double kLengthShare = 0.7;
/// BM25+ (Lv and Zhai 2011): what a word counts for in any document that has it, however long (delta).
inline constexpr double kLeastShare = 0.2;

/// How much a word counts that `frequency` of `documents` documents have: BM25's weight, as Xapian's
/// BM25Weight computes it. Above 0.
double weight_of_frequency(Xapian::doccount frequency, Xapian::doccount documents);

/// What of that counts in a document that has the word `count` times, nothing of a term that is there without
/// being counted; `against` is kWordSaturation in a document of average length, more in a longer one.
inline double share_of_count(double count, double against) {
  return count > 0 ? count / (against + count) + kLeastShare : 0;
}

/// The weight of a word that a text of average length has once.
inline double weight_of_one(Xapian::doccount frequency, Xapian::doccount documents) {
  return weight_of_frequency(frequency, documents) * share_of_count(1, kWordSaturation);
}

}  // namespace searchd
