#include "indexer/delta_writer.h"

#include <system_error>

#include "indexer/index_schema.h"

namespace indexer {

namespace fs = std::filesystem;

DeltaWriter::DeltaWriter(const fs::path& generation, corpus::WriterLock& lock)
    : index_(generation),
      committed_(state_of(index_)),
      folder_(delta_folder(generation, index_.main().get_revision())),
      writer_(folder_, first_number_in_delta(index_.main()), lock) {}

// The number in the main database is noted each time: a second note says no more than the first.
void DeltaWriter::replace(const corpus::DocumentId& id, const IndexedDocument& document) {
  try {
    const auto& main = index_.main();
    const auto unique = index_term(Field::id, id);
    const auto known = main.postlist_begin(unique);
    if (known != main.postlist_end(unique)) writer_.note_replaced(*known);
  } catch (const Xapian::Error& error) {
    throw IndexDamaged("reading the index failed: " + error.get_description());
  }
  writer_.replace(id, document);
}

void DeltaWriter::commit(IndexState state) {
  committed_ = state;
  state.vocabulary.clear();
  writer_.commit(state);
}

void remove_old_deltas(const fs::path& generation) {
  const auto served = delta_folder(generation, Xapian::Database(generation.string()).get_revision());
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(generation, error)) {
    const bool is_old = is_delta_name(entry.path().filename().string()) && entry.path() != served;
    if (is_old) fs::remove_all(entry.path(), error);
  }
}

}  // namespace indexer
