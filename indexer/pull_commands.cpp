#include "indexer/pull_commands.h"

#include <poll.h>
#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <iostream>
#include <map>
#include <memory>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "corpus/plain_text.h"
#include "indexer/commands.h"
#include "indexer/pull_desk.h"
#include "indexer/stop_signal.h"
#include "indexer/webhook_listener.h"
#include "indexer/writing_desk.h"

namespace indexer {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kTurn{50};  // of a wait: a stop is noticed between two

bool pause(milliseconds time) {
  const auto until = std::chrono::steady_clock::now() + time;
  while (stop_signal() == 0) {
    const auto now = std::chrono::steady_clock::now();
    if (now >= until) return true;
    std::this_thread::sleep_for(std::min<std::chrono::steady_clock::duration>(kTurn, until - now));
  }
  return false;
}

void tell(const PullReport& report) {
  print_all(report.import.problems, report.import.problem_count, "problems");
  print_all(report.import.remarks, report.import.remark_count, "remarks");
  for (const auto& doubt : report.doubts) spdlog::warn("{}", corpus::plain_line(doubt));
}

/// Pulls a site again and again until it is stopped.
class Watch {
 public:
  explicit Watch(const Settings& settings)
      : settings_(settings),
        listener_(listener_of(settings)),
        desk_(settings, pause, [this] { take_hooks(); }) {}

  int run() {
    say_ready();
    while (stop_signal() == 0) {
      if (Clock::now() >= next_round_) round();
      take_hooks();
      wait_for_work();
    }
    return stopped();
  }

 private:
  using Clock = std::chrono::steady_clock;

  // First of all: its process is to have nothing of what comes later.
  static std::unique_ptr<WebhookListener> listener_of(const Settings& settings) {
    if (settings.site.secret_file.empty()) return nullptr;
    auto secret = secret_in(settings.site.secret_file);
    std::filesystem::create_directories(settings.data);
    const auto seen = settings.data / ("webhooks-" + corpus::document_id_of(settings.site.address) + ".seen");
    return std::make_unique<WebhookListener>(settings.site.listen, std::move(secret), seen);
  }

  void say_ready() const {
    std::cout << "watching " << settings_.site.address << " every " << settings_.site.every_s << " s";
    if (listener_) {
      const auto host = settings_.site.listen.substr(0, settings_.site.listen.rfind(':'));
      std::cout << "; webhooks on http://" << host << ':' << listener_->port() << "/hook";
    }
    std::cout << std::endl;
  }

  void round() {
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch());
    const bool compare =
        compare_soon_ || seconds.count() - desk_.compared() >= settings_.site.compare_every_s;
    compare_soon_ = false;
    next_round_ = Clock::now() + std::chrono::seconds(settings_.site.every_s);
    work("pull", [&] { return desk_.pull().run(compare); });
  }

  void take_hooks() {
    if (!listener_) return;
    for (const auto& hook : listener_->hooks()) pending_[hook.type].insert(hook.id);
    while (!pending_.empty() && stop_signal() == 0) {
      const auto [type, ids] = *pending_.begin();
      pending_.erase(pending_.begin());
      const std::vector<std::uint64_t> all(ids.begin(), ids.end());
      const bool done = work("webhook", [&, name = type] { return desk_.pull().refresh(name, all); });
      if (done) continue;
      // Nobody tells it again: the next pull looks for it, and soon.
      compare_soon_ = true;
      next_round_ = std::max(std::min(next_round_, Clock::now() + kSoon), rest_until_);
    }
  }

  // False where the site or another writer was in the way: that passes.
  template <typename Work>
  bool work(const char* what, const Work& pull) {
    try {
      const PullReport report = pull();
      tell(report);
      const auto& import = report.import;
      const bool changed = import.added + import.changed + import.withdrawn > 0;
      if (changed) desk_.update_index();
      if (changed && !settings_.quiet) std::cout << what << ": " << to_line(report) << std::endl;
      return !report.stopped;
    } catch (const corpus::SiteAtRest& error) {
      leave_alone(error);
    } catch (const corpus::FetchError& error) {
      spdlog::warn("{}", error.what());
    } catch (const corpus::WriterBusy& error) {
      spdlog::warn("{}", error.what());
    } catch (const corpus::FetchStopped&) {
      return false;
    }
    return false;
  }

  // Every webhook finds it so, and every round: once is enough to be told.
  void leave_alone(const corpus::SiteAtRest& error) {
    if (error.until() != rest_told_) spdlog::warn("{}", corpus::plain_line(error.what()));
    rest_told_ = error.until();
    rest_until_ = Clock::now() + (error.until() - corpus::SiteAtRest::Instant::clock::now());
    next_round_ = std::max(next_round_, rest_until_);
  }

  void wait_for_work() const {
    const auto left = std::chrono::ceil<milliseconds>(next_round_ - Clock::now());
    const auto longest = std::clamp(left, milliseconds(0), kLongestSleep);
    pollfd waiting{listener_ ? listener_->descriptor() : -1, POLLIN, 0};
    (void)::poll(&waiting, 1, static_cast<int>(longest.count()));
  }

  static constexpr std::chrono::seconds kSoon{5};
  static constexpr milliseconds kLongestSleep{500};  // a webhook or a signal ends it

  const Settings settings_;
  std::unique_ptr<WebhookListener> listener_;
  PullDesk desk_;
  std::map<std::string, std::set<std::uint64_t>> pending_;  // what webhooks have named
  Clock::time_point next_round_ = Clock::now();
  Clock::time_point rest_until_;           // as the site asked
  corpus::SiteAtRest::Instant rest_told_;  // the same as it was told
  bool compare_soon_ = true;               // nobody has watched until now
};

}  // namespace

int run_pull(const Settings& settings) {
  note_stop_signals();
  PullDesk desk(settings, pause);
  const auto report = desk.pull().run(true);
  tell(report);
  if (!settings.quiet) {
    std::cout << to_text(report, settings.site.address, desk.requests()) << std::flush;
  }
  if (report.stopped) return stopped();
  if (!settings.no_update && !desk.update_index()) return stopped();
  return report.import.problem_count > 0 || !report.doubts.empty() ? kDoneWithProblems : kDone;
}

int run_watch(const Settings& settings) {
  note_stop_signals();
  return Watch(settings).run();
}

}  // namespace indexer
