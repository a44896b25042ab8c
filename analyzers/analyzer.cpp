#include "analyzers/analyzer.h"

#include <unicode/uchar.h>

#include <algorithm>
#include <utility>

#include "analyzers/addresses.h"
#include "analyzers/compounds.h"
#include "analyzers/plain_words.h"
#include "analyzers/shouting.h"
#include "analyzers/token_maker.h"
#include "analyzers/utf8.h"
#include "analyzers/word_breaker.h"
#include "analyzers/word_memory.h"

namespace analyzers {
namespace {

constexpr bool is_white_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// The end of the stretch that begins at `begin`: at white space, where every rule of Unicode parts words, so
/// that no buffer grows with the text. A stretch without any is cut where it grows too long, between two code
/// points.
std::size_t stretch_end(std::string_view text, std::size_t begin) {
  auto end = begin;
  while (end < text.size() && !is_white_space(text[end])) ++end;
  if (end - begin <= kLongestStretch) return end;
  auto cut = begin + kLongestStretch;
  while (continues_code_point(text[cut]) && cut > begin + kLongestStretch - 4) --cut;
  return cut;
}

/// Whether a name follows an article that ends at `end`: "al-Baghdadi", "Al Jazeera".
bool name_follows(std::string_view text, std::size_t end) {
  const auto rest = text.substr(end, 8);
  bool after_hyphen = false, after_space = false, follows = false, decided = false;
  for_each_code_point(rest, [&](char32_t c) {
    const auto point = static_cast<UChar32>(c);
    if (decided) return;
    if (!after_hyphen && !after_space) {
      after_hyphen = c == '-' || (c >= 0x2010 && c <= 0x2012);
      after_space = c == ' ';
      decided = !after_hyphen && !after_space;
      return;
    }
    follows = after_hyphen ? u_isalpha(point) != 0 : u_isupper(point) != 0;
    decided = true;
  });
  return follows;
}

/// Knows no word, so that all are shown.
class EveryToken : public WordVisitor {
 public:
  explicit EveryToken(const Analyzer::TokenVisit& visit) : visit_(visit) {}

  bool knows(std::string_view, std::size_t, std::size_t) override { return false; }
  void see_plain(const Token& word, std::size_t begin, std::size_t end) override { visit_(word, begin, end); }
  void see_other(const Token& word, std::size_t begin, std::size_t end) override { visit_(word, begin, end); }

 private:
  const Analyzer::TokenVisit& visit_;
};

}  // namespace

struct Analyzer::Parts {
  TokenMaker maker;
  WordBreaker breaker;
  bool icu_alone = false;
  PlainWords plain;  // reused from stretch to stretch, as all these
  std::u16string units;
  Reading reading;
  Compounds compounds;

  /// Plain words met before, as they stand in the text. Most words of a text are among its commonest few
  /// thousand, and to compare their bytes is ten times as fast as to understand them again.
  struct KnownWord {
    std::string written;  // empty: nothing is known here
    Token token;
    bool searched = false;  // false: no token is made of it
  };
  WordMemory<KnownWord, 1 << 14> known;

  /// What one call of analyze() reads and writes.
  struct Pass {
    std::string_view text;
    bool spaced_joiners = false;
    std::vector<Token> tokens;

    template <typename Made>
    Token& add(Made&& made, std::size_t begin, std::size_t end) {
      auto& token = tokens.emplace_back(std::forward<Made>(made));
      token.begin = begin;
      token.end = end;
      token.position = static_cast<std::uint32_t>(tokens.size());
      return token;
    }
  };

  const KnownWord& know(std::string_view stretch, const PlainWord& word);
  void read_stretch(Pass& pass, std::size_t begin, std::size_t end);
  void read_words(Pass& pass, std::size_t begin, std::size_t end);
  void read_address(Pass& pass, const Address& address, std::size_t begin);
  void add_plain(Pass& pass, std::string_view stretch, std::size_t begin);
  void add_compound(Pass& pass, const Compound& compound, std::size_t begin);
  void add_part(Pass& pass, const Part& part, std::size_t begin);
  static void add_whole(Pass& pass, std::size_t first, SpecialTermKind kind);

