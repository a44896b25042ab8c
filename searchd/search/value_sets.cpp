#include "searchd/search/value_sets.h"

#include "searchd/matching/bit_count.h"

namespace searchd {
namespace {

// A value of every 64th document takes as long to count by its bits (two words a nanosecond) as by its list.
constexpr std::size_t kFrequentShare = 64;

std::int64_t common(const PlaceBits& a, const PlaceBits& b) {
  return count_common(a.words().data(), b.words().data(), a.words().size());
}

}  // namespace

ValueSets::ValueSets(std::span<const std::uint32_t> begins, std::span<const std::uint32_t> ordinals,
                     std::size_t values)
    : without_(begins.empty() ? 0 : begins.size() - 1) {
  const auto places = begins.empty() ? 0 : begins.size() - 1;
  std::vector<std::uint32_t> documents(values, 0);
  for (const auto value : ordinals) ++documents[value];
  constexpr std::uint32_t kNowhere = 0xFFFFFFFF;
  std::vector<std::uint32_t> frequent(values, kNowhere), next(values, 0);
  rare_begins_.push_back(0);
  for (std::uint32_t value = 0; value < values; ++value) {
    if (documents[value] == 0) continue;
    if (documents[value] * kFrequentShare >= places) {
      frequent[value] = static_cast<std::uint32_t>(frequent_.size());
      frequent_.push_back({value, PlaceBits(places)});
    } else {
      rare_values_.push_back(value);
      next[value] = rare_begins_.back();
      rare_begins_.push_back(next[value] + documents[value]);
    }
  }
  rare_places_.resize(rare_begins_.back());
  for (std::size_t place = 0; place < places; ++place) {
    if (begins[place] == begins[place + 1]) without_.set(place);
    for (auto at = begins[place]; at < begins[place + 1]; ++at) {
      const auto value = ordinals[at];
      if (frequent[value] != kNowhere) {
        frequent_[frequent[value]].documents.set(place);
      } else {
        rare_places_[next[value]++] = static_cast<std::uint32_t>(place);
      }
    }
  }
}

void ValueSets::count(const PlaceBits& documents, std::span<std::int64_t> counts) const {
  for (const auto& frequent : frequent_) counts[frequent.value] += common(frequent.documents, documents);
  for (std::size_t rare = 0; rare < rare_values_.size(); ++rare) {
    std::int64_t count = 0;
    for (auto at = rare_begins_[rare]; at < rare_begins_[rare + 1]; ++at)
      count += documents.test(rare_places_[at]) ? 1 : 0;
    counts[rare_values_[rare]] += count;
  }
}

PlaceBits ValueSets::documents_with(std::span<const std::uint8_t> wanted, bool missing) const {
  auto documents = missing ? without_ : PlaceBits(without_.places());
  for (const auto& frequent : frequent_) {
    if (wanted[frequent.value] != 0) documents |= frequent.documents;
  }
  for (std::size_t rare = 0; rare < rare_values_.size(); ++rare) {
    if (wanted[rare_values_[rare]] == 0) continue;
    for (auto at = rare_begins_[rare]; at < rare_begins_[rare + 1]; ++at) documents.set(rare_places_[at]);
  }
  return documents;
}

std::int64_t ValueSets::count_without(const PlaceBits& documents) const {
  return common(without_, documents);
}

}  // namespace searchd
