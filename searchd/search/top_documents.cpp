#include "searchd/search/top_documents.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "searchd/search/word_query.h"

namespace searchd {
namespace {

// More than are wanted are kept until they are so many times as many, and some, and sorted out then: each is
// looked at a few times.
constexpr std::size_t kSlack = 2;
constexpr std::size_t kLeastKept = 64;

}  // namespace

TopDocuments::TopDocuments(const Columns& columns, Sort sort, std::size_t most)
    : columns_(columns), sort_(sort), most_(most) {}

void TopDocuments::prefer_versions(analyzers::Language language) {
  preferred_ = columns_.table(Columns::language).find(analyzers::language_code(language));
  may_take_from_version_ = preferred_ != ValueTable::kNone && columns_.has_translations();
}

bool TopDocuments::has_version(Xapian::docid document) const {
  return may_take_from_version_ && columns_.translation(document) != 0;
}

bool TopDocuments::would_keep(Xapian::docid document, double most) {
  if (kept_.size() > most_) let_others_go();
  return has_version(document) || (most_ > 0 && (!is_full_ || is_before({document, most}, worst_)));
}

void TopDocuments::consider(Xapian::docid document, double score) {
  const FoundDocument found{document, score};
  if (has_version(document)) return paired_.push_back(found);
  keep(found);
}

void TopDocuments::keep(const FoundDocument& found) {
  if (is_full_ && !is_before(found, worst_)) return;
  kept_.push_back(found);
  if (kept_.size() >= kSlack * most_ + kLeastKept) let_others_go();
}

void TopDocuments::let_others_go() {
  is_full_ = most_ > 0;
  if (!is_full_) return kept_.clear();
  const auto last = kept_.begin() + static_cast<std::ptrdiff_t>(most_) - 1;
  std::nth_element(kept_.begin(), last, kept_.end(),
                   [this](const FoundDocument& a, const FoundDocument& b) { return is_before(a, b); });
  worst_ = *last;
  kept_.resize(most_);
}

void TopDocuments::exchange_scores() {
  std::unordered_map<Xapian::docid, std::size_t> others;  // versions in another language: where they stand
  for (std::size_t at = 0; at < paired_.size(); ++at) {
    if (!is_preferred(paired_[at].document)) others.emplace(paired_[at].document, at);
  }
  for (auto& own : paired_) {
    const auto found = others.find(columns_.translation(own.document));
    if (found == others.end() || !is_preferred(own.document)) continue;
    auto& other = paired_[found->second];
    const double more = other.score - own.score;
    if (more <= 0 || rank_of(other.score) != rank_of(own.score)) continue;
    std::swap(own.score, other.score);
    own.from_version += more;
    other.from_version -= more;
  }
}

std::vector<FoundDocument> TopDocuments::first() {
  exchange_scores();
  for (const auto& found : paired_) keep(found);
  paired_.clear();
  const auto count = static_cast<std::ptrdiff_t>(std::min(most_, kept_.size()));
  const auto before = [this](const FoundDocument& a, const FoundDocument& b) { return is_before(a, b); };
  // Of a whole result: sorting all is twice as fast where all are wanted.
  if (kept_.begin() + count == kept_.end()) {
    std::sort(kept_.begin(), kept_.end(), before);
  } else {
    std::partial_sort(kept_.begin(), kept_.begin() + count, kept_.end(), before);
  }
  return {kept_.begin(), kept_.begin() + count};
}

bool TopDocuments::is_before(const FoundDocument& a, const FoundDocument& b) const {
  if (sort_ == Sort::relevance && a.score != b.score) return a.score > b.score;
  if (sort_ != Sort::oldest) return is_newer(a.document, b.document);
  const auto day_a = columns_.first_day(a.document);
  const auto day_b = columns_.first_day(b.document);
  if (day_a == day_b) return columns_.id(a.document) < columns_.id(b.document);
  if (day_a == Columns::kUndated || day_b == Columns::kUndated)
    return day_b == Columns::kUndated;  // last always
  return day_a < day_b;
}

bool TopDocuments::is_newer(Xapian::docid a, Xapian::docid b) const {
  const auto day_a = columns_.first_day(a);
  const auto day_b = columns_.first_day(b);
  if (day_a != day_b) return day_a > day_b;
  if (is_preferred(a) != is_preferred(b)) return is_preferred(a);
  return columns_.id(a) < columns_.id(b);
}

bool TopDocuments::is_preferred(Xapian::docid document) const {
  if (preferred_ == ValueTable::kNone) return false;
  const auto of = columns_.values(Columns::language, document);
  return !of.empty() && of.front() == preferred_;
}

}  // namespace searchd
