#include "indexer/files_for_readers.h"

#include "indexer/document_columns.h"
#include "indexer/frequent_postings.h"
#include "indexer/index_directory.h"
#include "indexer/indexed_words.h"

namespace indexer {

namespace {

constexpr char kStopped[] = "a stop was asked for";

}  // namespace

// The postings last: readers take the time of that file for the time of all (time_of_postings()).
std::string leave_files_for_readers(const std::filesystem::path& generation, const Xapian::Database& main,
                                    const std::function<bool()>& stop) {
  const auto is_stopped = [&stop] { return stop && stop(); };
  try {
    if (is_stopped()) return kStopped;
    write_columns(generation, main);
    if (is_stopped()) return kStopped;
    write_words(generation, main);
    return write_frequent_postings(generation, main, is_stopped) ? "" : kStopped;
  } catch (const IndexError& error) {
    return error.what();
  } catch (const Xapian::Error& error) {
    return error.get_description();
  }
}

}  // namespace indexer
