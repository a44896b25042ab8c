#include "corpus/pages/text_cleaning.h"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "corpus/pages/clutter_words.h"
#include "corpus/pages/text_region.h"

namespace corpus {
namespace {

constexpr std::size_t kProse = 12;  // words of a sentence that is surely of the text
constexpr double kNearlyAll = 0.9;
constexpr double kNotInBody = 0.1;
constexpr std::size_t kLeastEvidence = 8;     // words of a paragraph that is compared by runs of words
constexpr std::size_t kLongRepeated = 12;     // words: shorter ones may be a refrain
constexpr std::size_t kLongestRights = 40;    // words
constexpr int kMostCredits = 6;               // lines before the text
constexpr std::size_t kLongestLinkLine = 25;  // words of a line of links
constexpr double kMostlyLinks = 0.6;
constexpr double kManyLinks = 0.3;                 // of a line that speaks of reading on
constexpr std::size_t kLeastLinks = 2;             // items of a list of links
constexpr std::size_t kLongestSectionHeading = 8;  // words
constexpr std::size_t kLongestCredit = 8;          // words of a line before the text that says who wrote it

bool is_prose(const PageBlock& block) {
  return block.is_sentence && block.words >= kProse && block.link_share() < 0.4 &&
         block.kind != BlockKind::caption;
}

/// `block` as far as its lines are of the text: those that lead elsewhere go.
std::string lines_of(const PageBlock& block) {
  const bool links = block.link_words > 0;
  const bool few_words = block.words <= kProse;
  std::string kept;
  for (std::size_t at = 0; at < block.text.size();) {
    const std::size_t end = block.text.find('\n', at) + 1;
    const std::string line = block.text.substr(at, end - at);
    at = end;
    switch (clutter_line(line)) {
      case ClutterLine::remark: continue;
      case ClutterLine::heading:
      case ClutterLine::comments:
        if (few_words && (links || block.kind == BlockKind::heading)) continue;
        break;
      case ClutterLine::lead_in:
        if (links) continue;
        break;
      case ClutterLine::pointer:
        if (block.link_share() >= kManyLinks) continue;
        break;
      case ClutterLine::none: break;
    }
    kept += line;
  }
  return kept;
}

class Cleaner {
 public:
  Cleaner(const PageTree& tree, const std::vector<PageBlock>& blocks, const std::vector<std::string>& titles,
          bool has_headline)
      : tree_(tree),
        blocks_(blocks),
        titles_(titles),
        has_headline_(has_headline),
        first_prose_(
            static_cast<std::size_t>(std::find_if(blocks.begin(), blocks.end(), is_prose) - blocks.begin())),
        kept_(blocks.size(), true) {}

  std::string clean(const ArticleBody& body) {
    if (body.is_article()) drop_what_is_not_in(body);
    drop_front();
    drop_lists_of_links();
    drop_link_lines();
    drop_sections();
    drop_headings_of_links();
    drop_repeated();
    drop_end();
    std::string text;
    for (std::size_t at = 0; at < blocks_.size(); ++at) {
      if (kept_[at]) text += lines_of(blocks_[at]);
    }
    return without_credits(text);
  }

 private:
  /// What the metadata give as the text is believed to be all of it where nearly all of it was found, and
  /// makes up most of what was found.
  void drop_what_is_not_in(const ArticleBody& body) {
    std::string all;
    std::size_t paragraphs = 0, paragraphs_in = 0;
    for (const auto& block : blocks_) {
      all += block.text;
      if (block.kind != BlockKind::paragraph) continue;
      paragraphs += block.words;
      if (stands_in(block, body)) paragraphs_in += block.words;
    }
    if (body.share_found_in(all) < kNearlyAll || paragraphs_in * 4 < paragraphs * 3) return;
    bool begun = false;  // what stands before is the lead, which the metadata give elsewhere
    for (std::size_t at = 0; at < blocks_.size(); ++at) {
      if (blocks_[at].kind != BlockKind::paragraph) continue;
      const bool is_in = stands_in(blocks_[at], body);
      begun = begun || is_in;
      if (begun && !is_in) kept_[at] = false;
    }
  }

  static bool stands_in(const PageBlock& block, const ArticleBody& body) {
    return block.words >= kLeastEvidence ? body.share_of(block.text) > kNotInBody : body.holds(block.text);
  }

  /// `text` without the lines at its front that are the headline, where no heading is, or tell who wrote it
  /// when.
  std::string without_credits(const std::string& text) const {
    std::string kept;
    std::size_t at = 0;
    for (int lines = 0; at < text.size() && lines < kMostCredits; ++lines) {
      const std::size_t end = text.find('\n', at) + 1;
      const std::string line = text.substr(at, end - at);
      const bool title = !has_headline_ && is_title(line, titles_);
      if (!title && word_count(line) >= kProse) break;
      if (!title && !is_byline(line)) kept += line;
      at = end;
    }
    return kept + text.substr(at);
  }

  /// The headline, wherever it stands as one; before the first paragraph, who wrote the text when.
  void drop_front() {
    const std::size_t prose = first_prose_;
    for (std::size_t at = 0; at < blocks_.size(); ++at) {
      const PageBlock& block = blocks_[at];
      const bool front = at < prose || at < 3 || block.level == 1;
      if (front && block.kind == BlockKind::heading && is_title(block.text, titles_)) kept_[at] = false;
      if (at >= prose || prose == blocks_.size() || block.kind == BlockKind::heading) continue;
      const bool credit = block.words <= kLongestCredit && !block.is_sentence && block.link_words > 0;
      if (block.has_time || credit || is_byline(block.text)) kept_[at] = false;
    }
    for (std::size_t at = prose; at < blocks_.size(); ++at) {
      const PageBlock& block = blocks_[at];
      if (block.words <= kLongestCredit &&
          (is_byline(block.text) && (block.has_time || block.link_words > 0))) {
        kept_[at] = false;
      }
    }
  }

