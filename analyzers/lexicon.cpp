#include "analyzers/lexicon.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace analyzers {
namespace {

constexpr std::size_t kLongestText = std::numeric_limits<std::uint16_t>::max();
constexpr std::string_view kArticle = "ال";

/// FNV-1a.
class FormHash {
 public:
  /// A word with and without the Arabic article is one form.
  void add(std::string_view word) {
    if (word.size() > kArticle.size() && word.starts_with(kArticle)) word.remove_prefix(kArticle.size());
    for (const char c : word) step(static_cast<unsigned char>(c));
    step(' ');
  }
  std::uint32_t value() const { return hash_; }

 private:
  void step(std::uint32_t byte) {
    hash_ ^= byte;
    hash_ *= 16777619U;
  }
  std::uint32_t hash_ = 2166136261U;
};

std::uint32_t hash_of_form(std::string_view form) {
  FormHash hash;
  while (!form.empty()) {
    const auto end = std::min(form.find(' '), form.size());
    hash.add(form.substr(0, end));
    form.remove_prefix(std::min(end + 1, form.size()));
  }
  return hash.value();
}

void append_word(std::string& text, std::string_view word) {
  if (!text.empty()) text += ' ';
  text += word;
}

/// Acronyms whose small letters are another word, which asks for something else.
bool means_other_in_small_letters(std::string_view exact) {
  return exact == "us" || exact == "it" || exact == "is" || exact == "who";
}

const SpecialTerm* acronym_in(const Token& token) {
  const auto found = std::find_if(token.special.begin(), token.special.end(), [](const SpecialTerm& term) {
    return term.kind == SpecialTermKind::acronym;
  });
  return found == token.special.end() ? nullptr : &*found;
}

}  // namespace

std::string lexicon_key(std::span<const Token> words) {
  std::string key;
  for (const auto& word : words) append_word(key, word.stem);
  return key;
}

std::string acronym_key(std::string_view capitals) { return "^" + std::string(capitals); }

std::size_t Lexicon::phrase_with(std::string_view key) const {
  if (phrases_.empty()) return 0;
  const auto last = phrases_.end() - 1;
  const auto found = std::lower_bound(
      phrases_.begin(), last, key,
      [this](const Phrase& phrase, std::string_view wanted) { return key_of(phrase) < wanted; });
  const bool known = found != last && key_of(*found) == key;
  return known ? static_cast<std::size_t>(found - phrases_.begin()) : phrases_.size();
}

std::vector<Rendering> Lexicon::find(std::string_view key, std::string_view form) const {
  std::vector<Rendering> found;
  const auto number = phrase_with(key);
  if (number >= phrases_.size()) return found;
  const auto wanted = hash_of_form(form);
  for (auto at = phrases_[number].first_pair; at < phrases_[number + 1].first_pair; ++at) {
    const auto& pair = pairs_[at];
    const auto& target = phrases_[pair.to];
    found.push_back({key_of(target), std::string_view(text_).substr(target.shown, target.shown_size),
                     sources_[pair.source], pair.weight, pair.form == wanted});
  }
  return found;
}

void LexiconMaker::add(std::span<const std::string> english, std::span<const std::string> arabic,
                       std::string_view source, float weight) {
  if (!english.empty() && !arabic.empty()) link(sides(english, false), sides(arabic, false), source, weight);
}

void LexiconMaker::add_acronyms(std::span<const std::string> acronyms, std::span<const std::string> arabic,
                                std::string_view source, float weight) {
  if (!acronyms.empty() && !arabic.empty()) link(sides(acronyms, true), sides(arabic, false), source, weight);
}

std::vector<LexiconMaker::Side> LexiconMaker::sides(std::span<const std::string> terms, bool acronyms) {
  std::vector<Side> sides;
  for (const auto& term : terms) add_side(term, acronyms, sides);
  return sides;
}

