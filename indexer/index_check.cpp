#include "indexer/index_check.h"

#include <xapian.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <sstream>
#include <utility>

#include "analyzers/analyzer.h"
#include "analyzers/token_table.h"
#include "corpus/record_review.h"
#include "indexer/document_columns.h"
#include "indexer/frequent_postings.h"
#include "indexer/index_ledger.h"
#include "indexer/index_reader.h"
#include "indexer/index_schema.h"
#include "indexer/index_writer.h"
#include "indexer/indexed_words.h"
#include "indexer/pair_signatures.h"
#include "indexer/position_check.h"
#include "indexer/stored_document.h"
#include "indexer/stored_versions.h"
#include "indexer/version_maker.h"

namespace indexer {
namespace {

constexpr std::size_t kMostFindings = 100;
constexpr std::size_t kPage = 256;  // documents read at a time

void add_finding(std::vector<std::string>& findings, std::string finding) {
  if (findings.size() < kMostFindings) {
    findings.push_back(std::move(finding));
  } else if (findings.size() == kMostFindings) {
    findings.emplace_back("and more of this kind");
  }
}

/// Holds one generation against the archive.
class Comparison {
 public:
  Comparison(const corpus::Archive& archive, const std::filesystem::path& generation, CheckReport& report)
      : archive_(archive), generation_(generation), report_(report), index_(generation) {}

  void run(const std::function<void(std::int64_t)>& on_document) {
    compare_state();
    compare_columns();
    compare_words();
    compare_postings();
    const auto tell = [this](const std::string& what) { damage(what); };
    check_positions(index_.main(), tell);
    if (index_.delta() != nullptr) check_positions(*index_.delta(), tell);
    compare_pairs();  // made of positions
    for (corpus::Revision at = 0;;) {
      const auto changes = archive_.changed_since(at, kPage);
      if (changes.empty()) break;
      for (const auto& change : changes) compare(change);
      at = changes.back().revision;
      if (on_document) on_document(report_.documents);
    }
    find_strangers();
  }

 private:
  void damage(const std::string& what) {
    add_finding(report_.index_damage, "index " + generation_.filename().string() + ": " + what);
  }

  void compare_state() {
    const auto state = state_of(index_);
    report_.index_revision = state.revision;
    schema_ = state.schema;
    if (state.archive_id != archive_.archive_id()) damage("was built from another archive");
    if (state.revision > report_.archive_revision) {
      damage("stands at revision " + std::to_string(state.revision) + ", the archive only at " +
             std::to_string(report_.archive_revision));
    } else if (state.change != archive_.change_name(state.revision)) {
      damage("followed an archive that went another way");
    }
    // The ledger may be read from standing text, which has no revision: one that differs is work to come, as
    // revisions are.
    report_.ledger_to_come = state.ledger != ledger_to_json(archive_.ledger());
    if (!is_sound(generation_)) damage("a write to it failed");
    if (index_.delta() != nullptr && !is_sound(delta_folder(generation_, index_.stamp().main)))
      damage("a write to its delta failed");
  }

  void note_no_use(const char* file) {
    auto& files = report_.files_of_no_use;
    files += (files.empty() ? "" : ", ") + std::string(file);
  }

  // Readers take them for what the database says.
  void compare_columns() {
    const auto written = DocumentColumns::mapped(generation_, index_.main());
    if (written == nullptr) note_no_use("columns");
    if (written != nullptr && *written != *DocumentColumns::of_main(index_.main()))
      damage("its columns are not those of its documents");
  }

  // Readers take them for what the terms say.
  void compare_words() {
    const auto written = IndexedWords::mapped(generation_, index_.main());
    if (written == nullptr) note_no_use("words");
    if (written != nullptr && *written != IndexedWords(index_.main()))
      damage("its list of words is not that of its terms");
  }

  // Readers take them for what the database says.
  void compare_postings() {
    const auto written = FrequentPostings::mapped(generation_, index_.main());
    if (written == nullptr) note_no_use("postings");
    if (written != nullptr && !is_copy(*written, index_.main()))
      damage("its file of postings is not that of its terms");
  }

  // Readers take them for what the positions say.
  void compare_pairs() {
    const auto written = PairSignatures::mapped(generation_, index_.main());
    if (written == nullptr) note_no_use("pairs");
    try {
      if (written != nullptr && !written->is_copy(index_.main()))
        damage("its signatures of pairs are not those of its words");
    } catch (const Xapian::DatabaseCorruptError& error) {
      damage("its signatures of pairs cannot be compared: " + error.get_msg());
    }
  }

  void compare(const corpus::Archive::Change& change) {
    ++report_.documents;
    const auto& document = change.document;
    archived_.insert(document.id);
    if (change.revision > report_.index_revision) return;  // to come with the next update
    const auto found = document_of(document.id);
    if (!found) {
      damage("document " + document.id + " is missing");
      return;
    }
    const bool shown = is_shown(*found);
    if (shown == document.withdrawn.has_value()) {
      damage("document " + document.id + (shown ? " is shown but withdrawn" : " is withdrawn but shown"));
    } else if (!is_stored_copy(*found, document)) {
      damage("document " + document.id + " is not as the archive has it at revision " +
             std::to_string(change.revision));
    } else if (!are_stored_versions(change)) {
      damage("the versions of document " + document.id + " are not those that the archive has");
    }
  }

