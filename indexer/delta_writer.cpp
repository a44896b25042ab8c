#include "indexer/delta_writer.h"

#include <system_error>
#include <utility>
#include <vector>

#include "indexer/index_schema.h"

namespace indexer {

namespace fs = std::filesystem;

namespace {

constexpr char kGone[] = "gone-";  // begins the name of what is being removed

// Without one that was begun and never committed: nobody has read it.
fs::path folder_to_write(const fs::path& generation, const IndexReader& index) {
  const auto folder = delta_folder(generation, index.stamp().main);
  std::error_code error;
  if (index.delta() == nullptr) fs::remove_all(folder, error);
  return folder;
}

}  // namespace

DeltaWriter::DeltaWriter(const fs::path& generation, IndexReader index, IndexState committed,
                         corpus::WriterLock& lock)
    : index_(std::move(index)),
      committed_(std::move(committed)),
      folder_(folder_to_write(generation, index_)),
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
  std::vector<fs::path> old;
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(generation, error)) {
    const auto name = entry.path().filename().string();
    if (name.starts_with(kGone) || (is_delta_name(name) && entry.path() != served))
      old.push_back(entry.path());
  }
  for (const auto& folder : old) {
    // Out of the readers' sight in one step: none meets half of it.
    auto gone = folder;
    if (is_delta_name(folder.filename().string())) {
      gone = generation / (kGone + folder.filename().string());
      fs::rename(folder, gone, error);
    }
    fs::remove_all(gone, error);
  }
}

}  // namespace indexer
