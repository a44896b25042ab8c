#include "searchd/search/whole_result.h"

#include <utility>

#include "searchd/search/hits.h"
#include "searchd/search/index_state.h"

namespace searchd {
namespace {

// What a reader of links remembers is let go after so many documents.
constexpr std::size_t kLinksRemembered = 1'000;

}  // namespace

struct WholeResult::Parts {
  Parts(IndexLease lease, std::vector<std::uint32_t> found)
      : index(std::move(lease)), documents(std::move(found)) {
    forget_links();
  }
  ~Parts() {
    if (!is_lost) index.give_back();
  }
  Parts(const Parts&) = delete;
  Parts& operator=(const Parts&) = delete;

  void forget_links() { reader.emplace(index.reader(), index.state().columns, *index.state().documents); }

  // Runs `read` and says of all that a database may answer when its writer has overtaken it the one thing it
  // means here.
  template <typename Read>
  auto reading(Read read) {
    try {
      return read();
    } catch (const Xapian::Error& error) {
      is_lost = true;
      throw ResultLost(error.get_description());
    } catch (const indexer::StoredDocumentError& error) {
      is_lost = true;
      throw ResultLost(error.what());
    }
  }

  Item read_next();

  IndexLease index;
  const std::vector<std::uint32_t> documents;
  std::size_t at = 0;
  std::optional<DocumentReader> reader;
  bool is_lost = false;  // the reader may be at fault: nobody else gets it
};

// Past the documents that are kept unpacked: who reads everything once would push out what others ask for.
WholeResult::Item WholeResult::Parts::read_next() {
  if (at % kLinksRemembered == 0) forget_links();
  const Xapian::docid number = documents[at++];
  const auto& columns = index.state().columns;
  const auto& database = index.reader().holding(number);
  Item item;
  item.document =
      indexer::from_stored(database.get_document(number, Xapian::DOC_ASSUME_VALID).get_data()).document;
  if (columns.translation(number) != 0) item.translation = item.document.translation;
  if (const auto parent = reader->link(item.document.parent)) item.parent = parent->id;
  return item;
}

WholeResult::WholeResult(IndexLease lease, std::vector<std::uint32_t> documents)
    : parts_(std::make_unique<Parts>(std::move(lease), std::move(documents))) {}
WholeResult::~WholeResult() = default;
WholeResult::WholeResult(WholeResult&&) noexcept = default;

std::int64_t WholeResult::total() const { return static_cast<std::int64_t>(parts_->documents.size()); }
corpus::Revision WholeResult::revision() const { return parts_->index.state().revision; }
const std::string& WholeResult::state() const { return parts_->index.state().name; }
const analyzers::Vocabulary& WholeResult::vocabulary() const { return *parts_->index.state().vocabulary; }

std::optional<WholeResult::Item> WholeResult::next() {
  if (parts_->at == parts_->documents.size()) return std::nullopt;
  return parts_->reading([this] { return parts_->read_next(); });
}

std::optional<DocumentLink> WholeResult::link(const corpus::DocumentId& id) {
  return parts_->reading([&] { return parts_->reader->link(id); });
}

}  // namespace searchd
