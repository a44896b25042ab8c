#include "indexer/files_for_readers.h"

#include "indexer/document_columns.h"
#include "indexer/frequent_postings.h"
#include "indexer/indexed_words.h"

namespace indexer {

// The postings last: readers take the time of that file for the time of all (time_of_postings()).
void write_files_for_readers(const std::filesystem::path& generation, const Xapian::Database& main) {
  write_columns(generation, main);
  write_words(generation, main);
  write_frequent_postings(generation, main);
}

}  // namespace indexer
