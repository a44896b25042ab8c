#include "indexer/settings.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <initializer_list>
#include <sstream>
#include <string_view>

#include "corpus/document.h"
#include "corpus/live/web_address.h"
#include "indexer/commands.h"

namespace indexer {
namespace {

constexpr char kFooter[] = R"(
Exit codes: 0 done; 1 failed; 2 called wrongly; 3 done, but some or all records could not be read (they are named);
130 and 143 stopped by Ctrl-C or SIGTERM after the batch under way, which is kept: the next run goes on from there.

Documentation: docs/operations.md, docs/archive_format.md.)";

void add_global_settings(CLI::App& app, Settings& settings) {
  app.set_config("--config", "", "Read settings from this TOML file");
  app.allow_config_extras(CLI::config_extras_mode::error);  // a misspelt key must not pass in silence
  app.add_option("--data", settings.data, "Where archive.db and index/ live")
      ->envname("SIJILL_DATA")
      ->type_name("DIR")
      ->capture_default_str();
  app.add_option(
         "--vocabulary", settings.vocabulary,
         "The names to look for in texts [share/sijill/vocabulary or corpus/vocabulary beside the program]")
      ->envname("SIJILL_VOCABULARY")
      ->type_name("DIR");
  app.add_option("--threads", settings.threads, "Threads that analyse texts; 0 is one for each core")
      ->envname("SIJILL_THREADS")
      ->check(CLI::Range(0, 256))
      ->capture_default_str();
  app.add_option("--wait", settings.wait_s, "Wait so many seconds for another writer to finish")
      ->envname("SIJILL_WAIT")
      ->check(CLI::Range(0, 86400))
      ->type_name("SECONDS")
      ->capture_default_str();
  app.add_option("--min-free-percent", settings.min_free_percent,
                 "Do not write the index with less of its disk free than this [5, at most 2 GB]")
      ->envname("SIJILL_MIN_FREE_PERCENT")
      ->check(CLI::Range(0, 100));
  app.add_option("--delta-documents", settings.delta_documents,
                 "Let so many changed documents gather beside the main database of a large index before they "
                 "are written into it; 0: none")
      ->envname("SIJILL_DELTA_DOCUMENTS")
      ->check(CLI::Range(0, 10000))
      ->type_name("N")
      ->capture_default_str();
  app.add_option_function<std::string>(
         "--schema", [&settings](const std::string& name) { settings.schema = schema_from_name(name); },
         "Of an index that is built anew: full, or plain with nothing but stems of words "
         "(docs/operations.md) "
         "[that of the index before, else full]")
      ->envname("SIJILL_SCHEMA")
      ->check(CLI::IsMember({"full", "plain"}))
      ->type_name("NAME");
  app.add_flag("--quiet", settings.quiet, "Say nothing where all goes well");
  app.add_flag(
      "--report-commits", settings.report_commits,
      "Print `archive REVISION RECORDS` or `index REVISION DOCUMENTS` for each batch once it is on the disk");
}

void add_source_name(CLI::App& command, Settings& settings, const char* help) {
  command.add_option("--source", settings.source, help)
      ->type_name("NAME")
      ->check(CLI::Validator(
          [](const std::string& name) {
            return corpus::is_fit_for_key(name) ? "" : "must be 1 to 2,048 bytes of text in one line";
          },
          ""));
}

void add_import_settings(CLI::App& command, Settings& settings) {
  command.add_option("PATH", settings.paths, "Files of a known format, or folders of such files")->required();
  add_source_name(command, settings,
                  "Name of what the files are together, whatever they are called [each file, by its path]");
  command.add_flag("--complete", settings.complete,
                   "The source is whole: documents it no longer holds are withdrawn");
  command
      .add_flag("--force", settings.force,
                "With --complete: also where that withdraws more than a fifth of them")
      ->needs("--complete");
  command.add_flag("--no-update", settings.no_update, "Leave the index as it is; run `indexer update` later");
}

std::string judge_address(const std::string& address) {
  return corpus::web_address(address) ? "" : "must be an address on the web: https://example.org/wp-json";
}

std::string judge_language(const std::string& code) {
  const bool good = code.size() >= 2 && code.size() <= 12 &&
                    code.find_first_not_of("abcdefghijklmnopqrstuvwxyz-") == std::string::npos;
  return good ? "" : "must be a code of a language in small letters: ar, pt-br";
}

void add_site_settings(CLI::App& command, Settings& settings) {
  auto& site = settings.site;
  command
      .add_option("ADDRESS", site.address, "The REST interface of a WordPress: https://example.org/wp-json")
      ->required()
      ->check(CLI::Validator(judge_address, ""));
  add_source_name(command, settings, "What the archive calls the site [its address]");
  command.add_option("--rate", site.rate, "Requests a second, at most")
      ->check(CLI::Range(0.001, 1000.0))
      ->capture_default_str();
  command.add_option("--timeout", site.timeout_s, "For one answer")
      ->check(CLI::Range(1, 3600))
      ->type_name("SECONDS")
      ->capture_default_str();
  command
      .add_option("--language", site.languages, "Ask for this language too, where a site shows one at a time")
      ->check(CLI::Validator(judge_language, ""))
      ->type_name("CODE");
  command.add_option("--authorities", site.authorities, "Certificates that are trusted (PEM) [the system's]")
      ->check(CLI::ExistingFile)
      ->type_name("FILE");
  command.add_flag("--force", settings.force,
                   "Withdraw what is gone also where that is more than a fifth, or where lists seem short");
}

void add_pull_settings(CLI::App& command, Settings& settings) {
  add_site_settings(command, settings);
  command.add_flag("--afresh", settings.site.afresh,
                   "Read every record again, also where nothing seems changed");
  command.add_flag("--no-update", settings.no_update, "Leave the index as it is; run `indexer update` later");
}

void add_watch_settings(CLI::App& command, Settings& settings) {
  add_site_settings(command, settings);
  auto& site = settings.site;
  command.add_option("--every", site.every_s, "Pull so often")
      ->check(CLI::Range(1, 86400))
      ->type_name("SECONDS")
      ->capture_default_str();
  command.add_option("--compare-every", site.compare_every_s, "Look so often for what is gone")
      ->check(CLI::Range(1, 31 * 86400))
      ->type_name("SECONDS")
      ->capture_default_str();
  auto* secret =
      command.add_option("--secret-file", site.secret_file,
                         "Take webhooks that are signed with the secret in this file [none are taken]");
  secret->type_name("FILE");
  command.add_option("--listen", site.listen, "Where webhooks are taken")
      ->needs(secret)
      ->type_name("HOST:PORT")
      ->capture_default_str();
}

void add_pair_settings(CLI::App& command, Settings& settings) {
  command.add_flag("--dry-run", settings.dry_run, "Print the pairs with their reasons, store nothing");
  command.add_flag("--json", settings.json, "For a program to read");
  command
      .add_option("--dictionaries", settings.dictionaries,
                  "The folder of FreeDict's dictionaries between Arabic and English; empty: go without")
      ->envname("SIJILL_DICTIONARIES")
      ->type_name("DIR")
      ->capture_default_str();
}

void add_document_settings(CLI::App& command, Settings& settings) {
  const auto name = command.get_name();
  command.add_option("ID", settings.document, "A document, by its id, address or key")->required();
  if (name == "history") command.add_flag("--json", settings.json, "For a program to read");
  if (name == "diff") {
    command.add_option("A", settings.before, "The version before, by its number in `indexer history`")
        ->required();
    command.add_option("B", settings.after, "The version after")->required();
  }
  if (name == "raw") {
    command.add_option("N", settings.before, "The version, by its number in `indexer history`")->required();
    command.add_option("FILE", settings.file, "A new file; without it or as -, standard output");
  }
  if (name == "purge") {
    command
        .add_option("--reason", settings.reason,
                    "Why, for the tombstone that stays; no word of what is erased")
        ->required()
        ->type_name("TEXT");
  }
}

void add_file_settings(CLI::App& command, Settings& settings) {
  const auto name = command.get_name();
  if (name == "export") {
    command.add_option("FILE", settings.file,
                       "Written whole or not at all; without it or as -, standard output");
  }
  if (name == "backup") {
    command.add_option("FILE", settings.file, "A new file; written whole or not at all")->required();
  }
  if (name == "restore") {
    command.add_option("FILE", settings.file, "A copy that `indexer backup` made")
        ->required()
        ->check(CLI::ExistingFile);
  }
  if (name == "decide") {
    command
        .add_option(
            "FILE", settings.file,
            "A table, its fields set apart by tabs: document, field, value, accept or reject, who, why")
        ->required()
        ->check(CLI::ExistingFile);
    command.add_flag("--no-update", settings.no_update,
                     "Leave the index as it is; run `indexer update` later");
  }
}

void add_said_settings(CLI::App& command, Settings& settings) {
  auto* given = command.add_option_group("what is looked for");
  given->add_option("TEXT", settings.text, "One sentence of six words or more, or several");
  given->add_option("--file", settings.file, "A text of up to 1 MB, such as a draft; -: standard input")
      ->type_name("FILE");
  given->require_option(1);
}

void add_command_settings(CLI::App& command, Settings& settings) {
  const auto is_one_of = [name = command.get_name()](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  if (is_one_of({"import"})) add_import_settings(command, settings);
  if (is_one_of({"pull"})) add_pull_settings(command, settings);
  if (is_one_of({"pair"})) add_pair_settings(command, settings);
  if (is_one_of({"watch"})) add_watch_settings(command, settings);
  if (is_one_of({"said"})) add_said_settings(command, settings);
  if (is_one_of({"stats", "report", "said", "duplicates"}))
    command.add_flag("--json", settings.json, "For a program to read");
  if (is_one_of({"history", "diff", "raw", "purge"})) add_document_settings(command, settings);
  if (is_one_of({"export", "backup", "restore", "decide"})) add_file_settings(command, settings);
  if (is_one_of({"verify"})) command.alias("check");  // what it was called
}

// CLI11 says "A subcommand is required", also where one was named that there is not.
std::string without_command(const CLI::App& app) {
  const auto words = app.remaining();
  std::string text = words.empty() ? "name a command" : "there is no command " + words.front();
  const char* before = ": ";
  for (const auto& command : commands()) {
    text.append(before).append(command.name);
    before = ", ";
  }
  return text + "\nindexer --help says what each does\n";
}

}  // namespace

Settings read_settings(int argc, const char* const* argv) {
  Settings settings;
  CLI::App app{"Brings documents into the archive and the archive into the index.", "indexer"};
  app.set_version_flag("--version", std::string("indexer ") + version());
  app.footer(kFooter);
  app.require_subcommand(1);
  app.get_formatter()->column_width(32);
  add_global_settings(app, settings);
  for (const auto& command : commands()) {
    auto* declared = app.add_subcommand(command.name, command.help);
    declared->fallthrough();  // `indexer update --data DIR` and `indexer --data DIR update` are the same
    declared->callback([&settings, &command] { settings.command = command.name; });
    add_command_settings(*declared, settings);
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& end) {
    std::ostringstream out;
    std::ostringstream error;
    const bool asked_for = app.exit(end, out, error) == 0;
    if (!asked_for && app.get_subcommands().empty() && end.get_name() == "RequiredError") {
      throw SettingsEnd(without_command(app), 2);
    }
    throw SettingsEnd(out.str() + error.str(), asked_for ? 0 : 2);
  }
  return settings;
}

}  // namespace indexer
