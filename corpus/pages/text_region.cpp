#include "corpus/pages/text_region.h"

#include <algorithm>
#include <array>
#include <optional>

#include "corpus/key_text.h"
#include "corpus/pages/page_hints.h"

namespace corpus {
namespace {

constexpr double kLinkWeight = -0.5;       // of a word in a block of links
constexpr double kScrapWeight = -0.5;      // of a block of a few words that is no sentence
constexpr double kLeastShareOfCore = 0.8;  // of the region's weight that its core has
constexpr double kOwnShare = 0.2;        // of the core's weight: so much prose beside it is part of the text
constexpr std::size_t kNear = 3;         // levels of the tree between the core and what stands near it
constexpr double kBeforeHeadline = 0.3;  // what stands above the headline counts less
constexpr double kOutside = 0.4;         // so does what stands outside of the one <article>
constexpr double kLeastNotice = 10;      // weight of a text of some lines
constexpr std::size_t kLongParagraph = 30;    // words
constexpr std::size_t kMostOutside = 3;       // long paragraphs around a notice
constexpr std::size_t kLongestHeadline = 40;  // words
constexpr double kMostLinksInHeadline = 0.9;
constexpr std::size_t kProse = 15;             // words that are prose without a full stop
constexpr double kFewLinks = 0.25;             // share of links in prose
constexpr std::size_t kLead = 10;              // words of a paragraph between headline and text
constexpr std::size_t kFarthestHeadline = 15;  // blocks between the two
constexpr std::size_t kSentence = 5;           // words that are prose with one
constexpr std::size_t kLine = 4;               // words of a line that may be part of a text
constexpr std::size_t kLeastEvidence = 8;      // words of a block that the metadata's text is held against
constexpr double kStandsInBody = 0.6;
constexpr double kNotInBody = 0.1;
constexpr double kLeastOfPage = 0.5;  // of the page's weight in what calls itself the article

double weight_of(const PageBlock& block) {
  const auto words = static_cast<double>(block.words);
  if (block.link_share() >= 0.5) return words * kLinkWeight - 1;
  const double prose = words * (1 - block.link_share());
  if (block.kind == BlockKind::heading && block.words < kProse) return 0;
  if (block.words >= kProse || (block.is_sentence && block.words >= kSentence)) return prose;
  // Verse, dialogue and lists come in short lines; so do buttons, in fewer words.
  const bool line = block.link_words == 0 && block.words >= kLine;
  return line || block.kind != BlockKind::paragraph ? prose / 2 : kScrapWeight;
}

class RegionFinder {
 public:
  RegionFinder(const PageTree& tree, const std::vector<PageBlock>& blocks) : tree_(tree), blocks_(blocks) {
    for (const auto& block : blocks) weights_.push_back(weight_of(block));
  }

  std::vector<PageBlock> find(const ArticleBody& body, const std::vector<std::string>& titles) {
    if (blocks_.empty()) return {};
    find_headline(titles);
    if (body.is_article()) {
      weigh_by_body(body);
    } else {
      weigh_by_place();
    }
    add_up();
    find_core();
    return chosen();
  }

 private:
  std::size_t block_from(std::size_t node) const {
    const auto found =
        std::lower_bound(blocks_.begin(), blocks_.end(), node,
                         [](const PageBlock& block, std::size_t at) { return block.begin < at; });
    return static_cast<std::size_t>(found - blocks_.begin());
  }

  bool lies_in(const PageBlock& block, std::size_t node) const {
    return block.begin >= node && block.begin < tree_.nodes[node].end;
  }

  /// A heading that is the title, or else any line that is.
  void find_headline(const std::vector<std::string>& titles) {
    for (const bool headings : {true, false}) {
      for (std::size_t at = 0; at < blocks_.size() && !headline_; ++at) {
        const PageBlock& block = blocks_[at];
        if ((block.kind == BlockKind::heading) != headings || block.link_share() > kMostLinksInHeadline)
          continue;
        if (block.words <= kLongestHeadline && is_title(block.text, titles)) headline_ = at;
      }
    }
  }

  /// What the metadata give as the article's text tells prose of the article from other prose.
  void weigh_by_body(const ArticleBody& body) {
    for (std::size_t at = 0; at < blocks_.size(); ++at) {
      if (blocks_[at].words < kLeastEvidence) continue;
      const double share = body.share_of(blocks_[at].text);
      if (share >= kStandsInBody) weights_[at] = 1.5 * static_cast<double>(blocks_[at].words);
      if (share <= kNotInBody && weights_[at] > 0) weights_[at] *= 0.2;
    }
  }

