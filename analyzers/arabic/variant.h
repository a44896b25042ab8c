// Another stem under which the same word may stand in an index.
#pragma once

#include <cstdint>
#include <string>

namespace analyzers::arabic {

struct Variant {
  enum class Kind : std::uint8_t {
    with_particle,  // a conjunction or preposition before it that the stemmer could not tell from its first
                    // letter
    without_particle,     // what looks like one left out
    other_verb_form,      // another of the prefixes ي ت سي ست in the place of its own
    with_verb_prefix,     // one of them before it
    without_verb_prefix,  // its own left out
  };
  std::string stem;
  Kind kind{};

  bool operator==(const Variant&) const = default;
};

}  // namespace analyzers::arabic