  /// The list, or the list of lists, in which a block stands; 0: none.
  std::size_t list_of(const PageBlock& block) const {
    std::size_t list = 0;
    for (std::size_t at = block.element; at != 0; at = tree_.nodes[at].parent) {
      const std::string& name = tree_.nodes[at].name;
      if (name == "ul" || name == "ol" || name == "dl") list = at;
      if (name == "td" || name == "article") break;
    }
    return list;
  }

  void drop_lists_of_links() {
    for (std::size_t from = 0; from < blocks_.size();) {
      const std::size_t list = list_of(blocks_[from]);
      std::size_t to = from + 1;
      if (list == 0) {
        from = to;
        continue;
      }
      while (to < blocks_.size() && blocks_[to].begin < tree_.nodes[list].end) ++to;
      std::size_t words = 0, links = 0;
      for (std::size_t at = from; at < to; ++at) {
        words += blocks_[at].words;
        links += blocks_[at].link_words;
      }
      if (to - from >= kLeastLinks &&
          static_cast<double>(links) >= kMostlyLinks * static_cast<double>(words)) {
        drop(from, to);
      }
      from = to;
    }
  }

  /// Short lines that are nothing but links.
  void drop_link_lines() {
    for (std::size_t at = 0; at < blocks_.size(); ++at) {
      const PageBlock& block = blocks_[at];
      if (block.kind == BlockKind::row || block.words > kLongestLinkLine) continue;
      if (block.link_share() >= 0.8 && !(block.is_sentence && block.kind == BlockKind::quote))
        kept_[at] = false;
      if (block.words == 0) kept_[at] = false;
    }
  }

  /// "Related articles" and what stands under it, until prose begins again; everything under "Comments".
  void drop_sections() {
    std::vector<std::size_t> prose_before{0};
    for (const auto& block : blocks_)
      prose_before.push_back(prose_before.back() + (is_prose(block) ? block.words : 0));
    for (std::size_t at = first_prose_; at < blocks_.size(); ++at) {
      if (!may_head_section(blocks_[at])) continue;
      const auto what = clutter_line(blocks_[at].text);
      const bool comments = what == ClutterLine::comments;
      if (what != ClutterLine::heading && !comments) continue;
      if (comments && prose_before[at] * 2 < prose_before.back()) continue;
      std::size_t end = at + 1;
      while (end < blocks_.size() && (comments || stands_under(blocks_[at], blocks_[end]))) ++end;
      if (end > at + 1 || blocks_[at].kind == BlockKind::heading || comments) drop(at, end);
      at = end - 1;
    }
  }

  static bool may_head_section(const PageBlock& block) {
    return block.kind == BlockKind::heading || (block.words <= kLongestSectionHeading && !block.is_sentence);
  }

  /// Whether `block` is one of the links under the heading.
  static bool stands_under(const PageBlock& heading, const PageBlock& block) {
    if (is_prose(block)) return false;
    if (heading.kind != BlockKind::heading) return block.link_words > 0;
    return block.kind != BlockKind::heading || block.level > heading.level || block.link_words > 0;
  }

  void drop(std::size_t from, std::size_t to) {
    std::fill(kept_.begin() + static_cast<std::ptrdiff_t>(from),
              kept_.begin() + static_cast<std::ptrdiff_t>(to), false);
  }

  /// Headings over nothing but links, which are gone.
  void drop_headings_of_links() {
    for (std::size_t at = 0; at < blocks_.size(); ++at) {
      if (!kept_[at] || !may_head_section(blocks_[at])) continue;
      std::size_t links = 0;
      for (std::size_t below = at + 1; below < blocks_.size() && !kept_[below]; ++below) {
        links += blocks_[below].link_share() >= kMostlyLinks ? 1 : 0;
      }
      if (links >= kLeastLinks && at > first_prose_) kept_[at] = false;
    }
  }

  /// Paragraphs that stood before: a quotation pulled out of the text, a lead given twice.
  void drop_repeated() {
    std::unordered_set<std::string_view> seen;
    for (std::size_t at = 0; at < blocks_.size(); ++at) {
      if (!kept_[at] || blocks_[at].words < kLongRepeated) continue;
      if (!seen.insert(blocks_[at].text).second) kept_[at] = false;
    }
  }

  /// Headings behind the last text, and whose the text is.
  void drop_end() {
    for (std::size_t back = blocks_.size(); back > first_prose_; --back) {
      const PageBlock& block = blocks_[back - 1];
      if (!kept_[back - 1]) continue;
      const bool rights = block.words <= kLongestRights && is_notice_of_rights(block.text);
      if (block.kind != BlockKind::heading && !rights) return;
      kept_[back - 1] = false;
    }
  }

  const PageTree& tree_;
  const std::vector<PageBlock>& blocks_;
  const std::vector<std::string>& titles_;
  const bool has_headline_;
  const std::size_t first_prose_;
  std::vector<bool> kept_;
};

}  // namespace

std::string cleaned_text(const PageTree& tree, const std::vector<PageBlock>& blocks, const ArticleBody& body,
                         const std::vector<std::string>& titles, bool has_headline) {
  return Cleaner(tree, blocks, titles, has_headline).clean(body);
}

}  // namespace corpus
