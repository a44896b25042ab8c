// Partners, people, places, topics, outlets: what texts speak of, with every name in both languages.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/word_pairs.h"

namespace analyzers {

/// A vocabulary file cannot be used; the text names file, line and remedy.
class VocabularyError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What kind of thing an entry is; also the kind of tag it makes. `group` covers Daesh's branches, forces,
/// and bodies that are not partners.
enum class EntryType { partner, topic, place, person, outlet, group };

/// "partner", "topic", "place", "person", "outlet", "group": the word used in addresses, files and the index.
std::string_view entry_type_name(EntryType type);
std::optional<EntryType> entry_type_from_name(std::string_view name);

/// One way to write an entry's name.
struct Name {
  std::string text;  // as written in the vocabulary, UTF-8
  std::string rule;  // why it stands for the entry: "name", "adjective", "acronym", "capital", "speaker",
                     // "phrase" ...
  bool case_sensitive = false;  // "US", "The Hill": the written capitals are part of the name
  std::string context;          // a rule of tagger.cpp that must hold around it; empty: none
};

struct Entry {
  EntryType type{};
  std::string id;        // slug: [a-z0-9-]+, for ever
  std::string label_en;  // shown to readers
  std::string label_ar;
  std::vector<Name> names;  // both languages, the labels among them where they stand for the entry
  std::map<std::string, std::string>
      facts;  // further columns of its file: "iso", "kind" (state, organisation),
              //   "speaks_for" (a person's partner), "member_since", "source" ...
};

/// All entries. Const after loading: share one among threads.
class Vocabulary {
 public:
  Vocabulary() = default;

  /// Reads partners.tsv, topics.tsv, places.tsv, people.tsv, outlets.tsv, groups.tsv and, where it is there,
  /// lexicon.tsv from `directory` (form: docs/vocabulary.md). Throws VocabularyError.
  static Vocabulary load(const std::filesystem::path& directory);

  /// The same from the text that text() gave. Throws VocabularyError.
  static Vocabulary from_text(std::string_view text);

  /// Everything that was loaded as one text, so that an index can carry its vocabulary with it.
  const std::string& text() const { return text_; }

  /// The entry, or nullptr. The pointer lives as long as the vocabulary.
  const Entry* find(EntryType type, std::string_view id) const;

  /// All entries of a type, in the order of their file.
  std::span<const Entry> entries(EntryType type) const;

  /// The words and terms of lexicon.tsv, in the order of the file.
  std::span<const WordPair> words() const { return words_; }

 private:
  static Vocabulary read(std::string_view text, const std::string& directory);

  std::map<EntryType, std::vector<Entry>> entries_;
  std::vector<WordPair> words_;
  std::string text_;
};

}  // namespace analyzers
