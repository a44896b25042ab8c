#include "tests/quality/measures.h"

#include <zlib.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <vector>

namespace quality {
namespace {

constexpr std::size_t kGainDepth = 10;
constexpr std::size_t kFirstPage = 10;
constexpr std::size_t kRecallDepth = 100;

double gain(int grade, std::size_t rank) {
  return std::max(grade, 0) / std::log2(static_cast<double>(rank) + 1);
}

double best_gain(const Judgments& judgments) {
  std::vector<int> grades;
  for (const auto& [id, grade] : judgments) grades.push_back(grade);
  std::sort(grades.begin(), grades.end(), std::greater<>());
  double sum = 0;
  for (std::size_t at = 0; at < std::min(grades.size(), kGainDepth); ++at) sum += gain(grades[at], at + 1);
  return sum;
}

}  // namespace

Measures measure(std::span<const std::string> ranking, const Judgments& judgments) {
  const auto relevant = static_cast<double>(std::count_if(
      judgments.begin(), judgments.end(), [](const auto& judged) { return judged.second > 0; }));
  if (relevant == 0) return {};
  Measures measures;
  double found = 0;
  for (std::size_t at = 0; at < std::min(ranking.size(), kRankingDepth); ++at) {
    const std::size_t rank = at + 1;
    const auto judged = judgments.find(ranking[at]);
    if (judged == judgments.end() || judged->second <= 0) continue;
    found += 1;
    if (rank <= kGainDepth) measures.ndcg_at_10 += gain(judged->second, rank);
    measures.average_precision += found / static_cast<double>(rank);
    if (found == 1 && rank <= kFirstPage) measures.reciprocal_rank_at_10 = 1 / static_cast<double>(rank);
    if (rank <= kRecallDepth) measures.recall_at_100 = found / relevant;
  }
  measures.ndcg_at_10 /= best_gain(judgments);
  measures.average_precision /= relevant;
  if (!ranking.empty())
    measures.precision_of_found = found / static_cast<double>(std::min(ranking.size(), kRankingDepth));
  return measures;
}

void MeanMeasures::add(const Measures& measures) {
  sum_.ndcg_at_10 += measures.ndcg_at_10;
  sum_.average_precision += measures.average_precision;
  sum_.reciprocal_rank_at_10 += measures.reciprocal_rank_at_10;
  sum_.recall_at_100 += measures.recall_at_100;
  sum_.precision_of_found += measures.precision_of_found;
  ++count_;
}

Measures MeanMeasures::mean() const {
  if (count_ == 0) return {};
  const auto count = static_cast<double>(count_);
  return {sum_.ndcg_at_10 / count, sum_.average_precision / count, sum_.reciprocal_rank_at_10 / count,
          sum_.recall_at_100 / count, sum_.precision_of_found / count};
}

bool is_for_tuning(const std::string& question_id) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(question_id.data());
  return crc32(0, bytes, static_cast<unsigned>(question_id.size())) % 2 == 0;
}

}  // namespace quality
