#include "corpus/sources/commenters.h"

#include <nlohmann/json.hpp>
#include <utility>

namespace corpus {
namespace {

constexpr auto kNowhere = std::string_view::npos;

/// Behind the markup that begins at `at`; kNowhere where it has no end. Sections and comments of XML are one
/// piece: what looks like a tag in them is text.
std::size_t behind_markup(std::string_view xml, std::size_t at) {
  for (const auto& [begin, end] : {std::pair{"<![CDATA[", "]]>"}, std::pair{"<!--", "-->"}}) {
    if (!xml.substr(at).starts_with(begin)) continue;
    const auto found = xml.find(end, at + std::string_view(begin).size());
    return found == kNowhere ? found : found + 3;
  }
  for (char quote = 0; ++at < xml.size();) {
    const char c = xml[at];
    if (quote == 0 && c == '>') return at + 1;
    if (quote == 0 && (c == '"' || c == '\'')) {
      quote = c;
    } else if (c == quote) {
      quote = 0;
    }
  }
  return kNowhere;
}

bool is_tag(std::string_view markup, std::string_view tag) {
  return markup.starts_with(tag) && std::string_view(" \t\r\n/>").find(markup[tag.size()]) != kNowhere;
}

}  // namespace

std::string without_comments(std::string_view xml) {
  std::string kept;
  std::size_t from = 0;   // of what is kept next
  std::size_t depth = 0;  // of comments
  for (auto at = xml.find('<'); at != kNowhere; at = xml.find('<', at)) {
    const auto behind = behind_markup(xml, at);
    if (behind == kNowhere) return {};
    const auto markup = xml.substr(at, behind - at);
    if (is_tag(markup, "<wp:comment")) {
      if (depth == 0) kept += xml.substr(from, at - from);
      if (!markup.ends_with("/>")) ++depth;
      if (depth == 0) from = behind;
    } else if (is_tag(markup, "</wp:comment") && depth > 0 && --depth == 0) {
      from = behind;
    }
    at = behind;
  }
  if (depth > 0) return {};
  return kept += xml.substr(from);
}

std::string without_replies(const nlohmann::json& record, std::string_view bytes) {
  const auto embedded = record.find("_embedded");
  if (embedded == record.end() || !embedded->is_object() || !embedded->contains("replies")) {
    return std::string(bytes);
  }
  auto kept = record;
  kept["_embedded"].erase("replies");
  return kept.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace corpus
