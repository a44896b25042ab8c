// One word of a text: the forms under which it is searched, and its place.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace analyzers {

/// Terms that stand beside a word and carry no position and no weight.
enum class SpecialTermKind {
  hashtag,  // the folded tag without '#', such as "thisgenerationlearns"
  mention,  // the folded name without '@', such as "undpiniraq"
  acronym,  // two to five capitals as written, dots removed, such as "US"
  host,     // the host of an address, such as "www.gov.uk"
  joined,   // the parts of a compound as one word, such as "f16", "counterterrorism"
  name_key  // consonant skeleton of a name, the same in both scripts (issue of cross-language search)
};

struct SpecialTerm {
  SpecialTermKind kind;
  std::string text;  // folded UTF-8 (acronyms keep their capitals), at most 64 code points

  bool operator==(const SpecialTerm&) const = default;
};

/// A word of an analysed text. All strings are UTF-8.
struct Token {
  std::string exact;           // as written, folded: case, marks, digits, interchangeable letters
  std::string stem;            // what it is searched by: Arabic light stem or Porter2, by the word's script
  std::uint32_t position = 0;  // counts words from 1; parts of a compound count one by one
  std::size_t begin = 0;   // [begin, end) in bytes of the text that was analysed: the whole written word with
  std::size_t end = 0;     //   its marks, tatweel and clitics, also where invisible characters were dropped
  bool arabic = false;     // analysed as Arabic
  bool stop_word = false;  // a word that only phrases ask for
  bool light = false;      // counts less: a word inside an address
  std::vector<SpecialTerm> special;

  bool operator==(const Token&) const = default;
};

}  // namespace analyzers
