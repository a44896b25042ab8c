// How one record is stored: which document it is, what is new about it. For the archive's own sources alone.
#pragma once

#include "corpus/archive_parts.h"

namespace corpus {

/// Stores one record. It lives no longer than what it is given.
class DocumentWriter {
 public:
  DocumentWriter(Archive::Parts& parts, const Record& record, const Provenance& provenance, Archive::Run& run)
      : parts_(parts), record_(record), document_(record.document), provenance_(provenance), run_(run) {}

  Archive::PutResult put();

 private:
  enum class FoundBy { key, id, alias, equality };
  struct Known {
    RowNumber number;
    FoundBy how;
  };

  std::optional<Known> find_known();
  std::optional<RowNumber> find_equal(std::optional<RowNumber> only);
  const std::string& identity();
  const std::string& folded_text();

  void refuse_second(RowNumber number) const;
  void add();
  void meet_again(const Known& known);
  void recall();
  std::int64_t equal_versions() const;
  void note_memory(bool is_new);
  void note_seen();
  bool only_fills_gaps(const Known& known);
  Document with_gaps_filled() const;
  bool is_repeated();
  void note_statement();
  bool is_of_a_crawl() const;
  bool is_older_than_shown() const;
  bool is_withdrawn_since(const std::string& time) const;
  std::string statement_place() const;
  std::string statement_hash() const;
  RowNumber store_version(const Document& content, const std::string& hash);
  void show_version(RowNumber version, const Document& content);
  const std::string& stated_parent() const;
  const std::string& stated_translation_key() const;
  bool states_links() const;
  void state_links(bool keep_old);
  void add_names();
  void add_occurrences();
  void settle_withdrawal();
  DocumentId free_id();

  // The document changes, and how: its new revision. One call of put() gives at most one.
  Revision touch(const char* what);

  Archive::Parts& parts_;
  const Record& record_;
  const Document& document_;
  const Provenance& provenance_;
  Archive::Run& run_;
  RowNumber number_ = 0;
  std::optional<DocumentId> added_id_;  // where this call added the document: much need not be asked of it
  bool repeated_ = false;
  bool recalled_ = false;  // an export's version that was here already
  std::optional<Revision> revision_;
  LinkChange links_;
  std::string content_sha256_;
  std::optional<std::string> identity_, folded_text_;
};

}  // namespace corpus
