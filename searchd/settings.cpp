#include "searchd/settings.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <thread>

namespace searchd {
namespace {

std::string check_public_url(std::string& url) {
  while (!url.empty() && url.back() == '/') url.pop_back();
  const bool is_web = url.compare(0, 7, "http://") == 0 || url.compare(0, 8, "https://") == 0;
  // It stands in headers and pages as it is given.
  const bool is_plain = url.find_first_of(" \t\r\n\"'<>\\?#") == std::string::npos;
  if (url.empty() || (is_web && is_plain)) return {};
  return "must be an address such as https://archive.example.org";
}

void add_settings(CLI::App& app, Settings& settings) {
  app.set_config("--config", "", "Read settings from this TOML file");
  app.allow_config_extras(CLI::config_extras_mode::error);  // a misspelt key must not pass in silence
  app.set_version_flag("--version", std::string("sijill-searchd ") + SIJILL_VERSION);
  app.add_option("--data", settings.data, "The folder that holds index/")
      ->envname("SIJILL_DATA")
      ->capture_default_str();
  app.add_option("--dictionaries", settings.dictionaries,
                 "The folder of FreeDict's dictionaries between Arabic and English; empty: go without")
      ->envname("SIJILL_DICTIONARIES")
      ->capture_default_str();
  app.add_option("--host", settings.host, "Name or address to listen on; localhost: 127.0.0.1 and ::1")
      ->envname("SIJILL_HOST")
      ->capture_default_str();
  app.add_option("--port", settings.port, "Port to listen on; 0: any that is free")
      ->envname("SIJILL_PORT")
      ->check(CLI::Range(0, 65535))
      ->capture_default_str();
  app.add_option("--public-url", settings.public_url,
                 "Address under which readers reach this server, for links")
      ->envname("SIJILL_PUBLIC_URL")
      ->check(CLI::Validator(check_public_url, "URL"));
  app.add_option("--messages", settings.messages,
                 "A file with the texts of the pages in a further language; may be given several times")
      ->allow_extra_args(false)
      ->type_name("FILE");
  app.add_option("--workers", settings.workers, "Searches at once; 0: two for each core")
      ->envname("SIJILL_WORKERS")
      ->check(CLI::Range(0, 256))
      ->capture_default_str();
  app.add_option("--queue", settings.queue, "Searches that may wait for a worker")
      ->envname("SIJILL_QUEUE")
      ->check(CLI::Range(0, 10'000))
      ->capture_default_str();
  app.add_option("--postings-mb", settings.postings_mb,
                 "Megabytes of memory in which the places of the words of phrases and the postings of words "
                 "that are not frequent are kept")
      ->envname("SIJILL_POSTINGS_MB")
      ->check(CLI::Range(0, 100'000))
      ->capture_default_str();
  app.add_option("--documents-mb", settings.documents_mb,
                 "Megabytes of memory in which the documents shown last are kept unpacked")
      ->envname("SIJILL_DOCUMENTS_MB")
      ->check(CLI::Range(0, 100'000))
      ->capture_default_str();
  app.add_option("--result-cache-mb", settings.result_cache_mb,
                 "Megabytes of memory in which answers to searches are kept until the index changes; 0: none")
      ->envname("SIJILL_RESULT_CACHE_MB")
      ->check(CLI::Range(0, 100'000))
      ->capture_default_str();
  app.add_option("--connections", settings.connections,
                 "Connections at once; a further one takes the place of one that only waits")
      ->envname("SIJILL_CONNECTIONS")
      ->check(CLI::Range(1, 10'000))
      ->capture_default_str();
  app.add_option(
         "--connections-per-address", settings.connections_per_address,
         "Connections at once from one address; 0: no limit; unset: a quarter of --connections, and no "
         "limit for this machine")
      ->envname("SIJILL_CONNECTIONS_PER_ADDRESS")
      ->check(CLI::Range(0, 10'000));
  app.add_flag("--check", settings.check, "Read settings, templates and index, say what is found, and end")
      ->configurable(false);
  app.add_flag("--quiet", settings.quiet, "No log line for each request");
  app.add_option("--log-level", settings.log_level, "debug, info, warning or error")
      ->envname("SIJILL_LOG_LEVEL")
      ->check(CLI::IsMember({"debug", "info", "warning", "error"}))
      ->capture_default_str();
}

int default_workers() { return 2 * static_cast<int>(std::max(1U, std::thread::hardware_concurrency())); }

}  // namespace

std::variant<Settings, EndNow> read_settings(int argc, char** argv) {
  CLI::App app("Answers searches over an index, for readers and for programs.", "searchd");
  Settings settings;
  add_settings(app, settings);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    // CLI11's own codes are above 100; of ours, 2 is a wrong call.
    return EndNow{app.exit(error) == 0 ? 0 : 2};
  }
  if (settings.workers == 0) settings.workers = default_workers();
  return settings;
}

}  // namespace searchd
