// Which entries of the vocabulary a text speaks of, and the words that say so.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/analyzer.h"
#include "analyzers/vocabulary.h"

namespace analyzers {

enum class TextField { title, summary, body };

/// "title", "summary" or "body".
std::string_view text_field_name(TextField field);

/// Where in a document a tag was read: [begin, end) in Unicode code points of that field.
struct Span {
  TextField field{};
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool operator==(const Span&) const = default;
};

/// A tag and why it is there. Rules, strongest first: "name", "acronym", "phrase" and "words" (of topics),
/// "adjective", "capital" (Paris announced), "speaker" (of a partner), "within" (Kuwait City speaks of
/// Kuwait), "member list".
struct Tag {
  EntryType type{};
  std::string id;    // of the entry
  std::string rule;  // the strongest that gave it; "source" where the source itself said so; "decision" for
                     // an editor's
  std::vector<Span> spans;  // in the order title, summary, body; empty for "source" and "decision"

  bool operator==(const Tag&) const = default;
};

struct TextToTag {
  std::string_view title, summary, body;
  bool digest_item = false;  // only these name the outlet they report from
};

/// Finds names in text. Keeps references: vocabulary and analyzer must outlive it. One thread at a time.
class Tagger {
 public:
  Tagger(const Vocabulary& vocabulary, const Analyzer& analyzer);
  ~Tagger();

  /// The tags of a text, ordered by type and then by id, each with every span that caused it.
  std::vector<Tag> tags_of(const TextToTag& text) const;

  /// The entries that `query` names, case aside ("quraishi" finds the person), longest names first, with the
  /// numbers [first, last) of the query's tokens (as analyze() gives them) that each name covers.
  struct NamedEntry {
    const Entry* entry;
    std::size_t first_token, last_token;
  };
  std::vector<NamedEntry> entries_in_query(std::string_view query) const;

  /// The entries that are called `name`, case aside but for acronyms: all of it is a name, label or phrase of
  /// theirs. Conditions for finding a name in texts are not asked. Names and labels before phrases.
  std::vector<const Entry*> entries_called(std::string_view name) const;

  /// The entry of `type` that is called `name`, case aside: all of `name` is its id, one of its names or its
  /// label. nullptr where there is none. The pointer lives as long as the vocabulary.
  const Entry* entry_called(EntryType type, std::string_view name) const;

  const Vocabulary& vocabulary() const;

 private:
  struct Names;
  std::unique_ptr<Names> names_;
};

}  // namespace analyzers
