// Makes of the versions that the archive has what the index keeps of them.
#pragma once

#include <string>

#include "corpus/archive.h"
#include "indexer/stored_versions.h"

namespace indexer {

/// The versions of a changed document in which something differs that a reader is told of; one that says what
/// the one before it said is none. At most 100; differences of texts as far as 4 MB of words are gone and 32
/// MB are compared. No version where there are less than two, or the document is withdrawn. Reads `archive`
/// where there are several.
DocumentVersions versions_of(const corpus::Archive& archive, const corpus::Archive::Change& change);

/// The same as to_stored() has it; empty where there is none.
std::string stored_versions_of(const corpus::Archive& archive, const corpus::Archive::Change& change);

}  // namespace indexer
