#include "analyzers/name_key.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <iterator>

#include "analyzers/utf8.h"

namespace analyzers {
namespace {

constexpr std::size_t kShortestKey = 3;
constexpr std::size_t kFewestConsonants = 2;
constexpr std::size_t kLongestKey = 16;

/// Letters that stand for one consonant together, the longest first; "KS" for x is two.
struct LatinSound {
  std::string_view letters;
  std::string_view key;
};
constexpr LatinSound kLatinSounds[] = {
    {"tch", "X"}, {"sch", "X"}, {"kh", "K"}, {"gh", "G"}, {"sh", "X"}, {"ch", "X"}, {"th", "T"}, {"dh", "D"},
    {"ph", "F"},  {"ck", "K"},  {"zh", "G"}, {"dj", "G"}, {"x", "KS"}, {"b", "B"},  {"p", "B"},  {"f", "F"},
    {"v", "F"},   {"t", "T"},   {"d", "D"},  {"j", "G"},  {"g", "G"},  {"k", "K"},  {"q", "K"},  {"c", "K"},
    {"s", "S"},   {"z", "S"},   {"l", "L"},  {"r", "R"},  {"m", "M"},  {"n", "N"}};

/// Endings of English words that are no names.
constexpr std::string_view kNoNames[] = {"tion",  "tions", "ness",  "ment",
                                         "ments", "ingly", "ously", "ational"};

constexpr bool is_vowel(char c) { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u'; }

bool is_latin(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

LatinSound sound_at(std::string_view rest) {
  // c before e, i, y is an s: Cyprus, Nice.
  if (rest.size() > 1 && rest[0] == 'c' && (rest[1] == 'e' || rest[1] == 'i' || rest[1] == 'y'))
    return {"c", "S"};
  for (const auto& sound : kLatinSounds) {
    if (rest.starts_with(sound.letters)) return sound;
  }
  return {rest.substr(0, 1), ""};
}

/// What the beginning of the word is heard as where that is no consonant of the table.
std::string_view latin_beginning(char first) {
  if (is_vowel(first)) return "a";
  switch (first) {
    case 'h': return "H";
    case 'w': return "W";
    case 'y': return "Y";
    default: return "";
  }
}

/// The vowel that ends the word; none for a silent e (George) and for a consonant.
std::string_view latin_ending(std::string_view word) {
  const auto end = [word](std::string_view ending) { return word.ends_with(ending); };
  if (end("ah") || end("eh") || end("a")) return "a";
  if (end("ee") || end("ie") || end("i") || end("y") || end("ih")) return "i";
  if (end("o") || end("u") || end("w") || end("oh") || end("uh")) return "u";
  return "";
}

std::string latin_key(std::string_view word) {
  const auto ends_with = [word](std::string_view ending) { return word.ends_with(ending); };
  if (word.empty() || !is_latin(word) || std::any_of(std::begin(kNoNames), std::end(kNoNames), ends_with))
    return {};
  std::string key(latin_beginning(word.front()));
  std::string_view
      last;  // written twice, a consonant is one: Raqqa; with a vowel between it is two: Mohammed
  for (std::size_t at = 0; at < word.size();) {
    const auto sound = sound_at(word.substr(at));
    if (sound.letters != last || is_vowel(word[at])) key += sound.key;
    last = sound.letters;
    at += sound.letters.size();
  }
  if (word.size() > 1) key += latin_ending(word);
  return key;
}

constexpr char arabic_sound(char32_t c) {
  switch (c) {
    case U'ب':
    case U'پ': return 'B';
    case U'د':
    case U'ذ':
    case U'ض': return 'D';
    case U'ف':
    case U'ڤ': return 'F';
    case U'ج':
    case U'غ':
    case U'ژ': return 'G';
    case U'ق':
    case U'ك':
    case U'خ': return 'K';
    case U'ل': return 'L';
    case U'م': return 'M';
    case U'ن': return 'N';
    case U'ر': return 'R';
    case U'س':
    case U'ص':
    case U'ز':
    case U'ظ': return 'S';
    case U'ت':
    case U'ط':
    case U'ث': return 'T';
    case U'ش':
    case U'چ': return 'X';
    default: return '\0';
  }
}

/// ا و ي ه ح ع, which are heard as vowels or not at all except at an end of the word.
constexpr bool is_weak(char32_t c) {
  return c == U'ا' || c == U'و' || c == U'ي' || c == U'ه' || c == U'ح' || c == U'ع';
}

constexpr char arabic_beginning(char32_t first) {
  switch (first) {
    case U'ا':
    case U'ع': return 'a';
    case U'ه':
    case U'ح': return 'H';
    case U'و': return 'W';
    case U'ي': return 'Y';
    default: return '\0';
  }
}

/// Names whose last letter is ى, an a; folding makes a ي of it.
constexpr std::u32string_view kNamesInAlefMaksura[] = {
    U"موسي", U"عيسي",  U"مصطفي", U"مرتضي", U"يحيي", U"مثني", U"ليلي", U"سلمي", U"هدي",
    U"مني",  U"مجتبي", U"بشري",  U"لبني",  U"يسري", U"نجوي", U"سلوي", U"مني",  U"نهي"};

char arabic_ending(std::u32string_view name) {
  switch (name.back()) {
    case U'ا':
    case U'ه': return 'a';
    case U'و': return 'u';
    case U'ي': {
      const bool maksura = std::find(std::begin(kNamesInAlefMaksura), std::end(kNamesInAlefMaksura), name) !=
                           std::end(kNamesInAlefMaksura);
      return maksura ? 'a' : 'i';
    }
    default: return '\0';
  }
}

std::u32string_view without_article(std::u32string_view word) {
  for (const std::u32string_view article : {U"وال", U"بال", U"ال", U"لل"}) {
    if (word.starts_with(article) && word.size() >= article.size() + 2) return word.substr(article.size());
  }
  return word;
}

std::string arabic_key(std::string_view folded) {
  std::u32string letters;
  for_each_code_point(folded, [&letters](char32_t c) { letters += c; });
  const auto name = without_article(letters);
  if (name.empty()) return {};
  std::string key;
  if (const char first = arabic_beginning(name.front()); first != '\0') key += first;
  for (std::size_t at = 0; at < name.size(); ++at) {
    if (at > 0 && name[at] == name[at - 1]) continue;
    if (name[at] == U'ت' && at + 1 < name.size() && name[at + 1] == U'ش') continue;  // تش is ch
    const char sound = arabic_sound(name[at]);
    if (sound == '\0' && !is_weak(name[at])) return {};
    if (sound != '\0') key += sound;
  }
  if (name.size() > 1) {
    if (const char last = arabic_ending(name); last != '\0') key += last;
  }
  return key;
}

}  // namespace

std::string name_key(std::string_view folded_word, bool arabic) {
  auto key = arabic ? arabic_key(folded_word) : latin_key(folded_word);
  const auto consonants = std::count_if(key.begin(), key.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (key.size() < kShortestKey || consonants < static_cast<std::ptrdiff_t>(kFewestConsonants)) return {};
  key.resize(std::min(key.size(), kLongestKey));
  return key;
}

}  // namespace analyzers
