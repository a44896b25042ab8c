#include "searchd/http/percent.h"

#include <algorithm>
#include <optional>

#include "analyzers/utf8.h"

namespace searchd {
namespace {

std::optional<unsigned> hex_value(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a' + 10);
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A' + 10);
  return std::nullopt;
}

std::string decoded_bytes(std::string_view encoded, UrlPart part, bool& bad_percent) {
  std::string bytes;
  bytes.reserve(encoded.size());
  for (std::size_t at = 0; at < encoded.size(); ++at) {
    const char c = encoded[at];
    if (c != '%') {
      bytes += c == '+' && part == UrlPart::query ? ' ' : c;
      continue;
    }
    const auto high = at + 2 < encoded.size() ? hex_value(encoded[at + 1]) : std::nullopt;
    const auto low = at + 2 < encoded.size() ? hex_value(encoded[at + 2]) : std::nullopt;
    if (high && low) {
      bytes += static_cast<char>(*high * 16 + *low);
      at += 2;
    } else {
      bytes += c;
      bad_percent = true;
    }
  }
  return bytes;
}

constexpr char32_t kReplacement = 0xFFFD;

bool is_dropped_control(char32_t c) { return c < 0x20 || c == 0x7F; }
bool is_space_control(char32_t c) { return c == '\t' || c == '\n' || c == '\r' || c == 0x85; }
bool is_control(char32_t c) { return is_dropped_control(c) || (c >= 0x80 && c < 0xA0); }

// How often U+FFFD is written in `bytes` as itself, which is valid.
std::size_t replacements_in(std::string_view bytes) {
  std::size_t count = 0;
  for (auto at = bytes.find("\xEF\xBF\xBD"); at != std::string_view::npos;
       at = bytes.find("\xEF\xBF\xBD", at + 3)) {
    ++count;
  }
  return count;
}

}  // namespace

DecodedText percent_decoded(std::string_view encoded, UrlPart part) {
  DecodedText decoded;
  const auto bytes = decoded_bytes(encoded, part, decoded.bad_percent);
  std::size_t replacements = 0;
  analyzers::for_each_code_point(bytes, [&](char32_t c) {
    if (c == kReplacement) ++replacements;
    if (is_space_control(c)) {
      decoded.text += ' ';
      return;
    }
    if (is_control(c)) decoded.has_controls = true;
    if (!is_dropped_control(c)) {
      analyzers::append_code_point(decoded.text, c);
    }
  });
  decoded.bad_utf8 = replacements > replacements_in(bytes);
  return decoded;
}

std::vector<std::pair<DecodedText, DecodedText>> query_parameters(std::string_view query) {
  std::vector<std::pair<DecodedText, DecodedText>> parameters;
  for (std::size_t begin = 0; begin < query.size();) {
    const auto end = std::min(query.find('&', begin), query.size());
    const auto piece = query.substr(begin, end - begin);
    begin = end + 1;
    const auto equals = std::min(piece.find('='), piece.size());
    auto name = percent_decoded(piece.substr(0, equals));
    if (name.text.empty() && !name.has_controls) continue;
    parameters.emplace_back(std::move(name),
                            percent_decoded(piece.substr(std::min(equals + 1, piece.size()))));
  }
  return parameters;
}

}  // namespace searchd
