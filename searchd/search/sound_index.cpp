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

SoundIndex::SoundIndex(const IndexWords& main) : SoundIndex(main.words(), main, nullptr) {}

SoundIndex::SoundIndex(const IndexWords& words, const SoundIndex& main)
    : SoundIndex(words.changed(), words, &main) {}

SoundIndex::SoundIndex(const IndexWords::List& own, const IndexWords& words, const SoundIndex* main)
    : own_(own), words_(words), main_(main) {
  for (std::uint32_t number = 0; number < own_.size(); ++number) {
    const auto word = own_[number];
    for (const auto& key : analyzers::sound_keys(word.text, word.arabic))
      places_.push_back({hash_of(key, word.arabic), number});
  }
  std::sort(places_.begin(), places_.end(), [this](const Place& a, const Place& b) {
    if (a.key != b.key) return a.key < b.key;
    const auto left = own_.documents(a.word), right = own_.documents(b.word);
    return left != right ? left > right : a.word < b.word;
  });
}

// Adds the words of the sound key whose hash is `key`, with how many documents have them now.
void SoundIndex::look_for(std::string_view word, bool arabic, std::uint32_t key,
                          std::vector<SoundAlike>& found) const {
  auto at = std::lower_bound(places_.begin(), places_.end(), key,
                             [](const Place& place, std::uint32_t wanted) { return place.key < wanted; });
  for (std::size_t looked_at = 0; at != places_.end() && at->key == key && looked_at < kMostLookedAt;
       ++at, ++looked_at) {
    const auto text = own_.text(at->word);
    const auto likeness =
        arabic ? analyzers::sound_likeness(text, word) : analyzers::sound_likeness(word, text);
    found.push_back({text, own_.documents(at->word), likeness});
  }
}

std::vector<SoundAlike> SoundIndex::alike(std::string_view word, bool arabic, double least,
                                          std::size_t most) const {
  std::vector<SoundAlike> found;
  for (const auto& key : analyzers::sound_keys(word, arabic)) {
    const auto hash = hash_of(key, !arabic);
    look_for(word, arabic, hash, found);
    if (main_ != nullptr) main_->look_for(word, arabic, hash, found);
  }
  std::erase_if(found, [this, least](SoundAlike& other) {
    if (other.likeness < least) return true;
    if (main_ == nullptr) return false;
    const auto now = words_.find(other.text);
    if (now) other.documents = now->documents;
    return !now;
  });
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
