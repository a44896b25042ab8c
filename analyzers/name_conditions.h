// Whether a name stands in a text for its entry: its capitals, and the words around it.
#pragma once

#include <cstddef>

#include "analyzers/look_alikes.h"
#include "analyzers/name_table.h"
#include "analyzers/tagged_text.h"

namespace analyzers {

class NameConditions {
 public:
  /// Adds the words it asks for to the numbers of `table`.
  NameConditions(NameTable& table, const Analyzer& analyzer);

  /// Whether no sign parts the words of `place` but the commas of the pattern.
  static bool is_joined_so(const Pattern& pattern, const Place& place);

  /// Whether `pattern` may stand at `place`, its words being there: a Latin name begins with a capital, a
  /// name that is case sensitive is written as in the vocabulary, commas stand only where the name has them.
  static bool is_written_so(const Pattern& pattern, const Place& place);

  /// The same for a query, where only names that are case sensitive keep their capitals.
  static bool is_typed_so(const Pattern& pattern, const Place& place);

  /// Whether all conditions of `pattern` hold at `place`. `surname` is not asked here: it needs the whole
  /// document.
  bool hold(const Pattern& pattern, const Place& place) const;

  /// For phrases in two halves: the words [first, last] of the place and of the nearest other half together;
  /// the place itself where the pattern has no other half; nothing where the other half is not near.
  static bool widen_to_other_half(const Pattern& pattern, Place& place);

 private:
  bool holds(const Condition& condition, const Pattern& pattern, const Place& place) const;
  bool is_a_place(const Place& place) const;
  bool is_another_person(const Pattern& pattern, const Place& place) const;
  bool is_a_country(const Place& place) const;
  bool is_a_government(const Place& place) const;

  const NameTable& table_;
  LookAlikes look_alikes_;
  WordClass before_places_;
  WordClass given_names_;
  WordClass titles_;
  WordClass before_countries_;
  WordClass of_states_;
  WordClass acts_after_;
  WordClass policies_;
  WordClass acts_before_;
  WordClass inside_towns_;
};

}  // namespace analyzers
