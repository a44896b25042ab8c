#include "indexer/pull.h"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "corpus/dates/date_text.h"
#include "corpus/sources/child_source.h"
#include "corpus/sources/wordpress_rest.h"
#include "indexer/commands.h"

namespace indexer {
namespace {

namespace fs = std::filesystem;
using corpus::ListedItem;
using corpus::Presence;
using corpus::PullMemory;
using corpus::SiteType;
using corpus::WordPressSite;

constexpr std::chrono::hours kOverlap{2};   // two clocks that differ, an hour that a summer's end has twice
constexpr std::int64_t kUnsettled = 2;      // seconds: a second change in them would not show
constexpr std::size_t kMostLookedAt = 100;  // one by one, of what a site lists and does not give
constexpr std::size_t kMostNamed = 100;     // of them, in one message
constexpr std::size_t kGuardedShare = 5;    // as --complete: one in five at most, unless forced

std::optional<std::int64_t> seconds_of(const std::string& instant) {
  std::tm parts{};
  const char* end = ::strptime(instant.c_str(), "%Y-%m-%dT%H:%M:%S", &parts);
  if (end == nullptr || *end != '\0') return std::nullopt;
  return ::timegm(&parts);
}

// From where a list of changes has to begin; empty: from the beginning.
std::string begin_of_changes(const PullMemory::Items& known) {
  std::int64_t newest = 0;
  for (const auto& [id, item] : known) newest = std::max(newest, seconds_of(item.modified).value_or(0));
  return newest == 0 ? std::string()
                     : corpus::utc_text(std::chrono::sys_seconds(std::chrono::seconds(newest) - kOverlap));
}

// The number in "wp:example.org/?p=17".
std::optional<std::uint64_t> number_of(const std::string& alias) {
  const auto at = alias.rfind("?p=");
  if (!alias.starts_with("wp:") || at == std::string::npos) return std::nullopt;
  const auto digits = alias.substr(at + 3);
  if (digits.empty() || digits.size() > 18 || digits.find_first_not_of("0123456789") != std::string::npos)
    return std::nullopt;
  return std::stoull(digits);
}

/// A source that notes by number which items it gave, and tells of each where and when it was fetched.
class NotingSource final : public corpus::Source {
 public:
  NotingSource(std::unique_ptr<corpus::Source> source, const corpus::SiteRecords& records)
      : source_(std::move(source)),
        address_(records.address),
        time_(corpus::utc_text(std::chrono::sys_seconds(std::chrono::seconds(records.time)))) {}

  std::optional<corpus::SourceItem> next() override {
    auto item = source_->next();
    if (!item) return item;
    if (auto* record = std::get_if<corpus::Record>(&*item)) {
      record->fetched_at = time_;
      note(record->document.key, true);
      tell_address(*record, record->document.key);
      for (const auto& alias : record->document.aliases) {
        note(alias, true);
        tell_address(*record, alias);
      }
    } else if (const auto* skipped = std::get_if<corpus::Skipped>(&*item)) {
      note(skipped->key, false);
    }
    return item;
  }
  std::string_view format() const override { return source_->format(); }
  Progress progress() const override { return source_->progress(); }

  struct Noted {
    std::string key;
    bool kept = false;
  };
  const std::map<std::uint64_t, Noted>& noted() const { return noted_; }

 private:
  void note(const std::string& key, bool kept) {
    if (const auto number = number_of(key)) noted_[*number] = {key, kept};
  }

  // The answer held many; each of them has an address of its own.
  void tell_address(corpus::Record& record, const std::string& key) const {
    if (const auto number = number_of(key)) record.fetched_from = address_ + "/" + std::to_string(*number);
  }

  std::unique_ptr<corpus::Source> source_;
  std::string address_, time_;
  std::map<std::uint64_t, Noted> noted_;
};

// The site's own address, of an address of its interface.
std::string site_of(const std::string& interface) {
  for (const char* marker : {"wp-json/", "index.php?rest_route=", "?rest_route="}) {
    if (const auto at = interface.find(marker); at != std::string::npos) return interface.substr(0, at);
  }
  return {};
}

void write_file(const fs::path& file, const std::string& bytes) {
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out) throw std::runtime_error("cannot write " + file.string() + ": is the disk full?");
}

void add_problem(PullReport& report, const std::string& where, const std::string& what) {
  corpus::ImportReport failure;
  failure.read = 1;
  failure.problem_count = 1;
  failure.problems.push_back({where, what});
  report.import += failure;
}

}  // namespace

/// What the lists of a run held.
struct SitePull::Seen {
  std::vector<Missing> missing;
  std::size_t known = 0;  // documents of the site before the run
  bool whole = true;      // every list was whole
};

SitePull::SitePull(WordPressSite& site, PullMemory& memory, const analyzers::Tagger& tagger,
                   WriteArchive write, PullOptions options, std::function<void()> between)
    : site_(site),
      memory_(memory),
      tagger_(tagger),
      write_(std::move(write)),
      options_(std::move(options)),
      between_(std::move(between)) {}

const corpus::SiteAbout& SitePull::about() {
  if (!about_) about_ = site_.about();
  return *about_;
}

