// The tags of a document as JSON, in the form that docs/api.md promises.
#pragma once

#include <nlohmann/json.hpp>

#include "analyzers/vocabulary.h"
#include "corpus/document.h"

namespace searchd {

/// Each with its rule, salience and spans; those of partners with since when they are members.
nlohmann::ordered_json tags_json(const corpus::Document& document, const analyzers::Vocabulary& vocabulary);

}  // namespace searchd
