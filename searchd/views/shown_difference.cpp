#include "searchd/views/shown_difference.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "analyzers/utf8.h"

namespace searchd {
namespace {

using Kind = corpus::DifferencePart::Kind;

// Bytes of what stayed that are shown before and behind what differs: some twenty words.
constexpr std::size_t kContext = 160;

// Where a text may be cut that begins or ends near `at`: at a space if there is one, else between letters.
std::size_t cut_before(std::string_view text, std::size_t at) {
  const auto space = text.rfind(' ', at);
  if (space != std::string_view::npos && at - space < kContext / 2) return space;
  while (at > 0 && at < text.size() && analyzers::continues_code_point(text[at])) --at;
  return at;
}

// Without its middle, or its beginning or end where nothing differs there.
std::string shortened(std::string_view text, bool differs_before, bool differs_behind) {
  const auto head = differs_before ? kContext : 0;
  const auto tail = differs_behind ? kContext : 0;
  if (text.size() <= 2 * kContext + kContext / 2) return std::string(text);
  std::string shown(text.substr(0, cut_before(text, head)));
  shown += differs_before ? " … " : "… ";
  if (differs_behind) shown += text.substr(cut_before(text, text.size() - tail));
  return shown;
}

/// Puts pieces into lines.
class Lines {
 public:
  explicit Lines(std::size_t& most_bytes) : most_bytes_(most_bytes) {}

  void add(Kind kind, std::string_view text) {
    while (!text.empty()) {
      const auto end = text.find('\n');
      add_to_line(kind, text.substr(0, end));
      if (end == std::string_view::npos) return;
      end_line(kind);
      text.remove_prefix(end + 1);
    }
  }

  ShownDifference take() {
    if (!line_.empty()) end_line(Kind::kept);
    return std::move(shown_);
  }

 private:
  void add_to_line(Kind kind, std::string_view text) {
    if (text.empty()) return;
    line_.push_back({kind, std::string(text)});
  }

  // `kind`: of the sign at its end.
  void end_line(Kind kind) {
    const bool is_one_kind =
        std::all_of(line_.begin(), line_.end(), [kind](const ShownPart& part) { return part.kind == kind; });
    if (kind != Kind::kept && (!is_one_kind || line_.empty())) line_.push_back({kind, "¶"});
    const bool differs = std::any_of(line_.begin(), line_.end(),
                                     [](const ShownPart& part) { return part.kind != Kind::kept; });
    if (differs) {
      show();
    } else if (!line_.empty()) {
      if (shown_.lines.empty() || shown_.lines.back().unchanged == 0) shown_.lines.emplace_back();
      ++shown_.lines.back().unchanged;
    }
    line_.clear();
  }

  void show() {
    std::size_t bytes = 0;
    for (std::size_t at = 0; at < line_.size(); ++at) {
      auto& part = line_[at];
      if (part.kind == Kind::kept) part.text = shortened(part.text, at > 0, at + 1 < line_.size());
      bytes += part.text.size();
    }
    if (bytes > most_bytes_) {
      shown_.is_whole = false;
      return;
    }
    most_bytes_ -= bytes;
    shown_.lines.push_back({std::move(line_), 0});
  }

  std::size_t& most_bytes_;
  ShownDifference shown_;
  std::vector<ShownPart> line_;
};

}  // namespace

ShownDifference shown_difference(const DifferenceParts& parts, std::size_t& most_bytes) {
  Lines lines(most_bytes);
  for (const auto& part : parts) lines.add(part.kind, part.text);
  return lines.take();
}

}  // namespace searchd
