// An index as its readers see it: the main database of a generation, and beside it the small one, the delta,
// with what changed since (docs/decisions/0012-a-delta-beside-the-main-database.md).
#pragma once

#include <xapian.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "corpus/document.h"
#include "indexer/index_directory.h"
#include "indexer/index_schema.h"

namespace indexer {

/// Where the delta of a main database at `main` (Xapian's count of its commits) lies. A commit of the main
/// database holds all that its delta had, and makes that one nobody's.
std::filesystem::path delta_folder(const std::filesystem::path& generation, Xapian::rev main);
/// Whether a file name is that of some delta.
bool is_delta_name(const std::string& name);

/// The metadata keys of a delta that name a document of the main database which is no more, because another
/// one came in its place: this, and the document's number.
inline constexpr char kReplacedKeyPrefix[] = "sijill:replaced:";

/// One state of an index. Documents of the delta have numbers behind all of the main database, from the
/// beginning of a block of positions (kBlockSize) on. A document whose new version is in the delta is
/// replaced: the main database still has it, and nothing here shows it unless stated. Used by one thread at a
/// time. Functions let Xapian::Error through.
class IndexReader {
 public:
  /// Opens what serves in the folder `generation`; what was committed in the meantime may or may not be seen.
  explicit IndexReader(std::filesystem::path generation);
  /// Of a database that has no delta and is no generation. Shares the handle.
  explicit IndexReader(const Xapian::Database& database);

  /// Which commits are seen. Two readers of one generation with the same stamp see the same.
  struct Stamp {
    Xapian::rev main = 0;
    Xapian::rev delta = 0;  // 0: there is none

    bool operator==(const Stamp&) const = default;
  };
  Stamp stamp() const;
  /// Goes on to the last commits. False where there was none.
  bool reopen();

  /// All that the main database has, replaced documents too.
  const Xapian::Database& main() const { return main_; }
  /// Null where there is none.
  const Xapian::Database* delta() const { return delta_.get(); }
  /// No document of the delta has a lower number, none of the main database this or a higher one.
  Xapian::docid first_in_delta() const { return first_in_delta_; }
  /// The replaced documents, ascending.
  const std::vector<Xapian::docid>& replaced() const { return replaced_; }
  bool is_replaced(Xapian::docid document) const;

  /// How many documents there are, and the highest number; not all numbers are given.
  Xapian::doccount documents() const;
  Xapian::docid last() const;
  /// In words.
  double average_length() const;

  /// The database that has the document.
  const Xapian::Database& holding(Xapian::docid document) const {
    return document < first_in_delta_ ? main_ : *delta_;
  }
  /// How many documents have `term`.
  Xapian::doccount frequency(const std::string& term) const;
  /// Their numbers, ascending.
  std::vector<Xapian::docid> documents_with(const std::string& term) const;
  /// Packed as PositionBlock reads it, of the block of `document`.
  std::string positions(const std::string& term, Xapian::docid document) const;
  /// What the delta, or else the main database, says under `key`.
  std::string metadata(const std::string& key) const;
  /// What is stored of the versions of a document (stored_versions.h), which has the number `number`; empty
  /// where there is but one, or nobody knows (has_versions()).
  std::string versions(const corpus::DocumentId& id, Xapian::docid number) const;
  /// False of an index that was made before versions were kept: it has those of documents that changed since.
  bool has_versions() const;
  /// What it knows of the words of its documents.
  Schema schema() const;

  /// Calls `visit(const std::string& term, Xapian::doccount documents)` for each term that begins with
  /// `prefix`, ascending; terms that no document has any more are left out.
  template <typename Visit>
  void for_each_term(const std::string& prefix, Visit visit) const;

 private:
  void open_delta();
  void read_replaced();
  Xapian::doccount among_replaced(const std::string& term) const;

  std::filesystem::path generation_;
  Xapian::Database main_;
  std::unique_ptr<Xapian::Database> delta_;
  Xapian::docid first_in_delta_ = 0;
  std::vector<Xapian::docid> replaced_;
};

/// The number of the first document of a delta of `main`.
Xapian::docid first_number_in_delta(const Xapian::Database& main);

template <typename Visit>
void IndexReader::for_each_term(const std::string& prefix, Visit visit) const {
  auto in_main = main_.allterms_begin(prefix);
  const auto end = main_.allterms_end(prefix);
  auto in_delta = delta_ != nullptr ? delta_->allterms_begin(prefix) : Xapian::TermIterator();
  const auto delta_end = delta_ != nullptr ? delta_->allterms_end(prefix) : Xapian::TermIterator();
  while (in_main != end || in_delta != delta_end) {
    const bool of_main = in_main != end && (in_delta == delta_end || *in_main <= *in_delta);
    const std::string term = of_main ? *in_main : *in_delta;
    Xapian::doccount documents = 0;
    if (of_main) {
      documents = in_main.get_termfreq() - (replaced_.empty() ? 0 : among_replaced(term));
      ++in_main;
    }
    if (in_delta != delta_end && *in_delta == term) {
      documents += in_delta.get_termfreq();
      ++in_delta;
    }
    if (documents > 0) visit(term, documents);
  }
}

}  // namespace indexer
