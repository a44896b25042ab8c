#include "corpus/near_duplicates.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <string>
#include <unordered_map>
#include <utility>

#include "corpus/key_text.h"

namespace corpus {
namespace {

constexpr std::size_t kShingleWords = 3;
// So many texts with the same band are compared each with each; of more, each with those that are like none
// before it, or a thousand copies of one notice would cost half a million comparisons.
constexpr std::size_t kComparedAll = 64;

/// A 64-bit mix of good quality (Steele, Lea and Flood 2014, "SplitMix").
constexpr std::uint64_t mixed(std::uint64_t value) {
  value += 0x9E3779B97F4A7C15U;
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9U;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EBU;
  return value ^ (value >> 31U);
}

/// FNV-1a, mixed: the same on every machine.
std::uint64_t hash_of(std::string_view word) {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const char byte : word) hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100000001B3U;
  return mixed(hash);
}

std::vector<std::uint64_t> word_hashes(std::string_view text) {
  const auto folded = key_text(text);
  std::vector<std::uint64_t> words;
  for (std::size_t at = 0; at < folded.size();) {
    const auto end = std::min(folded.find(' ', at), folded.size());
    words.push_back(hash_of(std::string_view(folded).substr(at, end - at)));
    at = end + 1;
  }
  return words;
}

std::uint64_t hash_of(std::span<const std::uint64_t> words) {
  std::uint64_t hash = words.size();
  for (const auto word : words) hash = mixed(hash ^ word);
  return hash;
}

// A text shorter than a shingle is one.
std::vector<std::uint32_t> shingles_of(std::span<const std::uint64_t> words) {
  std::vector<std::uint32_t> shingles;
  const auto length = std::min(kShingleWords, words.size());
  for (std::size_t at = 0; length > 0 && at + length <= words.size(); ++at)
    shingles.push_back(static_cast<std::uint32_t>(hash_of(words.subspan(at, length))));
  std::sort(shingles.begin(), shingles.end());
  shingles.erase(std::unique(shingles.begin(), shingles.end()), shingles.end());
  return shingles;
}

}  // namespace

DuplicateFinder::Signature DuplicateFinder::signature_of(std::span<const std::uint32_t> shingles) {
  // Multiply-shift hashes (Dietzfelbinger and others 1997), their odd factors drawn once for all.
  static const auto kFactors = [] {
    std::array<std::pair<std::uint64_t, std::uint64_t>, kBands * kRows> factors;
    std::uint64_t at = 0;
    for (auto& [factor, offset] : factors) {
      factor = mixed(++at) | 1U;
      offset = mixed(++at);
    }
    return factors;
  }();
  Signature least;
  least.fill(std::numeric_limits<std::uint32_t>::max());
  for (const auto shingle : shingles) {
    for (std::size_t at = 0; at < least.size(); ++at) {
      const auto& [factor, offset] = kFactors[at];
      least[at] = std::min(least[at], static_cast<std::uint32_t>((factor * shingle + offset) >> 32U));
    }
  }
  return least;
}

std::size_t DuplicateFinder::add(std::string_view text) {
  const auto number = texts_.size();
  const auto words = word_hashes(text);
  texts_.push_back({shingles_of(words), hash_of(words)});
  const auto signature = signature_of(texts_.back().shingles);
  auto& bands = bands_.emplace_back();
  for (std::size_t band = 0; band < kBands; ++band) {
    std::uint64_t hash = band;
    for (std::size_t row = 0; row < kRows; ++row) hash = mixed(hash ^ signature[band * kRows + row]);
    bands[band] = static_cast<std::uint32_t>(hash);
  }
  return number;
}

double DuplicateFinder::similarity_of(std::size_t first, std::size_t second) const {
  const auto& a = texts_[first].shingles;
  const auto& b = texts_[second].shingles;
  std::size_t common = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j])
      ++common, ++i, ++j;
    else if (a[i] < b[j])
      ++i;
    else
      ++j;
  }
  const auto all = a.size() + b.size() - common;
  return all == 0 ? 0 : static_cast<double>(common) / static_cast<double>(all);
}

