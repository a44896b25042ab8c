#include "indexer/files_for_readers.h"

#include <system_error>

#include "indexer/commit_file.h"
#include "indexer/document_columns.h"
#include "indexer/frequent_postings.h"
#include "indexer/index_directory.h"
#include "indexer/indexed_words.h"
#include "indexer/pair_signatures.h"

namespace indexer {

namespace {

constexpr char kStopped[] = "a stop was asked for";

}  // namespace

std::string leave_files_for_readers(const std::filesystem::path& generation, const Xapian::Database& main,
                                    const std::function<bool()>& stop) {
  const auto is_stopped = [&stop] { return stop && stop(); };
  try {
    if (is_stopped()) return kStopped;
    write_columns(generation, main);
    if (is_stopped()) return kStopped;
    write_words(generation, main);
    const bool is_whole = write_frequent_postings(generation, main, is_stopped) &&
                          write_pair_signatures(generation, main, is_stopped);
    return is_whole ? "" : kStopped;
  } catch (const IndexError& error) {
    return error.what();
  } catch (const Xapian::Error& error) {
    return error.get_description();
  }
}

std::optional<std::filesystem::file_time_type> time_of_files(const std::filesystem::path& generation) {
  std::optional<std::filesystem::file_time_type> newest;
  for (const auto* const name : {kColumnsFile, kWordsFile, kPostingsFile, kPairsFile}) {
    std::error_code error;
    const auto time = std::filesystem::last_write_time(generation / name, error);
    if (!error && (!newest || time > *newest)) newest = time;
  }
  return newest;
}

}  // namespace indexer
