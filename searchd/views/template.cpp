#include "searchd/views/template.h"

#include "analyzers/utf8.h"
#include "views_embedded.h"

namespace searchd {
namespace {

constexpr char32_t kFirstStrongIsolate = 0x2068;
constexpr char32_t kPopDirectionalIsolate = 0x2069;

std::string file_of(std::string_view name) {
  const std::string path = "views/templates/" + std::string(name) + ".mustache";
  const auto file = views::embedded(path);
  if (file.empty()) throw ViewError("no template " + path);
  return std::string(file);
}

/// Calls `replacement(word)` for each "{{PREFIXword}}" of `text` and puts what it returns in its place.
template <typename Replacement>
std::string with_replaced(const std::string& text, std::string_view prefix, Replacement replacement) {
  const std::string open = "{{" + std::string(prefix);
  std::string result;
  std::size_t at = 0;
  for (auto found = text.find(open); found != std::string::npos; found = text.find(open, at)) {
    const auto end = text.find("}}", found);
    if (end == std::string::npos)
      throw ViewError("a template's tag is not closed: " + text.substr(found, 40));
    result.append(text, at, found - at);
    result += replacement(std::string_view(text).substr(found + open.size(), end - found - open.size()));
    at = end + 2;
  }
  return result.append(text, at, std::string::npos);
}

// The library parses a partial each time it is met; put in here they are parsed once.
std::string assembled(std::string_view name, const Messages& messages) {
  std::string text = with_replaced(file_of("layout"), ">", [&](std::string_view) { return file_of(name); });
  text = with_replaced(text, ">", [](std::string_view partial) { return file_of(partial); });
  return with_replaced(text, "t:", [&](std::string_view key) { return escaped(messages.text(key)); });
}

std::string checked(std::string text, std::string_view name) {
  for (const auto* raw : {"{{{", "{{&"}) {
    if (text.find(raw) != std::string::npos)
      throw ViewError("template " + std::string(name) + " asks for raw text");
  }
  return text;
}

void append_escaped(std::string& html, char32_t c) {
  switch (c) {
    case U'&': html += "&amp;"; break;
    case U'<': html += "&lt;"; break;
    case U'>': html += "&gt;"; break;
    case U'"': html += "&quot;"; break;
    case U'\'': html += "&#39;"; break;
    default: analyzers::append_code_point(html, c);
  }
}

// C0 and C1 but tab and newline; embeddings, overrides and the isolates that we never use ourselves;
// characters that no text may hold.
bool is_dropped(char32_t c) {
  return (c < 0x20 && c != '\t' && c != '\n') || (c >= 0x7F && c <= 0x9F) || (c >= 0x202A && c <= 0x202E) ||
         c == 0x2066 || c == 0x2067 || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

// What is written as it stands: nearly all of every text. U+FFFD also stands for bytes that are not valid.
bool is_plain(char32_t c) {
  if (c < 0x80) return c >= 0x20 && c != '&' && c != '<' && c != '>' && c != '"' && c != '\'' && c != 0x7F;
  if (c < 0x202A) return c > 0x9F;
  if (c <= 0x2069) return !is_dropped(c) && c != kFirstStrongIsolate && c != kPopDirectionalIsolate;
  return c != 0xFFFD && !is_dropped(c);
}

}  // namespace

Template::Template(std::string_view name, const Messages& messages)
    : parsed_(checked(assembled(name, messages), name)) {
  if (!parsed_.is_valid()) throw ViewError("template " + std::string(name) + ": " + parsed_.error_message());
  parsed_.set_custom_escape([](const std::string& text) { return escaped(text); });
}

std::string Template::render(const Data& data) { return parsed_.render(data); }

std::string escaped(std::string_view text) {
  std::string html;
  html.reserve(text.size() + text.size() / 8);
  int open_isolates = 0;
  std::size_t kept = 0;  // where what is not in `html` yet begins
  bool is_behind_special = false;
  analyzers::for_each_code_point_at(text, [&](char32_t c, std::size_t at) {
    if (is_behind_special) kept = at;
    is_behind_special = !is_plain(c);
    if (!is_behind_special) return;
    html += text.substr(kept, at - kept);
    if (is_dropped(c)) return;
    if (c == kPopDirectionalIsolate && open_isolates == 0) return;
    if (c == kFirstStrongIsolate) ++open_isolates;
    if (c == kPopDirectionalIsolate) --open_isolates;
    append_escaped(html, c);
  });
  if (!is_behind_special) html += text.substr(kept);
  for (; open_isolates > 0; --open_isolates) analyzers::append_code_point(html, kPopDirectionalIsolate);
  return html;
}

}  // namespace searchd