/// Which texts are in one group, and by what.
class DuplicateFinder::Grouping {
 public:
  explicit Grouping(const DuplicateFinder& finder)
      : finder_(finder), parents_(finder.texts_.size()), nearest_(finder.texts_.size()) {
    std::iota(parents_.begin(), parents_.end(), std::size_t{0});
    join_equal();
    for (std::size_t band = 0; band < kBands; ++band) join_band(band);
  }

  std::vector<DuplicateGroup> groups() {
    std::map<std::size_t, DuplicateGroup> by_root;
    for (std::size_t text = 0; text < parents_.size(); ++text) {
      const auto& [other, similarity] = nearest_[text];
      if (similarity == 0) continue;
      const bool exact = finder_.texts_[text].words == finder_.texts_[other].words;
      by_root[root_of(text)].members.push_back({text, other, similarity, exact});
    }
    std::vector<DuplicateGroup> groups;
    for (auto& [root, group] : by_root) groups.push_back(std::move(group));
    return groups;
  }

 private:
  struct Nearest {
    std::size_t other = 0;
    double similarity = 0;  // 0: none yet
  };

  // A union-find structure (Tarjan 1975); the root of a group is its first text.
  std::size_t root_of(std::size_t text) {
    while (parents_[text] != text) text = parents_[text] = parents_[parents_[text]];
    return text;
  }

  void join(std::size_t first, std::size_t second, double similarity) {
    const auto a = root_of(first);
    const auto b = root_of(second);
    parents_[std::max(a, b)] = std::min(a, b);
    if (similarity > nearest_[first].similarity) nearest_[first] = {second, similarity};
    if (similarity > nearest_[second].similarity) nearest_[second] = {first, similarity};
  }

  // Texts of the same words are one text from here on.
  void join_equal() {
    std::unordered_map<std::uint64_t, std::size_t> firsts;
    for (std::size_t text = 0; text < finder_.texts_.size(); ++text) {
      if (finder_.texts_[text].shingles.empty()) continue;
      const auto [known, is_first] = firsts.emplace(finder_.texts_[text].words, text);
      if (is_first) {
        alone_.push_back(text);
      } else {
        join(known->second, text, 1);
      }
    }
  }

  void join_band(std::size_t band) {
    auto texts = alone_;
    const auto hash = [&](std::size_t text) { return finder_.bands_[text][band]; };
    std::stable_sort(texts.begin(), texts.end(),
                     [&](std::size_t a, std::size_t b) { return hash(a) < hash(b); });
    for (auto begin = texts.begin(); begin != texts.end();) {
      const auto end =
          std::find_if(begin, texts.end(), [&](std::size_t text) { return hash(text) != hash(*begin); });
      if (end - begin > 1) compare({begin, end});
      begin = end;
    }
  }

  void compare(std::span<const std::size_t> texts) {
    std::vector<std::size_t> heads;
    for (const auto text : texts) {
      bool is_alike = false;
      for (const auto head : heads) is_alike = are_alike(head, text) || is_alike;
      if (!is_alike || texts.size() <= kComparedAll) heads.push_back(text);
    }
  }

  // Two texts may have several bands in common.
  bool are_alike(std::size_t first, std::size_t second) {
    const auto [known, is_new] = compared_.emplace(first << 32U | second, false);
    if (!is_new) return known->second;
    const auto similarity = finder_.similarity_of(first, second);
    if (similarity < kNearDuplicate) return false;
    known->second = true;
    join(first, second, similarity);
    return true;
  }

  const DuplicateFinder& finder_;
  std::vector<std::size_t> parents_;
  std::vector<Nearest> nearest_;
  std::vector<std::size_t> alone_;  // the first text of each that has the same words
  std::unordered_map<std::uint64_t, bool> compared_;
};

std::vector<DuplicateGroup> DuplicateFinder::groups() const { return Grouping(*this).groups(); }

}  // namespace corpus
