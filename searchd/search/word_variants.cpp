#include "searchd/search/word_variants.h"

#include <algorithm>
#include <optional>

#include "indexer/index_schema.h"

namespace searchd {
namespace {

constexpr std::size_t kLetter = 2;  // bytes of an Arabic letter

bool begins_with_any(std::string_view stem, const std::string_view* first, const std::string_view* last) {
  return std::any_of(first, last, [stem](std::string_view letters) { return stem.starts_with(letters); });
}

// A longer stem that is more usual than the word itself is another word.
bool may_be_same(Xapian::doccount longer, Xapian::doccount shorter) {
  return longer > 0 && (longer <= shorter || shorter == 0);
}

// What of `stem` remains after the prefix of a verb.
std::optional<std::string_view> without_verb_prefix(std::string_view stem) {
  constexpr std::string_view kPrefixes[] = {"سي", "ست", "ي", "ت"};
  for (const auto prefix : kPrefixes) {
    if (stem.starts_with(prefix) && stem.size() >= prefix.size() + 3 * kLetter)
      return stem.substr(prefix.size());
  }
  return std::nullopt;
}

}  // namespace

Xapian::doccount Frequencies::of(const std::string& term) {
  const auto [place, is_new] = known_.try_emplace(term, 0);
  if (is_new) place->second = database_.get_termfreq(term);
  return place->second;
}

Xapian::doccount Frequencies::of_stem(std::string_view stem) {
  return of(indexer::index_term(indexer::Field::stem, stem));
}

std::vector<Variant> proclitic_variants(std::string_view stem, Frequencies& frequencies) {
  constexpr std::string_view kParticles[] = {"ب", "ل", "ف", "ك", "وب", "ول"};
  constexpr std::size_t kSingle = 4;  // of them are one letter
  std::vector<Variant> variants;
  if (stem.size() < 3 * kLetter) return variants;
  const auto frequency = frequencies.of_stem(stem);
  for (const auto particle : kParticles) {
    auto longer = std::string(particle).append(stem);
    if (may_be_same(frequencies.of_stem(longer), frequency))
      variants.push_back({std::move(longer), "proclitic"});
  }
  if (stem.size() >= 4 * kLetter && begins_with_any(stem, kParticles, kParticles + kSingle)) {
    const auto shorter = stem.substr(kLetter);
    if (frequencies.of_stem(shorter) > 2 * frequency) variants.push_back({std::string(shorter), "proclitic"});
  }
  return variants;
}

std::vector<Variant> verb_variants(std::string_view stem, Frequencies& frequencies) {
  constexpr std::string_view kPrefixes[] = {"ي", "ت", "سي", "ست"};
  std::vector<Variant> variants;
  if (stem.size() < 4 * kLetter) return variants;
  const auto root = without_verb_prefix(stem);
  const auto frequency = frequencies.of_stem(stem);
  for (const auto prefix : kPrefixes) {
    auto other = std::string(prefix).append(root.value_or(stem));
    if (other == stem) continue;
    const auto found = frequencies.of_stem(other);
    if (root ? found > 0 : may_be_same(found, frequency)) variants.push_back({std::move(other), "verb form"});
  }
  if (root && frequencies.of_stem(*root) > 0) variants.push_back({std::string(*root), "verb form"});
  return variants;
}

}  // namespace searchd
