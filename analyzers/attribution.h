// Whether a text names an outlet as its source: "Metro reported", "according to the BBC", ذكرت صحيفة
// الغارديان.
#pragma once

#include "analyzers/name_conditions.h"
#include "analyzers/tagged_text.h"

namespace analyzers {

class Attribution {
 public:
  /// Adds the words it asks for to `ids`.
  Attribution(WordIds& ids, const Analyzer& analyzer);

  /// Whether the outlet named at `place` is said to have reported.
  bool is_made(const Place& place) const;

 private:
  bool reports_itself(const Place& place) const;
  bool is_named_before(const Place& place) const;
  bool is_named_before_in_arabic(const Place& place) const;
  bool is_made_by_piece(const TaggedText& text, std::size_t preposition) const;

  WordClass reports_;
  WordClass auxiliaries_;
  WordClass fillers_;
  WordClass tells_;
  WordClass pieces_;
  WordClass prepositions_;
  WordClass according_;
  WordClass outlets_ar_;
  WordClass reports_ar_;
  WordClass sources_ar_;
  WordClass pieces_ar_;
  WordClass linking_ar_;
};

}  // namespace analyzers
