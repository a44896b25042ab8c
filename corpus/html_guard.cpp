#include "corpus/html_guard.h"

#include <algorithm>
#include <array>
#include <vector>

#include "corpus/plain_text.h"

namespace corpus {
namespace {

constexpr std::size_t kLargestHtml = 4U << 20;
constexpr std::size_t kMostTags = 100'000;
constexpr std::size_t kMostAttributes = 256;
constexpr std::size_t kMostOpen = 2'000;
constexpr std::size_t kDeepest = 250;  // libxml2 stops at 256, and puts html, body and p around a fragment

constexpr std::array<std::string_view, 15> kVoid{"area",  "base",   "br",    "col",  "embed",
                                                 "hr",    "img",    "input", "link", "meta",
                                                 "param", "source", "track", "wbr",  "keygen"};
// One of these ends the one before it: they lie side by side, however many are open.
constexpr std::array<std::string_view, 12> kSideBySide{"p",  "li", "dt",    "dd",    "option", "tr",
                                                       "td", "th", "tbody", "thead", "tfoot",  "colgroup"};
constexpr std::array<std::string_view, 4> kRawText{"script", "style", "textarea", "title"};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_name_letter(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == ':';
}
bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

template <typename Table>
bool contains(const Table& table, std::string_view name) {
  return std::find(table.begin(), table.end(), name) != table.end();
}

std::string_view name_at(std::string_view html, std::size_t at) {
  std::size_t end = at;
  while (end < html.size() && is_name_letter(html[end])) ++end;
  return html.substr(at, end - at);
}

/// Walks the tags of a fragment and keeps the elements that are open.
class ShapeReader {
 public:
  explicit ShapeReader(std::string_view html) : html_(html) {}

  std::string danger() {
    for (std::size_t at = html_.find('<'); at != std::string_view::npos; at = html_.find('<', at)) {
      const std::size_t end = end_of_markup(html_, at);
      if (end > at + 1 && ++tags_ > kMostTags) return "has more than 100,000 tags";
      if (at + 1 < html_.size() && html_[at + 1] == '/') {
        close(lower_case(name_at(html_, at + 2)));
      } else if (at + 1 < html_.size() && is_letter(html_[at + 1])) {
        if (attributes(html_.substr(at, end - at)) > kMostAttributes)
          return "has a tag of more than 256 attributes";
        if (open(lower_case(name_at(html_, at + 1)))) return "is nested deeper than 250 elements";
        if (open_.size() > kMostOpen) return "leaves more than 2,000 elements open";
        at = skip_raw_text(end);
        continue;
      }
      at = end;
    }
    return {};
  }

 private:
  /// Whether the element lies too deep.
  bool open(std::string name) {
    if (contains(kVoid, name)) return false;
    const bool beside = contains(kSideBySide, name);
    if (beside && !open_.empty() && open_.back() == name) return false;
    if (!beside) ++depth_;
    open_.push_back(std::move(name));
    return depth_ > kDeepest;
  }

  void close(const std::string& name) {
    // Formatting is closed in the wrong order often enough; a parser looks back some way, and so do we.
    const auto found = std::find(open_.rbegin(), open_.rend(), name);
    if (found == open_.rend()) return;
    const auto from = found.base() - 1;
    for (auto element = from; element != open_.end(); ++element)
      depth_ -= contains(kSideBySide, *element) ? 0U : 1U;
    open_.erase(from, open_.end());
  }

  /// The text of a script holds no tags but its own end.
  std::size_t skip_raw_text(std::size_t at) {
    if (open_.empty() || !contains(kRawText, open_.back())) return at;
    const std::string end_tag = "</" + open_.back();
    for (at = html_.find('<', at); at != std::string_view::npos; at = html_.find('<', at + 1)) {
      if (lower_case(html_.substr(at, end_tag.size())) == end_tag) return at;
    }
    return html_.size();
  }

  static std::size_t attributes(std::string_view tag) {
    std::size_t count = 0;
    char quote = 0;
    bool between = false;
    for (const char c : tag) {
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (is_space(c) || c == '/') {
        between = true;
      } else if (between && c != '=' && c != '>') {
        between = false;
        ++count;
      }
    }
    return count;
  }

  std::string_view html_;
  std::vector<std::string> open_;
  std::size_t tags_ = 0;
  std::size_t depth_ = 0;
};

}  // namespace

std::string html_danger(std::string_view html) {
  if (html.size() > kLargestHtml) return "is larger than 4 MB";
  return ShapeReader(html).danger();
}

std::size_t end_of_markup(std::string_view html, std::size_t at) {
  const auto find_end = [&](std::string_view end, std::size_t from) {
    const auto found = html.find(end, from);
    return found == std::string_view::npos ? html.size() : found + end.size();
  };
  if (html.substr(at).starts_with("<!--")) return find_end("-->", at + 4);
  if (at + 1 >= html.size()) return at + 1;
  const char next = html[at + 1];
  if (next == '!' || next == '?') return find_end(">", at + 2);
  const bool closing = next == '/' && at + 2 < html.size() && is_letter(html[at + 2]);
  if (!is_letter(next) && !closing) return at + 1;
  char quote = 0;
  for (std::size_t end = at + 2; end < html.size(); ++end) {
    const char c = html[end];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '>') {
      return end + 1;
    } else if ((c == '"' || c == '\'') && html[end - 1] == '=') {
      quote = c;
    }
  }
  return html.size();
}

}  // namespace corpus
