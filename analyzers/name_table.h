// All names of a vocabulary, ready to be found in text: tries over the numbers of their words.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/tagged_text.h"
#include "analyzers/vocabulary.h"

namespace analyzers {

/// What must hold around a name; docs/vocabulary.md says it to editors.
struct Condition {
  enum class Kind : std::uint8_t {
    surname,
    place,
    country,
    government,
    written,
    not_shouted,
    near,
    not_near,
    not_around,
    after,
    not_before,
    with
  };
  Kind kind{};
  std::vector<std::uint32_t> words;                // of near, not_near, not_around, after, not_before
  std::vector<std::vector<std::uint32_t>> halves;  // of with: the stems of each other half of a phrase
};

/// One way to find an entry: a name, or a form of it that the vocabulary leaves unsaid (plurals, Arabic
/// endings).
struct Pattern {
  const Entry* entry = nullptr;
  const Name* name = nullptr;
  std::vector<std::string> written;  // its words as written
  std::vector<bool> capitals;        // which of them begin with a capital
  std::vector<bool> commas;          // which of them stand behind a comma
  std::vector<Condition> conditions;
  bool case_sensitive = false;
};

class NameTable {
 public:
  /// A place in a trie; 0 is outside.
  using Node = std::uint32_t;
  static constexpr Node kNames = 1;    // root of all names, by exact words
  static constexpr Node kPhrases = 2;  // root of the topics' phrases, by stems
  static constexpr Node kWords = 3;   // root of their phrases of one word, by exact words: العراقيات
  static constexpr Node kLabels = 4;  // root of the topics' labels, by exact words

  NameTable(const Vocabulary& vocabulary, const Analyzer& analyzer);

  Node step(Node node, std::uint32_t word) const;

  /// Whether anything of the trie of `root` begins with `word`. Most words begin nothing.
  bool begins(Node root, std::uint32_t word) const {
    return word < roots_[root].size() && roots_[root][word] != 0;
  }

  /// What ends at `node`.
  std::span<const Pattern> at(Node node) const;

  /// Words of names, and of conditions. Others may add theirs before texts are read.
  WordIds exact_ids;
  WordIds stem_ids;

 private:
  void add_entry(const Entry& entry, const Analyzer& analyzer);
  void add(const Entry& entry, const Name& name, const std::string& text, const Analyzer& analyzer);
  void add_word(const Token& token, const Pattern& pattern);
  Node next(Node node, std::uint32_t word);
  Condition condition(std::string_view text, const Analyzer& analyzer);
  std::vector<Condition> conditions(std::string_view text, const Analyzer& analyzer);

  struct Branch {
    std::uint32_t word = 0;
    Node node = 0;
  };
  static bool comes_before(const Branch& branch, std::uint32_t word);
  std::array<std::vector<Node>, kLabels + 1> roots_;  // by root and word; 0: nothing begins with it
  std::vector<std::vector<Branch>> branches_;         // by node, but for roots; sorted by their words
  std::vector<std::vector<Pattern>> patterns_;        // by node
};

/// The forms of an adjective that files leave unsaid: "Iraqis"; عراقية, العراقيين. `text` is the first of
/// them.
std::vector<std::string> adjective_forms(const std::string& text);

/// The cases of a name that declines: أبو بكر, أبي بكر, أبا بكر. Most names are their only one.
std::vector<std::string> cases_of(const std::string& text);

}  // namespace analyzers
