#include "corpus/shortcodes.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "corpus/html_guard.h"

namespace corpus {
namespace {

constexpr std::size_t kLongestShortcode = 4096;

constexpr std::array<std::string_view, 3> kEnclosing{"caption", "wp_caption", "gallery"};
constexpr std::array<std::string_view, 4> kPlayers{"embed", "audio", "video",
                                                   "playlist"};  // enclose an address

template <typename Table>
bool contains(const Table& table, std::string_view name) {
  return std::find(table.begin(), table.end(), name) != table.end();
}

bool is_name_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

/// "[name ...]" or "[/name]".
struct Bracket {
  std::string name;
  std::size_t end = 0;  // behind its ']'
  bool closing = false;
  bool attributes = false;
};

std::optional<Bracket> bracket_at(std::string_view html, std::size_t at) {
  Bracket bracket;
  std::size_t next = at + 1;
  if (next < html.size() && html[next] == '/') bracket.closing = true, ++next;
  const std::size_t name = next;
  while (next < html.size() && is_name_letter(html[next])) ++next;
  bracket.name = html.substr(name, next - name);
  if (bracket.name.empty() || next >= html.size()) return std::nullopt;
  const char after = html[next];
  if (after != ']' && after != ' ' && after != '\n' && after != '\t' && after != '/') return std::nullopt;
  char quote = 0;
  const std::size_t most = std::min(html.size(), at + kLongestShortcode);
  for (; next < most; ++next) {
    const char c = html[next];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if ((c == '"' || c == '\'') && html[next - 1] == '=') {
      quote = c;
    } else if (c == '=') {
      bracket.attributes = true;
    } else if (c == '[') {
      return std::nullopt;
    } else if (c == ']') {
      bracket.end = next + 1;
      return bracket;
    }
  }
  return std::nullopt;
}

class ShortcodeRemover {
 public:
  explicit ShortcodeRemover(std::string_view html) : html_(html) { kept_.reserve(html.size()); }

  std::string remove() {
    for (std::size_t at = 0; at < html_.size();) {
      const std::size_t next = std::min(html_.find_first_of("<[", at), html_.size());
      kept_ += html_.substr(at, next - at);
      if (next == html_.size()) break;
      at = html_[next] == '<' ? keep_markup(next) : read_bracket(next);
    }
    return std::move(kept_);
  }

 private:
  std::size_t keep_markup(std::size_t at) {
    const std::size_t end = end_of_markup(html_, at);
    kept_ += html_.substr(at, end - at);
    return end;
  }

  std::size_t read_bracket(std::size_t at) {
    if (html_.substr(at).starts_with("[[")) {
      if (const auto shown = bracket_at(html_, at + 1); shown && html_.substr(shown->end).starts_with(']')) {
        kept_ += html_.substr(at + 1, shown->end - at - 1);
        return shown->end + 1;
      }
    }
    const auto bracket = bracket_at(html_, at);
    if (!bracket || !is_shortcode(*bracket)) {
      kept_ += '[';
      return at + 1;
    }
    if (!bracket->closing) opened_.insert(bracket->name);
    if (!bracket->closing && contains(kPlayers, bracket->name)) return end_of_player(*bracket);
    kept_ += ' ';
    return bracket->end;
  }

  bool is_shortcode(const Bracket& bracket) const {
    if (contains(kEnclosing, bracket.name) || contains(kPlayers, bracket.name)) return true;
    return bracket.closing ? opened_.count(bracket.name) > 0 : bracket.attributes;
  }

  /// Behind "[/embed]", where it comes before anything but an address; else behind the bracket.
  std::size_t end_of_player(const Bracket& bracket) const {
    const std::string end = "[/" + bracket.name + "]";
    const std::size_t next = html_.find_first_of("[<", bracket.end);
    const bool ends = next != std::string_view::npos && html_.substr(next).starts_with(end);
    return ends ? next + end.size() : bracket.end;
  }

  std::string_view html_;
  std::string kept_;
  std::set<std::string> opened_;
};

}  // namespace

std::string without_shortcodes(std::string_view html) { return ShortcodeRemover(html).remove(); }

}  // namespace corpus
