// Any bytes as the versions of a document, packed and unpacked: they are refused, or can be told and packed
// again.
#include "indexer/stored_versions.h"

#include <cstdint>
#include <cstdlib>

#include "analyzers/packed_number.h"
#include "corpus/packed_bytes.h"

namespace {

void read(std::string_view bytes) {
  try {
    const auto versions = indexer::versions_from_stored(bytes);
    if (indexer::versions_from_stored(indexer::to_stored(versions)) != versions) std::abort();
    corpus::Document document;
    document.title = "Title";
    document.body = "Two words.\nنص\n";
    indexer::texts_of(versions, document);
  } catch (const indexer::StoredDocumentError&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  read(bytes);
  // What is inside, which few changed bytes of a packed text reach.
  std::string packed;
  analyzers::append_number(packed, bytes.size());
  read(packed + corpus::packed(bytes, 1));
  return 0;
}
