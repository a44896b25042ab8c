// The tags of a document as JSON, in the form that docs/api.md promises.
#pragma once

#include "analyzers/vocabulary.h"
#include "corpus/document.h"
#include "searchd/views/json_writer.h"

namespace searchd {

/// The member "tags": each with its rule, salience and spans; those of partners with since when they are
/// members.
void write_tags(JsonWriter& json, const corpus::Document& document, const analyzers::Vocabulary& vocabulary);

}  // namespace searchd
