#include "indexer/change_reader.h"

#include <algorithm>
#include <utility>

#include "indexer/version_maker.h"

namespace indexer {
namespace {

std::size_t bytes_of(const corpus::Document& document) {
  return document.title.size() + document.summary.size() + document.body.size();
}

}  // namespace

ChangeReader::ChangeReader(const corpus::Archive& archive, corpus::Revision since,
                           const UpdateOptions& options, corpus::Revision at_least)
    : archive_(archive),
      options_(options),
      at_least_(at_least),
      progress_{since, since, archive.revision(), 0} {}

void ChangeReader::begin_batch() { documents_ = bytes_ = 0; }

Changes ChangeReader::next(std::size_t most) {
  if (batch_is_over()) return {};
  if (!must_go_on()) most = std::min(most, options_.batch_documents - documents_);
  Changes changes;
  for (auto& change : archive_.changed_since(progress_.reached, most)) {
    auto versions = stored_versions_of(archive_, change);
    bytes_ += bytes_of(change.document) + versions.size();
    changes.push_back({std::move(change), std::move(versions)});
  }
  documents_ += changes.size();
  progress_.documents += static_cast<std::int64_t>(changes.size());
  // Between the newest versions lie revisions of older ones: at the end we are where the archive is.
  progress_.reached = changes.size() < most ? progress_.end : changes.back().revision;
  return changes;
}

bool ChangeReader::batch_is_over() const {
  if (must_go_on()) return false;
  return at_end() || documents_ >= options_.batch_documents || bytes_ >= options_.batch_bytes;
}

}  // namespace indexer
