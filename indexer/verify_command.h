// The command that reads everything and names what is damaged.
#pragma once

#include "indexer/settings.h"

namespace indexer {

/// `indexer verify`: reads archive, index and vocabulary whole, makes every hash again, and says what is
/// damaged or differs and which command mends it. Gives the exit code; throws std::exception where it cannot
/// go on.
int run_verify(const Settings& settings);

}  // namespace indexer