  void weigh_by_place() {
    add_up();
    // A headline below most of the text is that of something else.
    if (headline_ && before(*headline_) < sums_.back() / 2) scale(0, *headline_, kBeforeHeadline);
    add_up();
    if (const auto article = the_article()) {
      scale_around(*article, kOutside);
    } else if (const auto notice = article_of_headline()) {
      scale_around(*notice, 0);
    }
  }

  void scale_around(std::size_t node, double factor) {
    scale(0, block_from(node), factor);
    scale(block_from(tree_.nodes[node].end), blocks_.size(), factor);
  }

  /// The one <article> or <main> around the headline, where it has some text: a notice of three lines stands
  /// on pages whose footer is longer.
  std::optional<std::size_t> article_of_headline() const {
    if (!headline_) return std::nullopt;
    for (std::size_t at = blocks_[*headline_].begin; at != 0; at = tree_.nodes[at].parent) {
      const std::string& name = tree_.nodes[at].name;
      if ((name == "article" || name == "main") && sum(at) >= kLeastNotice) {
        return long_paragraphs_outside(at) < kMostOutside ? std::optional(at) : std::nullopt;
      }
    }
    return std::nullopt;
  }

  /// An <article> may hold the headline and the lead alone, and the text stand elsewhere.
  std::size_t long_paragraphs_outside(std::size_t node) const {
    return static_cast<std::size_t>(
        std::count_if(blocks_.begin(), blocks_.end(), [&](const PageBlock& block) {
          return !lies_in(block, node) && block.words >= kLongParagraph && block.link_share() < kFewLinks;
        }));
  }

  double before(std::size_t block) const { return sums_[block]; }

  void scale(std::size_t from, std::size_t to, double factor) {
    for (std::size_t at = from; at < to; ++at) {
      if (weights_[at] > 0) weights_[at] *= factor;
    }
  }

  /// The element that calls itself the article, or its text, where one does and has most of the page's prose.
  std::optional<std::size_t> the_article() const {
    std::optional<std::size_t> best;
    for (std::size_t at = 0; at < tree_.nodes.size(); ++at) {
      const PageNode& node = tree_.nodes[at];
      if (node.is_text()) continue;
      const bool article = node.name == "article" || node.name == "main" || page_hint(node) == PageHint::body;
      if (article && sum(at) >= positive_sum() * kLeastOfPage) best = at;  // the innermost
    }
    return best;
  }

  double positive_sum() const { return positive_; }

  void add_up() {
    sums_.assign(1, 0);
    positive_ = 0;
    for (const double weight : weights_) {
      sums_.push_back(sums_.back() + weight);
      positive_ += std::max(weight, 0.0);
    }
  }

  double sum(std::size_t node) const {
    return sums_[block_from(tree_.nodes[node].end)] - sums_[block_from(node)];
  }

  void find_core() {
    double most = 0;
    region_ = 0;
    for (std::size_t at = 0; at < tree_.nodes.size(); ++at) {
      if (tree_.nodes[at].is_text()) continue;
      if (const double here = sum(at); here > most) {
        most = here;
        region_ = at;
      }
    }
    core_ = region_;
    for (std::size_t at = region_; at < tree_.nodes[region_].end; ++at) {
      const bool inside = at < tree_.nodes[core_].end;
      if (!inside) break;
      if (!tree_.nodes[at].is_text() && sum(at) >= most * kLeastShareOfCore) core_ = at;
    }
    while (core_ != region_ && !can_be_core(tree_.nodes[core_])) core_ = tree_.nodes[core_].parent;
  }

  /// One long paragraph is not where an article ends: what stands beside it belongs to it.
  static bool can_be_core(const PageNode& node) {
    constexpr std::array<std::string_view, 12> kContainers{"div",    "article", "section", "main",
                                                           "td",     "body",    "form",    "table",
                                                           "center", "li",      "html",    "blockquote"};
    return std::find(kContainers.begin(), kContainers.end(), node.name) != kContainers.end();
  }

