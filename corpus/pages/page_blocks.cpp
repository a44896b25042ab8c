#include "corpus/pages/page_blocks.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "analyzers/utf8.h"
#include "corpus/plain_text.h"

namespace corpus {
namespace {

constexpr std::array<std::string_view, 44> kApart{
    "address", "article", "aside", "blockquote", "body", "caption",  "center", "dd",         "details",
    "dialog",  "dir",     "div",   "dl",         "dt",   "fieldset", "figure", "figcaption", "footer",
    "form",    "h1",      "h2",    "h3",         "h4",   "h5",       "h6",     "header",     "hgroup",
    "hr",      "html",    "li",    "main",       "menu", "nav",      "ol",     "p",          "pre",
    "section", "summary", "table", "tbody",      "tr",   "ul",       "thead",  "tfoot"};
constexpr std::array<std::string_view, 8> kUnread{"head",  "button", "input", "option",
                                                  "audio", "video",  "map",   "title"};
constexpr std::size_t kLongCell = 40;  // words: more in a cell, and the table arranges the page
constexpr std::size_t kLongLine = 15;  // words: a line that holds a sentence even without a full stop

template <typename Table>
bool contains(const Table& table, std::string_view name) {
  return std::find(table.begin(), table.end(), name) != table.end();
}

bool is_cell(const PageNode& node) { return node.name == "td" || node.name == "th"; }

int heading_level(std::string_view name) {
  const bool heading = name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
  return heading ? name[1] - '0' : 0;
}

bool ends_sentence(std::string_view line) {
  constexpr std::array<std::string_view, 8> kEnds{".", "!", "?", "؟", "…", ":", "۔", ";"};
  for (const std::string_view closing : {"\"", "”", "»", ")", "'", "’", "]"}) {
    if (line.ends_with(closing)) line.remove_suffix(closing.size());
  }
  return std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) { return line.ends_with(end); });
}

/// A link to another page; one to a place on this page ("#note-1") leads a reader nowhere else.
bool is_link(const PageNode& node) {
  const auto target = node.attribute("href");
  return node.name == "a" && !target.empty() && !target.starts_with('#');
}

/// Which tables hold data, a row a line, and which only arrange the page.
std::vector<bool> tables_of_data(const PageTree& tree) {
  std::vector<bool> data(tree.nodes.size(), false);
  std::vector<std::size_t> open;
  std::size_t cell_words = 0;
  for (std::size_t at = 0; at < tree.nodes.size(); ++at) {
    while (!open.empty() && tree.nodes[open.back()].end <= at) open.pop_back();
    const PageNode& node = tree.nodes[at];
    if (node.name == "table") {
      for (const auto table : open) data[table] = false;
      open.push_back(at);
      data[at] = lower_case(node.attribute("role")) != "presentation";
    } else if (is_cell(node)) {
      cell_words = 0;
    } else if (!open.empty() && node.is_text()) {
      cell_words += word_count(node.text);
      if (cell_words > kLongCell) data[open.back()] = false;
    } else if (!open.empty() && (contains(kApart, node.name) && node.name[0] != 't' && node.name != "p" &&
                                 node.name != "div" && node.name != "ul" && node.name != "li")) {
      data[open.back()] = false;
    }
  }
  return data;
}

class BlockReader {
 public:
  BlockReader(const PageTree& tree, const std::vector<bool>& left_out)
      : tree_(tree), left_out_(left_out), data_(tables_of_data(tree)) {}

  std::vector<PageBlock> read() {
    for (std::size_t at = 0; at < tree_.nodes.size();) {
      while (!open_.empty() && tree_.nodes[open_.back()].end <= at) leave();
      const PageNode& node = tree_.nodes[at];
      if (left_out_[at] || contains(kUnread, node.name)) {
        if (is_apart(at)) end_block();
        at = node.end;
        continue;
      }
      if (node.is_text()) {
        add_text(at);
      } else {
        enter(at);
      }
      ++at;
    }
    while (!open_.empty()) leave();
    return std::move(blocks_);
  }

 private:
  bool in_data() const { return !tables_.empty() && data_[tables_.back()]; }

  /// Whether the element stands apart from what is before and after it.
  bool is_apart(std::size_t at) const {
    const PageNode& node = tree_.nodes[at];
    if (is_cell(node)) return !in_data();
    if (in_data() && (node.name == "p" || node.name == "div" || node.name == "ul" || node.name == "li"))
      return false;
    return contains(kApart, node.name);
  }

