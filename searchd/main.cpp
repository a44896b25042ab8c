// searchd: answers questions about an index over HTTP, until it is told to stop.
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <iostream>

#include "searchd/http/router.h"
#include "searchd/http/server.h"
#include "searchd/settings.h"
#include "searchd/worker.h"

namespace {

using searchd::IndexView;
using searchd::Settings;

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

bool stop_was_asked_for(const sigset_t& signals, std::time_t seconds) {
  const timespec longest{seconds, 0};
  return sigtimedwait(&signals, nullptr, &longest) > 0;
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
  spdlog::warn("there are no dictionaries in {}: words of the other language are found by the lexicon alone "
               "(install dict-freedict-ara-eng and dict-freedict-eng-ara, or set dictionaries to nothing)",
               settings.dictionaries.string());
}

// Says that it serves once there is an index, and again nothing: a later index is taken up in silence.
void serve_until_stopped(IndexView& index, searchd::WorkerPool& workers, const Settings& settings, int port,
                         const sigset_t& signals) {
  bool announced = false;
  std::string waited_for;
  for (;;) {
    if (!announced) {
      const auto health = index.health();
      announced = health.ready;
      if (announced) {
        workers.warm_up();
        announce(health, settings, port);
        tell_of_dictionaries(index, settings);
      }
      if (!announced && health.problem != waited_for) {
        spdlog::warn("listening on port {}, waiting for an index: {}", port, health.problem);
        waited_for = health.problem;
      }
    }
    if (stop_was_asked_for(signals, announced ? 3600 : 1)) return;
  }
}

int serve(const Settings& settings, const std::shared_ptr<IndexView>& index) {
  const auto signals = block_stop_signals();
  searchd::WorkerPool workers(index, settings.public_url, settings.workers, settings.queue);
  searchd::Router router(index, workers, settings.public_url);
  searchd::ServerSettings listening;
  listening.host = settings.host;
  listening.port = settings.port;
  listening.connections = settings.connections;
  searchd::HttpServer server(listening,
                             {[&router](const searchd::RequestHead& head) { return router.answer(head); },
                              [&router](const searchd::HeadFault& fault) { return router.answer(fault); }},
                             settings.quiet ? nullptr : log_request);
  serve_until_stopped(*index, workers, settings, server.port(), signals);
  spdlog::info("stopping");
  if (server.stop()) return EXIT_SUCCESS;
  // An answer is still being made, past every deadline. It reads only; nothing is lost by not waiting for it.
  spdlog::warn("ending before every answer was made");
  std::_Exit(EXIT_SUCCESS);
}

}  // namespace

int main(int argc, char** argv) {
  const auto read = searchd::read_settings(argc, argv);
  if (const auto* end = std::get_if<searchd::EndNow>(&read)) return end->exit_code;
  const auto& settings = std::get<Settings>(read);
  try {
    set_up_log(settings);
    // Before the dictionaries are read in a thread of their own.
    if (!settings.check) block_stop_signals();
    const auto index = std::make_shared<IndexView>(indexer::IndexDirectory(settings.data / "index"),
                                                   settings.dictionaries);
    return settings.check ? check(*index) : serve(settings, index);
  } catch (const std::exception& error) {
    spdlog::critical("{}", error.what());
    return EXIT_FAILURE;
  }
}
