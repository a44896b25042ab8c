#include "indexer/stored_versions.h"

#include <utility>

#include "analyzers/packed_number.h"
#include "corpus/document_frame.h"
#include "corpus/packed_bytes.h"
#include "indexer/index_schema.h"

namespace indexer {
namespace {

constexpr int kLevel = 3;                            // as of documents
constexpr std::uint64_t kMostUnpacked = 32U << 20U;  // VersionMaker keeps far less

DocumentVersion read_version(corpus::FrameReader& frame) {
  DocumentVersion version;
  version.seen = frame.text();
  version.ours = frame.flag();
  version.told = corpus::read_document(frame);
  version.has_texts = frame.flag();
  version.title = corpus::read_difference(frame);
  version.summary = corpus::read_difference(frame);
  version.body = corpus::read_difference(frame);
  return version;
}

std::string before(const std::string& later, const corpus::TextDifference& difference) {
  auto text = corpus::earlier_text(later, difference);
  if (!text) throw StoredDocumentError("versions of a document are of another one");
  return std::move(*text);
}

}  // namespace

std::string versions_key(const corpus::DocumentId& id) { return kVersionsKeyPrefix + id; }

std::string to_stored(const DocumentVersions& versions) {
  std::string bytes;
  corpus::FrameWriter frame(bytes);
  frame.number(versions.left_out);
  frame.list(versions.versions, [&frame](const DocumentVersion& version) {
    frame.text(version.seen);
    frame.number(static_cast<std::uint8_t>(version.ours));
    corpus::write_document(frame, version.told);
    frame.number(static_cast<std::uint8_t>(version.has_texts));
    corpus::write_difference(frame, version.title);
    corpus::write_difference(frame, version.summary);
    corpus::write_difference(frame, version.body);
  });
  std::string stored;
  analyzers::append_number(stored, bytes.size());
  return stored + corpus::packed(bytes, kLevel);
}

DocumentVersions versions_from_stored(std::string_view bytes) try {
  const auto size = analyzers::take_number(bytes);
  if (!size || *size > kMostUnpacked) throw StoredDocumentError("versions of a document are cut off");
  const auto unpacked = corpus::unpacked(bytes, static_cast<std::int64_t>(*size));
  if (!unpacked) throw StoredDocumentError("versions of a document cannot be unpacked");
  corpus::FrameReader frame(*unpacked);
  DocumentVersions versions;
  versions.left_out = frame.number<std::int64_t>();
  versions.versions = frame.list([&frame] { return read_version(frame); });
  frame.end();
  if (versions.versions.empty() || versions.left_out < 0)
    throw StoredDocumentError("versions of a document are none");
  return versions;
} catch (const corpus::FrameError& error) {
  throw StoredDocumentError(std::string("versions of a document are damaged: ") + error.what());
}

std::vector<VersionTexts> texts_of(const DocumentVersions& versions, const corpus::Document& document) {
  std::vector<VersionTexts> texts = {{document.title, document.summary, document.body}};
  for (std::size_t at = 1; at < versions.versions.size() && versions.versions[at].has_texts; ++at) {
    const auto& version = versions.versions[at];
    const auto& later = texts.back();
    texts.push_back({before(later.title, version.title), before(later.summary, version.summary),
                     before(later.body, version.body)});
  }
  return texts;
}

}  // namespace indexer
