// The files that the writer of a main database leaves beside it for readers, who map them.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace indexer {

/// Leaves columns, words, frequent postings and signatures of pairs of `main`, the main database in
/// `generation`, where readers have none of its commit. They are a help: readers without them read the
/// database. So nothing is thrown: says why not all are there, and nothing where they are. `stop`, which may
/// be empty, is asked before each file and, in the longest, before each term or block: true ends it (within a
/// second or so at a million documents). Of a file that was not written to its end nothing is left, and one
/// that was there before stays.
std::string leave_files_for_readers(const std::filesystem::path& generation, const Xapian::Database& main,
                                    const std::function<bool()>& stop);

/// When the newest of them was written in `generation`; nothing where none is there. Readers who saw the
/// commit before have mapped what was there then.
std::optional<std::filesystem::file_time_type> time_of_files(const std::filesystem::path& generation);

}  // namespace indexer
