// indexer: brings documents into the archive and the archive into the index.
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <iostream>

#include "indexer/commands.h"
#include "indexer/settings.h"

namespace {

void log_to_standard_error() {
  auto logger = spdlog::stderr_logger_st("indexer");
  logger->set_pattern("%n: %l: %v");
  spdlog::set_default_logger(std::move(logger));
}

}  // namespace

int main(int argc, char** argv) {
  log_to_standard_error();
  try {
    return indexer::run_command(indexer::read_settings(argc, argv));
  } catch (const indexer::SettingsEnd& end) {
    (end.exit_code == 0 ? std::cout : std::cerr) << end.what();
    return end.exit_code;
  } catch (const std::exception& error) {
    spdlog::error("{}", error.what());
    return indexer::kFailed;
  }
}
