// Random choices that are the same for a seed on every machine: the standard fixes the engine, not the
// distributions.
#pragma once

#include <cmath>
#include <cstdint>
#include <numbers>
#include <random>
#include <vector>

namespace peers {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}

  /// At least 0, below 1.
  double share() { return static_cast<double>(engine_() >> 11U) * 0x1.0p-53; }

  /// At least 0, below `end`, which is at least 1.
  std::size_t below(std::size_t end) { return static_cast<std::size_t>(share() * static_cast<double>(end)); }

  /// e to the power of a number that is normally distributed (Box and Muller).
  double log_normal(double mean, double deviation) {
    const double radius = std::sqrt(-2 * std::log(1 - share()));
    return std::exp(mean + deviation * radius * std::cos(2 * std::numbers::pi * share()));
  }

  /// An index of `summed`, sums of weights from the first on; not empty.
  std::size_t by_weight(const std::vector<double>& summed) {
    const double at = share() * summed.back();
    std::size_t index = 0;
    while (index + 1 < summed.size() && summed[index] <= at) ++index;
    return index;
  }

  template <typename T>
  const T& one_of(const std::vector<T>& values) {
    return values[below(values.size())];
  }

 private:
  std::mt19937_64 engine_;
};

/// Sums of 1 / rank^`exponent` for `count` ranks: what Dice::by_weight() takes.
inline std::vector<double> zipf(std::size_t count, double exponent) {
  std::vector<double> summed;
  double sum = 0;
  for (std::size_t rank = 1; rank <= count; ++rank)
    summed.push_back(sum += std::pow(static_cast<double>(rank), -exponent));
  return summed;
}

}  // namespace peers
