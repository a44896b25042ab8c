#include "analyzers/transliteration.h"

#include <algorithm>
#include <array>
#include <limits>

#include "analyzers/utf8.h"

namespace analyzers {
namespace {

constexpr std::size_t kMostKeys = 8;
constexpr std::size_t kFewestConsonants = 2;
constexpr std::size_t kLongestWord =
    24;  // letters; longer ones are no names that are written by their sounds

bool is_latin(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::u32string letters_of(std::string_view word) {
  std::u32string letters;
  for_each_code_point(word, [&letters](char32_t c) { letters += c; });
  return letters;
}

std::u32string_view without_article(std::u32string_view word) {
  constexpr std::size_t kShortestName = 3;
  return word.starts_with(U"ال") && word.size() >= kShortestName + 2 ? word.substr(2) : word;
}

// --- keys ---

/// Letters and the classes that they may be; "" for none. The longest stand first.
struct Classes {
  std::string_view letters;
  std::array<std::string_view, 2> keys;  // the second is empty with `one` where there is only one
  bool one = true;
};
// clang-format off
constexpr Classes kLatinClasses[] = {
    {"tsch", {"X", ""}, true}, {"tch", {"X", ""}, true},  {"sch", {"X", "SK"}, false}, {"ch", {"X", "K"}, false},
    {"sh", {"X", ""}, true},   {"kh", {"K", ""}, true},   {"gh", {"K", ""}, false},    {"th", {"T", ""}, true},
    {"ph", {"F", ""}, true},   {"ck", {"K", ""}, true},   {"dj", {"K", ""}, true},     {"dge", {"K", ""}, true},
    {"ce", {"S", "X"}, false}, {"ci", {"S", "X"}, false}, {"cy", {"S", ""}, true},     {"tz", {"S", "TS"}, false},
    {"b", {"B", ""}, true},    {"p", {"B", ""}, true},    {"f", {"F", ""}, true},      {"v", {"F", ""}, true},
    {"t", {"T", ""}, true},    {"d", {"T", ""}, true},    {"j", {"K", ""}, false},     {"g", {"K", ""}, true},
    {"k", {"K", ""}, true},    {"q", {"K", ""}, true},    {"c", {"K", ""}, true},      {"x", {"KS", "S"}, false},
    {"s", {"S", ""}, true},    {"z", {"S", "TS"}, false}, {"l", {"L", ""}, true},      {"r", {"R", ""}, true},
    {"m", {"M", ""}, true},    {"n", {"N", ""}, true},    {"w", {"", "F"}, false}};

void append_class(std::string& key, std::string_view more) {
  for (const char c : more) {
    if (key.empty() || key.back() != c) key += c;
  }
}

void append_classes(std::vector<std::string>& keys, const Classes& classes) {
  const auto count = keys.size();
  const bool both = !classes.one && count * 2 <= kMostKeys;
  for (std::size_t i = 0; i < count && both; ++i) {
    auto other = keys[i];
    append_class(other, classes.keys[1]);
    keys.push_back(std::move(other));
  }
  for (std::size_t i = 0; i < count; ++i) append_class(keys[i], classes.keys[0]);
}

std::vector<std::string> latin_keys(std::string_view word) {
  std::vector<std::string> keys{""};
  while (!word.empty()) {
    const auto found = std::find_if(std::begin(kLatinClasses), std::end(kLatinClasses),
                                    [word](const Classes& c) { return word.starts_with(c.letters); });
    if (found == std::end(kLatinClasses)) {
      word.remove_prefix(1);
      continue;
    }
    append_classes(keys, *found);
    word.remove_prefix(found->letters.size());
  }
  return keys;
}

/// The class of an Arabic letter, '-' for those that are heard as vowels or hardly at all, 0 for other letters.
constexpr char arabic_class(char32_t c) {
  constexpr std::pair<std::u32string_view, char> kClasses[] = {
      {U"بپ", 'B'}, {U"فڤ", 'F'}, {U"تطثدذض", 'T'}, {U"جغقكخژ", 'K'}, {U"سصزظ", 'S'}, {U"شچ", 'X'},
      {U"ل", 'L'},  {U"ر", 'R'},  {U"م", 'M'},     {U"ن", 'N'},     {U"اويهحع", '-'}};
  for (const auto& [letters, name] : kClasses) {
    if (letters.find(c) != std::u32string_view::npos) return name;
  }
  return '\0';
}

std::vector<std::string> arabic_keys(std::u32string_view word) {
  std::string key;
  for (std::size_t at = 0; at < word.size(); ++at) {
    if (word[at] == U'ت' && at + 1 < word.size() && word[at + 1] == U'ش') continue;  // تش is ch
    const char name = arabic_class(word[at]);
    if (name == '\0') return {};
    if (name != '-') append_class(key, std::string_view(&name, 1));
  }
  return {key};
}

// --- likeness ---

/// Letters that write each other and what it costs; 1 is a consonant of its own.
struct Writing {
  std::string_view latin;
  std::u32string_view arabic;
  double cost;
};
constexpr double kOtherConsonant = 1.0;
constexpr Writing kWritings[] = {
    // consonants
    {"b", U"ب", 0}, {"c", U"ك", 0}, {"c", U"ق", 0.1}, {"c", U"س", 0.2}, {"c", U"ش", 0.5}, {"c", U"تش", 0.4},
    {"ch", U"تش", 0}, {"ch", U"ش", 0.05}, {"ch", U"ك", 0.1}, {"ch", U"خ", 0.1}, {"ch", U"ج", 0.5},
    {"ck", U"ك", 0}, {"d", U"د", 0}, {"d", U"ض", 0.1}, {"d", U"ذ", 0.3}, {"d", U"ت", 0.5}, {"dh", U"ذ", 0},
    {"dh", U"ظ", 0.1}, {"dh", U"ض", 0.1}, {"dj", U"ج", 0}, {"dg", U"دج", 0}, {"dg", U"ج", 0.1}, {"f", U"ف", 0},
    {"g", U"غ", 0}, {"g", U"ج", 0}, {"g", U"ق", 0.2}, {"g", U"ك", 0.2}, {"g", U"خ", 0.4}, {"gh", U"غ", 0},
    {"gh", U"", 0.2}, {"gh", U"ف", 0.3}, {"gn", U"ني", 0.2}, {"h", U"ه", 0}, {"h", U"ح", 0}, {"h", U"", 0.25},
    {"j", U"ج", 0}, {"j", U"خ", 0.2}, {"j", U"ي", 0.2}, {"j", U"ش", 0.5}, {"k", U"ك", 0}, {"k", U"ق", 0.15},
    {"k", U"خ", 0.5}, {"kh", U"خ", 0}, {"l", U"ل", 0}, {"ll", U"ي", 0.3}, {"m", U"م", 0}, {"n", U"ن", 0},
    {"p", U"ب", 0}, {"ph", U"ف", 0}, {"q", U"ق", 0}, {"q", U"ك", 0.1}, {"qu", U"ك", 0.1}, {"qu", U"كو", 0},
    {"r", U"ر", 0}, {"r", U"", 0.7}, {"s", U"س", 0}, {"s", U"ص", 0.05}, {"s", U"ز", 0.2}, {"s", U"ش", 0.4},
    {"sc", U"س", 0.1}, {"sch", U"ش", 0}, {"sh", U"ش", 0}, {"ss", U"س", 0}, {"t", U"ت", 0}, {"t", U"ط", 0.05},
    {"t", U"", 0.6}, {"tch", U"تش", 0}, {"th", U"ث", 0}, {"th", U"ذ", 0.1}, {"th", U"ت", 0.1}, {"th", U"د", 0.4},
    {"tz", U"تس", 0}, {"tz", U"تز", 0}, {"tz", U"ز", 0.2}, {"v", U"ف", 0}, {"v", U"ب", 0.5}, {"w", U"و", 0},
    {"w", U"ف", 0.2}, {"w", U"", 0.4}, {"wh", U"و", 0}, {"wr", U"ر", 0}, {"x", U"كس", 0}, {"x", U"ز", 0.3},
    {"x", U"س", 0.4}, {"y", U"ي", 0}, {"y", U"", 0.25}, {"y", U"اي", 0.1}, {"z", U"ز", 0}, {"z", U"س", 0.25},
    {"z", U"ظ", 0.2}, {"z", U"تس", 0.1}, {"z", U"ذ", 0.4}, {"z", U"ض", 0.4}, {"d", U"ط", 0.5}, {"t", U"د", 0.6},
    // vowels
    {"a", U"ا", 0}, {"a", U"", 0.2}, {"a", U"ع", 0.15}, {"a", U"ه", 0.15}, {"a", U"ي", 0.35}, {"a", U"و", 0.45},
    {"a", U"اي", 0.1}, {"a", U"عا", 0.1}, {"ah", U"ه", 0}, {"ah", U"ا", 0.05}, {"ai", U"اي", 0}, {"ai", U"ي", 0.1},
    {"ai", U"ا", 0.3}, {"ay", U"اي", 0}, {"ay", U"ي", 0.1}, {"au", U"او", 0}, {"au", U"و", 0.05}, {"aw", U"او", 0},
    {"aw", U"و", 0.1}, {"e", U"ي", 0.1}, {"e", U"", 0.15}, {"e", U"ا", 0.25}, {"e", U"ه", 0.3}, {"e", U"ع", 0.3},
    {"e", U"اي", 0.1}, {"ea", U"ي", 0}, {"ea", U"ا", 0.2}, {"eau", U"و", 0}, {"ee", U"ي", 0}, {"ei", U"اي", 0},
    {"ei", U"ي", 0}, {"eu", U"و", 0.1}, {"eu", U"يو", 0}, {"ew", U"يو", 0}, {"ew", U"و", 0.1}, {"ey", U"ي", 0},
    {"i", U"ي", 0}, {"i", U"", 0.2}, {"i", U"ا", 0.35}, {"i", U"اي", 0.05}, {"i", U"ع", 0.3}, {"ia", U"يا", 0},
    {"ie", U"ي", 0}, {"igh", U"اي", 0}, {"o", U"و", 0}, {"o", U"", 0.25}, {"o", U"ا", 0.3}, {"o", U"ع", 0.35},
    {"oo", U"و", 0}, {"ou", U"و", 0}, {"ou", U"او", 0.05}, {"ow", U"او", 0}, {"ow", U"و", 0}, {"oe", U"و", 0.1},
    {"u", U"و", 0}, {"u", U"", 0.2}, {"u", U"ا", 0.25}, {"u", U"ع", 0.35}, {"u", U"يو", 0.05}, {"ue", U"و", 0.1},
    // what is written once is heard once
    {"bb", U"ب", 0}, {"cc", U"ك", 0}, {"dd", U"د", 0}, {"ff", U"ف", 0}, {"gg", U"غ", 0}, {"gg", U"ج", 0},
    {"ll", U"ل", 0}, {"mm", U"م", 0}, {"nn", U"ن", 0}, {"pp", U"ب", 0}, {"rr", U"ر", 0}, {"tt", U"ت", 0},
    {"tt", U"ط", 0.05}, {"zz", U"ز", 0}, {"zz", U"تز", 0}, {"kk", U"ك", 0}, {"qq", U"ق", 0}};
// clang-format on

/// The writings that begin with each Latin letter.
class WritingTable {
 public:
  WritingTable() {
    for (const auto& writing : kWritings) by_letter_[index(writing.latin.front())].push_back(&writing);
  }
  const std::vector<const Writing*>& of(char letter) const { return by_letter_[index(letter)]; }

 private:
  static std::size_t index(char letter) { return static_cast<std::size_t>(letter - 'a'); }
  std::array<std::vector<const Writing*>, 26> by_letter_;
};

constexpr double added_letter(char32_t c, bool first) {
  switch (c) {
    case U'ا': return first ? 0.3 : 0.4;  // ستيفن and استيفن
    case U'ي':
    case U'و':
    case U'ه':
    case U'ع': return 0.5;
    default: return kOtherConsonant;
  }
}

/// The least cost of writing the rest of one word by the rest of the other.
class Alignment {
 public:
  Alignment(std::string_view latin, std::u32string_view arabic) : latin_(latin), arabic_(arabic) {}

  double cost() {
    constexpr double kFar = std::numeric_limits<double>::max();
    const auto rows = latin_.size() + 1, columns = arabic_.size() + 1;
    for (std::size_t i = 0; i < rows; ++i) std::fill_n(costs_[i].begin(), columns, kFar);
    costs_[0][0] = 0;
    for (std::size_t i = 0; i < rows; ++i) {
      for (std::size_t j = 0; j < columns; ++j) {
        if (costs_[i][j] < kFar) step_from(i, j);
      }
    }
    return costs_[latin_.size()][arabic_.size()];
  }

 private:
  void step_from(std::size_t i, std::size_t j) {
    const auto here = costs_[i][j];
    const auto reach = [&](std::size_t latin, std::size_t arabic, double more) {
      auto& cost = costs_[i + latin][j + arabic];
      cost = std::min(cost, here + more);
    };
    if (j < arabic_.size()) reach(0, 1, added_letter(arabic_[j], j == 0));
    if (i == latin_.size()) return;
    const bool first_vowel = i == 0;  // a vowel that begins a word is always written
    reach(1, 0, kOtherConsonant);
    if (j < arabic_.size()) reach(1, 1, kOtherConsonant + 0.2);
    static const WritingTable table;
    for (const auto* writing : table.of(latin_[i])) {
      if (!latin_.substr(i).starts_with(writing->latin)) continue;
      if (!arabic_.substr(j).starts_with(writing->arabic)) continue;
      const bool silent_end = writing->arabic.empty() && i + writing->latin.size() == latin_.size();
      auto more = writing->cost;
      if (writing->arabic.empty() && first_vowel) more += 0.4;
      if (silent_end && writing->latin == "e") more = 0;
      reach(writing->latin.size(), writing->arabic.size(), more);
    }
  }

  std::string_view latin_;
  std::u32string_view arabic_;
  std::array<std::array<double, kLongestWord + 1>, kLongestWord + 1> costs_{};
};

}  // namespace

std::vector<std::string> sound_keys(std::string_view folded_word, bool arabic) {
  std::vector<std::string> keys;
  if (arabic) {
    const auto letters = letters_of(folded_word);
    if (letters.size() <= kLongestWord) keys = arabic_keys(without_article(letters));
  } else if (is_latin(folded_word) && folded_word.size() <= kLongestWord) {
    keys = latin_keys(folded_word);
  }
  std::erase_if(keys, [](const std::string& key) { return key.size() < kFewestConsonants; });
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

double sound_likeness(std::string_view latin, std::string_view arabic) {
  const auto letters = letters_of(arabic);
  const auto name = without_article(letters);
  if (!is_latin(latin) || latin.size() > kLongestWord || name.empty() || name.size() > kLongestWord) return 0;
  const auto cost = Alignment(latin, name).cost();
  const auto length = static_cast<double>(std::max(latin.size(), name.size()));
  return std::max(0.0, 1.0 - 1.6 * cost / length);
}

}  // namespace analyzers
