#include "tests/support/index_digest.h"

#include <xapian.h>

#include "corpus/document.h"
#include "indexer/index_reader.h"
#include "indexer/index_schema.h"
#include "indexer/position_block.h"
#include "indexer/stored_versions.h"

namespace tests {
namespace {

indexer::Positions positions_of(const Xapian::Database& database, const std::string& term,
                                Xapian::docid number) {
  const auto bytes = database.get_metadata(indexer::position_key(term, number));
  indexer::Positions positions;
  indexer::PositionBlock(bytes).read(indexer::block_offset(number), positions);
  return positions;
}

std::string described(const Xapian::Database& database, Xapian::docid number) {
  const auto document = database.get_document(number);
  std::string all;
  for (auto term = document.termlist_begin(); term != document.termlist_end(); ++term) {
    all += *term + '\0' + std::to_string(term.get_wdf());
    for (const auto position : positions_of(database, *term, number)) all += ' ' + std::to_string(position);
    all += '\n';
  }
  for (auto value = document.values_begin(); value != document.values_end(); ++value) {
    all += std::to_string(value.get_valueno()) + '=' + *value + '\n';
  }
  all += database.get_metadata(indexer::versions_key(document.get_value(indexer::kIdSlot)));
  return all + document.get_data();
}

}  // namespace

std::map<std::string, std::string> index_digest(const std::filesystem::path& folder) {
  const indexer::IndexReader index(folder);
  std::map<std::string, std::string> documents;
  for (const auto number : index.documents_with("")) {
    const auto& database = index.holding(number);
    const auto id = database.get_document(number).get_value(indexer::kIdSlot);
    documents[id] = corpus::sha256_hex(described(database, number));
  }
  return documents;
}

}  // namespace tests
