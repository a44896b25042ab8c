// Settings of the indexer: defaults, and what command line, configuration file and environment make of them.
#pragma once

#include <filesystem>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "analyzers/freedict.h"
#include "indexer/index_schema.h"

namespace indexer {

/// What is said of a running site: pull, watch.
struct SiteSettings {
  std::string address;                 // of its REST interface
  double rate = 2;                     // requests a second, at most
  int timeout_s = 60;                  // for one answer
  bool afresh = false;                 // read every record again
  std::vector<std::string> languages;  // asked for one by one
  std::filesystem::path authorities;   // certificates that are trusted (PEM); empty: the system's

  int every_s = 300;                      // watch: between two pulls
  int compare_every_s = 3600;             // watch: between two comparisons of all numbers
  std::string listen = "127.0.0.1:8090";  // watch: for webhooks
  std::filesystem::path secret_file;      // watch: of the webhooks; empty: none are taken
};

/// What the program is to do. A flag beats the configuration file, that beats the environment, that the
/// default.
struct Settings {
  std::string command;  // name of a row of the table in commands.h

  std::filesystem::path data = "data";  // holds archive.db and index/
  std::filesystem::path vocabulary;     // empty: looked for beside the program
  int threads = 0;                      // that analyse; 0: one for each core
  int wait_s = 0;                       // for another writer to finish
  std::optional<int> min_free_percent;  // of the disk: below, the index is not written; see left_free()
  int delta_documents = 512;            // UpdateOptions::most_in_delta
  std::optional<Schema> schema;         // UpdateOptions::schema
  bool quiet = false;                   // no report where all went well
  bool report_commits = false;          // a line on standard output for each batch that is on the disk

  std::vector<std::filesystem::path> paths;  // import
  std::string source;                        // empty: each file is a source of its own
  bool complete = false, force = false, no_update = false;
  std::filesystem::path file;  // export, raw (empty: standard output), backup, restore, decide, said
  std::string reason;          // purge
  bool json = false;           // stats, report, history, pair
  std::string document;        // history, diff, raw, purge: its id, address or key
  int before = 0, after = 0;   // diff (raw: before): numbers of versions, from 1
  bool dry_run = false;        // pair
  std::string text;            // said: one sentence or several
  SiteSettings site;           // pull, watch
  std::filesystem::path dictionaries = analyzers::kFreedictFolder;  // pair; empty: none

  std::filesystem::path archive() const { return data / "archive.db"; }
  std::filesystem::path index() const { return data / "index"; }
};

/// Help or the version was asked for (exit_code 0), or the program was called wrongly (2). The text is for
/// the caller.
class SettingsEnd : public std::runtime_error {
 public:
  SettingsEnd(const std::string& text, int code) : std::runtime_error(text), exit_code(code) {}
  int exit_code;
};

/// Reads command line, configuration file and environment. Throws SettingsEnd.
Settings read_settings(int argc, const char* const* argv);

}  // namespace indexer
