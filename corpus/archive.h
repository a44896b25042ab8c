// The archive: every document we hold, every version of it, in one SQLite file.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document.h"
#include "corpus/document_set.h"
#include "corpus/ledger.h"
#include "corpus/sources/source.h"

namespace corpus {

/// The archive cannot do what was asked: the file is missing, damaged, locked or of a newer version.
class ArchiveError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What was to be stored is not fit to be: a document without a key or text, a page whose parts leave a gap.
/// Nothing was changed, and the batch can go on without it.
class RecordRefused : public ArchiveError {
 public:
  using ArchiveError::ArchiveError;
};

/// One reading of a source gives a document twice, with different texts; the first is kept.
class GivenTwice : public RecordRefused {
 public:
  using RecordRefused::RecordRefused;
};

/// The record is of a document that was erased (Archive::purge): it is not brought back.
class ErasedBefore : public RecordRefused {
 public:
  using RecordRefused::RecordRefused;
};

struct ImportRun;  // import_report.h

/// One state of a document in the course of time.
struct Version {
  Revision revision = 0;
  Provenance provenance;
  Document document;
  std::int64_t number = 0;    // of the version in this archive
  std::int64_t raw_size = 0;  // bytes of the raw record that are kept (Archive::raw_of); 0: none are
};

/// One open archive. Not safe for use from two threads at once: open one for each thread instead.
/// Any number of readers may be open beside one writer, in this process or another; the writer is kept single
/// by WriterLock, which who opens read_write must hold.
class Archive {
 public:
  enum class Access { read_only, read_write };

  /// Opens the archive in `file`; with read_write, creates it if it is not there, and brings one of an older
  /// format up to date after copying it to "<file>.v<old>.backup". Throws ArchiveError, also for an archive
  /// that a newer program wrote and for a file that is no archive of ours.
  Archive(const std::filesystem::path& file, Access access);
  ~Archive();
  Archive(const Archive&) = delete;
  Archive& operator=(const Archive&) = delete;

  // --- writing: everything between begin_batch() and commit_batch() becomes durable at once, or not at all
  // ---

  /// Starts a batch (BEGIN IMMEDIATE). Without one each call below is a batch of its own.
  void begin_batch();
  /// Returns after the batch is on the disk (synchronous=FULL). Only then may it be called acknowledged.
  void commit_batch();
  /// Gives up what was not committed.
  void abandon_batch() noexcept;

  enum class Outcome {
    added,      // a new document
    changed,    // a new version of a known one, or a further occurrence or alias of it
    unchanged,  // already here, word for word
  };
  struct PutResult {
    DocumentId id;
    DocumentNumber number = 0;
    Outcome outcome{};
    std::vector<std::string> remarks;  // links that are stated, but not made; a sentence each
  };
  /// One reading of one source: which documents it has spoken of so far. What it said of them are the
  /// source's statements.
  struct Run {
    DocumentSet said;
  };
  /// Stores `record.document` as the newest version of the document with its key, one of its aliases or
  /// (where joins_equal) its kind, folded title and text. Links whose other end is not here yet are kept and
  /// made when it comes; a translation is made in both directions. A withdrawn document met again is shown
  /// again.
  ///
  /// A source that repeats what it said last changes nothing, even where another source has said something
  /// newer since, or that the document is not published: reading the same files again never moves a document
  /// back and forth. An item that joins
  /// another by its text adds its occurrence and key, and fills in an address, date or link that was not
  /// known; the text stays. Throws ArchiveError; RecordRefused where there is no key, or neither title nor
  /// text.
  ///
  /// A record with a memory (an export's line) is kept with the provenance that it tells, not with
  /// `provenance`, and is the word of the sources that it names, not of the export. A version that is here
  /// already, provenance and all, changes nothing; an earlier one is kept and never shown, but where the
  /// document is not here at all.
  PutResult put(const Record& record, const Provenance& provenance);
  /// The same as part of a run, which it extends. RecordRefused also where the run said something else of the
  /// same document before (but for items, which join).
  PutResult put(const Record& record, const Provenance& provenance, Run& run);

  /// Marks the document as no longer shown; its versions stay. False where there is none or it is withdrawn
  /// already.
  bool withdraw(const DocumentId& id, const std::string& reason, const Provenance& provenance);

  /// Takes down the source's word that it no longer publishes the document named `key`, and withdraws it.
  /// Said again, it changes nothing, even where another source has published the document since; nor does it
  /// where the same run published it. True where the document was shown until now.
  bool unpublish(const std::string& key, const Provenance& provenance, const Run& run);
  bool unpublish(DocumentNumber number, const Provenance& provenance, const Run& run);

