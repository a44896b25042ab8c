// A whole HTML page as a flat tree: every element and every stretch of text, in the order of the page.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace corpus {

/// An element or a stretch of text. What lies in the node at index i are the nodes i + 1 to end - 1.
struct PageNode {
  std::string name;  // of the element, lower case; empty: a stretch of text
  std::string text;  // of a stretch of text, UTF-8, as it stands in the page
  std::vector<std::pair<std::string, std::string>> attributes;  // names in lower case, entities resolved
  std::size_t parent = 0;                                       // of the first node: itself
  std::size_t end = 0;

  bool is_text() const { return name.empty(); }

  /// The value of the attribute, empty where it has none or is not there.
  std::string_view attribute(std::string_view wanted) const;
  bool has(std::string_view wanted) const;
};

struct PageTree {
  std::vector<PageNode> nodes;       // empty where there is a problem; else the first is <html>
  std::vector<std::string> json_ld;  // what stands in <script type="application/ld+json">, as it stands
  std::string problem;               // why there is no tree, in words that follow "its HTML "

  bool ok() const { return problem.empty(); }

  /// The text of the node and all that lies in it, in one line.
  std::string line_of(std::size_t node) const;
};

/// Largest page that is read, in bytes: M12 of the reliability rules.
inline constexpr std::size_t kLargestPage = std::size_t{10} << 20;

/// The page of `html` (UTF-8; other bytes become U+FFFD). Scripts, styles, drawings, frames, comments and
/// what is shown only without scripts are left out, and so are values of attributes that hold whole files.
///
/// Refused, with a problem: more than kLargestPage, and what html_danger() refuses of that which is left.
/// Never throws on account of the text.
PageTree page_tree(std::string_view html);

}  // namespace corpus