void SitePull::do_between() const {
  if (between_) between_();
}

PullReport SitePull::run(bool compare) {
  PullReport report;
  departures_ = {};
  about_.reset();  // a site may have got another type since
  try {
    compare = compare || options_.afresh || memory_.compared() == 0;
    const auto types = about().types;
    report.left_out = about().left_out;
    Seen seen;
    for (const auto& type : types) run_type(type, compare, report, seen);
    if (compare) {
      for (const auto& [name, count] : memory_.types()) {
        const auto offered = [&name = name](const SiteType& type) { return type.name == name; };
        if (std::any_of(types.begin(), types.end(), offered)) continue;
        report.doubts.push_back("the site no longer tells of the type " + name + ": its " +
                                std::to_string(count) + " items stay as they are");
      }
      settle_missing(seen, report);
      remember_doubts(report);
      memory_.drop_unused_answers();
    }
  } catch (const corpus::FetchStopped&) {
    report.stopped = true;
  }
  return report;
}

void SitePull::run_type(const SiteType& type, bool compare, PullReport& report, Seen& seen) {
  const auto known = memory_.items(type.name);
  const auto begin = compare ? std::string() : begin_of_changes(known);
  std::set<std::uint64_t> listed, ungiven;
  for (const auto& view : about().views) {
    const auto list = site_.list(type, view, begin);
    report.listed += static_cast<std::int64_t>(list.items.size());
    report.kept_lists += list.unchanged ? 1 : 0;
    if (compare && !list.doubt.empty()) {
      seen.whole = false;
      report.doubts.push_back("the list of " + type.name + (view.empty() ? "" : " (" + view + ")") +
                              " may be short: " + list.doubt);
    }
    std::vector<ListedItem> wanted;
    for (const auto& item : list.items) {
      const bool is_new = listed.insert(item.id).second;
      const auto before = known.find(item.id);
      const bool same = before != known.end() && !before->second.modified.empty() &&
                        before->second.modified == item.modified && !options_.afresh;
      if (is_new && !same) wanted.push_back(item);
    }
    std::stable_sort(wanted.begin(), wanted.end(),
                     [](const auto& one, const auto& other) { return one.modified < other.modified; });
    for (const auto& item : wanted) ungiven.insert(item.id);
    for (const auto id : read(type, view, wanted, false, report)) ungiven.erase(id);
  }
  name_ungiven(type, std::move(ungiven), report);
  if (!compare) return;
  for (const auto& [id, item] : known) {
    seen.known += item.key.empty() ? 0 : 1;
    if (!listed.contains(id)) seen.missing.push_back({type, id, item.key});
  }
}

std::set<std::uint64_t> SitePull::read(const SiteType& type, const std::string& view,
                                       std::span<const ListedItem> items, bool fresh, PullReport& report) {
  std::set<std::uint64_t> come;
  for (std::size_t at = 0; at < items.size();) {
    std::size_t size = std::min(WordPressSite::kMostAtOnce, items.size() - at);
    for (;; size = (size + 1) / 2) {
      const auto part = items.subspan(at, size);
      Ids ids;
      for (const auto& item : part) ids.push_back(item.id);
      if (!fresh) do_between();
      try {
        come.merge(store(type, site_.records(type, view, ids, fresh), part, report));
        break;
      } catch (const corpus::AnswerTooLarge& error) {
        if (size > 1) continue;
        add_problem(report, site_.address_of(type.place + "/" + std::to_string(ids.front())), error.what());
        come.insert(ids.front());  // it is named by that
        break;
      }
    }
    at += size;
  }
  return come;
}

std::set<std::uint64_t> SitePull::store(const SiteType& type, const corpus::SiteRecords& records,
                                        std::span<const ListedItem> items, PullReport& report) {
  const auto file = options_.folder / "answer.json";
  write_file(file, records.body);
  const corpus::RestAnswer answer{records.address, site_of(records.address)};
  PullMemory::Items kept;
  std::set<std::uint64_t> come;
  write_([&](corpus::Archive& archive, corpus::WriterLock& lock) {
    corpus::ImportOptions options;
    options.source_name = options_.source;
    corpus::SourceImport import(tagger_, archive, lock, std::move(options));
    NotingSource source(
        corpus::read_in_child([&] { return corpus::open_wordpress_rest(file, answer); }, records.address, {}),
        records);
    try {
      report.import += import.read(source);
    } catch (const corpus::SourceError& error) {
      add_problem(report, records.address, error.what());
    }
    report.import += import.finish();
    for (const auto& item : items) {
      const auto noted = source.noted().find(item.id);
      if (noted == source.noted().end()) continue;
      come.insert(item.id);
      const auto& [key, is_kept] = noted->second;
      if (is_kept && !archive.find_by_key(key)) continue;  // it was refused: it is a problem of the report
      const auto modified = seconds_of(item.modified);
      const bool settled = modified && *modified + kUnsettled < records.time;
      kept[item.id] = {settled ? item.modified : std::string(), is_kept ? key : std::string()};
    }
    memory_.remember(archive, type.name, kept);
    return report.import.read;
  });
  std::error_code ignored;
  fs::remove(file, ignored);
  return come;
}

