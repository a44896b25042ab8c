// The commands that read a running site.
#pragma once

#include "indexer/settings.h"

namespace indexer {

/// One function each; see the table of commands.
int run_pull(const Settings& settings);
int run_watch(const Settings& settings);

}  // namespace indexer
