// A source into the archive. Whatever a record holds, the import goes on; what the archive cannot do ends it.
#include "corpus/importer.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <tuple>
#include <utility>

#include "corpus/record_cleaning.h"
#include "corpus/record_review.h"

namespace corpus {
namespace {

constexpr std::size_t kProblemsKept = 1000;
constexpr std::int64_t kGuardedShare = 5;  // --complete withdraws one in five at most, unless it is forced

// Reasons for which a site no longer shows what it showed before. Others ("revision", "comment") say nothing
// of the document whose key they carry.
constexpr std::array<std::string_view, 8> kNotPublished{"draft",    "pending", "future",     "private",
                                                        "password", "trash",   "auto-draft", "not published"};

constexpr std::size_t kMostReasons = 100;

// Reasons hold names of the source's own types, so that a source could make up any number of them.
void add_reason(std::map<std::string, std::int64_t>& reasons, const std::string& why, std::int64_t times) {
  const bool room = reasons.size() < kMostReasons || reasons.contains(why);
  reasons[room ? why : "other reasons"] += times;
}

// As many of `more` as there is room for.
void add_first(std::vector<Problem>& kept, const std::vector<Problem>& more) {
  const auto room = kProblemsKept - std::min(kProblemsKept, kept.size());
  const auto taken = static_cast<std::ptrdiff_t>(std::min(room, more.size()));
  kept.insert(kept.end(), more.begin(), more.begin() + taken);
}

}  // namespace

class SourceImport::Work {
 public:
  Work(const analyzers::Tagger& tagger, Archive& archive, WriterLock& lock, ImportOptions options)
      : tagger_(tagger), archive_(archive), lock_(lock), options_(std::move(options)) {
    provenance_ = {options_.source_name, {}, now_utc(), SIJILL_VERSION, {}};
    remembered_.source = options_.source_name;
    remembered_.started = provenance_.imported_at;
    remembered_.program = SIJILL_VERSION;
  }
  ~Work() {
    if (batch_open_) archive_.abandon_batch();
  }
  Work(const Work&) = delete;
  Work& operator=(const Work&) = delete;

  ImportReport read(Source& file, const std::string& name) {
    provenance_.format = file.format();
    note_file(name);
    try {
      while (auto item = next(file)) {
        take(*item);
        progress_ = file.progress();
        if (in_batch_ >= options_.batch) commit();
      }
    } catch (const SourceError&) {
      broke_off_ = true;
      commit();  // what was read until then is good
      take_report();
      throw;
    }
    progress_ = file.progress();
    commit();
    return take_report();
  }

  void note_unread(const Problem& problem) {
    broke_off_ = true;
    ImportReport unread;
    unread.read = unread.problem_count = 1;
    unread.problems = {problem};
    so_far_ += unread;
  }

  ImportReport finish() {
    unpublish();
    if (batch_open_) commit();
    try {
      if (options_.complete && !broke_off_) withdraw_missing();
    } catch (const WithdrawalRefused& refused) {
      note_unread({options_.source_name, refused.what()});
      end_run(ImportRun::Outcome::failed);
      throw;
    }
    auto report = take_report();
    end_run(broke_off_ ? ImportRun::Outcome::failed : ImportRun::Outcome::finished);
    return report;
  }

 private:
  // --- what the archive remembers of the import ---

  void note_file(const std::string& name) {
    constexpr std::size_t kMostFiles = 100;
    if (name.empty()) return;
    ++remembered_.file_count;
    if (remembered_.files.size() < kMostFiles) remembered_.files.push_back(name);
  }

  ImportReport take_report() {
    so_far_ += report_;
    return std::exchange(report_, {});
  }

  // With each batch, so that of an import that is killed it is known what it brought.
  void remember() {
    remembered_.report = so_far_;
    remembered_.report += report_;
    remembered_.ended = now_utc();
    if (!remembered_.is_idle()) archive_.put_run(remembered_);
  }

  void end_run(ImportRun::Outcome outcome) {
    remembered_.outcome = outcome;
    remember();
    if (remembered_.is_idle() && remembered_.report.read > 0) archive_.put_run(remembered_);
    archive_.note_reading(options_.source_name, remembered_.started);
  }

  std::optional<SourceItem> next(Source& file) {
    lock_.set_phase(WriterPhase::reading);
    return file.next();
  }

  void take(SourceItem& item) {
    begin();
    std::visit([this](auto& what) { handle(what); }, item);
    ++in_batch_;
  }

