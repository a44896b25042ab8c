// Any bytes as the positions of a block of documents: they are refused, or read to their end.
#include "indexer/position_block.h"

#include <cstdint>
#include <cstdlib>
#include <limits>

#include "indexer/position_cursor.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  indexer::Positions positions;
  try {
    indexer::PositionBlock block(bytes);
    indexer::BlockOffset offset = 0;
    std::size_t documents = 0;
    while (block.next(offset, positions)) {
      if (positions.empty() || ++documents > size) std::abort();
    }
    indexer::PositionBlock again(bytes);
    for (unsigned asked = 0; asked < indexer::kBlockSize; asked += 7) {
      indexer::PositionCursor cursor(again.find(static_cast<indexer::BlockOffset>(asked)));
      for (; !cursor.at_end(); cursor.pass(cursor.position() + 1 + asked % 64)) {
        if (cursor.position() > std::numeric_limits<Xapian::termpos>::max() - 64) break;
      }
      again.read(static_cast<indexer::BlockOffset>(asked), positions);
    }
    const indexer::PositionChange change[] = {{100, {1, 2, 3}}};
    if (indexer::changed_positions(bytes, change).empty()) std::abort();
    const std::string twice[] = {bytes, bytes};
    indexer::joined_positions(twice);
  } catch (const Xapian::DatabaseCorruptError&) {
  }
  return 0;
}
