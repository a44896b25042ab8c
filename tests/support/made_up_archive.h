// Documents made up by number: the same number always gives the same document, so that a test can say what
// must be there.
#pragma once

#include <cstdint>
#include <filesystem>

#include "corpus/archive.h"
#include "corpus/document.h"

namespace tests {

/// Document `number`, short, English or Arabic by turns, with names, dates, hashtags; digests, items and
/// translations among them. `edition` is counted up where its text is to be another.
corpus::Document made_up_document(std::uint32_t number, std::uint32_t edition = 0);

/// Writes documents `first` to `last` - 1 to `file`, in our exchange format.
void write_made_up(const std::filesystem::path& file, std::uint32_t first, std::uint32_t last,
                   std::uint32_t edition = 0);

/// Puts documents `first` to `last` - 1 into `archive`, in one batch.
void put_made_up(corpus::Archive& archive, std::uint32_t first, std::uint32_t last,
                 std::uint32_t edition = 0);

}  // namespace tests
