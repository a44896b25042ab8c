#include "searchd/search/suggester.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "analyzers/name_key.h"
#include "analyzers/text_ends.h"
#include "analyzers/utf8.h"
#include "searchd/search/keyboard_layout.h"
#include "searchd/search/spelling_distance.h"

namespace searchd {
namespace {

using Entry = CompletionIndex::Entry;
using Key = CompletionIndex::Key;

constexpr std::size_t kLongestTyped = 128;
constexpr std::size_t kMostLooked = 20'000;  // keys held against words in another order
constexpr std::size_t kMostSpellings = 4;    // of one word
constexpr std::size_t kLeastTitles = 2;      // that are shown though names and phrases would fill the list

/// How many letters of a word may be wrong. Short words have too many neighbours.
std::size_t letters_that_may_differ(std::size_t length) {
  if (length < 4) return 0;
  return length < 8 ? 1 : 2;
}

std::string_view first_letters(std::string_view text, std::size_t count) {
  std::size_t end = text.size();
  analyzers::for_each_code_point_at(text, [&](char32_t, std::size_t at) {
    if (count == 0) end = std::min(end, at);
    if (count > 0) --count;
  });
  return text.substr(0, end);
}

/// Collects completions, each text once, until there are enough.
class Collector {
 public:
  Collector(std::size_t most, const CompletionSources& from) : most_(most), from_(from) {}

  bool is_full() const { return found_.size() >= most_; }
  bool is_empty() const { return found_.empty(); }

  void add_prefix(const std::string& typed, CompletionMatch worst) {
    std::vector<Candidate> candidates;
    bool has_titles = add_beginning(typed, worst, candidates);
    const auto bare = without_article(typed);
    if (bare.size() != typed.size()) has_titles = add_beginning(bare, worst, candidates) || has_titles;
    take_best(std::move(candidates), has_titles);
  }

  // All of `words`, each at the beginning of some word of the text.
  void add_words(const std::vector<std::string>& words, CompletionMatch match) {
    std::span<const Key> fewest;
    for (const auto& word : words) {
      const auto keys = from_.completions.keys_beginning_with(without_article(word));
      if (&word == &words.front() || keys.size() < fewest.size()) fewest = keys;
    }
    std::vector<Candidate> candidates;
    for (const auto& key : fewest.first(std::min(fewest.size(), kMostLooked))) {
      const auto text = from_.completions.whole_text(key);
      const bool has_all = std::all_of(words.begin(), words.end(), [text](const std::string& word) {
        return text.starts_with(word) || text.find(" " + word) != std::string_view::npos ||
               text.find(without_article(word)) != std::string_view::npos;
      });
      if (has_all) candidates.push_back({match, &key});
    }
    const bool has_titles =
        std::any_of(candidates.begin(), candidates.end(),
                    [this](const Candidate& candidate) { return is_title(*candidate.key); });
    take_best(std::move(candidates), has_titles);
  }

  std::vector<Completion> take() { return std::move(found_); }

 private:
  struct Candidate {
    CompletionMatch match;
    const Key* key;
  };

  CompletionMatch match_of(const Key& key, std::string_view typed) const {
    if (!key.first) return CompletionMatch::word;
    return from_.completions.text(key).size() == typed.size() ? CompletionMatch::whole
                                                              : CompletionMatch::start;
  }

  bool is_title(const Key& key) const {
    return from_.completions.entry(key.entry).kind == CompletionKind::title;
  }

  // An entry may have several keys: some more than are wanted are looked at.
  std::size_t most_looked_at() const { return 8 * most_ + 32; }

  // The best keys that are `prefix`, and the best that begin with it. Whether any of all is that of a title.
  bool add_beginning(std::string_view prefix, CompletionMatch worst,
                     std::vector<Candidate>& candidates) const {
    const auto& completions = from_.completions;
    const auto keys = completions.keys_beginning_with(prefix);
    const auto longer = std::partition_point(keys.begin(), keys.end(), [&](const Key& key) {
      return completions.text(key).size() == prefix.size();
    });
    const auto order = worst <= CompletionMatch::start ? CompletionIndex::KeyOrder::beginnings_first
                                                       : CompletionIndex::KeyOrder::all_alike;
    for (const auto part : {std::span(keys.begin(), longer), std::span(longer, keys.end())}) {
      for (const auto* key : completions.best_of(part, most_looked_at(), order)) {
        candidates.push_back({std::max(match_of(*key, prefix), worst), key});
      }
    }
    return std::any_of(keys.begin(), keys.end(), [this](const Key& key) { return is_title(key); });
  }

