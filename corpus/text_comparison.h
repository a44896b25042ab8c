// Which pieces of two texts are the same, in the same order.
#pragma once

#include <vector>

#include "corpus/text_pieces.h"

namespace corpus {

/// For each piece of the earlier text whether it is gone, for each of the later whether it came; all others
/// stay, in order.
struct Changed {
  std::vector<bool> gone, came;
};

/// First what stands between words that both texts have once ("patience", Bram Cohen), then the shortest way
/// from one to the other (E. W. Myers, An O(ND) difference algorithm, 1986, in linear space). After some 20
/// million steps all that is left is gone and came.
Changed compare_pieces(const TextPieces& earlier, const TextPieces& later);

}  // namespace corpus
