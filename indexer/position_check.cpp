#include "indexer/position_check.h"

#include <cstdint>
#include <vector>

#include "indexer/index_schema.h"
#include "indexer/position_block.h"

namespace indexer {
namespace {

using Documents = std::vector<Xapian::docid>;

Documents documents_in(const PositionKey& key, std::string_view bytes) {
  Documents documents;
  PositionBlock block(bytes);
  BlockOffset offset = 0;
  for (Positions positions; block.next(offset, positions);) documents.push_back(key.first + offset);
  return documents;
}

Documents documents_with(const Xapian::Database& database, const PositionKey& key) {
  Documents documents;
  auto at = database.postlist_begin(key.term);
  const auto end = database.postlist_end(key.term);
  if (at != end) at.skip_to(key.first);
  for (; at != end && *at - key.first < kBlockSize; ++at) documents.push_back(*at);
  return documents;
}

// Title stems, which have no positions, cannot be told from the few stems that begin like them.
bool is_counted(std::string_view term) {
  return may_have_positions(term) && !term.starts_with(index_term(Field::title_stem, ""));
}

}  // namespace

void check_positions(const Xapian::Database& database,
                     const std::function<void(const std::string&)>& on_damage) {
  std::uint64_t known = 0, wanted = 0;
  const auto end = database.metadata_keys_end(kPositionKeyPrefix);
  for (auto at = database.metadata_keys_begin(kPositionKeyPrefix); at != end; ++at) {
    try {
      const auto key = parse_position_key(*at);
      const auto documents = documents_in(key, database.get_metadata(*at));
      if (is_counted(key.term)) known += documents.size();
      if (documents != documents_with(database, key))
        on_damage("the documents in which \"" + key.term + "\" stands are not those that have it");
    } catch (const Xapian::DatabaseCorruptError& error) {
      on_damage("entry \"" + *at + "\": " + error.get_msg());
    }
  }
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    if (is_counted(*term)) wanted += term.get_termfreq();
  }
  if (known != wanted) on_damage("it is not known of all words where they stand");
}

}  // namespace indexer
