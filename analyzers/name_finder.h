// Finds the names and phrases of a vocabulary in a text: the longest name first, from left to right.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "analyzers/attribution.h"
#include "analyzers/name_conditions.h"
#include "analyzers/name_table.h"
#include "analyzers/tagged_text.h"
#include "analyzers/word_forms.h"

namespace analyzers {

/// A name in a text: its words [first, last].
struct FoundName {
  const Pattern* pattern = nullptr;
  std::size_t first = 0;
  std::size_t last = 0;
};

/// Keeps references: vocabulary and analyzer must outlive it. The time is linear in the length of the text.
class NameFinder {
 public:
  NameFinder(const Vocabulary& vocabulary, const Analyzer& analyzer);
  NameFinder(const NameFinder&) = delete;
  NameFinder& operator=(const NameFinder&) = delete;

  TaggedText read(std::string_view text) const;

  /// Everything but topics, no two overlapping, save names of two entries at the same words. Outlets only
  /// with an attribution and where `digest_item`. A surname is given without asking whether the person is
  /// named in full.
  std::vector<FoundName> names_in(const TaggedText& text, bool digest_item) const;

  /// The phrases of topics; they may overlap.
  std::vector<FoundName> phrases_in(const TaggedText& text) const;

  /// The names and topics' labels that a question uses, case aside.
  std::vector<FoundName> names_in_query(const TaggedText& text) const;

  /// The names, labels and topics' phrases that are all of `text`: no condition is asked, for there are no
  /// words around them, and of capitals only those of acronyms. One for each entry, names and labels first.
  std::vector<FoundName> names_that_are(const TaggedText& text) const;

 private:
  // Where a walk through a trie came to.
  struct End {
    NameTable::Node node = 0;
    std::size_t last = 0;
  };

  std::vector<End> name_ends(const TaggedText& text, std::size_t first, NameTable::Node root) const;
  std::vector<End> phrase_ends(const TaggedText& text, std::size_t first) const;
  void add_whole(const TaggedText& text, const std::vector<End>& ends, std::vector<FoundName>& found) const;

  template <typename Accepts>
  std::vector<FoundName> longest_names(const TaggedText& text, NameTable::Node root, Accepts accepts) const;
  template <typename Accepts>
  std::vector<const Pattern*> accepted_at(const Place& place, NameTable::Node node, Accepts accepts) const;

  const Analyzer& analyzer_;
  NameTable table_;
  mutable WordForms forms_;  // remembers; what it gives is always the same
  NameConditions conditions_;
  Attribution attribution_;
};

/// How strong a rule is, 0 the strongest: a tag says the strongest of the rules that gave it.
std::size_t rank_of_rule(std::string_view rule);

bool has_condition(const Pattern& pattern, Condition::Kind kind);

}  // namespace analyzers
