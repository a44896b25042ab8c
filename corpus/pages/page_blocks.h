// A page as a reader sees it: one block of text below another, each with what is told by its place and its
// links.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/pages/page_tree.h"

namespace corpus {

enum class BlockKind : std::uint8_t { paragraph, heading, item, row, caption, quote, preformatted };

/// A paragraph, a heading, an item of a list, a row of a table: text that stands together.
struct PageBlock {
  std::size_t begin = 0;  // its first stretch of text in the tree: it lies in every element around that
  std::size_t element =
      0;             // the innermost element around it that stands apart from the text before and after
  std::string text;  // lines, each ends in '\n'
  std::size_t words = 0;
  std::size_t link_words = 0;  // of them in links to other pages
  BlockKind kind = BlockKind::paragraph;
  int level = 0;             // of a heading, 1 to 6
  bool has_time = false;     // a <time> stands in it
  bool is_sentence = false;  // a line of it ends as a sentence does, or is long enough to hold one

  /// 0 to 1: how much of it are links.
  double link_share() const {
    return words == 0 ? 0 : static_cast<double>(link_words) / static_cast<double>(words);
  }
};

/// The blocks of `tree` in their order, without the text of elements for which `left_out` (one entry a node)
/// is set. Empty blocks are left out.
std::vector<PageBlock> page_blocks(const PageTree& tree, const std::vector<bool>& left_out);

/// The words of `text`: runs of other than white space that hold a letter or digit.
std::size_t word_count(std::string_view text);

}  // namespace corpus
