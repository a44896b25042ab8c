// Databases of random words, for tests of matching.
#pragma once

#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>

#include "tests/support/xapian_matcher.h"

namespace tests {

class Dice {
 public:
  explicit Dice(unsigned seed) : random_(seed) {}
  unsigned below(unsigned end) { return std::uniform_int_distribution<unsigned>(0, end - 1)(random_); }
  bool one_in(unsigned times) { return below(times) == 0; }
  /// Small numbers are much more likely than large ones.
  unsigned zipf(unsigned end) {
    const double share = std::uniform_real_distribution<double>(0, 1)(random_);
    return std::min(end - 1, static_cast<unsigned>(std::pow(end + 1.0, share)) - 1);
  }

 private:
  std::mt19937 random_;
};

inline constexpr unsigned kWords = 60;  // the last few stand nowhere

inline std::string word(unsigned number) { return "w" + std::to_string(number); }

/// Of random words, or none; sometimes two at one place, sometimes far behind the beginning.
inline Xapian::Document random_document(unsigned longest, Dice& dice) {
  Xapian::Document document;
  document.set_data("text");  // each of an index has some
  const auto length = dice.below(longest + 1);
  const auto before = dice.one_in(50) ? 16'370 : 0;
  for (unsigned position = 1; position <= length; ++position) {
    document.add_posting(word(dice.zipf(kWords - 4)), before + position);
    if (dice.one_in(20)) document.add_posting(word(dice.zipf(kWords - 4)), before + position);
  }
  if (dice.one_in(3)) document.add_boolean_term("tag");
  return document;
}

/// Documents of random words, some without any, some deleted.
inline void fill(Xapian::WritableDatabase& database, unsigned documents, unsigned longest, Dice& dice) {
  for (unsigned number = 0; number < documents; ++number) {
    database.add_document(random_document(longest, dice));
  }
  tests::write_positions(database);
  for (unsigned number = 0; number < documents / 20; ++number) {
    const auto document = 1 + dice.below(documents);
    try {
      database.delete_document(document);
    } catch (const Xapian::DocNotFoundError&) {
      continue;  // it was deleted before
    }
  }
  database.commit();
}

}  // namespace tests
