#include "searchd/search/sound_index.h"

#include <algorithm>

#include "analyzers/transliteration.h"

namespace searchd {
namespace {

constexpr std::size_t kMostLookedAt = 64;

/// FNV-1a. Keys that share a hash do no harm: what they name is judged by its letters.
std::uint32_t hash_of(std::string_view key, bool arabic) {
  std::uint32_t hash = arabic ? 2166136261U : 2166136243U;
  for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
  return hash;
}

}  // namespace

SoundIndex::SoundIndex(const IndexWords& words) : words_(words) {
  std::uint32_t number = 0;
  for (const auto& word : words_.words()) {
    for (const auto& key : analyzers::sound_keys(word.text, word.arabic))
      places_.push_back({hash_of(key, word.arabic), number});
    ++number;
  }
  std::sort(places_.begin(), places_.end(), [this](const Place& a, const Place& b) {
    if (a.key != b.key) return a.key < b.key;
    const auto left = words_.words()[a.word].documents, right = words_.words()[b.word].documents;
    return left != right ? left > right : a.word < b.word;
  });
}

std::vector<SoundAlike> SoundIndex::alike(std::string_view word, bool arabic, double least,
                                          std::size_t most) const {
  std::vector<SoundAlike> found;
  for (const auto& key : analyzers::sound_keys(word, arabic)) {
    const auto hash = hash_of(key, !arabic);
    auto at = std::lower_bound(places_.begin(), places_.end(), hash,
                               [](const Place& place, std::uint32_t wanted) { return place.key < wanted; });
    for (std::size_t looked_at = 0; at != places_.end() && at->key == hash && looked_at < kMostLookedAt;
         ++at, ++looked_at) {
      const auto& other = words_.words()[at->word];
      const auto likeness =
          arabic ? analyzers::sound_likeness(other.text, word) : analyzers::sound_likeness(word, other.text);
      if (likeness >= least) found.push_back({other.text, other.documents, likeness});
    }
  }
  std::sort(found.begin(), found.end(), [](const SoundAlike& a, const SoundAlike& b) {
    if (a.likeness != b.likeness) return a.likeness > b.likeness;
    if (a.documents != b.documents) return a.documents > b.documents;
    return a.text < b.text;
  });
  found.erase(std::unique(found.begin(), found.end(),
                          [](const SoundAlike& a, const SoundAlike& b) { return a.text == b.text; }),
              found.end());
  if (found.size() > most) found.resize(most);
  return found;
}

}  // namespace searchd
