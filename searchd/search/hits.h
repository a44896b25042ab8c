// What is shown of the documents found: their text, the passage that answers, their neighbours.
#pragma once

#include <xapian.h>

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "analyzers/analyzer.h"
#include "searchd/matching/matching.h"
#include "searchd/search/columns.h"
#include "searchd/search/facets.h"
#include "searchd/search/query.h"
#include "searchd/search/results.h"
#include "searchd/search/stored_documents.h"

namespace searchd {

/// Reads documents out of one revision of an index. Keeps references: all must outlive it. Every function
/// lets Xapian::Error and indexer::StoredDocumentError through.
class DocumentReader {
 public:
  DocumentReader(const indexer::IndexReader& index, const Columns& columns, const StoredDocuments& documents)
      : index_(index), columns_(columns), documents_(documents) {}

  /// The document with this number as the index carries it. Never null.
  std::shared_ptr<const indexer::StoredDocument> read(Xapian::docid number) const {
    return documents_.read(index_, number);
  }

  /// The number of the document with this id, former id, address or other key, shown or not.
  std::optional<Xapian::docid> find(const std::string& name) const;

  /// What a list shows of the document with this id; nothing where it is unknown or withdrawn. Remembers its
  /// answers.
  std::optional<DocumentLink> link(const std::string& id);

  /// Items of a digest, in the order in which they were first met.
  struct Items {
    std::vector<DocumentLink> links;  // at most kMostLinks
    std::int64_t total = 0;           // how many there are
  };
  /// The first of the shown items of `digest`. Throws SearchTimeout.
  Items items_of(const std::string& digest, Deadline deadline) const;
  /// How many items of `digest` are shown.
  std::int64_t count_items(const std::string& digest) const;
  /// The shown items of `digest` but for the document `number`: those nearest to it. Throws SearchTimeout.
  Items items_beside(Xapian::docid number, const std::string& digest, Deadline deadline) const;

 private:
  DocumentLink link(Xapian::docid number) const;
  std::vector<Xapian::docid> numbers_of_items(const std::string& digest, Deadline deadline) const;
  Items read_items(std::span<const Xapian::docid> numbers, Deadline deadline) const;

  const indexer::IndexReader& index_;
  const Columns& columns_;
  const StoredDocuments& documents_;
  std::map<std::string, std::optional<DocumentLink>> links_;
};

/// Where what `query` wants stands in the whole of `document`.
TextMarks marks_of(const corpus::Document& document, const Query& query, const analyzers::Analyzer& analyzer);

/// The hit for `match`; `with_passages` also what `query` wants, marked in title and passages. Throws as
/// DocumentReader does, and analyzers::TokenTableError.
Hit make_hit(const FoundDocument& match, const Query& query, const analyzers::Analyzer& analyzer,
             DocumentReader& reader, bool with_passages);

}  // namespace searchd
