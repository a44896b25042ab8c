#include "searchd/search/stored_documents.h"

#include <initializer_list>
#include <utility>

namespace searchd {
namespace {

using corpus::Document;

template <typename Items, typename BytesOf>
std::size_t sum_of(const Items& items, BytesOf bytes_of) {
  auto bytes = items.capacity() * sizeof(typename Items::value_type);
  for (const auto& item : items) bytes += bytes_of(item);
  return bytes;
}

std::size_t bytes_of(const corpus::PublicationDate& date) {
  return date.words.capacity() + date.gmt.capacity();
}

std::size_t bytes_of(const Document& document) {
  const auto of_text = [](const std::string& text) { return text.capacity(); };
  std::size_t bytes = bytes_of(document.published) + bytes_of(document.modified);
  for (const auto* text : {&document.id, &document.key, &document.title, &document.summary, &document.body,
                           &document.url, &document.parent, &document.translation}) {
    bytes += text->capacity();
  }
  bytes += sum_of(document.aliases, of_text) + sum_of(document.hashtags, of_text);
  bytes += sum_of(document.events, [](const corpus::EventDate& event) { return event.words.capacity(); });
  bytes += sum_of(document.tags, [](const analyzers::Tag& tag) {
    return tag.id.capacity() + tag.rule.capacity() + tag.spans.capacity() * sizeof(analyzers::Span);
  });
  bytes += sum_of(document.occurrences, [](const corpus::Occurrence& met) {
    return met.source.capacity() + met.anchor.capacity();
  });
  if (document.twin_evidence) bytes += sum_of(document.twin_evidence->reasons, of_text);
  if (document.withdrawn)
    bytes += document.withdrawn->reason.capacity() + document.withdrawn->time.capacity();
  return bytes;
}

}  // namespace

std::shared_ptr<const indexer::StoredDocument> StoredDocuments::read(const indexer::IndexReader& index,
                                                                     Xapian::docid number) const {
  {
    const std::lock_guard lock(mutex_);
    if (auto kept = kept_.find(number)) return kept;
  }
  // Whoever names it found it in this revision: Xapian need not look whether it is there.
  const auto bytes = index.holding(number).get_document(number, Xapian::DOC_ASSUME_VALID).get_data();
  auto stored = std::make_shared<const indexer::StoredDocument>(indexer::from_stored(bytes));
  const auto size = sizeof *stored + bytes_of(stored->document) + stored->title_words.capacity() +
                    stored->text_words.capacity();
  const std::lock_guard lock(mutex_);
  kept_.keep(number, stored, size + kept_.kOverhead);
  return stored;
}

}  // namespace searchd
