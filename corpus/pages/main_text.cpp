// Three steps: what cannot be main text goes (page_clutter), the element that holds it is found
// (text_region), and what is left in there is looked at line by line (text_cleaning).
#include "corpus/pages/main_text.h"

#include <algorithm>

#include "corpus/pages/article_body.h"
#include "corpus/pages/page_blocks.h"
#include "corpus/pages/page_clutter.h"
#include "corpus/pages/text_cleaning.h"
#include "corpus/pages/text_region.h"

namespace corpus {
namespace {

// Of the words that the metadata give as the article's text, so many have to be found on the page; otherwise
// the page shows it by a script, or somewhere we did not find, and the metadata are taken at their word.
constexpr double kLeastFound = 0.5;

}  // namespace

std::string main_text(const PageTree& tree, const TextEvidence& evidence) {
  if (tree.nodes.empty()) return {};
  const ArticleBody body(evidence.article_body);
  const auto left_out = page_clutter(tree);
  const auto blocks = page_blocks(tree, left_out);
  const auto chosen = text_region(tree, blocks, body, evidence.titles);
  const bool has_headline = std::any_of(blocks.begin(), blocks.end(), [&](const PageBlock& block) {
    return block.kind == BlockKind::heading && is_title(block.text, evidence.titles);
  });
  std::string text = cleaned_text(tree, chosen, body, evidence.titles, has_headline);
  if (body.is_article() && body.share_found_in(text) < kLeastFound) return body.text();
  return text;
}

}  // namespace corpus