  void enter(std::size_t at) {
    const PageNode& node = tree_.nodes[at];
    if (node.name == "br") {
      in_data() ? void(line_ += ' ') : end_line();
      return;
    }
    if (node.name == "time") has_time_ = true;
    if (node.name == "table") tables_.push_back(at);
    if (is_apart(at)) {
      end_block();
    } else if (is_cell(node) || node.name == "p" || node.name == "div" || node.name == "li") {
      line_ += ' ';
    }
    if (node.end == at + 1) return;
    if (is_link(node)) ++links_;
    open_.push_back(at);
  }

  void leave() {
    const std::size_t at = open_.back();
    const PageNode& node = tree_.nodes[at];
    if (is_link(node)) --links_;
    if (is_apart(at)) end_block();
    if (node.name == "table") tables_.pop_back();
    open_.pop_back();
  }

  void add_text(std::size_t at) {
    const std::string& text = tree_.nodes[at].text;
    if (!block_ && text.find_first_not_of(" \t\r\n") == std::string::npos) return;
    if (!block_) {
      block_.emplace();
      block_->begin = at;
    }
    if (links_ > 0) block_->link_words += word_count(text);
    if (!is_preformatted()) {
      line_ += text;
      return;
    }
    for (std::size_t from = 0; from <= text.size();) {
      const std::size_t newline = std::min(text.find('\n', from), text.size());
      line_ += text.substr(from, newline - from);
      if (newline < text.size()) end_line();
      from = newline + 1;
    }
  }

  bool is_preformatted() const {
    return std::any_of(open_.begin(), open_.end(),
                       [this](std::size_t at) { return tree_.nodes[at].name == "pre"; });
  }

  void end_line() {
    const std::string line = plain_line(line_);
    line_.clear();
    if (line.empty() || !block_) return;
    const auto words = word_count(line);
    block_->words += words;
    block_->is_sentence = block_->is_sentence || ends_sentence(line) || words >= kLongLine;
    block_->text += line + "\n";
  }

  void end_block() {
    end_line();
    if (block_ && !block_->text.empty()) {
      describe(*block_);
      blocks_.push_back(std::move(*block_));
    }
    block_.reset();
    has_time_ = false;
  }

  /// What the elements around the block say of it, the innermost first.
  void describe(PageBlock& block) const {
    block.has_time = has_time_;
    block.link_words = std::min(block.link_words, block.words);
    for (auto at = open_.rbegin(); at != open_.rend(); ++at) {
      const std::string& name = tree_.nodes[*at].name;
      if (block.element == 0 && is_apart(*at)) block.element = *at;
      if (block.kind != BlockKind::paragraph) continue;
      if (const int level = heading_level(name); level > 0) {
        block.kind = BlockKind::heading;
        block.level = level;
      } else if (name == "li" || name == "dt" || name == "dd") {
        block.kind = BlockKind::item;
      } else if (name == "tr" && in_data()) {
        block.kind = BlockKind::row;
      } else if (name == "figcaption" || name == "caption") {
        block.kind = BlockKind::caption;
      } else if (name == "blockquote") {
        block.kind = BlockKind::quote;
      } else if (name == "pre") {
        block.kind = BlockKind::preformatted;
      }
    }
  }

  const PageTree& tree_;
  const std::vector<bool>& left_out_;
  const std::vector<bool> data_;
  std::vector<std::size_t> open_;
  std::vector<std::size_t> tables_;
  std::vector<PageBlock> blocks_;
  std::optional<PageBlock> block_;
  std::string line_;
  int links_ = 0;
  bool has_time_ = false;
};

/// Letters of scripts that are written without spaces between words.
bool is_unspaced(char32_t c) {
  return (c >= 0x3040 && c <= 0x9FFF) || (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x0E00 && c <= 0x0E7F);
}

bool is_letter_or_digit(char32_t c) {
  if (c < 0x80) return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
  const bool punctuation = (c >= 0x2000 && c <= 0x206F) || (c >= 0xA0 && c <= 0xBF) || c == U'،' ||
                           c == U'؛' || c == U'؟' || (c >= 0x2190 && c <= 0x2BFF) ||
                           (c >= 0x3000 && c <= 0x3004);
  return !punctuation;
}

}  // namespace

std::vector<PageBlock> page_blocks(const PageTree& tree, const std::vector<bool>& left_out) {
  return BlockReader(tree, left_out).read();
}

std::size_t word_count(std::string_view text) {
  std::size_t count = 0, halves = 0;
  bool inside = false;
  analyzers::for_each_code_point(text, [&](char32_t c) {
    if (is_unspaced(c)) {
      halves += inside ? 0 : 1;  // two of them make a word, roughly
      inside = !inside;
      return;
    }
    const bool space = c <= U' ' || c == 0xA0 || c == 0x2003 || c == 0x2009 || c == 0x3000;
    if (space) {
      inside = false;
    } else if (!inside && is_letter_or_digit(c)) {
      inside = true;
      ++count;
    }
  });
  return count + halves;
}

}  // namespace corpus
