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
constexpr std::size_t kLongestTeaser = 60;  // words
constexpr std::size_t kLeastTeasers = 3;    // side by side
constexpr std::size_t kLeastLinkLine = 3;   // words of a link that may be a headline
constexpr double kLinkLine = 0.8;           // share of links in such a line
constexpr std::size_t kLeastProse = 10;     // words of a sentence that counts as prose
constexpr double kMostLinks = 0.35;         // share of links in prose

/// How many words, and how much prose, lie in each element.
class Masses {
 public:
  explicit Masses(const PageTree& tree)
      : blocks_(page_blocks(tree, std::vector<bool>(tree.nodes.size(), false))) {
    words_.push_back(0);
    prose_.push_back(0);
    link_lines_.push_back(0);
    for (const auto& block : blocks_) {
      const bool prose = block.words >= kLeastProse && block.is_sentence && block.link_share() < kMostLinks;
      words_.push_back(words_.back() + block.words);
      prose_.push_back(prose_.back() + (prose ? block.words : 0));
      const bool link_line = block.link_words >= kLeastLinkLine && block.link_share() >= kLinkLine;
      link_lines_.push_back(link_lines_.back() + (link_line ? 1 : 0));
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

  /// Whether a line that is nothing but a link of several words lies in the node.
  bool holds_link_line(const PageTree& tree, std::size_t node) const {
    return sum(link_lines_, tree, node) > 0;
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
  std::vector<std::size_t> words_, prose_, link_lines_;  // of all blocks before the one with this number
};

bool is_inline(const PageNode& node) {
  constexpr std::array<std::string_view, 12> kInline{"span", "a",     "b",    "strong", "em",   "i",
                                                     "u",    "small", "font", "time",   "cite", "abbr"};
  return std::find(kInline.begin(), kInline.end(), node.name) != kInline.end();
}

class ClutterFinder {
 public:
  ClutterFinder(const PageTree& tree, bool believing) : tree_(tree), believing_(believing), masses_(tree) {
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
    find_teasers(left_out);
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

  /// Elements of one making side by side, each a link with a few words on where it leads: teasers of other
  /// articles.
  void find_teasers(std::vector<bool>& left_out) const {
    std::map<std::pair<std::size_t, std::string>, std::vector<std::size_t>> alike;
    for (std::size_t at = 0; at < tree_.nodes.size(); ++at) {
      if (left_out[at]) {
        at = tree_.nodes[at].end - 1;
        continue;
      }
      const PageNode& node = tree_.nodes[at];
      if (!is_box(node)) continue;
      alike[{node.parent, node.name + "." + std::string(node.attribute("class"))}].push_back(at);
    }
    for (const auto& [making, boxes] : alike) {
      const auto teasers =
          std::count_if(boxes.begin(), boxes.end(), [this](auto at) { return is_teaser(at); });
      if (boxes.size() < kLeastTeasers || static_cast<std::size_t>(teasers) * 4 < boxes.size() * 3) continue;
      double share = 0;
      std::size_t words = 0;
      for (const auto box : boxes) {
        share += masses_.share_of_prose(tree_, box);
        words += masses_.words(tree_, box);
      }
      if (share > kMostInClutter || words * 2 > masses_.words(tree_, 0)) continue;
      for (const auto box : boxes) left_out[box] = true;
    }
  }

  static bool is_box(const PageNode& node) {
    constexpr std::array<std::string_view, 6> kBoxes{"div", "li", "article", "section", "a", "td"};
    return std::find(kBoxes.begin(), kBoxes.end(), node.name) != kBoxes.end();
  }

  bool is_teaser(std::size_t at) const {
    const auto words = masses_.words(tree_, at);
    return words >= 3 && words <= kLongestTeaser && masses_.holds_link_line(tree_, at);
  }

  /// Classes repeat on a page; each is read once.
  PageHint hint_of(const PageNode& node) {
    std::string key = node.name;
    for (const auto* name : {"class", "id", "role", "itemprop"}) {
      key += '\n';
      key += node.attribute(name);
    }
    const auto [known, fresh] = hints_.try_emplace(std::move(key), PageHint::none);
    if (fresh) known->second = believing_ ? page_hint(node) : page_hint_of_name(node);
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
  const bool believing_;
  const Masses masses_;
  std::map<std::string, PageHint> hints_;
  std::vector<int> bodies_{0},
      headlines_{0};  // how many such elements begin before the node with this number
};

}  // namespace

std::vector<bool> page_clutter(const PageTree& tree, bool believing) {
  return ClutterFinder(tree, believing).find();
}

}  // namespace corpus
