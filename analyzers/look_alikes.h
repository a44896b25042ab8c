// Words beside the name of a state that make it another thing: a language, a newspaper, a man called Chad.
#pragma once

#include "analyzers/analyzer.h"
#include "analyzers/name_table.h"
#include "analyzers/tagged_text.h"

namespace analyzers {

/// The words [first, last] of a text, and what was found before them.
struct Place {
  const TaggedText& text;
  std::size_t first = 0;
  std::size_t last = 0;
  bool after_place = false;  // the name of a place or partner ends right before it
};

class LookAlikes {
 public:
  /// Adds the words it asks for to `ids`.
  LookAlikes(const Analyzer& analyzer, WordIds& ids);

  /// Whether `pattern`, a partner's name or adjective, only looks like it at `place`: the French language,
  /// the Korea Herald, British Airways, the British Open.
  bool is_another_thing(const Pattern& pattern, const Place& place) const;

  /// Whether an Arabic name, that of a country which is a woman to the language, is a man's here: قال تشاد.
  bool is_a_man(const Place& place) const;

 private:
  bool is_a_language(const Pattern& pattern, const Place& place) const;
  bool names_a_firm(const Place& place) const;

  WordClass languages_;
  WordClass of_languages_;
  WordClass before_languages_;
  WordClass firms_;
  WordClass men_act_;
};

}  // namespace analyzers