  template <typename Made>
  static void add_token(Pass& pass, Made&& made, std::size_t begin, std::size_t end) {
    auto& token = pass.add(std::forward<Made>(made), begin, end);
    if (token.arabic ? TokenMaker::is_arabic_article(token.exact)
                     : TokenMaker::is_latin_article(token.exact) && name_follows(pass.text, end)) {
      token.stop_word = true;
    }
  }
};

Analyzer::Analyzer() : parts_(std::make_unique<Parts>()) {}
Analyzer::Analyzer(IcuAlone) : Analyzer() { parts_->icu_alone = true; }
Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;

std::vector<Token> Analyzer::analyze(std::string_view text) const {
  Parts::Pass pass{text, has_spaced_joiners(text), {}};
  constexpr std::size_t kBytesOfAWord = 6;  // with the space behind it: fewer than most have
  pass.tokens.reserve(text.size() / kBytesOfAWord + 1);
  for (std::size_t begin = 0; begin < text.size();) {
    while (begin < text.size() && is_white_space(text[begin])) ++begin;
    const auto end = stretch_end(text, begin);
    if (begin < end) parts_->read_stretch(pass, begin, end);
    begin = end;
  }
  const auto written = [&](std::size_t at) {
    return text.substr(pass.tokens[at].begin, pass.tokens[at].end - pass.tokens[at].begin);
  };
  for (std::size_t at = 0; at < pass.tokens.size(); ++at) {
    auto& token = pass.tokens[at];
    if (is_name_by_capitals(token) && is_shouted(pass.tokens.size(), at, written))
      parts_->maker.make_common(token);
  }
  return std::move(pass.tokens);
}

void Analyzer::for_each_word(std::string_view text, WordVisitor& visitor) const {
  Parts::Pass pass{text, has_spaced_joiners(text), {}};
  for (std::size_t begin = 0; begin < text.size();) {
    while (begin < text.size() && is_white_space(text[begin])) ++begin;
    const auto end = stretch_end(text, begin);
    const auto stretch = text.substr(begin, end - begin);
    const bool plain = !parts_->icu_alone && parts_->plain.read(stretch);
    if (plain && parts_->plain.words().size() == 1) {
      const auto& word = parts_->plain.words().front();
      const auto first = begin + word.begin, last = begin + word.end;
      if (!visitor.knows(text.substr(first, last - first), first, last)) {
        const auto& found = parts_->know(stretch, word);
        if (found.searched) visitor.see_plain(found.token, first, last);
      }
    } else if (!stretch.empty()) {
      parts_->read_stretch(pass, begin, end);
      for (const auto& token : pass.tokens) visitor.see_other(token, token.begin, token.end);
      pass.tokens.clear();
    }
    begin = end;
  }
}

void Analyzer::for_each_token(std::string_view text, const TokenVisit& visit) const {
  EveryToken visitor(visit);
  for_each_word(text, visitor);
}

std::vector<arabic::Variant> Analyzer::stem_variants(const Token& token) const {
  if (!token.arabic || token.stop_word) return {};
  return parts_->maker.arabic().variants(token.stem);
}

std::string Analyzer::fold(std::string_view word) const { return folded_words(*this, word); }

const Analyzer::Parts::KnownWord& Analyzer::Parts::know(std::string_view stretch, const PlainWord& word) {
  const auto written = stretch.substr(word.begin, word.end - word.begin);
  const auto is_its = [written](const KnownWord& entry) { return entry.written == written; };
  if (const auto* entry = known.recall(written, is_its)) return *entry;
  auto& entry = known.learn(written);
  read_plain_units(written, units);
  entry.token = {};
  entry.searched = maker.make(units, word.number ? Part::Kind::number : Part::Kind::word, entry.token);
  entry.written = written;
  return entry;
}

/// [begin, end) of the text holds no white space.
void Analyzer::Parts::read_stretch(Pass& pass, std::size_t begin, std::size_t end) {
  const auto stretch = pass.text.substr(begin, end - begin);
  if (!icu_alone && plain.read(stretch)) return add_plain(pass, stretch, begin);
  while (const auto address = find_address(pass.text.substr(begin, end - begin))) {
    read_words(pass, begin, begin + address->begin);
    read_address(pass, *address, begin);
    begin += address->end;
  }
  read_words(pass, begin, end);
}

void Analyzer::Parts::read_words(Pass& pass, std::size_t begin, std::size_t end) {
  if (begin == end) return;
  breaker.read(pass.text.substr(begin, end - begin), pass.spaced_joiners, reading);
  find_compounds(reading, compounds);
  for (const auto& compound : compounds.compounds) add_compound(pass, compound, begin);
}

void Analyzer::Parts::read_address(Pass& pass, const Address& address, std::size_t begin) {
  bool has_host = false;
  for (const auto& word : address.words) {
    Token token;
    if (word.text == address.host) {
      maker.make_folded(word.text, false, {}, token);
    } else if (!maker.make(to_utf16(word.text), Part::Kind::word, token)) {
      continue;
    }
    token.light = true;
    token.special.clear();
    if (!has_host) token.special.push_back({SpecialTermKind::host, {}});
    auto& added = pass.add(std::move(token), begin + word.begin, begin + word.end);
    if (!has_host) append_at_most(added.special.back().text, address.host, kLongestWord);
    has_host = true;
  }
}

/// The words of a plain stretch: a compound where they are several.
void Analyzer::Parts::add_plain(Pass& pass, std::string_view stretch, std::size_t begin) {
  const auto first = pass.tokens.size();
  bool all_numbers = true;
  for (const auto& word : plain.words()) {
    const auto& found = know(stretch, word);
    all_numbers = all_numbers && word.number;
    if (found.searched) add_token(pass, found.token, begin + word.begin, begin + word.end);
  }
  if (pass.tokens.size() > first + 1 && !all_numbers) add_whole(pass, first, SpecialTermKind::joined);
}

/// The parts of a compound one by one, and the whole of it on the first.
void Analyzer::Parts::add_compound(Pass& pass, const Compound& compound, std::size_t begin) {
  const auto first = pass.tokens.size();
  bool all_numbers = true;
  for (auto i = compound.first; i < compound.last; ++i) {
    const auto& part = compounds.parts[i];
    all_numbers = all_numbers && part.kind == Part::Kind::number;
    add_part(pass, part, begin);
  }
  const auto added = pass.tokens.size() - first;
  if (compound.kind == Compound::Kind::plain) {
    if (added > 1 && !all_numbers) add_whole(pass, first, SpecialTermKind::joined);
  } else if (added > 0) {
    const bool hashtag = compound.kind == Compound::Kind::hashtag;
    add_whole(pass, first, hashtag ? SpecialTermKind::hashtag : SpecialTermKind::mention);
  }
}

/// The tokens from `first` on as one word.
void Analyzer::Parts::add_whole(Pass& pass, std::size_t first, SpecialTermKind kind) {
  std::string whole;
  for (auto i = first; i < pass.tokens.size() && whole.size() < kLongestWord * 4; ++i) {
    append_at_most(whole, pass.tokens[i].exact, kLongestWord);
  }
  pass.tokens[first].special.push_back({kind, std::move(whole)});
}

void Analyzer::Parts::add_part(Pass& pass, const Part& part, std::size_t begin) {
  Token token;
  const auto written = std::u16string_view(reading.units).substr(part.first, part.last - part.first);
  if (!maker.make(written, part.kind, token)) return;
  auto last = part.last;
  const bool has_last_stop =
      part.kind == Part::Kind::initials && last < reading.units.size() && reading.units[last] == u'.';
  if (has_last_stop) ++last;  // the full stop behind U.S. belongs to it
  add_token(pass, std::move(token), begin + reading.begins[part.first], begin + reading.ends[last - 1]);
}

std::string folded_words(const Analyzer& analyzer, std::string_view text) {
  std::string words;
  for (const auto& token : analyzer.analyze(text)) {
    if (!words.empty()) words += ' ';
    words += token.exact;
  }
  return words;
}

std::vector<std::string> character_trigrams(std::string_view stem) {
  constexpr std::size_t kLetters = 3;
  std::vector<std::size_t> begins;
  for_each_code_point_at(stem, [&begins](char32_t, std::size_t begin) { begins.push_back(begin); });
  const auto letters = begins.size();
  begins.push_back(stem.size());
  if (letters <= kLetters) return stem.empty() ? std::vector<std::string>{} : std::vector{std::string(stem)};
  std::vector<std::string> runs;
  for (std::size_t i = 0; i + kLetters <= letters; ++i) {
    runs.emplace_back(stem.substr(begins[i], begins[i + kLetters] - begins[i]));
  }
  return runs;
}

}  // namespace analyzers
