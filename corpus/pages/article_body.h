// The text of an article as a page's metadata give it (JSON-LD articleBody): a witness for where it stands.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>

namespace corpus {

class ArticleBody {
 public:
  /// `given` is plain text, or HTML; empty: there is none.
  explicit ArticleBody(std::string_view given);

  /// Whether it is long enough to be an article rather than a teaser.
  bool is_article() const;

  /// 0 to 1: how much of `text` stands in it, by runs of four words. Nothing to be said of a shorter text: 0.
  double share_of(std::string_view text) const;

  /// 0 to 1: how much of it stands in `text`.
  double share_found_in(std::string_view text) const;

  /// Whether the words of `line` stand in it, one after another.
  bool holds(std::string_view line) const;

  /// Plain text, in lines that end in '\n'.
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  std::string words_;  // folded, with a space before and behind each
  std::unordered_set<std::uint64_t> runs_;
};

}  // namespace corpus