  // By what they say, not by their bytes: another program may tell a difference in other words. Those of a
  // document that has not changed since are not in an index of before they were kept.
  bool are_stored_versions(const corpus::Archive::Change& change) const {
    const auto number = index_.documents_with(index_term(Field::id, change.document.id)).front();
    const auto bytes = index_.versions(change.document.id, number);
    if (bytes.empty() && !index_.has_versions()) return true;
    const auto expected = versions_of(archive_, change);
    if (bytes.empty() || expected.versions.empty()) return bytes.empty() == expected.versions.empty();
    const auto stored = versions_from_stored(bytes);
    return stored.left_out == expected.left_out &&
           std::equal(stored.versions.begin(), stored.versions.end(), expected.versions.begin(),
                      expected.versions.end(),
                      [](const DocumentVersion& a, const DocumentVersion& b) {
                        return a.seen == b.seen && a.ours == b.ours && a.told == b.told &&
                               a.has_texts == b.has_texts;
                      }) &&
           texts_of(stored, change.document) == texts_of(expected, change.document);
  }

  std::optional<Xapian::Document> document_of(const corpus::DocumentId& id) {
    const auto found = index_.documents_with(index_term(Field::id, id));
    if (found.empty()) return std::nullopt;
    if (found.size() > 1) damage("document " + id + " is there more than once");
    return index_.holding(found.front()).get_document(found.front());
  }

  static bool is_shown(const Xapian::Document& document) {
    const auto term = index_term(Field::shown, "");
    auto at = document.termlist_begin();
    at.skip_to(term);
    return at != document.termlist_end() && *at == term;
  }

  bool is_stored_copy(const Xapian::Document& found, const corpus::Document& document) const {
    const auto stored = from_stored(found.get_data());
    if (document.withdrawn) return stored.document.withdrawn == document.withdrawn;
    if (stored.document != document) return false;
    if (schema_ == Schema::plain) return stored.title_words.empty() && stored.text_words.empty();
    return stored.title_words == analyzers::pack_tokens(analyzer_, document.title) &&
           stored.text_words == analyzers::pack_tokens(analyzer_, text_of(document));
  }

  // What the index holds and the archive never had.
  void find_strangers() {
    const auto prefix = index_term(Field::id, "");
    Xapian::doccount named = 0;
    index_.for_each_term(prefix, [&](const std::string& term, Xapian::doccount documents) {
      named += documents;
      const auto id = term.substr(prefix.size());
      if (!archived_.contains(id)) damage("document " + id + " is not in the archive");
    });
    if (named != index_.documents()) damage("holds documents without an id, or with two");
  }

  const corpus::Archive& archive_;
  analyzers::Analyzer analyzer_;
  std::filesystem::path generation_;
  CheckReport& report_;
  IndexReader index_;
  Schema schema_ = Schema::full;
  std::set<corpus::DocumentId> archived_;
};

void check_structure(const std::filesystem::path& generation, CheckReport& report) {
  std::ostringstream said;
  auto errors = Xapian::Database::check(generation.string(), 0, &said);
  const IndexReader index(generation);
  if (index.delta() != nullptr)
    errors += Xapian::Database::check(delta_folder(generation, index.stamp().main).string(), 0, &said);
  if (errors == 0) return;
  std::string finding = "index " + generation.filename().string() + ": Xapian finds " +
                        std::to_string(errors) + " errors in its tables: " + said.str();
  std::replace(finding.begin(), finding.end(), '\n', ' ');
  add_finding(report.index_damage, finding);
}

// What came in before imports refused it.
void check_contents(const corpus::Archive& archive, CheckReport& report) {
  for (const auto& id : archive.misplaced()) {
    add_finding(report.archive_faults,
                "document " + id + " stands in what is no digest, or is a digest itself");
  }
  archive.for_each_document([&report](const corpus::Document& document) {
    const auto beyond = document.withdrawn ? 0 : corpus::spans_beyond_text(document);
    if (beyond == 0) return;
    add_finding(report.archive_faults, "document " + document.id + " has tags with " +
                                           std::to_string(beyond) + (beyond == 1 ? " span" : " spans") +
                                           " beyond the end of its text");
  });
}

}  // namespace

CheckReport check_all(const corpus::Archive& archive, const IndexDirectory& index,
                      const std::function<void(std::int64_t)>& on_document) {
  CheckReport report;
  report.archive_damage = archive.problems();
  const corpus::Archive::Snapshot snapshot(archive);
  report.archive_revision = archive.revision();
  if (report.archive_damage.empty()) check_contents(archive, report);
  const auto generation = index.current();
  report.has_index = generation.has_value();
  if (const auto lost = index.lost_generation()) {
    add_finding(report.index_damage, "index " + lost->filename().string() + ": its folder is gone");
  }
  if (!generation || !report.archive_damage.empty()) return report;
  const IndexDirectory::ReaderHold hold(*generation);
  try {
    check_generation(*generation);
    check_structure(*generation, report);
    Comparison(archive, *generation, report).run(on_document);
  } catch (const IndexDamaged& error) {
    add_finding(report.index_damage, error.what());
  } catch (const Xapian::Error& error) {
    add_finding(report.index_damage,
                "index " + generation->filename().string() + ": " + error.get_description());
  } catch (const StoredDocumentError& error) {
    add_finding(report.index_damage, "index " + generation->filename().string() +
                                         ": a stored document cannot be read: " + error.what());
  }
  return report;
}

}  // namespace indexer
