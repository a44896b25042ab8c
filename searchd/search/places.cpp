#include "searchd/search/places.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <span>
#include <unordered_map>
#include <utility>

#include "indexer/index_schema.h"
#include "searchd/matching/term_positions.h"

namespace searchd {
namespace {

using Position = Xapian::termpos;

/// The positions from the first to the last word of something.
struct Stretch {
  Position first, last;

  auto operator<=>(const Stretch&) const = default;
};
using Stretches = std::vector<Stretch>;  // ascending, each once

Stretches sorted(Stretches stretches) {
  std::sort(stretches.begin(), stretches.end());
  stretches.erase(std::unique(stretches.begin(), stretches.end()), stretches.end());
  return stretches;
}

/// Looks into one document after another.
class Finder {
 public:
  Finder(const SearchedIndex& index, DeadlineGuard& guard) : index_(index), guard_(guard) {}

  bool finds(const Places& places, Xapian::docid document) {
    document_ = document;
    return !find(places).empty();
  }

 private:
  Stretches find(const Places& places) {
    auto found = find_anywhere(places);
    if (places.in_title) {
      const auto end = title_end();
      std::erase_if(found, [end](const Stretch& stretch) { return stretch.last > end; });
    }
    return found;
  }

  Stretches find_anywhere(const Places& places) {
    switch (places.kind) {
      case Places::Kind::terms: return find_terms(places);
      case Places::Kind::either: return find_either(places);
      case Places::Kind::row: return find_row(places);
      case Places::Kind::window: return find_window(places);
      case Places::Kind::near: return find_near(places);
    }
    __builtin_unreachable();
  }

  const indexer::Positions& positions_of(const std::string& term) {
    auto& known = terms_[term];
    if (known == nullptr) known = std::make_unique<TermPositions>(index_.reader, index_.decoded, term);
    return known->in(document_);
  }

  Position title_end() {
    const auto& ends = positions_of(index_term(indexer::Field::title_end, ""));
    return ends.empty() ? 0 : ends.back();
  }

  std::vector<Position> positions_of_any(const std::vector<std::string>& terms) {
    std::vector<Position> all;
    for (const auto& term : terms) {
      const auto& positions = positions_of(term);
      all.insert(all.end(), positions.begin(), positions.end());
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }

  Stretches find_terms(const Places& places) {
    const auto wanted = positions_of_any(places.terms);
    const auto unwanted = wanted.empty() ? wanted : positions_of_any(places.but_not);
    Stretches found;
    for (const auto position : wanted) {
      if (!std::binary_search(unwanted.begin(), unwanted.end(), position))
        found.push_back({position, position});
    }
    return found;
  }

  Stretches find_either(const Places& places) {
    Stretches all;
    for (const auto& child : places.children) {
      const auto found = find(child);
      all.insert(all.end(), found.begin(), found.end());
    }
    return sorted(std::move(all));
  }

  Stretches find_row(const Places& places) {
    auto found = find(places.children.front());
    for (std::size_t at = 1; at < places.children.size() && !found.empty(); ++at) {
      const auto next = find(places.children[at]);
      Stretches longer;
      for (const auto& stretch : found) {
        auto follower = std::lower_bound(next.begin(), next.end(), Stretch{stretch.last + 1, 0});
        for (; follower != next.end() && follower->first == stretch.last + 1; ++follower) {
          longer.push_back({stretch.first, follower->last});
        }
      }
      found = sorted(std::move(longer));
    }
    return found;
  }

  Stretches find_near(const Places& places) {
    auto reached = find(places.children.front());
    for (std::size_t at = 1; at < places.children.size() && !reached.empty(); ++at) {
      const auto& gap = places.gaps[at - 1];
      auto next = find(places.children[at]);
      std::erase_if(next, [&](const Stretch& stretch) {
        return !std::any_of(reached.begin(), reached.end(), [&](const Stretch& before) {
          guard_.tick();
          return are_near(before, stretch, gap);
        });
      });
      reached = std::move(next);
    }
    return reached;
  }

  static bool are_near(const Stretch& a, const Stretch& b, const QueryNode::Gap& gap) {
    if (b.first > a.last) return b.first - a.last <= gap.words;
    return !gap.ordered && a.first > b.last && a.first - b.last <= gap.words;
  }

  // --- windows ---

  /// One place, and which children stand there.
  struct Place {
    Position position;
    std::vector<std::size_t> children;
  };

  // Only words (Kind::terms) are looked for in windows.
  Stretches find_window(const Places& places) {
    std::vector<Place> all;
    for (std::size_t child = 0; child < places.children.size(); ++child) {
      const auto found = find(places.children[child]);
      if (found.empty()) return {};
      for (const auto& stretch : found) all.push_back({stretch.first, {child}});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const Place& a, const Place& b) { return a.position < b.position; });
    std::vector<Place> merged;
    for (auto& place : all) {
      if (!merged.empty() && merged.back().position == place.position) {
        merged.back().children.push_back(place.children.front());
      } else {
        merged.push_back(std::move(place));
      }
    }
    return windows(merged, places.children.size(), places.words);
  }

  Stretches windows(const std::vector<Place>& all, std::size_t children, std::size_t words_between) {
    const auto longest = static_cast<Position>(children + words_between);
    Stretches found;
    for (std::size_t first = 0; first < all.size(); ++first) {
      // The shortest that begins here: what stands near it is near all of it.
      for (auto last = first + children - 1;
           last < all.size() && all[last].position - all[first].position < longest; ++last) {
        guard_.tick();
        if (!has_place_for_each({all.data() + first, last + 1 - first}, children)) continue;
        found.push_back({all[first].position, all[last].position});
        break;
      }
    }
    return found;
  }

  // Whether every child can have a place of its own (augmenting paths).
  bool has_place_for_each(std::span<const Place> places, std::size_t children) {
    constexpr auto kNobody = static_cast<std::size_t>(-1);
    std::vector<std::size_t> owners(places.size(), kNobody);
    for (std::size_t child = 0; child < children; ++child) {
      std::vector<bool> tried(places.size());
      const std::function<bool(std::size_t)> settle = [&](std::size_t wanderer) {
        for (std::size_t at = 0; at < places.size(); ++at) {
          guard_.tick();
          const auto& here = places[at].children;
          if (tried[at] || std::find(here.begin(), here.end(), wanderer) == here.end()) continue;
          tried[at] = true;
          if (owners[at] == kNobody || settle(owners[at])) {
            owners[at] = wanderer;
            return true;
          }
        }
        return false;
      };
      if (!settle(child)) return false;
    }
    return true;
  }

  const SearchedIndex& index_;
  Xapian::docid document_ = 0;
  std::unordered_map<std::string, std::unique_ptr<TermPositions>> terms_;
  DeadlineGuard& guard_;
};

}  // namespace

Clause candidates(const Places& places) {
  std::vector<Clause> parts;
  for (const auto& term : places.terms) parts.emplace_back(term);
  for (const auto& child : places.children) parts.push_back(candidates(child));
  const bool is_choice = places.kind == Places::Kind::terms || places.kind == Places::Kind::either;
  return Clause(is_choice ? Op::any : Op::all, parts.begin(), parts.end());
}

std::vector<Xapian::docid> documents_with(const Places& places, const Clause& query,
                                          const SearchedIndex& index, Deadline deadline) {
  auto documents = matching_documents(index, query, deadline);
  DeadlineGuard guard(deadline);
  Finder finder(index, guard);
  std::erase_if(documents, [&](Xapian::docid document) {
    guard.tick();
    return !finder.finds(places, document);
  });
  return documents;
}

}  // namespace searchd
