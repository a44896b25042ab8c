#include "indexer/pull_desk.h"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>

#include "analyzers/analyzer.h"
#include "analyzers/vocabulary.h"
#include "corpus/live/web_address.h"
#include "indexer/commands.h"
#include "indexer/index_update.h"
#include "indexer/stop_signal.h"
#include "indexer/vocabulary_place.h"
#include "indexer/writing_desk.h"

namespace indexer {
namespace {

namespace fs = std::filesystem;
using corpus::Archive;
using corpus::WriterLock;

// Whoever else writes does so for a while and is then done; a pull that broke off for it would begin anew.
constexpr std::chrono::seconds kLeastWait{60};
constexpr std::chrono::seconds kTurn{1};  // of that wait: a stop is noticed between two

corpus::WebManners manners_of(const Settings& settings) {
  corpus::WebManners manners;
  manners.requests_per_second = settings.site.rate;
  manners.whole = std::chrono::seconds(settings.site.timeout_s);
  manners.authorities = settings.site.authorities;
  manners.name = std::string("sijill-indexer/") + version();
  return manners;
}

std::string source_of(const Settings& settings) {
  return settings.source.empty() ? corpus::web_address(settings.site.address).value() : settings.source;
}

// The folder first: what comes after lies in it.
fs::path memory_file(const Settings& settings) {
  make_data_folder(settings);
  return settings.data / "pull.db";
}

}  // namespace

struct PullDesk::Parts {
  Parts(const Settings& wanted, corpus::WebClient::Pause pause, std::function<void()> between)
      : settings(wanted),
        vocabulary(load_vocabulary(settings.vocabulary)),
        tagger(vocabulary, analyzer),
        memory(memory_file(settings), source_of(settings) + "\n" + settings.site.address),
        client(manners_of(settings), std::move(pause)),
        site(client, memory, corpus::web_address(settings.site.address).value(), settings.site.languages,
             between),
        pull(
            site, memory, tagger, [this](const auto& work) { write(work); },
            {source_of(settings), settings.force, settings.site.afresh, settings.data}, between) {}

  WriterLock lock() const {
    const auto until =
        std::chrono::steady_clock::now() + std::max(kLeastWait, std::chrono::seconds(settings.wait_s));
    for (;;) {
      try {
        return WriterLock(settings.data, "indexer " + settings.command, kTurn);
      } catch (const corpus::WriterBusy&) {
        if (stop_signal() != 0) throw corpus::FetchStopped();
        if (std::chrono::steady_clock::now() >= until) throw;
      }
    }
  }

  void write(const ArchiveWork& work) {
    require_room(settings);
    auto held = lock();
    Archive archive(archive_to_write(settings), Archive::Access::read_write);
    const auto read = work(archive, held);
    IndexDirectory index(settings.index());
    tell_head(archive, index);
    report_commit(settings, "archive", archive.revision(), read);
  }

  // Once: what was whole is looked at again by the next command.
  void look_at_archive() {
    write([this](Archive& archive, WriterLock&) {
      refuse_damaged(archive, settings);
      IndexDirectory(settings.index()).remove_old_generations();
      if (memory.follow(archive)) {
        spdlog::warn("the archive is not the one that was last pulled into: the whole site is read again");
      }
      return std::int64_t{0};
    });
  }

  const Settings settings;
  const analyzers::Vocabulary vocabulary;
  const analyzers::Analyzer analyzer;
  const analyzers::Tagger tagger;
  corpus::PullMemory memory;
  corpus::WebClient client;
  corpus::WordPressSite site;
  SitePull pull;
};

PullDesk::PullDesk(const Settings& settings, corpus::WebClient::Pause pause, std::function<void()> between)
    : parts_(std::make_unique<Parts>(settings, std::move(pause), std::move(between))) {
  parts_->look_at_archive();
}

PullDesk::~PullDesk() = default;

SitePull& PullDesk::pull() { return parts_->pull; }

std::int64_t PullDesk::compared() const { return parts_->memory.compared(); }

std::int64_t PullDesk::requests() const { return parts_->client.requests(); }

bool PullDesk::update_index() {
  const auto& settings = parts_->settings;
  auto held = parts_->lock();
  const Archive archive(archive_to_write(settings), Archive::Access::read_write);
  IndexDirectory index(settings.index());
  const auto report =
      indexer::update_index(archive, index, held, update_options(settings, parts_->vocabulary));
  if (!report.why_rebuilt.empty()) spdlog::warn("the index was built anew: {}", report.why_rebuilt);
  if (!report.stopped) report_commit(settings, "index", report.revision, report.documents);
  return !report.stopped;
}

}  // namespace indexer
