#include "searchd/search/first_seen.h"

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "corpus/dates/date_text.h"
#include "indexer/index_schema.h"

namespace searchd {

corpus::Revision FirstSeen::of(Xapian::docid document) {
  const auto& database = index_.holding(document);
  if (&database != read_) {
    read_ = &database;
    at_ = database.valuestream_begin(indexer::kFirstSeenSlot);
    end_ = database.valuestream_end(indexer::kFirstSeenSlot);
  }
  if (at_ != end_ && at_.get_docid() < document) at_.skip_to(document);
  if (at_ == end_ || at_.get_docid() != document) return 0;
  return static_cast<corpus::Revision>(Xapian::sortable_unserialise(*at_));
}

std::string FirstSeen::time_of(Xapian::docid document) const {
  const auto value = index_.holding(document)
                         .get_document(document, Xapian::DOC_ASSUME_VALID)
                         .get_value(indexer::kFirstSeenTimeSlot);
  if (value.empty()) return {};
  const auto seconds = static_cast<std::int64_t>(Xapian::sortable_unserialise(value));
  return corpus::utc_text(std::chrono::sys_seconds(std::chrono::seconds(seconds)));
}

std::vector<SeenDocument> last_seen(const indexer::IndexReader& index, const Columns& columns,
                                    const PlaceBits& documents, std::size_t skipped, std::size_t most,
                                    Deadline deadline) {
  DeadlineGuard guard(deadline);
  FirstSeen seen(index);
  std::vector<SeenDocument> all;
  documents.for_each(0, documents.places(), [&](std::size_t place) {
    guard.tick();
    const auto document = static_cast<Xapian::docid>(place);
    all.push_back({seen.of(document), document});
  });
  const auto begin = static_cast<std::ptrdiff_t>(std::min(skipped, all.size()));
  const auto end = static_cast<std::ptrdiff_t>(std::min(skipped + most, all.size()));
  std::partial_sort(all.begin(), all.begin() + end, all.end(),
                    [&columns](const SeenDocument& a, const SeenDocument& b) {
                      if (a.first_seen != b.first_seen) return a.first_seen > b.first_seen;
                      return columns.id(a.document) < columns.id(b.document);
                    });
  return {all.begin() + begin, all.begin() + end};
}

}  // namespace searchd
