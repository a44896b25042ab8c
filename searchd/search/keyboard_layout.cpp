#include "searchd/search/keyboard_layout.h"

#include <array>
#include <cstdlib>
#include <optional>

#include "analyzers/utf8.h"

namespace searchd {
namespace {

// Arabic 101, the layout of Windows and (but for signs) of most others, key by key below the Latin one.
struct KeyPair {
  char latin;
  std::u32string_view arabic;  // one letter, or the two of lam-alef
  int row, place;
};
constexpr std::array<KeyPair, 34> kKeys = {{
    {'`', U"ذ", 0, 0}, {'q', U"ض", 1, 0},  {'w', U"ص", 1, 1},  {'e', U"ث", 1, 2},   {'r', U"ق", 1, 3},
    {'t', U"ف", 1, 4}, {'y', U"غ", 1, 5},  {'u', U"ع", 1, 6},  {'i', U"ه", 1, 7},   {'o', U"خ", 1, 8},
    {'p', U"ح", 1, 9}, {'[', U"ج", 1, 10}, {']', U"د", 1, 11}, {'a', U"ش", 2, 0},   {'s', U"س", 2, 1},
    {'d', U"ي", 2, 2}, {'f', U"ب", 2, 3},  {'g', U"ل", 2, 4},  {'h', U"ا", 2, 5},   {'j', U"ت", 2, 6},
    {'k', U"ن", 2, 7}, {'l', U"م", 2, 8},  {';', U"ك", 2, 9},  {'\'', U"ط", 2, 10}, {'z', U"ئ", 3, 0},
    {'x', U"ء", 3, 1}, {'c', U"ؤ", 3, 2},  {'v', U"ر", 3, 3},  {'b', U"لا", 3, 4},  {'n', U"ى", 3, 5},
    {'m', U"ة", 3, 6}, {',', U"و", 3, 7},  {'.', U"ز", 3, 8},  {'/', U"ظ", 3, 9},
}};

// With shift held: what stands there that words need.
struct ShiftedKey {
  char latin;
  std::u32string_view arabic;
};
constexpr std::array<ShiftedKey, 14> kShifted = {{{'H', U"أ"},
                                                  {'Y', U"إ"},
                                                  {'N', U"آ"},
                                                  {'G', U"لأ"},
                                                  {'T', U"لإ"},
                                                  {'B', U"لآ"},
                                                  {'~', U"ذ"},
                                                  {'{', U"ج"},
                                                  {'}', U"د"},
                                                  {':', U"ك"},
                                                  {'"', U"ط"},
                                                  {'<', U"و"},
                                                  {'>', U"ز"},
                                                  {'?', U"ظ"}}};

const KeyPair* key_of_latin(char32_t letter) {
  const auto small = letter >= U'A' && letter <= U'Z' ? letter + (U'a' - U'A') : letter;
  for (const auto& key : kKeys) {
    if (static_cast<char32_t>(static_cast<unsigned char>(key.latin)) == small) return &key;
  }
  return nullptr;
}

const KeyPair* key_of_arabic(std::u32string_view letters) {
  for (const auto& key : kKeys) {
    if (key.arabic == letters) return &key;
  }
  return nullptr;
}

// The key under which the letter stands that holders of a hamza share with it.
char shifted_key_of(std::u32string_view letters) {
  for (const auto& key : kShifted) {
    if (key.arabic == letters && key.latin >= 'A' && key.latin <= 'Z') return key.latin;
  }
  return 0;
}

std::u32string code_points(std::string_view text) {
  std::u32string points;
  analyzers::for_each_code_point(text, [&points](char32_t letter) { points += letter; });
  return points;
}

void append(std::string& text, std::u32string_view letters) {
  for (const auto letter : letters) analyzers::append_code_point(text, letter);
}

// The Latin key of `letters`, small; 0 where none gives them.
char latin_key_of(std::u32string_view letters) {
  if (const auto* key = key_of_arabic(letters)) return key->latin;
  const char shifted = shifted_key_of(letters);
  return shifted == 0 ? '\0' : static_cast<char>(shifted - 'A' + 'a');
}

std::optional<std::pair<int, int>> place_of(char32_t letter) {
  const std::u32string_view text(&letter, 1);
  const auto* key = letter < 0x80 ? key_of_latin(letter) : key_of_arabic(text);
  if (key == nullptr) return std::nullopt;
  return std::pair(key->row, key->place);
}

}  // namespace

std::string on_arabic_keyboard(std::string_view typed) {
  std::string text;
  for (const auto letter : code_points(typed)) {
    std::u32string_view arabic;
    for (const auto& key : kShifted) {
      if (static_cast<char32_t>(static_cast<unsigned char>(key.latin)) == letter) arabic = key.arabic;
    }
    if (arabic.empty()) {
      if (const auto* key = key_of_latin(letter)) arabic = key->arabic;
    }
    if (arabic.empty()) {
      analyzers::append_code_point(text, letter);
    } else {
      append(text, arabic);
    }
  }
  return text;
}

std::string on_latin_keyboard(std::string_view typed, bool lam_alef_apart) {
  std::string text;
  const auto letters = code_points(typed);
  for (std::size_t at = 0; at < letters.size(); ++at) {
    const std::u32string_view rest = std::u32string_view(letters).substr(at);
    if (const char both = rest.size() > 1 && !lam_alef_apart ? latin_key_of(rest.substr(0, 2)) : '\0';
        both != 0) {
      text += both;
      ++at;
    } else if (const char one = latin_key_of(rest.substr(0, 1)); one != 0) {
      text += one;
    } else {
      analyzers::append_code_point(text, letters[at]);
    }
  }
  return text;
}

bool are_neighbour_keys(char32_t a, char32_t b) {
  const auto first = place_of(a);
  const auto second = place_of(b);
  if (!first || !second || *first == *second) return false;
  return std::abs(first->first - second->first) <= 1 && std::abs(first->second - second->second) <= 1;
}

}  // namespace searchd
