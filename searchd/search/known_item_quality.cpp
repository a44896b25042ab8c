#include "searchd/search/known_item_quality.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "indexer/stored_document.h"
#include "searchd/search/columns.h"
#include "searchd/search/finder.h"
#include "searchd/search/index_state.h"
#include "searchd/search/query_limits.h"

namespace searchd {
namespace {

using analyzers::Language;

/// `title` names the document to ask for, `wanted` the one to be found: itself or its version.
struct Drawn {
  Xapian::docid title = 0, wanted = 0;
};

// Every k-th of `candidates`.
std::vector<Drawn> drawn_of(const std::vector<Drawn>& candidates) {
  constexpr auto kMost = static_cast<std::size_t>(kMostDrawn);
  const auto step = std::max<std::size_t>(1, (candidates.size() + kMost - 1) / kMost);
  std::vector<Drawn> drawn;
  for (std::size_t at = 0; at < candidates.size(); at += step) drawn.push_back(candidates[at]);
  return drawn;
}

// 0 to count - 1 in the order of van der Corput: whatever its beginning is cut off at, it is spread evenly.
std::vector<std::size_t> spread_order(std::size_t count) {
  std::size_t bits = 0;
  while ((std::size_t{1} << bits) < count) ++bits;
  std::vector<std::size_t> order;
  order.reserve(count);
  for (std::size_t number = 0; number < (std::size_t{1} << bits); ++number) {
    std::size_t reversed = 0;
    for (std::size_t bit = 0; bit < bits; ++bit) reversed |= ((number >> bit) & 1U) << (bits - 1 - bit);
    if (reversed < count) order.push_back(reversed);
  }
  return order;
}

SearchRequest asking_for(std::string question) {
  SearchRequest request;
  request.typed = std::move(question);
  request.match = Match::all;
  request.per_page = kFoundAmong;
  request.suggestions = request.passages = false;
  request.repair = true;
  return request;
}

// The number of its language; kNone where it is not in one.
Ordinal language_of(const Columns& columns, Xapian::docid document) {
  const auto values = columns.values(Columns::language, document);
  return values.size() == 1 ? values.front() : ValueTable::kNone;
}

/// Asks one state of an index.
class Measurement {
 public:
  Measurement(const IndexLease& index, Finder& finder, const analyzers::Analyzer& analyzer, Deadline until)
      : index_(index), finder_(finder), analyzer_(analyzer), until_(until) {
    draw();
  }

  KnownItemQuality measured() {
    KnownItemQuality quality;
    const std::array<KnownItems*, kKinds> counts = {&quality.by_title, &quality.arabic_by_english,
                                                    &quality.english_by_arabic};
    for (std::size_t kind = 0; kind < kKinds; ++kind)
      counts[kind]->drawn = static_cast<std::int64_t>(drawn_[kind].size());
    quality.cut_short = !ask_all(counts);
    quality.state = index_.state().name;
    return quality;
  }

 private:
  static constexpr std::size_t kKinds = 3;

  const Columns& columns() const { return index_.state().columns; }

  void draw() {
    std::vector<Drawn> own, arabic, english;
    const bool crosses = index_.state().schema != indexer::Schema::plain && columns().has_translations();
    const auto& languages = columns().table(Columns::language);
    const auto in_arabic = languages.find(analyzers::language_code(Language::arabic));
    const auto in_english = languages.find(analyzers::language_code(Language::english));
    columns().shown().for_each(0, columns().shown().places(), [&](std::size_t place) {
      const auto document = static_cast<Xapian::docid>(place);
      own.push_back({document, document});
      const auto version = crosses ? columns().translation(document) : 0;
      if (version == 0) return;
      const auto asked = language_of(columns(), document), wanted = language_of(columns(), version);
      if (asked == in_english && wanted == in_arabic) arabic.push_back({document, version});
      if (asked == in_arabic && wanted == in_english) english.push_back({document, version});
    });
    drawn_ = {drawn_of(own), drawn_of(arabic), drawn_of(english)};
  }