  void handle(Record& record) {
    ++report_.read;
    if (!clean(record)) return;
    try {
      lock_.set_phase(WriterPhase::archive_write);
      const auto result = archive_.put(record, provenance_, run_);
      count(result);
      for (const auto& remark : result.remarks) add_remark({record.where, remark});
    } catch (const ErasedBefore& refused) {
      ++report_.skipped;
      add_reason(report_.skipped_why, "purged", 1);
      add_remark({record.where, refused.what()});
    } catch (const GivenTwice& refused) {
      add_problem({record.where, refused.what()});  // its document is known, and it is there
    } catch (const RecordRefused& refused) {
      add_unread({record.where, refused.what()});
    }
  }

  // Whatever goes wrong with one record's text is that record's problem.
  bool clean(Record& record) try {
    clean_record(record, tagger_);
    for (auto& remark : review_record(record, tagger_, today_)) add_remark({record.where, std::move(remark)});
    return true;
  } catch (const std::exception& error) {
    add_unread({record.where, error.what()});
    return false;
  }

  void handle(Skipped& skipped) {
    ++report_.read;
    ++report_.skipped;
    add_reason(report_.skipped_why, skipped.why + known_or_not(skipped), 1);
    if (skipped.key.empty() ||
        std::find(kNotPublished.begin(), kNotPublished.end(), skipped.why) == kNotPublished.end()) {
      return;
    }
    // What is not here yet is there at the end only where this run has published it.
    if (const auto number = archive_.number_of(skipped.key)) not_published_.insert(*number);
  }

  // What a sitemap names is no document; which of it the archive lacks is what an operator asks it for.
  std::string known_or_not(const Skipped& skipped) {
    if (skipped.why != "sitemap address") return {};
    return archive_.number_of(skipped.key) ? ", in the archive" : ", not in the archive";
  }

  // At the end, when it is known what the source publishes: a draft beside its published post says nothing.
  void unpublish() {
    for (auto number = not_published_.next_after(0); number; number = not_published_.next_after(*number)) {
      begin();
      lock_.set_phase(WriterPhase::archive_write);
      if (archive_.unpublish(*number, provenance_, run_)) ++report_.withdrawn;
      if (++in_batch_ >= options_.batch) commit();
    }
  }

  void handle(Problem& problem) {
    ++report_.read;
    add_unread(problem);
  }

  void handle(Boilerplate& boilerplate) {
    lock_.set_phase(WriterPhase::archive_write);
    try {
      if (archive_.put_boilerplate(boilerplate, boilerplate.provenance.value_or(provenance_)))
        ++report_.boilerplate;
    } catch (const RecordRefused& refused) {
      ++report_.read;
      add_problem({boilerplate.source, refused.what()});
    }
  }

  void handle(Capture& capture) {
    lock_.set_phase(WriterPhase::archive_write);
    try {
      if (archive_.put_capture(capture, capture.provenance.value_or(provenance_))) ++report_.captures;
    } catch (const RecordRefused& refused) {
      ++report_.read;
      add_problem({capture.file, refused.what()});
    }
  }

  void handle(FoundTwin& twin) {
    lock_.set_phase(WriterPhase::archive_write);
    try {
      if (archive_.put_found_twin(twin, twin.provenance.value_or(provenance_))) ++report_.twins;
    } catch (const RecordRefused& refused) {
      ++report_.read;
      add_problem({options_.source_name, refused.what()});
    }
  }

  void handle(Decision& decision) {
    lock_.set_phase(WriterPhase::archive_write);
    try {
      if (archive_.decide(decision, provenance_)) ++report_.decisions;
    } catch (const RecordRefused& refused) {
      ++report_.read;
      add_problem({options_.source_name, refused.what()});
    }
  }

  void handle(Purged& purged) {
    lock_.set_phase(WriterPhase::archive_write);
    try {
      if (archive_.put_purged(purged)) ++report_.purged;
    } catch (const RecordRefused& refused) {
      ++report_.read;
      add_problem({options_.source_name, refused.what()});
    }
  }

  void count(const Archive::PutResult& result) {
    switch (result.outcome) {
      case Archive::Outcome::added: ++report_.added; break;
      case Archive::Outcome::changed: ++report_.changed; break;
      case Archive::Outcome::unchanged: ++report_.unchanged; break;
    }
    if (options_.complete) seen_.insert(result.number);
  }

  // A problem with a record that may be any document of the source.
  void add_unread(const Problem& problem) {
    ++unread_;
    add_problem(problem);
  }

  void add_problem(const Problem& problem) {
    ++report_.problem_count;
    if (report_.problems.size() < kProblemsKept) report_.problems.push_back(problem);
  }

