// A vocabulary of a few entries, for tests that need one and not all.
#pragma once

#include "analyzers/vocabulary.h"

namespace tests {

/// Partners france, italy, united-kingdom; topics military-campaign, stabilisation; outlets metro, the-hill;
/// person al-qurayshi. One for all, read-only.
const analyzers::Vocabulary& small_vocabulary();

}  // namespace tests
