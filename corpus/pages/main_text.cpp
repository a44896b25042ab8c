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

constexpr std::size_t kFewWords = 100;
constexpr std::size_t kManyMore = 10;

std::string text_without(const std::vector<bool>& clutter, const PageTree& tree, const ArticleBody& body,
                         const std::vector<std::string>& titles) {
  const auto blocks = page_blocks(tree, clutter);
  const bool has_headline = std::any_of(blocks.begin(), blocks.end(), [&](const PageBlock& block) {
    return block.kind == BlockKind::heading && is_title(block.text, titles);
  });
  return cleaned_text(tree, text_region(tree, blocks, body, titles), body, titles, has_headline);
}

}  // namespace

std::string main_text(const PageTree& tree, const TextEvidence& evidence) {
  if (tree.nodes.empty()) return {};
  const ArticleBody body(evidence.article_body);
  std::string text = text_without(page_clutter(tree), tree, body, evidence.titles);
  if (word_count(text) < kFewWords) {
    // Too little: perhaps the site calls its text by a name that others use for something else.
    std::string more = text_without(page_clutter(tree, false), tree, body, evidence.titles);
    if (word_count(more) >= kManyMore * word_count(text) && word_count(more) >= kFewWords)
      text = std::move(more);
  }
  if (body.is_article() && body.share_found_in(text) < kLeastFound) return body.text();
  return text;
}

}  // namespace corpus