  // The kinds take turns, so that each has its share of the time. False where it was up.
  bool ask_all(const std::array<KnownItems*, kKinds>& counts) {
    std::array<std::vector<std::size_t>, kKinds> orders;
    std::size_t rounds = 0;
    for (std::size_t kind = 0; kind < kKinds; ++kind) {
      orders[kind] = spread_order(drawn_[kind].size());
      rounds = std::max(rounds, orders[kind].size());
    }
    try {
      for (std::size_t round = 0; round < rounds; ++round) {
        for (std::size_t kind = 0; kind < kKinds; ++kind) {
          if (round >= orders[kind].size()) continue;
          DeadlineGuard(until_).check();
          ask_if_readable(drawn_[kind][orders[kind][round]], *counts[kind]);
        }
      }
    } catch (const SearchTimeout&) {
      return false;
    }
    return true;
  }

  // One document that cannot be read is no reason to tell nothing of the others: it is drawn, and not asked
  // for.
  void ask_if_readable(const Drawn& drawn, KnownItems& counts) try {
    ask(drawn, counts);
  } catch (const indexer::StoredDocumentError&) {
    return;
  }

  void ask(const Drawn& drawn, KnownItems& counts) {
    auto question = question_of_title(analyzer_, title_of(drawn.title));
    if (question.empty()) return;
    const auto place = place_of(drawn, asking_for(std::move(question)));  // before it counts as asked
    ++counts.asked;
    if (place == 0) return;
    ++counts.among_first;
    if (place == 1) ++counts.first;
    counts.reciprocal_ranks += 1.0 / static_cast<double>(place);
  }

  // From 1; 0 where it is not among the first.
  std::size_t place_of(const Drawn& drawn, const SearchRequest& request) {
    const auto found = finder_.find(request, until_, index_).counter.page();
    std::optional<std::string> wanted;
    for (std::size_t at = 0; at < found.size(); ++at) {
      const auto document = found[at].document;
      if (document == drawn.wanted) return at + 1;
      if (document == drawn.title) continue;
      if (!wanted) wanted = folded_words(analyzer_, title_of(drawn.wanted));
      const bool same_language = drawn.title == drawn.wanted ||
                                 language_of(columns(), document) == language_of(columns(), drawn.wanted);
      if (same_language && !wanted->empty() && folded_words(analyzer_, title_of(document)) == *wanted)
        return at + 1;
    }
    return 0;
  }

  std::string title_of(Xapian::docid document) const {
    return index_.state().documents->read(index_.reader(), document)->document.title;
  }

  const IndexLease& index_;
  Finder& finder_;
  const analyzers::Analyzer& analyzer_;
  const Deadline until_;
  std::array<std::vector<Drawn>, kKinds> drawn_;
};

}  // namespace

std::string question_of_title(const analyzers::Analyzer& analyzer, std::string_view title) {
  std::string question;
  std::size_t words = 0, end = 0;
  for (const auto& token : analyzer.analyze(title)) {
    const bool is_wanted = !token.stop_word && !token.light && token.begin >= end && token.begin < token.end;
    if (!is_wanted) continue;
    const auto word = title.substr(token.begin, token.end - token.begin);
    if (question.size() + 1 + word.size() > kMostQueryBytes) break;
    const bool is_joined = words > 0 && title.substr(end, token.begin - end) == "-";
    question.append(words == 0 ? "" : is_joined ? "-" : " ").append(word);
    end = token.end;
    if (++words == kMostTitleWords) break;
  }
  return question;
}

KnownItemQuality measure_known_items(const IndexLease& index, Finder& finder,
                                     const analyzers::Analyzer& analyzer, Deadline until) {
  return Measurement(index, finder, analyzer, until).measured();
}

}  // namespace searchd
