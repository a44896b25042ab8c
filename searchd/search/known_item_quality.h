// How well documents that are known to be here are found again: measured on the archive itself, by the titles
// of some of its documents.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "analyzers/analyzer.h"
#include "searchd/matching/deadline.h"

namespace searchd {

class Finder;
class IndexLease;

/// Most documents that are drawn for one kind of question.
inline constexpr std::int64_t kMostDrawn = 100;
/// How far down a list a document counts as found. A page shows twice as many.
inline constexpr int kFoundAmong = 10;
/// Most words of a title that are asked for: as many as somebody remembers.
inline constexpr std::size_t kMostTitleWords = 6;

/// Questions to each of which one document is the answer, and where it stood.
struct KnownItems {
  std::int64_t drawn = 0;  // documents, at most kMostDrawn
  std::int64_t asked =
      0;  // of these: their title has a word that can be asked for, they can be read, and there was time
  std::int64_t first = 0;        // of those asked: found in the first place
  std::int64_t among_first = 0;  // within the first kFoundAmong
  double reciprocal_ranks = 0;   // the sum of 1 / place over those

  /// The mean reciprocal rank of the first ten (MRR@10), in [0, 1]; 0 where nothing was asked.
  double mean_reciprocal_rank() const {
    return asked == 0 ? 0 : reciprocal_ranks / static_cast<double>(asked);
  }

  bool operator==(const KnownItems&) const = default;
};

/// The measure is that of known-item finding (Craswell and Hawking, the named page task of the Web Tracks of
/// TREC 2002 and 2003; the mean reciprocal rank is that of Voorhees, TREC-8, 1999); docs/relevance.md says
/// what it tells and what not.
struct KnownItemQuality {
  KnownItems by_title;           // a document by words of its title
  KnownItems arabic_by_english;  // the Arabic version by words of the English title
  KnownItems english_by_arabic;  // and the reverse
  bool cut_short = false;        // the time was up before all were asked
  bool is_final = true;          // false: who asks again with more time is told more
  std::string state;             // of the index: see IndexView::Health

  std::int64_t asked() const { return by_title.asked + arabic_by_english.asked + english_by_arabic.asked; }
  std::int64_t drawn() const { return by_title.drawn + arabic_by_english.drawn + english_by_arabic.drawn; }
};

/// What is asked for a title: its first kMostTitleWords words as written, without stop words and addresses;
/// each part of a compound is a word. Empty where it has none, or where the first is longer than a question.
std::string question_of_title(const analyzers::Analyzer& analyzer, std::string_view title);

/// Asks, as the page of results does by default, but for all words, for every k-th of the shown documents by
/// number, and for every k-th of those that have a version in the other language which is shown; k is the
/// least that draws no more than kMostDrawn. Where another document of the same words in its title (and of
/// the same language, where a version is looked for) stands, that one is found: nobody could tell them apart.
/// An index of the plain schema is not asked across the languages.
///
/// Ends with what was asked by `until` (wall); the order in which titles are asked leaves what was asked
/// until then spread over the archive. One thread, as `finder` and `index` are. Lets Xapian::Error
/// through.
KnownItemQuality measure_known_items(const IndexLease& index, Finder& finder,
                                     const analyzers::Analyzer& analyzer, Deadline until);

}  // namespace searchd
