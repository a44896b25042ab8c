// The beginning of a document's line: what a list shows of it, without reading its text.
#pragma once

#include <string>
#include <string_view>

#include "corpus/document.h"

namespace corpus {

/// What a list shows of a document.
struct DocumentHead {
  DocumentId id;  // empty where the line has none
  Kind kind{};
  analyzers::Language language{};
  std::string title;  // may be empty
};

/// The head of a line that to_json_line() wrote. Reads no further than the title, so that a text of any
/// length costs nothing. Throws DocumentJsonError.
DocumentHead head_from_json(std::string_view line);

}  // namespace corpus
