#include "analyzers/arabic/lexicon.h"

#include <cstdint>

#include "analyzers/arabic/orthography.h"
#include "analyzers/fold.h"

namespace analyzers::arabic {
namespace {

constexpr std::u16string_view kArticle = u"ال";
constexpr std::string_view kYehHamza = "ئ";

std::u16string folded_units(std::string_view word) { return to_utf16(fold_orthography(word)); }

/// Calls `visit(word, line's first word)` for each word of a list that has many on a line.
template <typename Visit>
void for_each_word_of(std::string_view list, Visit visit) {
  for (const auto& [line, unused] : built_in_list(list)) {
    const auto first = line.substr(0, line.find(' '));
    for_each_word(line, [&](std::string_view word) { visit(word, first); });
  }
}

/// A noun of three letters and ـة is another word than its three letters (شرطة, شرط); of longer ones the
/// ending goes, so that حكومة and حكومي meet, unless another listed word would be left (مدرسة, مدرس).
template <typename Words>
std::u16string stem_of_listed(std::u16string_view word, const Words& words) {
  constexpr std::size_t kShortestCut = 5;
  const auto cut = word.substr(0, word.size() - 1);
  const bool goes = word.size() >= kShortestCut && word.back() == u'ه' && !words.contains(cut);
  return std::u16string(goes ? cut : word);
}

}  // namespace

const Lexicon& Lexicon::built_in() {
  static const Lexicon lexicon;
  return lexicon;
}

Lexicon::Lexicon() {
  Set words;
  for_each_word_of("arabic/words.txt",
                   [&words](std::string_view word, std::string_view) { words.insert(folded_units(word)); });
  // What is added first stays: a plural that is listed as a word too is the plural.
  add_spellings();
  add_plurals(words);
  add_words(words);
  add_names();
  add_stop_words();
  for (const auto* stems : {&stems_, &yeh_hamza_stems_}) {
    for (const auto& [word, stem] : *stems) {
      known_stems_.insert(stem);
      listed_.set(place_of(word));
    }
  }
}

std::size_t Lexicon::place_of(std::u16string_view word) {
  std::uint64_t hash = 0;
  for (const char16_t letter : word)
    hash = (hash ^ letter) * 0x9E3779B97F4A7C15U;  // 2^64 by the golden ratio
  return hash >> 47U;
}

const std::u16string* Lexicon::stem_of(std::u16string_view word, WrittenMarks marks) const {
  if (!may_be_listed(word)) return nullptr;
  if (marks.yeh_hamza) {
    if (const auto found = yeh_hamza_stems_.find(word); found != yeh_hamza_stems_.end())
      return &found->second;
  }
  const auto found = stems_.find(word);
  return found == stems_.end() ? nullptr : &found->second;
}

void Lexicon::add_words(const Set& words) {
  for (const auto& word : words) stems_.emplace(word, stem_of_listed(word, words));
}

/// Names keep every letter but the article; one in ـا may be written with ـة.
void Lexicon::add_names() {
  for_each_word_of("arabic/protected_names.txt", [this](std::string_view name, std::string_view) {
    auto folded = folded_units(name);
    if (name.starts_with("ال")) folded.erase(0, kArticle.size());
    stems_.emplace(folded, folded);
    if (folded.size() < 4 || folded.back() != u'ا') return;
    auto in_heh = folded;
    in_heh.back() = u'ه';
    stems_.emplace(std::move(in_heh), folded);
  });
}

/// The first word of a line stands for all of it.
void Lexicon::add_spellings() {
  for_each_word_of("arabic/spellings.txt", [this](std::string_view word, std::string_view usual) {
    stems_.emplace(folded_units(word), folded_units(usual));
  });
}

void Lexicon::add_plurals(const Set& words) {
  Set all = words;
  for (const auto& [plural, singular] : built_in_list("arabic/broken_plurals.tsv"))
    all.insert(folded_units(singular));
  Map plurals;
  for (const auto& [plural, singular] : built_in_list("arabic/broken_plurals.tsv")) {
    const auto folded = folded_units(singular);
    const auto known = stems_.find(folded);
    auto stem = known == stems_.end() ? stem_of_listed(folded, all) : known->second;
    stems_.emplace(folded, stem);
    const bool told_by_hamza = plural.find(kYehHamza) != std::string_view::npos;
    (told_by_hamza ? yeh_hamza_stems_ : plurals).emplace(folded_units(plural), std::move(stem));
  }
  // A singular is never looked up as a plural: كتاب is a book before it is writers.
  for (auto& [plural, stem] : plurals) stems_.emplace(plural, std::move(stem));
}

void Lexicon::add_stop_words() {
  for (const auto& [word, unused] : built_in_list("arabic/stop_words.txt")) {
    auto folded = fold_orthography(word);
    const auto units = to_utf16(folded);
    stems_.emplace(units, units);
    stop_words_.insert(std::move(folded));
  }
}

}  // namespace analyzers::arabic