  std::vector<PageBlock> chosen() const {
    std::vector<PageBlock> kept;
    const std::size_t core = block_from(core_);
    for (std::size_t at = 0; at < blocks_.size(); ++at) {
      const bool here = lies_in(blocks_[at], core_) || (lies_in(blocks_[at], region_) && belongs(at));
      if (here || is_lead_of(core, at)) kept.push_back(blocks_[at]);
    }
    return kept;
  }

  /// Whether a block is a paragraph between the headline and the core that stands close below it.
  bool is_lead_of(std::size_t core, std::size_t at) const {
    const auto headline = headline_ ? headline_ : heading_before(core);
    if (!headline || at <= *headline || at >= core || core - *headline > kFarthestHeadline) return false;
    const PageBlock& block = blocks_[at];
    return block.is_sentence && block.words >= kLead && block.link_share() < kFewLinks;
  }

  /// The last <h1> above the core.
  std::optional<std::size_t> heading_before(std::size_t core) const {
    for (std::size_t at = core; at > 0; --at) {
      if (blocks_[at - 1].level == 1) return at - 1;
    }
    return std::nullopt;
  }

  /// Whether a block of the region outside of its core is part of the text: the element beside the way down
  /// to the core is of the same making, holds much prose, or is a paragraph just outside.
  bool belongs(std::size_t at) const {
    const PageBlock& block = blocks_[at];
    std::size_t beside = block.begin;
    while (!holds_core(tree_.nodes[beside].parent)) beside = tree_.nodes[beside].parent;
    const PageNode& node = tree_.nodes[beside];
    if (node.is_text()) return weights_[at] > 0;
    const PageNode& way = tree_.nodes[way_from(node.parent)];
    const bool same = node.name == way.name && !node.attribute("class").empty() &&
                      node.attribute("class") == way.attribute("class");
    const bool near = levels_up(node.parent) <= kNear;
    if (sum(beside) > 0 && (same || (near && sum(beside) >= sum(core_) * kOwnShare))) return true;
    const bool paragraph = !can_be_core(node) || is_lead(node);
    return paragraph && weights_[at] > 0 && block.link_share() < kFewLinks;
  }

  /// How many elements lie between the core and `node`, which is around it.
  std::size_t levels_up(std::size_t node) const {
    std::size_t levels = 0;
    for (std::size_t at = core_; at != node && at != 0; at = tree_.nodes[at].parent) ++levels;
    return levels;
  }

  bool holds_core(std::size_t node) const {
    return node <= core_ && tree_.nodes[node].end >= tree_.nodes[core_].end;
  }

  /// The child of `node` in which the core lies.
  std::size_t way_from(std::size_t node) const {
    std::size_t at = core_;
    while (at != node && tree_.nodes[at].parent != node && at != 0) at = tree_.nodes[at].parent;
    return at;
  }

  static bool is_lead(const PageNode& node) {
    constexpr std::array<std::string_view, 12> kLeads{"lead",  "lede",        "standfirst", "summary",
                                                      "intro", "excerpt",     "subtitle",   "deck",
                                                      "sapo",  "description", "dek",        "teaser"};
    const auto words = node.attribute("class");
    return std::any_of(kLeads.begin(), kLeads.end(),
                       [&](std::string_view lead) { return words.find(lead) != std::string_view::npos; });
  }

  const PageTree& tree_;
  const std::vector<PageBlock>& blocks_;
  std::vector<double> weights_, sums_;
  double positive_ = 0;
  std::optional<std::size_t> headline_;
  std::size_t region_ = 0, core_ = 0;
};

}  // namespace

bool is_title(std::string_view text, const std::vector<std::string>& titles) {
  constexpr std::size_t kLeastPart = 3;  // words of a part of a title; "Home | Site" is no title of "Home"
  const std::string line = key_text(text);
  if (line.empty()) return false;
  for (const auto& title : titles) {
    const std::string whole = key_text(title);
    if (line == whole) return true;
    if (word_count(text) < kLeastPart) continue;
    if (whole.starts_with(line + " ") || whole.ends_with(" " + line)) return true;
    const bool cut_short = title.ends_with("…") || title.ends_with("...");
    if (cut_short && !whole.empty() && line.starts_with(whole)) return true;
  }
  return false;
}

std::vector<PageBlock> text_region(const PageTree& tree, const std::vector<PageBlock>& blocks,
                                   const ArticleBody& body, const std::vector<std::string>& titles) {
  return RegionFinder(tree, blocks).find(body, titles);
}

}  // namespace corpus
