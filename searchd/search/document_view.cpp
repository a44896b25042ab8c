#include "searchd/search/document_view.h"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

#include "indexer/stored_versions.h"
#include "searchd/search/hits.h"
#include "searchd/search/places.h"
#include "searchd/search/similar.h"
#include "searchd/search/translations.h"

namespace searchd {
namespace {

// What is like a document is a help on its page, not worth a long wait.
constexpr std::chrono::milliseconds kSimilarTime{400};
/// So is what is marked in it.
constexpr std::chrono::milliseconds kMarkTime{400};

auto after(std::chrono::milliseconds time) { return std::chrono::steady_clock::now() + time; }

std::optional<std::vector<SimilarDocument>> similar_to(const corpus::Document& document, Xapian::docid number,
                                                       std::size_t most, Deadline deadline,
                                                       const ViewGround& ground) {
  const auto& index = ground.index;
  const auto& state = index.state();
  TranslationSources sources;
  sources.lexicon = &state.lexicon.get();
  sources.words = &state.words(index.reader());
  const Translator translator(sources, ground.analyzer, index.reader());
  const auto until = std::min(deadline, after(kSimilarTime));
  DocumentReader reader(index.reader(), state.columns, *state.documents);
  std::vector<SimilarDocument> similar;
  try {
    for (const auto& found : similar_documents(
             document, number, most, until, {ground.analyzer, index.searched(), state.columns, translator})) {
      const auto& id = state.columns.id(found.document);
      auto link = reader.link(std::string(text_of(id)));
      if (!link) continue;
      const bool is_translation = link->id == document.translation;
      similar.push_back({std::move(*link), found.score, is_translation});
    }
  } catch (const SearchTimeout&) {
    return std::nullopt;
  }
  return similar;
}

void mark(DocumentView& shown, const std::string& typed, Deadline deadline, const ViewGround& ground) {
  SearchRequest request;
  request.typed = typed;
  request.repair = true;
  try {
    const auto query = ground.finder.query_of(request, std::min(deadline, after(kMarkTime)), ground.index);
    shown.marks = marks_of(shown.document, query, ground.analyzer);
    if (shown.twin) shown.twin_marks = marks_of(*shown.twin, query, ground.analyzer);
  } catch (const SearchTimeout&) {  // the document is what was asked for
  }
}

// A document is shown whatever is wrong with its versions, which `indexer verify` finds.
void add_versions(DocumentView& found, Xapian::docid number, DocumentExtras::Versions wanted,
                  const indexer::IndexReader& index) try {
  const auto bytes = index.versions(found.document.id, number);
  found.all_versions_known = index.has_versions();
  if (bytes.empty()) return;
  auto stored = indexer::versions_from_stored(bytes);
  if (wanted == DocumentExtras::Versions::with_texts)
    found.version_texts = indexer::texts_of(stored, found.document);
  found.versions = std::move(stored.versions);
  found.versions_left_out = stored.left_out;
} catch (const indexer::StoredDocumentError&) {
  found.all_versions_known = false;
}

}  // namespace

std::optional<DocumentView> view_document(const std::string& id, const DocumentExtras& extras,
                                          Deadline deadline, const ViewGround& ground) {
  const auto& index = ground.index;
  DocumentReader reader(index.reader(), index.state().columns, *index.state().documents);
  const auto number = reader.find(id);
  if (!number) return std::nullopt;
  DocumentView found;
  found.document = reader.read(*number)->document;
  found.revision = index.state().revision;
  found.state = index.state().name;
  if (found.document.withdrawn) return found;
  if (extras.versions != DocumentExtras::Versions::none)
    add_versions(found, *number, extras.versions, index.reader());
  found.parent = reader.link(found.document.parent);
  found.translation = reader.link(found.document.translation);
  auto items = reader.items_of(found.document.id, deadline);
  found.items = std::move(items.links);
  found.items_total = items.total;
  if (extras.twin && found.translation) {
    if (const auto twin = reader.find(found.translation->id)) found.twin = reader.read(*twin)->document;
  }
  if (!extras.typed.empty()) mark(found, extras.typed, deadline, ground);
  if (extras.similar > 0)
    found.similar = similar_to(found.document, *number, extras.similar, deadline, ground);
  if (!found.parent) return found;
  auto siblings = reader.items_beside(*number, found.document.parent, deadline);
  found.siblings = std::move(siblings.links);
  found.siblings_total = siblings.total;
  return found;
}

}  // namespace searchd