  void take_best(std::vector<Candidate> candidates, bool has_titles) {
    const auto before = [](const Candidate& a, const Candidate& b) {
      // Names as shown before other spellings; entries stand in their order.
      return std::tuple(a.match, a.key->alias, a.key->entry, a.key) <
             std::tuple(b.match, b.key->alias, b.key->entry, b.key);
    };
    const auto kept = std::min(candidates.size(), most_looked_at());
    std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(kept),
                      candidates.end(), before);
    const auto room = most_ > 2 * kLeastTitles && has_titles ? most_ - kLeastTitles : most_;
    for (std::size_t at = 0; at < kept && found_.size() < most_; ++at) {
      if (found_.size() < room || is_title(*candidates[at].key)) add(candidates[at]);
    }
    for (std::size_t at = 0; at < kept && found_.size() < most_; ++at) add(candidates[at]);
  }

  void add(const Candidate& candidate) {
    const auto& entry = from_.completions.entry(candidate.key->entry);
    if (from_.is_gone && from_.is_gone(entry)) return;
    // A key of the text that is shown is a part of it as it is folded.
    const bool is_shown = !candidate.key->alias && entry.kind != CompletionKind::hashtag;
    auto folded = is_shown ? std::string(from_.completions.whole_text(*candidate.key))
                           : folded_words(from_.analyzer, entry.text);
    if (std::find(texts_.begin(), texts_.end(), folded) != texts_.end()) return;
    texts_.push_back(std::move(folded));
    Completion completion{entry.text, entry.other,     "",          entry.kind, candidate.match,
                          entry.id,   entry.documents, entry.arabic};
    if (candidate.key->alias) completion.matched = from_.completions.whole_text(*candidate.key);
    found_.push_back(std::move(completion));
  }

  const std::size_t most_;
  const CompletionSources& from_;
  std::vector<std::string> texts_;  // folded, of those found
  std::vector<Completion> found_;
};

/// Words with one of them spelled otherwise, and how that one was found.
struct Respelled {
  std::vector<std::string> words;
  CompletionMatch match;
};

class Speller {
 public:
  explicit Speller(const CompletionSources& from) : from_(from) {}

  /// `words`, the last of them perhaps not typed to its end, with each that is not known replaced by one that
  /// is like it.
  std::vector<Respelled> respell(const std::vector<std::string>& words) const {
    std::vector<Respelled> ways{{words, CompletionMatch::name}};
    for (std::size_t at = 0; at < words.size(); ++at) {
      if (!from_.completions.words_beginning_with(without_article(words[at])).empty()) continue;
      const auto spellings = spellings_of(words[at], at + 1 == words.size());
      if (spellings.empty()) return {};
      std::vector<Respelled> more;
      for (const auto& way : ways) {
        for (const auto& [spelling, match] : spellings) {
          if (more.size() == kMostSpellings) break;
          auto changed = way;
          changed.words[at] = spelling;
          changed.match = std::max(changed.match, match);
          more.push_back(std::move(changed));
        }
      }
      ways = std::move(more);
    }
    // Every word is known: nothing to be respelled.
    if (ways.size() == 1 && ways.front().words == words) return {};
    return ways;
  }

 private:
  using Spelling = std::pair<std::string, CompletionMatch>;

  std::vector<Spelling> spellings_of(const std::string& word, bool unfinished) const {
    std::vector<Spelling> spellings;
    const bool arabic = static_cast<unsigned char>(word.front()) >= 0xD8;
    const auto add = [&spellings](std::string_view spelling, CompletionMatch match) {
      const bool known = std::any_of(spellings.begin(), spellings.end(),
                                     [spelling](const Spelling& s) { return s.first == spelling; });
      if (!known && spellings.size() < kMostSpellings) spellings.emplace_back(spelling, match);
    };
    for (const auto& key :
         {analyzers::name_key(word, arabic), analyzers::name_key(without_article(word), arabic)}) {
      if (key.empty()) continue;
      for (const auto name : from_.completions.words_with_name_key(key)) add(name, CompletionMatch::name);
    }
    for (const auto& [text, distance] : nearly(without_article(word), unfinished)) {
      add(text, CompletionMatch::spelling);
    }
    return spellings;
  }

