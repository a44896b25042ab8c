#include "analyzers/arabic/stemmer.h"

#include "analyzers/arabic/clitics.h"
#include "analyzers/arabic/orthography.h"
#include "analyzers/fold.h"
#include "analyzers/utf8.h"

namespace analyzers::arabic {
namespace {

constexpr std::u16string_view kArticle = u"ال";
constexpr std::string_view kYehHamza = "ئ";
constexpr std::u16string_view kOneLetterPrefixes = u"وبلفك";

std::u16string folded_units(std::string_view word) { return to_utf16(fold_orthography(word)); }

std::string to_utf8(std::u16string_view units) {
  std::string text;
  for (std::size_t at = 0; at < units.size(); ++at) {
    const bool pair =
        at + 1 < units.size() && (units[at] & 0xFC00) == 0xD800 && (units[at + 1] & 0xFC00) == 0xDC00;
    append_code_point(text,
                      pair ? 0x10000U + ((units[at] & 0x3FFU) << 10U) + (units[at + 1] & 0x3FFU) : units[at]);
    if (pair) ++at;
  }
  return text;
}

std::u16string operator+(std::u16string_view left, std::u16string_view right) {
  std::u16string both(left);
  return both.append(right);
}

}  // namespace

Stemmer::Stemmer() {
  for (const auto& [word, unused] : built_in_list("arabic/stop_words.txt"))
    stop_words_.insert(fold_orthography(word));
  for (const auto& [name, note] : built_in_list("arabic/protected_names.txt")) {
    const auto folded = folded_units(name);
    protected_.insert(folded);
    if (note == "alone") alone_.insert(folded);
    if (folded.starts_with(kArticle) && !name.starts_with("ال")) alef_lam_names_.insert(folded);
  }
  for (const auto& [word, unused] : built_in_list("arabic/radical_waw.txt"))
    radical_waw_.insert(folded_units(word));
  // The stems of singulars are found while there are no plurals yet: a singular is never looked up as one.
  Map singulars;
  for (const auto& [plural, singular] : built_in_list("arabic/broken_plurals.tsv")) {
    const auto folded = folded_units(singular);
    auto& map = plural.find(kYehHamza) == std::string_view::npos ? singulars : yeh_hamza_singulars_;
    map.emplace(folded_units(plural), std::u16string(find_stem(folded, {})));
  }
  singulars_ = std::move(singulars);
}

std::string Stemmer::stem(std::string_view folded, WrittenMarks marks) const {
  const auto word = to_utf16(folded);
  return to_utf8(find_stem(word, marks));
}

/// The stem of the singular whose broken plural `word` is, with or without a pronoun; nullptr for any other
/// word.
const std::u16string* Stemmer::singular_of(std::u16string_view word, WrittenMarks marks) const {
  for (const auto form : {word, without_pronoun(word)}) {
    if (const auto found = singulars_.find(form); found != singulars_.end()) return &found->second;
    if (!marks.yeh_hamza) continue;
    if (const auto found = yeh_hamza_singulars_.find(form); found != yeh_hamza_singulars_.end())
      return &found->second;
  }
  return nullptr;
}

/// The protected name that `word` is, without its article; empty for any other word.
std::u16string_view Stemmer::protected_name(std::u16string_view word) const {
  if (alef_lam_names_.contains(word)) return word;
  if (!word.starts_with(kArticle)) {
    const auto with_article = kArticle + word;
    const bool known = protected_.contains(word) ||
                       (protected_.contains(with_article) && !alef_lam_names_.contains(with_article));
    return known ? word : std::u16string_view{};
  }
  return protected_.contains(word) ? word.substr(kArticle.size()) : std::u16string_view{};
}

/// The protected name behind و, behind ب ل ف or ك, or behind two of them: بلبنان, وبلبنان, ولألمانيا. It must
/// stand there as it is listed, with its article if it has one: فرقة is not ف and الرقة.
std::u16string_view Stemmer::name_after_preposition(std::u16string_view word) const {
  const auto behind = [this](std::u16string_view rest) {
    return protected_.contains(rest) && !alone_.contains(rest) ? protected_name(rest) : std::u16string_view{};
  };
  if (word.size() < 3 || kOneLetterPrefixes.find(word.front()) == std::u16string_view::npos) return {};
  if (const auto name = behind(word.substr(1)); !name.empty()) return name;
  const bool two = (word[0] == u'و' || word[0] == u'ف') && word[1] != u'و' &&
                   kOneLetterPrefixes.find(word[1]) != std::u16string_view::npos;
  return two ? behind(word.substr(2)) : std::u16string_view{};
}

bool Stemmer::has_radical_waw(std::u16string_view word) const {
  const auto chopped = without_endings(word, false);
  if (radical_waw_.contains(word) || radical_waw_.contains(chopped)) return true;
  if (radical_waw_.contains(chopped + u"ه")) return true;
  return chopped.ends_with(u'ت') && radical_waw_.contains(chopped.substr(0, chopped.size() - 1) + u"ه");
}

std::u16string_view Stemmer::without_prefix(std::u16string_view word) const {
  constexpr std::size_t kShortestAfterWaw = 3;
  const bool waw = word.starts_with(u'و') && word.size() > kShortestAfterWaw;
  const auto bare = without_article(word);
  // والدته is no و + ال + دته: what is left of a radical waw after three letters is too short to be told
  // apart.
  const bool doubtful = waw && bare.size() <= kShortestAfterWaw;
  if (bare.size() < word.size() && !(doubtful && has_radical_waw(word))) return bare;
  return waw && !has_radical_waw(word) ? word.substr(1) : word;
}

std::u16string_view Stemmer::known_stem(std::u16string_view word, WrittenMarks marks) const {
  if (const auto* singular = singular_of(word, marks)) return *singular;
  return protected_name(word);
}

std::u16string_view Stemmer::find_stem(std::u16string_view word, WrittenMarks marks) const {
  if (const auto known = known_stem(word, marks); !known.empty()) return known;
  if (const auto name = name_after_preposition(word); !name.empty()) return name;
  const auto bare = without_prefix(word);
  if (const auto known = known_stem(bare, marks); !known.empty()) return known;
  return without_endings(bare, marks.tanwin);
}

}  // namespace analyzers::arabic
