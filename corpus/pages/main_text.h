// The text that a page is about, without what its site puts around it.
#pragma once

#include <string>
#include <vector>

#include "corpus/pages/page_tree.h"

namespace corpus {

/// What a page's metadata say of its text; all of it may be missing or wrong.
struct TextEvidence {
  std::vector<std::string> titles;  // as given in several places; "Title | Site" among them
  std::string article_body;         // of JSON-LD: plain text, or HTML
};

/// The main text of `tree`: paragraphs, headings inside it, lists, tables (a row a line), captions; every
/// line ends in '\n'. Navigation, share bars, cookie notices, related links, comments, bylines and the
/// headline, which is the page's title, are left out. Empty where the page has no text of its own.
///
/// How it is found: docs/import_quality.md.
std::string main_text(const PageTree& tree, const TextEvidence& evidence);

}  // namespace corpus
