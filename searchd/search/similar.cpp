#include "searchd/search/similar.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "indexer/index_schema.h"

namespace searchd {
namespace {

using indexer::Field;
using indexer::index_term;

constexpr std::size_t kMostWords = 24;               // that are searched for
constexpr std::size_t kMostLookedAt = 64;            // that may turn out to be stop words
constexpr Xapian::doccount kMostPostings = 300'000;  // of all words together: keeps a page fast
constexpr double kMostCommon = 0.25;            // share of the documents; a more frequent word tells nothing
constexpr Xapian::doccount kFewDocuments = 20;  // an archive so small has no frequent words
constexpr std::size_t kLongestText = 40'000;    // bytes in which words are looked for as written
constexpr std::size_t kMostAlternativesHere = 2;  // in the other language, of one word
constexpr double kLeastAlike = 0.1;               // share of the document's own score

struct TellingWord {
  std::string stem;
  Xapian::doccount documents = 0;
  double weight = 0;  // of its frequency here; BM25 adds that of its rarity
  double tells = 0;
};

bool has_letter(std::string_view stem) {
  return std::any_of(stem.begin(), stem.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0x80U) != 0 || (c >= 'a' && c <= 'z');
  });
}

class Finder {
 public:
  Finder(const corpus::Document& document, Xapian::docid number, const SimilarSources& from)
      : document_(document), number_(number), from_(from) {}

  std::vector<FoundSimilar> find(std::size_t most, Deadline deadline) const {
    const auto words = telling_words();
    if (words.empty()) return {};
    const auto ways = ways_of(words);
    std::vector<Clause> queries;
    for (const auto& word : words) queries.push_back(query_of(word, ways));
    const Clause query(Op::any, queries.begin(), queries.end());
    double own = 0;
    std::vector<FoundSimilar> found;
    for_each_match(from_.index, query, Scoring::bm25, deadline, [&](Xapian::docid document, double score) {
      if (document == number_) {
        own = score;
      } else if (from_.columns.is_shown(document)) {
        found.push_back({document, score});
      }
    });
    return best_of(std::move(found), own, most, related(deadline));
  }

 private:
  // The words of the document that are frequent in it and rare elsewhere, the most telling first.
  std::vector<TellingWord> telling_words() const {
    const auto in_all = from_.index.reader.documents();
    const auto beginning = index_term(Field::stem, "");
    const auto title = index_term(Field::title_stem, "");
    std::vector<TellingWord> words;
    const auto& database = from_.index.reader.holding(number_);
    const auto end = database.termlist_end(number_);
    auto term = database.termlist_begin(number_);
    for (term.skip_to(beginning); term != end; ++term) {
      const auto text = *term;
      if (!text.starts_with(beginning)) break;
      const auto documents = from_.index.reader.frequency(text);
      const bool common = in_all > kFewDocuments && documents > kMostCommon * in_all;
      const auto stem = text.substr(beginning.size());
      if (text.starts_with(title) || documents < 2 || common || !has_letter(stem)) continue;
      // What a word counts for in the documents that are looked for it counts for in this one.
      const auto frequency = static_cast<double>(term.get_wdf());
      const auto weight = frequency * (kWordSaturation + 1) / (frequency + kWordSaturation);
      words.push_back({stem, documents, weight, weight * std::log(1.0 + double(in_all) / documents)});
    }
    std::sort(words.begin(), words.end(), [](const TellingWord& a, const TellingWord& b) {
      return std::tuple(b.tells, a.stem) < std::tuple(a.tells, b.stem);
    });
    return without_stop_words(std::move(words));
  }

  std::vector<TellingWord> without_stop_words(std::vector<TellingWord> words) const {
    if (words.size() > kMostLookedAt) words.resize(kMostLookedAt);
    std::vector<TellingWord> kept;
    Xapian::doccount postings = 0;
    for (auto& word : words) {
      if (kept.size() == kMostWords) break;
      const auto tokens = from_.analyzer.analyze(word.stem);
      if (!tokens.empty() && tokens.front().stop_word) continue;
      if (postings + word.documents > kMostPostings) continue;
      postings += word.documents;
      kept.push_back(std::move(word));
    }
    return kept;
  }

  // The words as the document writes them: a translator asks for more than the stem.
  std::map<std::string, analyzers::Token, std::less<>> ways_of(const std::vector<TellingWord>& words) const {
    std::set<std::string_view> wanted;
    for (const auto& word : words) wanted.insert(word.stem);
    std::map<std::string, analyzers::Token, std::less<>> ways;
    for (const auto* text : {&document_.title, &document_.summary, &document_.body}) {
      const auto beginning = std::string_view(*text).substr(0, kLongestText);
      from_.analyzer.for_each_token(beginning, [&](const analyzers::Token& token, std::size_t, std::size_t) {
        if (wanted.count(token.stem) > 0) ways.emplace(token.stem, token);
      });
    }
    return ways;
  }

  Clause query_of(const TellingWord& word,
                  const std::map<std::string, analyzers::Token, std::less<>>& ways) const {
    std::vector<Clause> same = {Clause(index_term(Field::stem, word.stem))};
    if (const auto way = ways.find(word.stem); way != ways.end()) {
      for (const auto& translation : from_.translator.translate(std::span(&way->second, 1))) {
        for (const auto& alternative : translation.alternatives) {
          if (same.size() > kMostAlternativesHere) break;
          if (alternative.stems.size() != 1) continue;
          same.emplace_back(index_term(Field::stem, alternative.stems.front()));
        }
      }
    }
    const Clause any(Op::synonym, same.begin(), same.end());
    return {Op::scaled, any, word.weight};
  }

  // The digest it is from, or its own items: their text is its own.
  std::set<Xapian::docid> related(Deadline deadline) const {
    std::set<Xapian::docid> numbers;
    const auto items = Clause(index_term(Field::parent, document_.id));
    for (const auto item : matching_documents(from_.index, items, deadline)) numbers.insert(item);
    if (document_.parent.empty()) return numbers;
    const auto digest = Clause(index_term(Field::id, document_.parent));
    for (const auto number : matching_documents(from_.index, digest, deadline)) numbers.insert(number);
    return numbers;
  }

  static std::vector<FoundSimilar> best_of(std::vector<FoundSimilar> found, double own, std::size_t most,
                                           const std::set<Xapian::docid>& left_out) {
    std::erase_if(found, [&](const FoundSimilar& one) {
      return one.score < kLeastAlike * own || left_out.count(one.document) > 0;
    });
    const auto count = std::min(most, found.size());
    const auto better = [](const FoundSimilar& a, const FoundSimilar& b) {
      return std::tuple(b.score, a.document) < std::tuple(a.score, b.document);
    };
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count), found.end(), better);
    found.resize(count);
    for (auto& one : found) one.score = own > 0 ? std::min(1.0, one.score / own) : 0;
    return found;
  }

  const corpus::Document& document_;
  const Xapian::docid number_;
  const SimilarSources& from_;
};

}  // namespace

std::vector<FoundSimilar> similar_documents(const corpus::Document& document, Xapian::docid number,
                                            std::size_t most, Deadline deadline, const SimilarSources& from) {
  return Finder(document, number, from).find(most, deadline);
}

}  // namespace searchd
