// Completion: what a reader who has typed some letters may have meant to type.
#pragma once

#include <cstdint>
#include <string>

namespace searchd {

/// What a completion is: a name of the vocabulary (by its type), a hashtag, a run of words that stands in
/// several titles, a title.
enum class CompletionKind { partner, topic, place, person, outlet, group, hashtag, phrase, title };

/// How it was found, the best first.
enum class CompletionMatch {
  whole,     // it is what was typed
  start,     // it begins with it
  word,      // one of its words does
  words,     // it has all the words typed, in another order or apart
  name,      // a word of it is the same name, spelled otherwise
  spelling,  // a word of it is written nearly like it
  keyboard   // what was typed makes sense on the keyboard of the other script
};

struct Completion {
  std::string text;     // to be searched for, as readers write it
  std::string other;    // a name: the same in the other language; empty: none is known
  std::string matched;  // a name: the spelling that was met where it is another one than `text`; else empty
  CompletionKind kind{};
  CompletionMatch match{};
  std::string id;  // of the vocabulary's entry, or of the document whose title it is; empty: neither
  std::int64_t documents = 0;  // a name, a hashtag: that carry it; a phrase: whose titles have it; a title: 1
  bool arabic = false;         // `text` is in Arabic letters

  bool operator==(const Completion&) const = default;
};

}  // namespace searchd
