// What can be set about searchd: by flag, in a file, in the environment.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace searchd {

struct Settings {
  std::filesystem::path data = "./data";                    // holds index/
  std::filesystem::path dictionaries = "/usr/share/dictd";  // where Debian installs FreeDict's; empty: none
  std::string host = "localhost";
  int port = 8080;
  std::string public_url;                       // without a slash at its end; empty: links are relative
  std::vector<std::filesystem::path> messages;  // files, each a further language of the pages
  int workers = 0;                              // searches at once; 0: two for each core
  int queue = 64;                               // searches that may wait for a worker
  int postings_mb = 128;                        // memory for places of words and decoded postings
  int documents_mb = 32;                        // memory for documents as they are shown
  int result_cache_mb = 16;                     // memory for answers to searches; 0: none is kept
  int connections = 512;
  std::optional<int> connections_per_address;  // unset: a quarter of them, and any number from this machine
  bool check = false;
  bool quiet = false;  // no line for each request
  std::string log_level = "info";
};

/// The program is to end at once, with this exit code; what is to be said has been said.
struct EndNow {
  int exit_code = 0;
};

/// Reads flags, the file named by --config and the environment: a flag goes before the file, the file before
/// the environment. A setting that does not exist is an error. Exit code 2 for a wrong call.
std::variant<Settings, EndNow> read_settings(int argc, char** argv);

}  // namespace searchd
