// The lines of a page's main text that are not of it: headline, byline, "Read also", related links.
#pragma once

#include <string>
#include <vector>

#include "corpus/pages/article_body.h"
#include "corpus/pages/page_blocks.h"

namespace corpus {

/// The text of `blocks`, which are where the main text of `tree` stands, without such lines. `has_headline`:
/// a heading of the page is one of its `titles`; where none is, the headline may be any line before the text.
/// Where `body`, as the metadata give the text, is all of it, paragraphs that are not in it go too.
std::string cleaned_text(const PageTree& tree, const std::vector<PageBlock>& blocks, const ArticleBody& body,
                         const std::vector<std::string>& titles, bool has_headline);

}  // namespace corpus