  /// The source no longer holds the document: what it said of it is forgotten, and the document withdrawn
  /// unless another source publishes it still. True where it was withdrawn.
  bool leave_source(const DocumentId& id, const Provenance& provenance);
  bool leave_source(DocumentNumber number, const Provenance& provenance);

  /// Keeps standing text and where it was met. Known text in a known place changes nothing; else it gets the
  /// next revision. True where it was new.
  bool put_boilerplate(const Boilerplate& boilerplate, const Provenance& provenance);

  /// Keeps a page that was taken apart. The same page again changes nothing (but its parts, where it was
  /// taken apart otherwise than before). What changes gets the next revision. True where it was new. Throws
  /// RecordRefused where the parts do not lie end to end.
  bool put_capture(const Capture& capture, const Provenance& provenance);

  struct TwinChanges {
    std::int64_t made = 0, changed = 0, dropped = 0,
                 unchanged = 0;  // pairs; changed: by their evidence alone

    bool operator==(const TwinChanges&) const = default;
  };
  /// Puts `twins` in the place of all that were found before. A found twin is the translation of a document
  /// as long as neither of the two states another or is stated as another's; what it shows of them that
  /// changes gets a new revision. Score and order are rounded to hundredths, so that one document more in the
  /// archive does not touch every pair. The same again changes nothing, not even the file. Throws
  /// RecordRefused, with nothing changed, for a document that is not here or stands in two pairs, and for
  /// evidence that is none.
  TwinChanges put_found_twins(std::span<const FoundTwin> twins, const Provenance& provenance);

  /// Keeps what another archive found (an export's line), with `provenance`. Changes nothing where either
  /// document is in a found pair here: its own finding stands. True where it was kept. Throws
  /// RecordRefused as above.
  bool put_found_twin(const FoundTwin& twin, const Provenance& provenance);

  /// Takes down an editor's decision. It holds from now on, whatever sources say; of two on the same, the
  /// later holds. True where it is new: one that holds already changes nothing. One with a time is another
  /// archive's, and new where it is not here. Throws RecordRefused for a field, value or document that there
  /// is not.
  bool decide(const Decision& decision, const Provenance& provenance);

  /// Erases all that the document says and is called, in all versions, with the raw bytes and the parts of
  /// pages that hold it; hashes remain, by which it is known when it comes again (ErasedBefore). Follow it
  /// with scrub(). False where it was erased before or there is none.
  bool purge(const DocumentId& id, const std::string& reason, const Provenance& provenance);

  /// Erases what another archive erased, and knows it when it comes. False where that was so already.
  bool put_purged(const Purged& purged);

  /// Whether something was erased, here or by another archive's word, since forget_remains() was last called:
  /// what it said may still lie in the file, and in whatever was made of it. It stands in the archive, so
  /// that it outlives a program that was killed.
  bool has_remains() const;
  void forget_remains();

  /// Makes what was erased vanish from the file: from free pages, the rest of pages and the WAL. Rewrites the
  /// whole file, which needs as much room beside it. Not inside a batch. Throws ArchiveError, also where a
  /// reader holds an older state: then some of it may remain, and it is to be called again.
  void scrub();

  /// Keeps what became of an import, under `run.number`, which is given where it is 0.
  void put_run(ImportRun& run);

  /// The source was read at `time` (UTC). Written once a day at most.
  void note_reading(const std::string& source, const std::string& time);

  // --- reading ---

  /// All decisions, and those on one document, in the order in which they were taken.
  std::vector<Decision> decisions() const;
  std::vector<Decision> decisions_of(const DocumentId& id) const;

  /// What remains of the document where it was erased.
  std::optional<Purged> purged(const DocumentId& id) const;
  /// The ids of all that were erased.
  std::vector<DocumentId> erased() const;
  /// The id of the document that was erased and had this key or alias; nothing where none had it.
  std::optional<DocumentId> erased_as(std::string_view name) const;

  /// What became of imports that changed something or had problems, the oldest first.
  std::vector<ImportRun> runs() const;

  /// All sources with the time at which they were last read (to the day; empty: unknown), ordered by name.
  std::vector<std::pair<std::string, std::string>> sources() const;

  /// All found twins with their provenance, shown as translations or not, in the order in which their Arabic
  /// documents were first seen.
  std::vector<FoundTwin> found_twins() const;

  /// Documents that stand in what is no digest, or stand in one and are one: archives of before that was
  /// refused may have such. Storing one again unmakes the link.
  std::vector<DocumentId> misplaced() const;

