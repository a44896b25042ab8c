// What the index keeps of the versions of a document: what each said, told by what differs from the one after
// it (docs/decisions/0016-versions-of-documents.md).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document.h"
#include "corpus/text_difference.h"
#include "indexer/stored_document.h"

namespace indexer {

/// One version of a document.
struct DocumentVersion {
  std::string seen;   // UTC, ISO 8601: when it was fetched, or else imported, for the first time
  bool ours = false;  // found anew in what we had, by a better vocabulary: no source said it
  // What a reader is told of beside the texts: kind, language, address, dates (neither words nor evidence),
  // hashtags, tags (without rules and spans). All else is empty.
  corpus::Document told;
  bool has_texts = true;                        // false: too much differs to be kept, here and in all before
  corpus::TextDifference title, summary, body;  // to the version after it; of the newest one none

  bool operator==(const DocumentVersion&) const = default;
};

struct DocumentVersions {
  std::vector<DocumentVersion> versions;  // the newest first, two or more
  std::int64_t left_out = 0;              // before these, which the archive alone has

  bool operator==(const DocumentVersions&) const = default;
};

/// The metadata key of a document's versions in the database that has the document; not there where there is
/// but one.
std::string versions_key(const corpus::DocumentId& id);

/// Packed (zstd), the same for the same versions.
std::string to_stored(const DocumentVersions& versions);

/// What to_stored() made `bytes` of, from anybody. Throws StoredDocumentError.
DocumentVersions versions_from_stored(std::string_view bytes);

/// What a version said.
struct VersionTexts {
  std::string title, summary, body;

  bool operator==(const VersionTexts&) const = default;
};

/// The texts of each version, the newest first, as far as they are kept. `document` is the newest, as the
/// index has it. Throws StoredDocumentError where the differences are not from its texts.
std::vector<VersionTexts> texts_of(const DocumentVersions& versions, const corpus::Document& document);

}  // namespace indexer