  // Words that begin with the same letter, nearest first. A word not yet typed to its end is held against
  // their beginnings.
  std::vector<std::pair<std::string_view, std::size_t>> nearly(std::string_view word, bool unfinished) const {
    const SpellingDistance distance(word);
    const auto most = letters_that_may_differ(distance.length());
    if (most == 0) return {};
    struct Near {
      std::size_t distance;
      std::uint32_t keys;
      std::string_view text;
    };
    std::vector<Near> found;
    for (const auto& known : from_.completions.words_beginning_with(first_letters(word, 1))) {
      const auto text = from_.completions.text(known);
      auto apart = distance.to(text);
      if (unfinished) {
        for (auto length = distance.length() - 1; length <= distance.length() + 1; ++length) {
          apart = std::min(apart, distance.to(first_letters(text, length)));
        }
      }
      if (apart <= most) found.push_back({apart, known.keys, text});
    }
    std::sort(found.begin(), found.end(), [](const Near& a, const Near& b) {
      return std::tuple(a.distance, b.keys, a.text) < std::tuple(b.distance, a.keys, b.text);
    });
    std::vector<std::pair<std::string_view, std::size_t>> nearest;
    for (const auto& near : found) {
      if (nearest.size() == kMostSpellings) break;
      nearest.emplace_back(near.text, near.distance);
    }
    return nearest;
  }

  const CompletionSources& from_;
};

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : " ") + word;
  return text;
}

std::vector<std::string> words_of(const analyzers::Analyzer& analyzer, std::string_view typed) {
  std::vector<std::string> words;
  for (const auto& token : analyzer.analyze(typed)) {
    if (!token.exact.empty()) words.push_back(token.exact);
  }
  return words;
}

void collect(const std::vector<std::string>& words, const CompletionSources& from, CompletionMatch worst,
             Collector& collector) {
  collector.add_prefix(joined(words), worst);
  if (!collector.is_full() && words.size() > 1) {
    collector.add_words(words, std::max(worst, CompletionMatch::words));
  }
  if (collector.is_full()) return;
  for (const auto& way : Speller(from).respell(words)) {
    collector.add_words(way.words, std::max(worst, way.match));
  }
}

}  // namespace

std::vector<Completion> with_titles(std::vector<Completion> found, std::vector<Completion> titles,
                                    std::size_t most) {
  const auto own = std::stable_partition(found.begin(), found.end(), [](const Completion& completion) {
    return completion.kind != CompletionKind::title;
  });
  titles.insert(titles.end(), std::make_move_iterator(own), std::make_move_iterator(found.end()));
  found.erase(own, found.end());
  const auto better = [](const Completion& a, const Completion& b) { return a.match < b.match; };
  std::stable_sort(titles.begin(), titles.end(), better);
  const auto kept = most > 2 * kLeastTitles ? std::min(titles.size(), kLeastTitles) : 0;
  if (found.size() > most - kept) found.resize(most - kept);
  for (auto& title : titles) {
    const bool is_known = std::any_of(found.begin(), found.end(),
                                      [&title](const Completion& other) { return other.text == title.text; });
    if (!is_known && found.size() < most) found.push_back(std::move(title));
  }
  std::stable_sort(found.begin(), found.end(), better);
  return found;
}

std::vector<Completion> complete(std::string_view typed, std::size_t most, const CompletionSources& from) {
  typed = analyzers::cut_to(typed, kLongestTyped);
  Collector collector(most, from);
  const auto words = words_of(from.analyzer, typed);
  if (!words.empty()) collect(words, from, CompletionMatch::whole, collector);
  if (!collector.is_empty()) return collector.take();
  for (const auto& other :
       {on_arabic_keyboard(typed), on_latin_keyboard(typed), on_latin_keyboard(typed, true)}) {
    const auto keys = words_of(from.analyzer, other);
    if (other == typed || keys.empty() || joined(keys).size() < 3) continue;
    Collector again(most, from);
    again.add_prefix(joined(keys), CompletionMatch::keyboard);
    if (keys.size() > 1) again.add_words(keys, CompletionMatch::keyboard);
    if (!again.is_empty()) return again.take();
  }
  return {};
}

}  // namespace searchd
