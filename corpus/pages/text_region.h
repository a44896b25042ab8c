// Where on a page its main text stands.
#pragma once

#include <string>
#include <vector>

#include "corpus/pages/article_body.h"
#include "corpus/pages/page_blocks.h"

namespace corpus {

/// Those of `blocks` (of `tree`, in their order) that lie where the main text is. `titles` are the page's.
///
/// Each block has a weight: prose counts by its words, what is mostly links counts against. The element with
/// the largest sum is the region; the innermost one that still has most of it is its core, and what stands
/// outside of the core stays where it is of the same making.
std::vector<PageBlock> text_region(const PageTree& tree, const std::vector<PageBlock>& blocks,
                                   const ArticleBody& body, const std::vector<std::string>& titles);

/// Whether `text` is one of the page's titles, or the part of one before or behind the site's name.
bool is_title(std::string_view text, const std::vector<std::string>& titles);

}  // namespace corpus
