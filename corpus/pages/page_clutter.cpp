#include "corpus/pages/page_clutter.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "corpus/pages/page_blocks.h"
#include "corpus/pages/page_hints.h"

namespace corpus {
namespace {

// Shares of the prose of the page up to which an element is believed to be what it calls itself. Comments are
// often longer than what they comment on.
constexpr double kMostInClutter = 0.35;
constexpr double kMostInHidden = 0.5;
constexpr double kMostInComments = 0.85;
constexpr double kLeastInBody = 0.1;  // of what calls itself the text of the article

constexpr std::size_t kLongestDetail = 25;  // words of a line on the article, or beside it in its block
constexpr std::size_t kLeastProse = 10;     // words of a sentence that counts as prose
constexpr double kMostLinks = 0.35;         // share of links in prose

/// How many words, and how much prose, lie in each element.
class Masses {
 public:
  explicit Masses(const PageTree& tree)
      : blocks_(page_blocks(tree, std::vector<bool>(tree.nodes.size(), false))) {
    words_.push_back(0);
    prose_.push_back(0);
    for (const auto& block : blocks_) {
      const bool prose = block.words >= kLeastProse && block.is_sentence && block.link_share() < kMostLinks;
      words_.push_back(words_.back() + block.words);
      prose_.push_back(prose_.back() + (prose ? block.words : 0));
    }
  }

  std::size_t words(const PageTree& tree, std::size_t node) const { return sum(words_, tree, node); }

  /// Of the block in which the node lies.
  std::size_t words_around(std::size_t node) const {
    const auto behind =
        std::upper_bound(blocks_.begin(), blocks_.end(), node + 1,
                         [](std::size_t at, const PageBlock& block) { return at < block.begin; });
    return behind == blocks_.begin() ? 0 : std::prev(behind)->words;
  }

  double share_of_prose(const PageTree& tree, std::size_t node) const {
    if (prose_.back() == 0) return 0;
    return static_cast<double>(sum(prose_, tree, node)) / static_cast<double>(prose_.back());
  }

 private:
  std::size_t block_from(std::size_t node) const {
    const auto found =
        std::lower_bound(blocks_.begin(), blocks_.end(), node,
                         [](const PageBlock& block, std::size_t at) { return block.begin < at; });
    return static_cast<std::size_t>(found - blocks_.begin());
  }

  std::size_t sum(const std::vector<std::size_t>& sums, const PageTree& tree, std::size_t node) const {
    return sums[block_from(tree.nodes[node].end)] - sums[block_from(node)];
  }

  std::vector<PageBlock> blocks_;
  std::vector<std::size_t> words_, prose_;  // of all blocks before the one with this number
};

bool is_inline(const PageNode& node) {
  constexpr std::array<std::string_view, 12> kInline{"span", "a",     "b",    "strong", "em",   "i",
                                                     "u",    "small", "font", "time",   "cite", "abbr"};
  return std::find(kInline.begin(), kInline.end(), node.name) != kInline.end();
}

class ClutterFinder {
 public:
  explicit ClutterFinder(const PageTree& tree) : tree_(tree), masses_(tree) {
    for (std::size_t at = 0; at < tree.nodes.size(); ++at) {
      const bool body =
          hint_of(tree.nodes[at]) == PageHint::body && masses_.share_of_prose(tree, at) > kLeastInBody;
      bodies_.push_back(bodies_.back() + (body ? 1 : 0));
      headlines_.push_back(headlines_.back() + (tree.nodes[at].name == "h1" ? 1 : 0));
    }
  }

  std::vector<bool> find() {
    std::vector<bool> left_out(tree_.nodes.size(), false);
    for (std::size_t at = 0; at < tree_.nodes.size(); ++at) {
      const PageNode& node = tree_.nodes[at];
      if (node.is_text() || node.name == "html" || node.name == "body") continue;
      if (!is_left_out(at)) continue;
      left_out[at] = true;
      at = node.end - 1;
    }
    return left_out;
  }

 private:
  bool is_left_out(std::size_t at) {
    const PageNode& node = tree_.nodes[at];
    if (is_hidden(node)) return masses_.share_of_prose(tree_, at) <= kMostInHidden;
    switch (hint_of(node)) {
      case PageHint::comments: return masses_.share_of_prose(tree_, at) <= kMostInComments && !holds_body(at);
      case PageHint::clutter: return masses_.share_of_prose(tree_, at) <= kMostInClutter && !holds_body(at);
      case PageHint::detail:
        return !is_part_of_sentence(at) && words_in(at) <= kLongestDetail && !holds_headline(at);
      default: return node.name == "header" && is_site_header(at);
    }
  }

  /// Classes repeat on a page; each is read once.
  PageHint hint_of(const PageNode& node) {
    std::string key = node.name;
    for (const auto* name : {"class", "id", "role", "itemprop"}) {
      key += '\n';
      key += node.attribute(name);
    }
    const auto [known, fresh] = hints_.try_emplace(std::move(key), PageHint::none);
    if (fresh) known->second = page_hint(node);
    return known->second;
  }

  /// Whether the text of the article, or its headline, lies in there by what the elements say.
  bool holds_body(std::size_t at) const {
    if (bodies_[tree_.nodes[at].end] > bodies_[at + 1]) return true;
    return masses_.share_of_prose(tree_, at) > kLeastInBody && holds_headline(at);
  }

  bool holds_headline(std::size_t at) const { return headlines_[tree_.nodes[at].end] > headlines_[at]; }

  std::size_t words_in(std::size_t at) const {
    return is_inline(tree_.nodes[at]) ? word_count(tree_.line_of(at)) : masses_.words(tree_, at);
  }

  /// <span class="date"> in the middle of a paragraph.
  bool is_part_of_sentence(std::size_t at) const {
    if (!is_inline(tree_.nodes[at])) return false;
    return masses_.words_around(at) > words_in(at) + kLongestDetail / 2;
  }

  /// A <header> of the page, rather than of an article, and without a headline.
  bool is_site_header(std::size_t at) const {
    for (std::size_t around = tree_.nodes[at].parent; around != 0; around = tree_.nodes[around].parent) {
      if (tree_.nodes[around].name == "article" || tree_.nodes[around].name == "main") return false;
    }
    return masses_.share_of_prose(tree_, at) <= kMostInClutter && !holds_headline(at);
  }

  const PageTree& tree_;
  const Masses masses_;
  std::map<std::string, PageHint> hints_;
  std::vector<int> bodies_{0},
      headlines_{0};  // how many such elements begin before the node with this number
};

}  // namespace

std::vector<bool> page_clutter(const PageTree& tree) { return ClutterFinder(tree).find(); }

}  // namespace corpus
