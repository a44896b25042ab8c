#include "analyzers/related_words.h"

#include <algorithm>
#include <iterator>

#include "analyzers/utf8.h"

namespace analyzers {
namespace {

constexpr std::size_t kFewestLetters = 3;

// The longer ones before those that they begin with.
constexpr std::string_view kPrefixes[] = {"ال", "وال", "بال", "لل", "است", "ان", "مت", "من", "م",
                                          "ت",  "ي",   "ن",   "ا",  "ل",   "ب",  "و",  "ف",  "ك"};
constexpr std::string_view kOfNoRoot = "اويىةهتءؤئ";

bool is_latin(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char letter) { return letter >= 'a' && letter <= 'z'; });
}

bool is_of_no_root(char32_t letter) {
  bool found = false;
  for_each_code_point(kOfNoRoot, [&](char32_t other) { found = found || other == letter; });
  return found;
}

}  // namespace

bool begin_alike(std::string_view a, std::string_view b) {
  const auto shared =
      static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
  return shared >= kSharedBeginning && shared * 5 >= std::max(a.size(), b.size()) * 3 && is_latin(a) &&
         is_latin(b);
}

std::string root_key(std::string_view stem) {
  const auto* prefix = std::find_if(std::begin(kPrefixes), std::end(kPrefixes),
                                    [stem](std::string_view one) { return stem.starts_with(one); });
  if (prefix != std::end(kPrefixes)) stem.remove_prefix(prefix->size());
  std::string key;
  std::size_t letters = 0;
  for_each_code_point(stem, [&](char32_t letter) {
    if (is_of_no_root(letter)) return;
    append_code_point(key, letter);
    ++letters;
  });
  return letters < kFewestLetters ? std::string() : key;
}

}  // namespace analyzers