  void add_remark(Problem remark) {
    ++report_.remark_count;
    if (report_.remarks.size() < kProblemsKept) report_.remarks.push_back(std::move(remark));
  }

  void begin() {
    if (batch_open_) return;
    archive_.begin_batch();
    batch_open_ = true;
  }

  void commit() {
    if (batch_open_) {
      lock_.set_phase(WriterPhase::commit);
      remember();
      batch_open_ = false;
      archive_.commit_batch();
    }
    in_batch_ = 0;
    lock_.set_phase(WriterPhase::idle);
    if (!options_.on_batch) return;
    try {
      options_.on_batch(progress_, report_);
    } catch (...) {
      end_run(ImportRun::Outcome::stopped);
      throw;
    }
  }

  // A record that could not be read may be any document of the source: then nobody knows what is missing.
  void withdraw_missing() {
    const auto known = archive_.documents_of_source(options_.source_name);
    DocumentSet missing;
    for (auto number = known.next_after(0); number; number = known.next_after(*number)) {
      if (!seen_.contains(*number)) missing.insert(*number);
    }
    if (missing.size() == 0) return;
    if (!options_.force) check_missing(missing.size(), known.size());
    begin();
    lock_.set_phase(WriterPhase::archive_write);
    for (auto number = missing.next_after(0); number; number = missing.next_after(*number)) {
      if (archive_.leave_source(*number, provenance_)) ++report_.withdrawn;
    }
    commit();
  }

  void check_missing(std::size_t missing, std::size_t known) const {
    const std::string what = options_.source_name + " no longer holds " + std::to_string(missing) +
                             " of the " + std::to_string(known) + " documents read from it before";
    if (unread_ > 0) {
      throw WithdrawalRefused(
          what + ", but " + std::to_string(unread_) +
          (unread_ == 1 ? " of its records could not be read and may be one of them"
                        : " of its records could not be read and may be among them") +
          ": nothing was withdrawn. Mend the file, or withdraw them all the same with --complete --force");
    }
    if (static_cast<std::int64_t>(missing) * kGuardedShare > static_cast<std::int64_t>(known)) {
      throw WithdrawalRefused(what +
                              ", more than a fifth: nothing was withdrawn. If that is right, run the import "
                              "again with --complete --force");
    }
  }

  const analyzers::Tagger& tagger_;
  Archive& archive_;
  WriterLock& lock_;
  const ImportOptions options_;
  Provenance provenance_;
  const std::chrono::sys_days today_ =
      std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  Source::Progress progress_;
  ImportReport report_;  // since the last one was taken
  ImportReport so_far_;  // before that
  ImportRun remembered_;
  Archive::Run run_;
  DocumentSet not_published_;  // that the source says are not
  DocumentSet seen_;           // of a source that is complete
  std::size_t in_batch_ = 0;
  std::int64_t unread_ = 0;  // records that nobody can name
  bool broke_off_ = false;   // a file was not read to its end
  bool batch_open_ = false;
};

SourceImport::SourceImport(const analyzers::Tagger& tagger, Archive& archive, WriterLock& lock,
                           ImportOptions options)
    : work_(std::make_unique<Work>(tagger, archive, lock, std::move(options))) {}

SourceImport::~SourceImport() = default;

ImportReport SourceImport::read(Source& file, const std::string& name) { return work_->read(file, name); }

void SourceImport::note_unread(const Problem& problem) { work_->note_unread(problem); }

ImportReport SourceImport::finish() { return work_->finish(); }

ImportReport& ImportReport::operator+=(const ImportReport& other) {
  read += other.read;
  added += other.added;
  changed += other.changed;
  unchanged += other.unchanged;
  skipped += other.skipped;
  withdrawn += other.withdrawn;
  boilerplate += other.boilerplate;
  captures += other.captures;
  twins += other.twins;
  decisions += other.decisions;
  purged += other.purged;
  for (const auto& [why, times] : other.skipped_why) add_reason(skipped_why, why, times);
  add_first(problems, other.problems);
  problem_count += other.problem_count;
  add_first(remarks, other.remarks);
  remark_count += other.remark_count;
  return *this;
}

ImportReport import_all(Source& source, const analyzers::Tagger& tagger, Archive& archive, WriterLock& lock,
                        const ImportOptions& options) {
  SourceImport import(tagger, archive, lock, options);
  try {
    auto report = import.read(source);
    report += import.finish();
    return report;
  } catch (const SourceError& error) {
    import.note_unread({options.source_name, error.what()});
    import.finish();  // what it says is not published is known; nothing is withdrawn for want of it
    throw;
  }
}

}  // namespace corpus
