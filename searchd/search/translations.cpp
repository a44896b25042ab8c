#include "searchd/search/translations.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "indexer/index_schema.h"

namespace searchd {
namespace {

using analyzers::Rendering;
using analyzers::Token;
using indexer::Field;
using indexer::index_term;

// Which way to say a word is the right one is told by how many lines of the sources agree on it: "attack",
// "attacks" and "attacking" all name هجوم, one of them names معرّض للهجوم.
constexpr double kOwnTrust = 3.0;   // a line of the lexicon against one of a dictionary
constexpr double kOtherForm = 0.4;  // a line for another form of the stem
constexpr double kSeveralWords =
    0.7;  // renderings of several words: the dictionaries' are often explanations
constexpr double kLeastTrusted = 0.1;  // against the most trusted
constexpr double kLikeUnknown = 0.78;  // how well a name must be written that no source knows
constexpr double kLikeKnown = 0.86;    // and a word that the dictionary knows as another word

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

std::string form_of(std::span<const Token> words) {
  std::string form;
  for (const auto& word : words) form += (form.empty() ? "" : " ") + word.exact;
  return form;
}

const analyzers::SpecialTerm* acronym_of(const Token& word) {
  for (const auto& term : word.special) {
    if (term.kind == analyzers::SpecialTermKind::acronym) return &term;
  }
  return nullptr;
}

bool is_number(const Token& word) {
  return word.exact.find_first_not_of("0123456789.,") == std::string::npos;
}

/// Stems that an Arabic word may have besides its own: without a preposition or conjunction of one letter,
/// and without the prefix of an unfinished or future verb.
std::vector<std::string> other_stems(const std::string& stem) {
  constexpr std::size_t kShortest = 3 * std::string_view("ب").size();
  std::vector<std::string> stems;
  for (const std::string_view prefix : {"ب", "ل", "ك", "ف", "و", "سي", "ست", "ي", "ت", "ن", "ا"}) {
    if (stem.starts_with(prefix) && stem.size() >= prefix.size() + kShortest)
      stems.push_back(stem.substr(prefix.size()));
  }
  return stems;
}

bool is_own(const Rendering& rendering) { return !rendering.source.starts_with("dictionary:"); }

/// A rendering of several lines.
struct Vote {
  Rendering rendering;
  double score = 0;
};

void add_votes(std::span<const Rendering> renderings, std::vector<Vote>& votes) {
  for (const auto& rendering : renderings) {
    const bool own = is_own(rendering);
    double score = rendering.weight;
    if (own) score *= kOwnTrust;
    if (!rendering.same_form) score *= kOtherForm;
    if (!own && rendering.stems.find(' ') != std::string_view::npos) score *= kSeveralWords;
    const auto known = std::find_if(votes.begin(), votes.end(), [&rendering](const Vote& vote) {
      return vote.rendering.stems == rendering.stems;
    });
    if (known == votes.end()) {
      votes.push_back({rendering, score});
    } else {
      known->score += score;
    }
  }
}

/// Whether it is what a person, place, partner or group is called.
bool is_name(const Rendering& rendering) {
  return is_own(rendering) &&
         (rendering.source.find('/') != std::string_view::npos || rendering.source.starts_with("territory:"));
}

// What our lexicon has as a name, in the very form that was typed, is that name: "الموصل" is Mosul, not the
// connector that a dictionary knows by the same letters.
void keep_names(std::vector<Rendering>& renderings) {
  const bool is_named = std::any_of(renderings.begin(), renderings.end(), [](const Rendering& rendering) {
    return is_name(rendering) && rendering.same_form;
  });
  if (is_named) std::erase_if(renderings, [](const Rendering& rendering) { return !is_own(rendering); });
}

bool contains_all(const std::vector<std::string>& words, const std::vector<std::string>& part) {
  return std::all_of(part.begin(), part.end(), [&words](const std::string& word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  });
}

/// Whether the words of `kept` already find what `stems` would.
bool says_no_more(const std::vector<Alternative>& kept, const std::vector<std::string>& stems) {
  return std::any_of(kept.begin(), kept.end(), [&stems](const Alternative& alternative) {
    return contains_all(stems, alternative.stems);
  });
}

}  // namespace

bool Translator::has_all(const std::vector<std::string>& stems) const {
  return std::all_of(stems.begin(), stems.end(), [this](const std::string& stem) {
    const auto term = index_term(Field::stem, stem);
    const auto known = sources_.words == nullptr ? std::nullopt : sources_.words->frequency_of(term);
    return known ? *known > 0 : index_.frequency(term) > 0;
  });
}

std::vector<Rendering> Translator::renderings(std::span<const Token> words) const {
  std::vector<Rendering> found;
  const auto ask = [this, &found](std::string_view key, std::string_view form) {
    for (const auto* lexicon : {sources_.lexicon, sources_.dictionary}) {
      if (lexicon == nullptr) continue;
      const auto more = lexicon->find(key, form);
      found.insert(found.end(), more.begin(), more.end());
    }
  };
  const auto form = form_of(words);
  if (words.size() == 1) {
    if (const auto* acronym = acronym_of(words.front())) ask(analyzers::acronym_key(acronym->text), form);
    if (!found.empty()) return found;
  }
  ask(analyzers::lexicon_key(words), form);
  keep_names(found);
  if (found.empty() && words.size() == 1 && words.front().arabic) {
    for (const auto& stem : other_stems(words.front().stem)) ask(stem, form);
  }
  return found;
}

// What our lexicon renders is found by its renderings: who types one of them does not come this way.
bool Translator::is_known_as_another(std::span<const Token> words) const {
  return sources_.lexicon != nullptr &&
         !sources_.lexicon->find(analyzers::lexicon_key(words), form_of(words)).empty();
}

std::vector<Alternative> Translator::by_sound(const Token& word, double least) const {
  std::vector<Alternative> names;
  if (sources_.sounds == nullptr) return names;
  for (const auto& alike : sources_.sounds->alike(word.exact, word.arabic, least, kMostAlternatives)) {
    const auto tokens = analyzer_.analyze(alike.text);
    if (tokens.size() != 1 || tokens.front().stop_word || says_no_more(names, {tokens.front().stem}))
      continue;
    if (is_known_as_another(tokens)) continue;
    names.push_back({{tokens.front().stem}, std::string(alike.text), "name key", alike.likeness});
  }
  return names;
}

std::vector<Alternative> Translator::alternatives(std::span<const Token> words) const {
  std::vector<Vote> votes;
  add_votes(renderings(words), votes);
  std::stable_sort(votes.begin(), votes.end(),
                   [](const Vote& a, const Vote& b) { return a.score > b.score; });
  std::vector<Alternative> found;
  double best = 0;
  bool own = false;
  for (const auto& vote : votes) {
    own = own || is_own(vote.rendering);  // known, also where the index has none of it
    auto stems = words_of(vote.rendering.stems);
    if (vote.score < best * kLeastTrusted || says_no_more(found, stems) || !has_all(stems)) continue;
    best = std::max(best, vote.score);
    found.push_back({std::move(stems), std::string(vote.rendering.shown), std::string(vote.rendering.source),
                     vote.score / best});
    if (found.size() == kMostAlternatives) break;
  }
  if (words.size() == 1 && !own) {
    const double least = votes.empty() ? kLikeUnknown : kLikeKnown;
    for (auto& name : by_sound(words.front(), least)) {
      if (found.size() < kMostAlternatives && !says_no_more(found, name.stems))
        found.push_back(std::move(name));
    }
  }
  return found;
}

std::vector<Translation> Translator::translate(std::span<const Token> words) const {
  std::vector<Translation> translations;
  for (std::size_t first = 0; first < words.size();) {
    std::size_t taken = 1;
    for (auto length = std::min(analyzers::kLongestTerm, words.size() - first); length > 0; --length) {
      const auto term = words.subspan(first, length);
      if (length == 1 && is_number(term.front())) break;
      auto found = alternatives(term);
      if (found.empty()) continue;
      translations.push_back({first, first + length, std::move(found)});
      taken = length;
      break;
    }
    first += taken;
  }
  return translations;
}

}  // namespace searchd
