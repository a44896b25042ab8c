// What is said more than once: near-duplicates in the archive, and the documents that have a sentence.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "corpus/archive.h"
#include "corpus/dates/date.h"
#include "corpus/near_duplicates.h"
#include "indexer/index_directory.h"

namespace indexer {

/// What a list shows of a document.
struct ListedDocument {
  corpus::DocumentId id;
  std::string title, url;
  corpus::PublicationDate published;
};

struct DuplicatesReport {
  struct Member {
    ListedDocument document;
    corpus::DocumentId nearest;  // the member that it is most alike
    double similarity = 0;       // to that one, 0 to 1
    bool exact = false;          // the same words in the same order
  };
  using Group = std::vector<Member>;  // oldest first, undated ones last

  std::int64_t read = 0;  // documents that are shown
  bool stopped = false;   // before the end: then nothing was found
  std::vector<Group> groups;
};

/// Reads every document that is shown, in one state of the archive and with one in memory at a time, and
/// groups those whose title, summary and text are nearly the same (corpus::DuplicateFinder). `on_documents`
/// is called every few hundred with how many were read; true ends the run; may be empty. Throws
/// corpus::ArchiveError.
DuplicatesReport find_duplicates(const corpus::Archive& archive,
                                 const std::function<bool(std::int64_t)>& on_documents);

/// A sentence and where it was said.
struct SaidSentence {
  std::string text;                       // as asked
  std::size_t line = 1;                   // of the text asked for, on which it begins
  std::vector<ListedDocument> documents;  // that have the same words, oldest first, undated ones last
};

/// For each sentence of `text` that is long enough to be told (corpus::sentences_of()), the documents of the
/// index's current state that have it. Throws IndexError.
std::vector<SaidSentence> where_said(const IndexDirectory& index, const std::string& text);

/// For people: a paragraph for each group, a line for each document, its parts set apart by tabs.
std::string to_text(const DuplicatesReport& report);
std::string to_text(const std::vector<SaidSentence>& said);

/// The same as one JSON object in one line (docs/operations.md), without a newline.
std::string to_json(const DuplicatesReport& report);
std::string to_json(const std::vector<SaidSentence>& said);

}  // namespace indexer
