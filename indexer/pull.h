// What a running WordPress shows now, into the archive: what is new or changed, and what is no longer there.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "analyzers/tagger.h"
#include "corpus/archive.h"
#include "corpus/importer.h"
#include "corpus/live/pull_memory.h"
#include "corpus/live/wordpress_site.h"
#include "corpus/writer_lock.h"

namespace indexer {

struct PullOptions {
  std::string source;            // what the archive calls the site
  bool force = false;            // withdraw more than a fifth of its documents, and by lists that seem short
  bool afresh = false;           // read every record, also of items that seem unchanged
  std::filesystem::path folder;  // for the answer that is being read
};

/// What became of a pull.
struct PullReport {
  corpus::ImportReport import;      // of the records that were read; `withdrawn` also of those that are gone
  std::int64_t listed = 0;          // items that the site named
  std::int64_t kept_lists = 0;      // lists of which the site said that nothing has changed
  bool compared = false;            // all numbers were compared, so that what is gone was found
  bool stopped = false;             // before its end
  std::vector<std::string> doubts;  // why something was not withdrawn or not asked for: a sentence each
  std::map<std::string, std::string> left_out;  // types of the site that are not kept, and why

  PullReport& operator+=(const PullReport& other);
};

/// Changes the archive, open for writing, and returns how many records were read until then.
using ArchiveWork = std::function<std::int64_t(corpus::Archive&, corpus::WriterLock&)>;

/// Calls its argument with the archive and the lock, for as long as it runs.
using WriteArchive = std::function<void(const ArchiveWork&)>;

/// Pulls from one site. One thread at a time. Throws corpus::FetchError where the site cannot be asked any
/// further, ArchiveError, PullMemoryError, and what `write` throws: what was stored until then stays, and the
/// next pull goes on from there.
class SitePull {
 public:
  /// The references outlive it. `between` is called before each request of run(): other work, also refresh(),
  /// may be done in it.
  SitePull(corpus::WordPressSite& site, corpus::PullMemory& memory, const analyzers::Tagger& tagger,
           WriteArchive write, PullOptions options, std::function<void()> between = {});

  /// Brings in what is new or changed. With `compare` (and where that was never done to its end) all numbers
  /// of the site are compared with those known, and what it no longer holds is withdrawn; else only what was
  /// modified since is asked for.
  PullReport run(bool compare);

  /// Looks at these items alone, whatever is known of them: stores what is shown, withdraws what is not.
  PullReport refresh(const std::string& type, std::span<const std::uint64_t> ids);

 private:
  using Ids = std::vector<std::uint64_t>;
  struct Missing {
    corpus::SiteType type;
    std::uint64_t id = 0;
    std::string key;
  };
  struct Seen;

  void run_type(const corpus::SiteType& type, bool compare, PullReport& report, Seen& seen);
  std::set<std::uint64_t> read(const corpus::SiteType& type, const std::string& view,
                               std::span<const corpus::ListedItem> items, bool fresh, PullReport& report);
  std::set<std::uint64_t> store(const corpus::SiteType& type, const corpus::SiteRecords& records,
                                std::span<const corpus::ListedItem> items, PullReport& report);
  void name_ungiven(const corpus::SiteType& type, std::set<std::uint64_t> ungiven, PullReport& report);
  void settle_missing(const Seen& seen, PullReport& report);
  void settle(const Missing& missing, PullReport& report);
  void leave(const Missing& missing, corpus::Presence presence, PullReport& report);
  void remember(corpus::Archive& archive, const corpus::ImportReport& more);
  void remember_doubts(const PullReport& report);
  const corpus::SiteAbout& about();
  void do_between() const;

  corpus::WordPressSite& site_;
  corpus::PullMemory& memory_;
  const analyzers::Tagger& tagger_;
  WriteArchive write_;
  PullOptions options_;
  std::function<void()> between_;
  std::optional<corpus::SiteAbout> about_;
  corpus::ImportRun departures_;  // what the archive remembers of a pull; of its answers each is a run
  std::vector<std::string> told_doubts_;  // of the comparison before
};

/// What became of it in one line, for people: "12 items listed, 3 read: 1 added, 2 changed, ...".
std::string to_line(const PullReport& report);

/// The same with the reasons.
std::string to_text(const PullReport& report, const std::string& site, std::int64_t requests);

}  // namespace indexer