void LexiconMaker::add_side(const std::string& term, bool acronym, std::vector<Side>& sides) {
  auto words = analyzer_.analyze(term);
  std::string form;
  if (words.size() == 1) {
    // A capital acronym of its own is looked up as such too, whatever its small letters mean.
    if (const auto* capitals = acronym_in(words.front())) {
      form = words.front().exact;
      add_phrase(acronym_key(capitals->text), term, form, sides);
      if (acronym || means_other_in_small_letters(form)) return;
    }
  }
  std::erase_if(words, [](const Token& word) { return word.stop_word && acronym_in(word) == nullptr; });
  if (words.empty() || words.size() > kLongestTerm) return;
  if (words.size() == 1 && words.front().stop_word) return;
  form.clear();
  for (const auto& word : words) append_word(form, word.exact);
  add_phrase(lexicon_key(words), term, form, sides);
}

void LexiconMaker::add_phrase(std::string key, std::string_view shown, std::string_view form,
                              std::vector<Side>& sides) {
  if (key.size() > kLongestText || shown.size() > kLongestText) return;
  const auto [known, is_new] =
      numbers_.try_emplace(std::move(key), static_cast<std::uint32_t>(shown_.size()));
  if (is_new) shown_.emplace_back(shown);
  sides.push_back({known->second, hash_of_form(form)});
}

void LexiconMaker::link(const std::vector<Side>& english, const std::vector<Side>& arabic,
                        std::string_view source, float weight) {
  if (english.empty() || arabic.empty()) return;
  if (sources_.empty() || sources_.back() != source) sources_.emplace_back(source);
  const auto number = static_cast<std::uint32_t>(sources_.size() - 1);
  for (const auto& left : english) {
    for (const auto& right : arabic) {
      lines_.push_back({left.phrase, {right.phrase, left.form, weight, number}});
      lines_.push_back({right.phrase, {left.phrase, right.form, weight, number}});
    }
  }
}

Lexicon LexiconMaker::make() && {
  std::vector<std::pair<std::string_view, std::uint32_t>> by_key(numbers_.begin(), numbers_.end());
  std::sort(by_key.begin(), by_key.end());
  std::vector<std::uint32_t> place(by_key.size());  // of a phrase, by its number
  for (std::uint32_t at = 0; at < by_key.size(); ++at) place[by_key[at].second] = at;
  for (auto& line : lines_) {
    line.from = place[line.from];
    line.pair.to = place[line.pair.to];
  }
  const auto order = [](const Line& line) {
    return std::tuple(line.from, line.pair.to, line.pair.form, line.pair.source, -line.pair.weight);
  };
  std::sort(lines_.begin(), lines_.end(),
            [&order](const Line& a, const Line& b) { return order(a) < order(b); });
  // Spellings of one stem in one line say it once: العراقيون, العراقيين.
  lines_.erase(std::unique(lines_.begin(), lines_.end(),
                           [](const Line& a, const Line& b) {
                             return std::tuple(a.from, a.pair.to, a.pair.form, a.pair.source) ==
                                    std::tuple(b.from, b.pair.to, b.pair.form, b.pair.source);
                           }),
               lines_.end());

  Lexicon lexicon;
  lexicon.sources_ = std::move(sources_);
  lexicon.phrases_.reserve(by_key.size() + 1);
  lexicon.pairs_.reserve(lines_.size());
  const auto append = [&lexicon](std::string_view text) {
    const auto begin = static_cast<std::uint32_t>(lexicon.text_.size());
    lexicon.text_ += text;
    return begin;
  };
  std::size_t next = 0;
  for (std::uint32_t at = 0; at < by_key.size(); ++at) {
    const auto& [key, number] = by_key[at];
    Lexicon::Phrase phrase;
    phrase.key_size = static_cast<std::uint16_t>(key.size());
    phrase.shown_size = static_cast<std::uint16_t>(shown_[number].size());
    phrase.key = append(key);
    phrase.shown = append(shown_[number]);
    phrase.first_pair = static_cast<std::uint32_t>(lexicon.pairs_.size());
    for (; next < lines_.size() && lines_[next].from == at; ++next)
      lexicon.pairs_.push_back(lines_[next].pair);
    lexicon.phrases_.push_back(phrase);
  }
  Lexicon::Phrase end;
  end.first_pair = static_cast<std::uint32_t>(lexicon.pairs_.size());
  lexicon.phrases_.push_back(end);
  return lexicon;
}

}  // namespace analyzers
