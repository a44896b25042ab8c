#include "analyzers/english/stemmer.h"

#include <libstemmer.h>

#include <algorithm>
#include <stdexcept>

#include "analyzers/english/spelling.h"

namespace analyzers::english {
namespace {

bool is_plain(std::string_view word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Raqqah, Fallujah: -ah and -a are the same Arabic letter.
bool ends_like_teh_marbuta(std::string_view word) {
  constexpr std::size_t kShortest = 5;
  return word.size() >= kShortest && word.ends_with("ah");
}

}  // namespace

Stemmer::Stemmer() : porter_(sb_stemmer_new("english", "UTF_8")) {
  if (porter_ == nullptr) throw std::runtime_error("libstemmer has no English stemmer");
  for (const auto& [word, unused] : built_in_list("english/stop_words.txt")) stop_words_.emplace(word);
  for (const auto& [list, map] :
       {std::pair{"english/families.txt", &families_}, {"english/names.txt", &names_}}) {
    for (const auto& [line, unused] : built_in_list(list)) {
      const auto stem = line.substr(0, line.find(' '));
      for_each_word(line, [&stem, into = map](std::string_view word) { into->emplace(word, stem); });
    }
  }
}

Stemmer::~Stemmer() { sb_stemmer_delete(porter_); }

std::string Stemmer::stem(std::string_view folded) const {
  if (!is_plain(folded)) return std::string(folded);
  if (const auto name = names_.find(folded); name != names_.end()) return name->second;
  auto word = american_spelling(folded);
  if (const auto family = families_.find(word); family != families_.end()) return family->second;
  if (ends_like_teh_marbuta(word)) word.pop_back();
  const auto* stemmed = sb_stemmer_stem(porter_, reinterpret_cast<const sb_symbol*>(word.data()),
                                        static_cast<int>(word.size()));
  if (stemmed == nullptr) return word;  // out of memory
  return {reinterpret_cast<const char*>(stemmed), static_cast<std::size_t>(sb_stemmer_length(porter_))};
}

}  // namespace analyzers::english
