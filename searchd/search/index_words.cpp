#include "searchd/search/index_words.h"

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

#include "analyzers/language.h"
#include "analyzers/name_key.h"
#include "analyzers/related_words.h"
#include "analyzers/utf8.h"
#include "indexer/index_schema.h"
#include "searchd/search/spelling_distance.h"

namespace searchd {
namespace {

constexpr std::size_t kFarthest = 3;

// Keys that share a hash do no harm: each word that is found by one is asked for its key.
std::uint32_t hash_of(std::string_view key) {
  return static_cast<std::uint32_t>(std::hash<std::string_view>()(key));
}

bool begins_arabic(std::string_view word) {
  bool arabic = false;
  bool first = true;
  analyzers::for_each_code_point(word.substr(0, 4), [&](char32_t letter) {
    if (std::exchange(first, false)) arabic = analyzers::is_arabic_letter(letter);
  });
  return arabic;
}

// The letters of one script mostly have a bit each.
std::uint64_t bit_of(char32_t letter) {
  constexpr char32_t kFirstArabic = 0x620;
  if (letter >= U'a' && letter <= U'z') return std::uint64_t{1} << (letter - U'a');
  if (letter >= kFirstArabic && letter < kFirstArabic + 48)
    return std::uint64_t{1} << (letter - kFirstArabic);
  if (letter >= U'0' && letter <= U'9') return std::uint64_t{1} << (48 + (letter - U'0'));
  return std::uint64_t{1} << (letter % 64);
}

struct Outline {
  std::uint64_t letters = 0;
  std::size_t length = 0;  // in code points
};

Outline outline_of(std::string_view word) {
  Outline outline;
  analyzers::for_each_code_point(word, [&outline](char32_t letter) {
    outline.letters |= bit_of(letter);
    ++outline.length;
  });
  return outline;
}

bool has_more_bits(std::uint64_t bits, std::size_t most) {
  for (; most > 0; --most) bits &= bits - 1;
  return bits != 0;
}

bool more_frequent(const IndexWords::Word& a, const IndexWords::Word& b) {
  return std::tuple(b.documents, a.text) < std::tuple(a.documents, b.text);
}

indexer::WordTable table_of(const std::map<std::string, std::uint32_t>& frequencies) {
  indexer::WordTable table;
  for (const auto& [text, documents] : frequencies) table.add(text, documents);
  return table;
}

}  // namespace

IndexWords::Word IndexWords::List::operator[](std::size_t number) const {
  const auto text = words_.text(number);
  return {text, words_.documents(number), begins_arabic(text)};
}

std::optional<IndexWords::Word> IndexWords::List::find(std::string_view text) const {
  const auto number = words_.find(text);
  if (!number) return std::nullopt;
  return (*this)[*number];
}

IndexWords::IndexWords(const Xapian::Database& main, const std::filesystem::path& generation) {
  if (!generation.empty()) read_ = indexer::IndexedWords::mapped(generation, main);
  if (read_ == nullptr) read_ = std::make_unique<const indexer::IndexedWords>(main);
  words_ = List(read_->exact());
  stems_ = List(read_->stems());
}

IndexWords::IndexWords(const indexer::IndexReader& index, std::shared_ptr<const IndexWords> main)
    : main_(std::move(main)) {
  changed_words_ =
      table_of(changed_frequencies(index, main_->words_, indexer::index_term(indexer::Field::exact, "")));
  changed_stems_ =
      table_of(changed_frequencies(index, main_->stems_, indexer::index_term(indexer::Field::stem, "")));
  words_ = List(changed_words_.list());
  stems_ = List(changed_stems_.list());
}

// How many documents have each word that a document of the delta, or one that is replaced, has.
std::map<std::string, std::uint32_t> IndexWords::changed_frequencies(const indexer::IndexReader& index,
                                                                     const List& main,
                                                                     const std::string& prefix) {
  std::map<std::string, std::uint32_t> frequencies;
  const auto frequency = [&](std::string text) -> std::uint32_t& {
    const auto [place, is_new] = frequencies.try_emplace(std::move(text), 0);
    if (const auto known = is_new ? main.find(place->first) : std::nullopt) place->second = known->documents;
    return place->second;
  };
  indexer::for_each_word(index.delta()->allterms_begin(prefix), index.delta()->allterms_end(prefix), prefix,
                         [&](std::string text, const Xapian::TermIterator& term) {
                           frequency(std::move(text)) += term.get_termfreq();
                         });
  for (const auto document : index.replaced()) {
    auto begin = index.main().termlist_begin(document);
    begin.skip_to(prefix);
    indexer::for_each_word(
        std::move(begin), index.main().termlist_end(document), prefix,
        [&](std::string text, const Xapian::TermIterator&) { --frequency(std::move(text)); });
  }
  return frequencies;
}

bool IndexWords::counts(const IndexWords& level, const Word& word, List IndexWords::*list) const {
  return &level == this && main_ != nullptr ? word.documents > 0
         : main_ == nullptr                 ? true
                                            : !(this->*list).find(word.text);
}

template <typename Visit>
void IndexWords::for_each_level(Visit visit) const {
  visit(*this);
  if (main_ != nullptr) visit(*main_);
}

void IndexWords::sort_by_length() const {
  for (std::size_t number = 0; number < words_.size(); ++number) {
    const auto word = words_[number];
    const auto outline = outline_of(word.text);
    if (outline.length > SpellingDistance::kLongest + kFarthest) continue;
    auto& lengths = by_length_[word.arabic ? 1 : 0];
    if (lengths.size() <= outline.length) lengths.resize(outline.length + 1);
    lengths[outline.length].letters.push_back(outline.letters);
    lengths[outline.length].words.push_back(static_cast<std::uint32_t>(number));
  }
}

std::optional<IndexWords::Word> IndexWords::find(std::string_view text) const {
  return find(&IndexWords::words_, text);
}

std::optional<IndexWords::Word> IndexWords::find(List IndexWords::*list, std::string_view text) const {
  const auto own = (this->*list).find(text);
  if (!own) return main_ != nullptr ? main_->find(list, text) : std::nullopt;
  return own->documents > 0 ? own : std::nullopt;
}

std::optional<std::uint32_t> IndexWords::frequency_of(std::string_view term) const {
  static const auto kStem = indexer::index_term(indexer::Field::stem, "");
  const bool stem = term.starts_with(kStem);
  if (stem) term.remove_prefix(kStem.size());
  if (term.empty() || indexer::is_capital(term.front())) return std::nullopt;
  const auto word = find(stem ? &IndexWords::stems_ : &IndexWords::words_, term);
  return word ? word->documents : 0;
}

std::vector<std::string> IndexWords::beginning_with(std::string_view prefix, std::size_t most,
                                                    bool& more) const {
  std::vector<Word> found;
  for_each_level([&](const IndexWords& level) {
    const auto& words = level.words_;
    for (auto at = words.lower_bound(prefix); at < words.size() && words.text(at).starts_with(prefix); ++at) {
      const auto word = words[at];
      if (counts(level, word)) found.push_back(word);
    }
  });
  more = found.size() > most;
  const auto kept = found.begin() + static_cast<std::ptrdiff_t>(std::min(most, found.size()));
  std::partial_sort(found.begin(), kept, found.end(), more_frequent);
  std::vector<std::string> texts;
  std::transform(found.begin(), kept, std::back_inserter(texts),
                 [](const Word& word) { return std::string(word.text); });
  return texts;
}

// Calls `visit` with the words of the script that may be at most `max_distance` away from one of these
// letters.
template <typename Visit>
void IndexWords::for_each_near(std::uint64_t letters, std::size_t length, bool arabic,
                               std::size_t max_distance, Visit visit) const {
  std::call_once(sorted_by_length_, [this] { sort_by_length(); });
  const auto& lengths = by_length_[arabic ? 1 : 0];
  const auto longest = std::min(length + max_distance + 1, lengths.size());
  for (auto its = length - std::min(length, max_distance); its < longest; ++its) {
    const auto& same = lengths[its];
    for (std::size_t at = 0; at < same.words.size(); ++at) {
      // Each letter that only one of the two has takes a change of its own.
      const bool far = has_more_bits(letters & ~same.letters[at], max_distance) ||
                       has_more_bits(same.letters[at] & ~letters, max_distance);
      if (!far) visit(words_[same.words[at]]);
    }
  }
}

std::vector<SimilarWord> IndexWords::similar(std::string_view word, std::size_t max_distance,
                                             std::size_t most) const {
  const auto wanted = outline_of(word);
  if (wanted.length == 0 || wanted.length > SpellingDistance::kLongest) return {};
  max_distance = std::min(max_distance, kFarthest);
  const SpellingDistance distance(word);
  std::vector<SimilarWord> found;
  for_each_level([&](const IndexWords& level) {
    level.for_each_near(wanted.letters, wanted.length, begins_arabic(word), max_distance,
                        [&](const Word& candidate) {
                          const auto apart = candidate.text == word ? 0 : distance.to(candidate.text);
                          if (apart == 0 || apart > max_distance || !counts(level, candidate)) return;
                          found.push_back({std::string(candidate.text), candidate.documents, apart});
                        });
  });
  std::sort(found.begin(), found.end(), [](const SimilarWord& a, const SimilarWord& b) {
    return std::tuple(a.distance, b.documents, a.text) < std::tuple(b.distance, a.documents, b.text);
  });
  if (found.size() > most) found.resize(most);
  return found;
}

void IndexWords::make_name_keys() const {
  for (std::size_t at = 0; at < words_.size(); ++at) {
    const auto word = words_[at];
    const auto key = analyzers::name_key(word.text, word.arabic);
    if (key.empty()) continue;
    name_keys_[word.arabic ? 1 : 0].push_back({hash_of(key), static_cast<std::uint32_t>(at)});
  }
  for (auto& keys : name_keys_) {
    std::sort(keys.begin(), keys.end(),
              [](const Key& a, const Key& b) { return std::tie(a.hash, a.word) < std::tie(b.hash, b.word); });
  }
}

template <typename Visit>
void IndexWords::for_each_with_name_key(std::string_view key, bool arabic, Visit visit) const {
  std::call_once(name_keys_made_, [this] { make_name_keys(); });
  const auto& keys = name_keys_[arabic ? 1 : 0];
  const auto hash = hash_of(key);
  auto at = std::lower_bound(keys.begin(), keys.end(), hash,
                             [](const Key& known, std::uint32_t wanted) { return known.hash < wanted; });
  for (; at != keys.end() && at->hash == hash; ++at) {
    const auto word = words_[at->word];
    if (analyzers::name_key(word.text, arabic) == key) visit(word);
  }
}

std::vector<std::string> IndexWords::with_name_key(std::string_view key, bool arabic,
                                                   std::size_t most) const {
  std::vector<Word> found;
  for_each_level([&](const IndexWords& level) {
    level.for_each_with_name_key(key, arabic, [&](const Word& word) {
      if (counts(level, word)) found.push_back(word);
    });
  });
  std::sort(found.begin(), found.end(), more_frequent);
  std::vector<std::string> words;
  for (const auto& word : found) {
    if (words.size() == most) break;
    words.emplace_back(word.text);
  }
  return words;
}

std::vector<IndexWords::Word> IndexWords::related(std::string_view stem, std::size_t most) const {
  std::vector<Word> found;
  for_each_level([&](const IndexWords& level) {
    const auto add = [&](const Word& word) {
      if (word.text != stem && counts(level, word, &IndexWords::stems_)) found.push_back(word);
    };
    if (begins_arabic(stem)) {
      level.for_each_of_root(stem, add);
    } else {
      level.for_each_beginning_alike(stem, add);
    }
  });
  std::sort(found.begin(), found.end(), more_frequent);
  if (found.size() > most) found.resize(most);
  return found;
}

template <typename Visit>
void IndexWords::for_each_beginning_alike(std::string_view stem, Visit visit) const {
  if (stem.size() < analyzers::kSharedBeginning) return;
  const auto beginning = stem.substr(0, analyzers::kSharedBeginning);
  auto at = stems_.lower_bound(beginning);
  for (; at < stems_.size() && stems_.text(at).starts_with(beginning); ++at) {
    if (analyzers::begin_alike(stems_.text(at), stem)) visit(stems_[at]);
  }
}

void IndexWords::make_root_keys() const {
  for (std::size_t at = 0; at < stems_.size(); ++at) {
    const auto word = stems_[at];
    if (!word.arabic) continue;
    const auto key = analyzers::root_key(word.text);
    if (!key.empty()) root_keys_.push_back({hash_of(key), static_cast<std::uint32_t>(at)});
  }
  std::sort(root_keys_.begin(), root_keys_.end(),
            [](const Key& a, const Key& b) { return std::tie(a.hash, a.word) < std::tie(b.hash, b.word); });
}

template <typename Visit>
void IndexWords::for_each_of_root(std::string_view stem, Visit visit) const {
  const auto key = analyzers::root_key(stem);
  if (key.empty()) return;
  std::call_once(root_keys_made_, [this] { make_root_keys(); });
  const auto hash = hash_of(key);
  auto at = std::lower_bound(root_keys_.begin(), root_keys_.end(), hash,
                             [](const Key& known, std::uint32_t wanted) { return known.hash < wanted; });
  for (; at != root_keys_.end() && at->hash == hash; ++at) {
    const auto word = stems_[at->word];
    if (analyzers::root_key(word.text) == key) visit(word);
  }
}

}  // namespace searchd
