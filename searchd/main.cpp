// searchd: answers questions about an index over HTTP, until it is told to stop.
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <chrono>
#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <future>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>

#include "searchd/http/router.h"
#include "searchd/http/routes.h"
#include "searchd/http/server.h"
#include "searchd/settings.h"
#include "searchd/views/added_language.h"
#include "searchd/worker.h"

// jemalloc reads this when the program starts (its manual, "TUNING"). Two heaps for all threads, for by
// itself it makes four for each processor; what is given back goes back to the system within a second, also
// where nobody asks any more. docs/performance.md has what that costs.
extern "C" {
extern const char* malloc_conf;
const char* malloc_conf = "narenas:2,background_thread:true,dirty_decay_ms:1000,muzzy_decay_ms:0";
}

namespace {

using searchd::IndexView;
using searchd::Settings;

std::size_t bytes_of(int megabytes) { return static_cast<std::size_t>(megabytes) << 20U; }

void set_up_log(const Settings& settings) {
  spdlog::set_default_logger(spdlog::stderr_logger_mt("searchd"));
  spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
  spdlog::set_level(spdlog::level::from_str(settings.log_level));
}

// Blocked in every thread that is made from here on: they arrive where they are waited for.
sigset_t block_stop_signals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

void wait_for_stop(const sigset_t& signals) {
  int signal = 0;
  while (sigwait(&signals, &signal) != 0) continue;
}

// No address of the reader, no word of the question, no name of the browser: they are not kept anywhere.
void log_request(const searchd::Served& served) {
  spdlog::info("method={} route={} status={} ms={:.1f} bytes={}", served.method, served.route, served.status,
               static_cast<double>(served.micros) / 1000.0, served.bytes);
}

int check(IndexView& index) {
  const searchd::Pages pages("");  // throws where a template or text is at fault
  const auto health = index.health();
  if (!health.ready) {
    std::cerr << health.problem << '\n';
    return EXIT_FAILURE;
  }
  std::cout << "all well: " << health.documents << " documents at revision " << health.revision << std::endl;
  return EXIT_SUCCESS;
}

std::string shown_host(const std::string& host) {
  if (host == "localhost") return "127.0.0.1";
  return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

void announce(const IndexView::Health& health, const Settings& settings, int port) {
  std::cout << "serving " << health.documents << " documents (revision " << health.revision << ") on http://"
            << shown_host(settings.host) << ':' << port << std::endl;
}

// Without them searches find less in the other language; that is told once.
void tell_of_dictionaries(const IndexView& index, const Settings& settings) {
  if (settings.dictionaries.empty() || index.has_dictionary()) return;
  spdlog::warn(
      "there are no dictionaries in {}: words of the other language are found by the lexicon alone "
      "(install dict-freedict-ara-eng and dict-freedict-eng-ara, or set dictionaries to nothing)",
      settings.dictionaries.string());
}

/// Looks at the index once a second, also where nobody asks, so that a new generation is taken up and the old
/// one let go. Says once that it serves, and each time that the index cannot be read or can again.
class Lookout {
 public:
  Lookout(IndexView& index, searchd::WorkerPool& workers, const Settings& settings, int port)
      : index_(index),
        workers_(workers),
        settings_(settings),
        port_(port),
        reading_(std::async(std::launch::async, [this] { index_.has_dictionary(); })),
        thread_([this] { run(); }) {}
  ~Lookout() {
    stop();
    thread_.join();
  }
  Lookout(const Lookout&) = delete;
  Lookout& operator=(const Lookout&) = delete;

  /// False where it is still reading an index or dictionaries a moment later.
  bool stop() {
    std::unique_lock lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
    return changed_.wait_for(lock, std::chrono::milliseconds(50), [this] { return ended_; }) &&
           reading_.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
  }

 private:
  void run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
      lock.unlock();
      look();
      lock.lock();
      changed_.wait_for(lock, std::chrono::seconds(1), [this] { return stopping_; });
    }
    ended_ = true;
    changed_.notify_all();
  }

  void look() {
    workers_.ask_failed_again(index_);
    const auto health = index_.health();
    if (health.ready && !announced_) {
      workers_.warm_up();
      announce(health, settings_, port_);
      tell_of_dictionaries(index_, settings_);  // read by now: a search wanted them
      announced_ = told_ready_ = true;
      told_.clear();
    }
    if (health.problem == told_ && health.ready == told_ready_) return;
    told_ready_ = health.ready;
    if (!announced_) {
      spdlog::warn("listening on port {}, waiting for an index: {}", port_, health.problem);
    } else if (!health.ready) {
      spdlog::error("not ready: searches fail: {}", health.problem);
    } else if (!health.problem.empty()) {
      spdlog::warn("serving revision {}, but: {}", health.revision, health.problem);
    } else if (!told_.empty()) {
      spdlog::info("the index can be read, revision {}", health.revision);
    }
    told_ = health.problem;
  }

  IndexView& index_;
  searchd::WorkerPool& workers_;
  const Settings& settings_;
  const int port_;
  bool announced_ = false;  // of the looking thread, as `told_` is
  std::string told_;        // the problem that was told last
  bool told_ready_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false, ended_ = false;
  std::future<void> reading_;  // of dictionaries, while the index is opened: the first question needs both
  std::thread thread_;
};

int serve(const Settings& settings, const std::shared_ptr<IndexView>& index) {
  const auto signals = block_stop_signals();
  searchd::WorkerPool workers(index, settings.public_url, settings.workers, settings.queue);
  workers.expect_warm_up();
  searchd::Router router(index, workers, settings.public_url, bytes_of(settings.result_cache_mb));
  searchd::ServerSettings listening;
  listening.host = settings.host;
  listening.port = settings.port;
  listening.connections = settings.connections;
  listening.connections_per_address = settings.connections_per_address;
  searchd::HttpServer server(listening,
                             {[&router](const searchd::RequestHead& head) { return router.answer(head); },
                              [&router](const searchd::HeadFault& fault) { return router.answer(fault); }},
                             settings.quiet ? nullptr : log_request);
  Lookout lookout(*index, workers, settings, server.port());
  wait_for_stop(signals);
  spdlog::info("stopping");
  const bool answered = server.stop();
  if (lookout.stop() && answered) return EXIT_SUCCESS;
  // An answer is still being made, past every deadline, or an index read. Both read only; nothing is lost by
  // not waiting for them.
  if (!answered) spdlog::warn("ending before every answer was made");
  std::_Exit(EXIT_SUCCESS);
}

}  // namespace

int main(int argc, char** argv) {
  const auto read = searchd::read_settings(argc, argv);
  if (const auto* end = std::get_if<searchd::EndNow>(&read)) return end->exit_code;
  const auto& settings = std::get<Settings>(read);
  try {
    set_up_log(settings);
    for (const auto& file : settings.messages) searchd::add_language(file, searchd::begins_an_address);
    const auto index = std::make_shared<IndexView>(
        indexer::IndexDirectory(settings.data / "index"), settings.dictionaries,
        IndexView::Limits{bytes_of(settings.postings_mb), bytes_of(settings.documents_mb)});
    return settings.check ? check(*index) : serve(settings, index);
  } catch (const std::exception& error) {
    spdlog::critical("{}", error.what());
    return EXIT_FAILURE;
  }
}