  /// The newest version, withdrawn or not; nothing for an id that was never given.
  std::optional<Document> find(const DocumentId& id) const;
  /// The same by key or alias.
  std::optional<Document> find_by_key(std::string_view key) const;
  /// Its number alone.
  std::optional<DocumentNumber> number_of(std::string_view key) const;
  /// All versions as sources said them, the newest last, those before it as they came; empty for an unknown
  /// id. Each with the text of its time; names, links, occurrences and withdrawal are today's.
  std::vector<Version> history(const DocumentId& id) const;
  /// Calls `visit` for each of the same, from the newest on, with one in memory at a time, until it says
  /// false.
  void for_each_version(const DocumentId& id, const std::function<bool(const Version&)>& visit) const;

  /// What each source last said of the document, ordered by source, then place.
  std::vector<Record::Memory::Statement> statements_of(const DocumentId& id) const;

  /// When each source was first and last seen to hold the document, ordered by source. The last time is moved
  /// once a day at most.
  std::vector<Record::Memory::Sighting> sightings_of(const DocumentId& id) const;

  /// The raw bytes of the record that version `number` was read from, as far as they may be kept; nothing
  /// where none are.
  std::optional<std::string> raw_of(std::int64_t number) const;

  /// The number of changes made so far, to documents, standing text and pages; 0 for a new archive.
  Revision revision() const;

  /// The newest versions of documents changed after `since`, in the order of their revisions, at most `most`;
  /// withdrawn ones among them. Empty where nothing changed.
  struct Change {
    Revision revision = 0;
    Document document;
    FirstSight first_sight;
    std::int64_t versions = 0;  // how many there are of it, as history() has them
  };
  std::vector<Change> changed_since(Revision since, std::size_t most) const;

  /// Names the change that made `revision`: another in an archive that was put back from a backup and then
  /// went another way, though it has a change of the same number. Empty for 0 and for a revision that is not
  /// there.
  std::string change_name(Revision revision) const;

  /// All documents that are shown and that the source named `source` (provenance) publishes as far as we
  /// know, for --complete.
  DocumentSet documents_of_source(std::string_view source) const;

  /// The items of a digest that are shown, in the order in which they were first met.
  std::vector<DocumentId> children_of(const DocumentId& parent) const;

  /// What changed after `since`, whatever it was, in the order of the revisions, at most `most`.
  struct Event {
    enum class Subject { document, standing_text, page };
    Revision revision = 0;
    Subject subject{};
    std::string name;  // id of the document, name of the standing text, source of the page
    std::string what;  // "added", "version", "alias", "occurrence", "link", "withdrawn", "shown", "parts",
                       // "decision", "purged"

    bool operator==(const Event&) const = default;
  };
  std::vector<Event> events_since(Revision since, std::size_t most) const;

  /// Every stated count of members, ordered by count, then evidence, then source.
  std::vector<LedgerEntry> ledger() const;

  struct BoilerplateVersion {
    std::string name, text, first_seen;  // first_seen: UTC, when we first stored it
    std::vector<Occurrence> occurrences;
    Provenance provenance;  // of its first sight
    Revision revision = 0;  // of its latest change
  };
  std::vector<BoilerplateVersion> boilerplate() const;
  std::vector<Capture> captures() const;

  /// Calls `visit` for each page with its provenance, in the order of first sight, with one in memory at a
  /// time.
  void for_each_capture(const std::function<void(const Capture&)>& visit) const;

  struct Counts {
    std::int64_t documents = 0;  // that are shown
    std::int64_t withdrawn = 0, versions = 0, boilerplate = 0, captures = 0;
    std::int64_t twins = 0;  // pairs found, shown as translations or not
    std::map<std::string, std::int64_t> by_kind, by_language,
        by_date_precision;  // of the documents that are shown
  };
  Counts counts() const;

  enum class View { decided, said };  // with the decisions of editors, or as sources say it
  /// Calls `visit` for each document, withdrawn or not, in the order of first sight, with one in memory at a
  /// time. A link whose other end is not here yet holds the key that it waits for. Throws ArchiveError.
  void for_each_document(const std::function<void(const Document&)>& visit, View view = View::decided) const;

  /// What is wrong with the file, one sentence each; empty for a sound archive. Reads all of it.
  std::vector<std::string> problems() const;

  /// The first thing that a look at the file's pages finds wrong; nothing where they fit together. Reads all
  /// of it, but compares no contents: quick enough for the start of every command that writes.
  std::optional<std::string> damage() const;

  /// A random name given to the archive when it was made; an index built from another archive is refused by
  /// it.
  std::string archive_id() const;

  /// One state of the whole archive while it lives: changes made meanwhile by a writer are not seen.
  class Snapshot {
   public:
    explicit Snapshot(const Archive& archive);
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

   private:
    const Archive& archive_;
  };

  struct Parts;  // known to the archive's own sources alone

 private:
  std::unique_ptr<Parts> parts_;
};

}  // namespace corpus
