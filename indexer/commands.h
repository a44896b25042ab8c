// The commands of the indexer, one function each, one table.
#pragma once

#include <span>

#include "indexer/settings.h"

namespace indexer {

inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kCalledWrongly = 2;
inline constexpr int kDoneWithProblems = 3;

struct Command {
  const char* name;
  const char* help;
  int (*run)(const Settings& settings);  // the exit code; throws std::exception where it cannot go on
};

/// In the order in which help shows them.
std::span<const Command> commands();

/// Runs `settings.command`, one of the table's.
int run_command(const Settings& settings);

/// Of this program, such as "0.1.0".
const char* version();

}  // namespace indexer
