#include "tests/bench/peers/queries.h"

#include <algorithm>
#include <array>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "analyzers/analyzer.h"
#include "tests/bench/peers/dice.h"

namespace peers {
namespace {

/// How many of 250 queries of a language are of a class, and what is drawn for one.
struct ClassPlan {
  const char* name;
  Operator op;
  std::size_t least_words, most_words;
  std::size_t queries;
  bool head = false;      // of the words that most documents have
  bool filtered = false;  // by partner, topic or days
  bool without = false;   // one more word that is left out
};
constexpr ClassPlan kClasses[] = {
    {"and1", Operator::all, 1, 1, 30},
    {"and2", Operator::all, 2, 2, 45},
    {"and3", Operator::all, 3, 3, 35},
    {"and4", Operator::all, 4, 4, 25},
    {"or", Operator::any, 2, 4, 25},
    {"phrase", Operator::phrase, 2, 3, 30},
    {"bool", Operator::all, 2, 2, 15, false, false, true},
    {"filter", Operator::all, 1, 2, 25, false, true},
    {"head", Operator::all, 1, 1, 10, true},
    {"headf", Operator::all, 1, 1, 5, true, true},
    {"heador", Operator::any, 2, 2, 5, true},
};
constexpr const ClassPlan& kTwoWords = kClasses[1];
constexpr std::size_t kPlanned = 500;
constexpr std::size_t kHeads = 24;    // words of a language that head queries are made of, at most
constexpr double kFrequent = .5;      // share of documents that have a head; the two first are heads anyway
constexpr double kTooFrequent = .65;  // share of documents with a word: above, only heads are
constexpr std::size_t kCounted = 8'000;  // documents that frequencies are counted in
constexpr std::size_t kTries = 2'000;    // for one query, before a class is given up
constexpr std::size_t kLanguages = 2;    // Arabic, English

// A word of one script's letters alone: every engine takes it for one word.
bool is_plain(std::string_view word) {
  const auto is_latin = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  if (std::ranges::all_of(word, is_latin)) return word.size() >= 2;
  if (word.size() < 4 || word.size() % 2 != 0) return false;
  for (std::size_t at = 0; at < word.size(); at += 2) {  // U+0621 to U+063A, U+0641 to U+064A
    const auto lead = static_cast<unsigned char>(word[at]), trail = static_cast<unsigned char>(word[at + 1]);
    if (!(lead == 0xd8 && trail >= 0xa1 && trail <= 0xba) &&
        !(lead == 0xd9 && trail >= 0x81 && trail <= 0x8a))
      return false;
  }
  return true;
}

std::string lower(std::string word) {
  for (char& c : word) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return word;
}

// The words of `text` between single spaces; what is no plain word is an empty one, so that neighbours stay
// known.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find(' ', at), text.size());
    const auto word = text.substr(at, end - at);
    words.push_back(is_plain(word) ? lower(std::string(word)) : "");
    at = end + 1;
  }
  return words;
}

std::string one_id(std::string_view ids, Dice& dice) {
  std::vector<std::string> all;
  for (std::size_t at = 0; at < ids.size();) {
    const auto end = std::min(ids.find(',', at), ids.size());
    all.emplace_back(ids.substr(at, end - at));
    at = end + 1;
  }
  return all.empty() ? "" : dice.one_of(all);
}

class Drawer {
 public:
  Drawer(const std::vector<DrawnFrom>& documents, std::uint64_t seed) : dice_(seed) {
    for (const auto& document : documents)
      by_language_[document.language == "ar" ? 0 : 1].push_back(&document);
    for (std::size_t language = 0; language < 2; ++language) count_words(language);
  }

  /// Without words where it cannot be drawn.
  Query draw(const ClassPlan& plan, std::size_t language) {
    for (std::size_t tries = 0; tries < kTries; ++tries) {
      Query query;
      query.of_class = plan.name;
      query.op = plan.op;
      const std::size_t count = plan.least_words + dice_.below(plan.most_words - plan.least_words + 1);
      query.words = plan.head                     ? heads(language, count)
                    : plan.op == Operator::phrase ? neighbours(language, count)
                                                  : scattered(words_of(any(language).title), language, count);
      if (query.words.size() != count) continue;
      if (plan.without && !leave_out(query, language)) continue;
      if (plan.filtered && !filter(query, any(language))) continue;
      return query;
    }
    return {};
  }

  /// Puts `queries` in an order that no engine is favoured by.
  void shuffle(std::vector<Query>& queries) {
    for (std::size_t left = queries.size(); left > 1; --left)
      std::swap(queries[left - 1], queries[dice_.below(left)]);
  }

 private:
  const DrawnFrom& any(std::size_t language) { return *dice_.one_of(by_language_[language]); }

  void count_words(std::size_t language) {
    const auto& documents = by_language_[language];
    const std::size_t counted = std::min(documents.size(), kCounted / 2);
    auto& frequency = frequency_[language];
    for (std::size_t at = 0; at < counted; ++at) {
      const auto words = words_of(documents[at]->body);
      for (const auto& word : std::unordered_set<std::string>(words.begin(), words.end()))
        if (!word.empty()) ++frequency[word];
    }
    most_[language] = static_cast<std::size_t>(kTooFrequent * static_cast<double>(counted));
    std::vector<std::pair<std::size_t, std::string>> ranked;
    for (const auto& [word, documents_with] : frequency) ranked.emplace_back(documents_with, word);
    std::ranges::sort(ranked, std::greater<>());
    for (const auto& [documents_with, word] : ranked) {
      auto& heads = heads_[language];
      const bool frequent = static_cast<double>(documents_with) > kFrequent * static_cast<double>(counted);
      if (heads.size() < 2 || (frequent && heads.size() < kHeads)) heads.push_back(word);
    }
  }

