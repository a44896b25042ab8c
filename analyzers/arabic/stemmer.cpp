#include "analyzers/arabic/stemmer.h"

#include "analyzers/arabic/clitics.h"
#include "analyzers/fold.h"
#include "analyzers/utf8.h"

namespace analyzers::arabic {
namespace {

constexpr std::size_t kShortestStem = 3;
constexpr int kMostEndings = 3;  // one behind another: مقاتل+ات+هم, امريك+ي+ين
constexpr std::u16string_view kConjunctions = u"وف";
constexpr std::u16string_view kPrepositions = u"بلك";
constexpr std::u16string_view kEndings[] = {u"كما", u"هما", u"هم", u"هن", u"كم", u"نا", u"ها", u"وا",
                                            u"ات",  u"ان",  u"ون", u"ين", u"ه",  u"ي",  u"ت",  u"ا"};

constexpr std::u16string_view kImperfects[] = {u"سي", u"ست", u"ي", u"ت"};

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

bool is_one_of(char16_t letter, std::u16string_view letters) {
  return letters.find(letter) != std::u16string_view::npos;
}

/// How many letters before the word may be conjunctions and prepositions: و, ب, وب ...; 0 where the first is
/// neither.
std::size_t letters_before(std::u16string_view word) {
  if (word.empty()) return 0;
  const bool conjunction = is_one_of(word[0], kConjunctions);
  if (!conjunction && !is_one_of(word[0], kPrepositions)) return 0;
  return conjunction && word.size() > 1 && is_one_of(word[1], kPrepositions) ? 2 : 1;
}

/// The prefix of the imperfect or future that `stem` begins with, where two letters or more follow (يؤكد is
/// يكد).
std::u16string_view imperfect_prefix(std::u16string_view stem) {
  for (const auto prefix : kImperfects) {
    if (stem.starts_with(prefix) && stem.size() >= prefix.size() + 2) return prefix;
  }
  return {};
}

}  // namespace

std::string Stemmer::stem(std::string_view folded, WrittenMarks marks) const {
  const auto word = to_utf16(folded);
  return to_utf8(find_stem(word, marks));
}

std::u16string_view Stemmer::find_stem(std::u16string_view word, WrittenMarks marks) const {
  if (const auto* stem = lexicon_.stem_of(word, marks)) return *stem;
  auto rest = marks.alef_hamza ? word : without_article(word);
  const bool has_article = rest.size() < word.size();
  // ال is an article wherever it can be: الأفواه is no form of ألف. The others may be the beginning of a
  // word: والدته.
  if (has_article && word.front() == u'ا') {
    if (const auto base = listed_base(rest, marks, kMostEndings); !base.empty()) return base;
  }
  if (const auto base = listed_base(word, marks, kMostEndings); !base.empty()) return base;
  if (has_article && word.front() != u'ا') {
    if (const auto base = listed_base(rest, marks, kMostEndings); !base.empty()) return base;
  }
  if (const auto base = base_after_letters(word, marks); !base.empty()) return base;
  if (!has_article && word.size() > kShortestStem && word.front() == u'و') {
    rest.remove_prefix(1);  // a radical waw is that of a listed word
  }
  return without_endings(rest, marks.tanwin);
}

/// The stem of the listed word that `word` is, with up to `depth` endings; empty where it is none.
std::u16string_view Stemmer::listed_base(std::u16string_view word, WrittenMarks marks, int depth) const {
  if (const auto* stem = lexicon_.stem_of(word, marks)) return *stem;
  if (word.size() >= kShortestStem && word.back() == u'ي') {
    if (const auto base = base_with(word, u'ا'); !base.empty()) return base;  // سوري, سوريا
  }
  if (depth == 0) return {};
  for (const auto ending : kEndings) {
    if (!word.ends_with(ending)) continue;
    const auto rest = word.substr(0, word.size() - ending.size());
    if (const auto base = base_behind(rest, ending); !base.empty()) return base;
    if (rest.size() < kShortestStem) continue;
    if (const auto base = listed_base(rest, marks, depth - 1); !base.empty()) return base;
    if (ending != u"ي") continue;
    if (const auto base = base_with(rest, u'ه'); !base.empty()) return base;  // حكومي, حكومة
    if (const auto base = base_with(rest, u'ا'); !base.empty()) return base;  // فرنسي, فرنسا
  }
  return {};
}

/// What `rest` is the beginning of where `ending` has changed the last letter of a word in ـة: ضربات,
/// مدينتهم.
std::u16string_view Stemmer::base_behind(std::u16string_view rest, std::u16string_view ending) const {
  if (ending == u"ات") return rest.size() + 1 < kShortestStem ? std::u16string_view{} : base_with(rest, u'ه');
  if (ending == u"ت" || ending == u"ا" || ending == u"وا" || ending == u"ون") return {};
  return base_before_feminine(rest);
}

std::u16string_view Stemmer::base_before_feminine(std::u16string_view rest) const {
  if (rest.size() < kShortestStem || rest.back() != u'ت') return {};
  return base_with(rest.substr(0, rest.size() - 1), u'ه');
}

std::u16string_view Stemmer::base_with(std::u16string_view rest, char16_t last) const {
  const auto* stem = lexicon_.stem_of(rest + std::u16string_view(&last, 1));
  return stem == nullptr ? std::u16string_view{} : std::u16string_view(*stem);
}

/// The stem of the listed word behind و, behind ب ل ف or ك, or behind two of them: بلبنان, وبدعم, ولألمانيا.
std::u16string_view Stemmer::base_after_letters(std::u16string_view word, WrittenMarks marks) const {
  const auto most = letters_before(word);
  for (std::size_t letters = 1; letters <= most; ++letters) {
    if (word.size() < letters + kShortestStem) break;
    const auto base = listed_base(word.substr(letters), marks, kMostEndings);
    if (!base.empty()) return base;
  }
  return {};
}

std::vector<Variant> Stemmer::variants(std::string_view stem_text) const {
  using Kind = Variant::Kind;
  const auto stem = to_utf16(stem_text);
  std::vector<Variant> found;
  if (stem.size() < kShortestStem) return found;
  const auto add = [&found](std::u16string_view other, Kind kind) {
    found.push_back({to_utf8(other), kind});
  };
  const auto add_unlisted = [&](const std::u16string& other, Kind kind) {
    if (!lexicon_.is_known_stem(other)) add(other, kind);
  };
  const auto imperfect = imperfect_prefix(stem);
  const auto verb = std::u16string_view(stem).substr(imperfect.size());
  const bool known = lexicon_.is_known_stem(stem);
  if (!imperfect.empty()) {
    // تواصل is a verb and a listed noun, so here listed words count too.
    for (const auto other : kImperfects) {
      if (other != imperfect) add(other + verb, Kind::other_verb_form);
    }
    if (!known && verb.size() >= kShortestStem) add(verb, Kind::without_verb_prefix);
  }
  if (!known && stem.size() > kShortestStem && letters_before(stem) > 0)
    add(std::u16string_view(stem).substr(1), Kind::without_particle);
  for (const std::u16string_view letters : {u"ل", u"ب", u"و", u"ف", u"ك", u"ول", u"وب"})
    add_unlisted(letters + stem, Kind::with_particle);
  if (imperfect.empty()) {
    for (const auto other : kImperfects) add_unlisted(other + stem, Kind::with_verb_prefix);
  }
  return found;
}

}  // namespace analyzers::arabic