// What has gone since it was listed is no matter; everything else must not be missed in silence.
void SitePull::name_ungiven(const SiteType& type, std::set<std::uint64_t> ungiven, PullReport& report) {
  const std::vector<std::uint64_t> all(ungiven.begin(), ungiven.end());
  for (std::size_t i = 0; i < std::min(all.size(), kMostLookedAt); ++i) {
    do_between();
    try {
      if (site_.look_at(type, all[i]) != Presence::shown) ungiven.erase(all[i]);
    } catch (const corpus::SiteAtRest&) {
      throw;
    } catch (const corpus::FetchError&) {
      break;  // a site that does not tell is not asked about each of them
    }
  }
  if (ungiven.empty()) return;
  std::string numbers;
  std::size_t named = 0;
  for (auto id = ungiven.begin(); id != ungiven.end() && named < kMostNamed; ++id, ++named) {
    numbers += (named == 0 ? "" : ", ") + std::to_string(*id);
  }
  if (named < ungiven.size()) numbers += " and " + std::to_string(ungiven.size() - named) + " more";
  report.doubts.push_back(
      "the site lists " + std::to_string(ungiven.size()) + (ungiven.size() == 1 ? " item" : " items") +
      " of the type " + type.name +
      " but gives no record that can be read, which the next pull asks for again: " + numbers);
}

void SitePull::settle_missing(const Seen& seen, PullReport& report) {
  const auto documents = static_cast<std::size_t>(std::count_if(
      seen.missing.begin(), seen.missing.end(), [](const Missing& missing) { return !missing.key.empty(); }));
  const auto refuse = [&](const std::string& why) {
    report.doubts.push_back("the site no longer lists " + std::to_string(documents) + " of the " +
                            std::to_string(seen.known) + " documents pulled from it before, " + why +
                            ": nothing was withdrawn; if that is right, pull again with --force");
  };
  if (!options_.force && documents > 0 && !seen.whole) return refuse("but not every list is whole");
  if (!options_.force && documents * kGuardedShare > seen.known) return refuse("more than a fifth");
  for (const auto& missing : seen.missing) settle(missing, report);
  report.compared = seen.whole;
  if (seen.whole) memory_.set_compared(std::time(nullptr));
}

void SitePull::settle(const Missing& missing, PullReport& report) {
  do_between();
  const auto presence = site_.look_at(missing.type, missing.id);
  if (presence != Presence::shown) return leave(missing, presence, report);
  const ListedItem item{missing.id, {}};
  for (const auto& view : about().views) {
    if (read(missing.type, view, std::span(&item, 1), false, report).contains(missing.id)) return;
  }
  report.doubts.push_back("the site shows " + missing.type.name + " " + std::to_string(missing.id) +
                          " but does not list it: it stays as it is");
}

void SitePull::leave(const Missing& missing, Presence presence, PullReport& report) {
  write_([&](corpus::Archive& archive, corpus::WriterLock& lock) {
    lock.set_phase(corpus::WriterPhase::archive_write);
    const corpus::Provenance provenance{options_.source, "wordpress-rest", corpus::now_utc(), version(), {}};
    const auto document = missing.key.empty() ? std::nullopt : archive.find_by_key(missing.key);
    if (document) {
      const bool withdrawn = presence == Presence::hidden
                                 ? archive.unpublish(missing.key, provenance, corpus::Archive::Run())
                                 : archive.leave_source(document->id, provenance);
      corpus::ImportReport gone;
      gone.withdrawn = withdrawn ? 1 : 0;
      if (withdrawn) remember(archive, gone);
      report.import += gone;
    }
    memory_.forget(archive, missing.type.name, missing.id);
    lock.set_phase(corpus::WriterPhase::idle);
    return report.import.read;
  });
}

PullReport SitePull::refresh(const std::string& type_name, std::span<const std::uint64_t> ids) {
  PullReport report;
  departures_ = {};
  try {
    const auto& types = about().types;
    const auto type = std::find_if(types.begin(), types.end(),
                                   [&](const SiteType& offered) { return offered.name == type_name; });
    if (type == types.end()) {
      report.doubts.push_back("the type " + type_name + " is not kept");
      return report;
    }
    std::vector<ListedItem> left;
    for (const auto id : ids) left.push_back({id, {}});
    for (const auto& view : about().views) {
      if (left.empty()) break;
      const auto come = read(*type, view, left, true, report);
      std::erase_if(left, [&](const ListedItem& item) { return come.contains(item.id); });
    }
    const auto known = memory_.items(type->name);
    for (const auto& item : left) {
      const auto before = known.find(item.id);
      const auto presence = site_.look_at(*type, item.id);
      if (presence == Presence::shown) {
        report.doubts.push_back("the site shows " + type_name + " " + std::to_string(item.id) +
                                " but gives no record of it that can be read");
      } else if (before != known.end()) {
        leave({*type, item.id, before->second.key}, presence, report);
      }
    }
  } catch (const corpus::FetchStopped&) {
    report.stopped = true;
  }
  return report;
}

}  // namespace indexer
