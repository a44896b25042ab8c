// The files that the writer of a main database leaves beside it for readers, who map them.
#pragma once

#include <xapian.h>

#include <filesystem>

namespace indexer {

/// Leaves columns, words and frequent postings of `main`, the main database in `generation`, where readers
/// have none of its commit. Throws IndexError; lets Xapian::Error through.
void write_files_for_readers(const std::filesystem::path& generation, const Xapian::Database& main);

}  // namespace indexer