  // Words that stand in a question for themselves: our own search leaves stop words out of the others.
  bool is_searched(const std::string& word, std::size_t language) {
    const auto found = frequency_[language].find(word);
    if (found == frequency_[language].end() || found->second >= most_[language]) return false;
    return !is_stop_word(word);
  }

  bool is_stop_word(const std::string& word) {
    const auto tokens = analyzer_.analyze(word);
    return tokens.size() == 1 && tokens.front().stop_word;
  }

  // Two are of both languages, and both stop words or none: beside another word ours would leave one out.
  std::vector<std::string> heads(std::size_t language, std::size_t count) {
    std::vector<std::string> words = {dice_.one_of(heads_[language])};
    if (count == 1) return words;
    const auto& other = dice_.one_of(heads_[1 - language]);
    if (is_stop_word(other) == is_stop_word(words.front())) words.push_back(other);
    return words;
  }

  std::vector<std::string> scattered(std::vector<std::string> from, std::size_t language, std::size_t count) {
    std::erase_if(from, [&](const auto& word) { return word.empty() || !is_searched(word, language); });
    std::vector<std::string> words;
    while (words.size() < count && !from.empty()) {
      const std::string word = dice_.one_of(from);
      words.push_back(word);
      std::erase(from, word);
    }
    return words;
  }

  std::vector<std::string> neighbours(std::size_t language, std::size_t count) {
    const auto words = words_of(any(language).title);
    if (words.size() < count) return {};
    const auto first = words.begin() + static_cast<std::ptrdiff_t>(dice_.below(words.size() - count + 1));
    std::vector<std::string> run(first, first + static_cast<std::ptrdiff_t>(count));
    const std::set<std::string> different(run.begin(), run.end());
    if (different.size() != count || different.contains("")) return {};
    return run;
  }

  bool leave_out(Query& query, std::size_t language) {
    for (auto& word : scattered(words_of(any(language).body), language, 1))
      if (std::ranges::find(query.words, word) == query.words.end()) query.without = std::move(word);
    return !query.without.empty();
  }

  bool filter(Query& query, const DrawnFrom& document) {
    const double by = dice_.share();
    if (by < .3) return !(query.partner = one_id(document.partners, dice_)).empty();
    if (by < .6) return !(query.topic = one_id(document.topics, dice_)).empty();
    const auto year = std::to_string(2015 + dice_.below(11));
    query.from = year + "-0" + std::to_string(1 + dice_.below(6)) + "-01";
    const auto month = 7 + dice_.below(6);
    query.to = year + (month < 10 ? "-0" : "-") + std::to_string(month) + "-28";
    return true;
  }

  Dice dice_;
  analyzers::Analyzer analyzer_;
  std::array<std::vector<const DrawnFrom*>, kLanguages> by_language_;
  std::array<std::unordered_map<std::string, std::size_t>, 2> frequency_;  // documents counted with a word
  std::array<std::size_t, 2> most_{};
  std::array<std::vector<std::string>, 2> heads_;
};

}  // namespace

std::vector<Query> draw_queries(const std::vector<DrawnFrom>& documents, std::uint64_t seed) {
  Drawer drawer(documents, seed);
  std::vector<Query> queries;
  for (std::size_t language = 0; language < kLanguages; ++language) {
    for (const auto& plan : kClasses) {
      for (std::size_t left = plan.queries; left > 0; --left) {
        auto query = drawer.draw(plan, language);
        if (!query.words.empty()) queries.push_back(std::move(query));
      }
    }
  }
  drawer.shuffle(queries);
  return queries;
}

std::vector<Query> draw_fresh_queries(const std::vector<DrawnFrom>& documents, std::size_t count,
                                      const std::vector<Query>& but, std::uint64_t seed) {
  Drawer drawer(documents, seed);
  std::set<std::string> known;
  for (const auto& query : but) known.insert(peer_target(query));
  std::vector<Query> queries;
  const auto draw_new = [&](const ClassPlan& plan, std::size_t language) {
    for (std::size_t tries = 0; tries < kTries; ++tries) {
      auto query = drawer.draw(plan, language);
      if (query.words.empty()) return false;
      if (!known.insert(peer_target(query)).second) continue;
      queries.push_back(std::move(query));
      return true;
    }
    return false;
  };
  for (std::size_t language = 0; language < kLanguages; ++language) {
    for (const auto& plan : kClasses) {
      for (std::size_t left = plan.queries * count / kPlanned; left > 0 && draw_new(plan, language);) --left;
    }
  }
  // There are not so many different heads: two words stand in for them.
  for (std::size_t at = 0; queries.size() < count && draw_new(kTwoWords, at % kLanguages);) ++at;
  drawer.shuffle(queries);
  return queries;
}

}  // namespace peers
