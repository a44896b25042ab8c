#include "tests/support/made_up_index.h"

#include "corpus/archive.h"
#include "corpus/writer_lock.h"
#include "indexer/index_update.h"
#include "tests/support/made_up_archive.h"
#include "tests/support/small_vocabulary.h"

namespace tests {

void make_made_up_index(const std::filesystem::path& data, std::uint32_t documents) {
  std::filesystem::create_directories(data);
  corpus::WriterLock lock(data, "test");
  corpus::Archive archive(data / "archive.db", corpus::Archive::Access::read_write);
  put_made_up(archive, 0, documents);
  indexer::IndexDirectory directory(data / "index");
  indexer::UpdateOptions options;
  options.vocabulary = small_vocabulary().text();
  options.min_free_percent = 0;
  indexer::update_index(archive, directory, lock, options);
}

}  // namespace tests
