// Pages and raw bytes as lines of JSON.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "corpus/sources/source.h"

namespace corpus {

/// Longest line of a page in the exchange format, in bytes: 1 MB of text, and its parts.
inline constexpr std::size_t kLongestPageLine = std::size_t{32} << 20;

/// How the line of a page begins.
inline constexpr std::string_view kPageLineBegins = R"({"type":"capture")";

/// A page with its parts and, where it has one, its provenance in one line of the exchange format. Text that
/// is not UTF-8 goes in base 64.
std::string to_json_line(const Capture& capture);

/// Longest line of a page that is read at all: what one in base 64 may take.
inline constexpr std::size_t kLongestItemLine = std::size_t{48} << 20;

/// The page of a line that to_json_line() wrote. Throws DocumentJsonError.
Capture capture_from_json(std::string_view line);

/// How the line of a version's raw bytes begins.
inline constexpr std::string_view kRawLineBegins = R"({"type":"raw")";

/// What a line tells of the bytes that the version on the line that follows was read from.
struct RawLine {
  std::string bytes;
  std::string sha256;  // of these bytes, where it is not what the version's provenance tells
};

/// Such a line; `told` is the hash that the version's provenance tells. It tells another where something was
/// taken out of the bytes before they were kept.
std::string raw_to_json_line(std::string_view bytes, std::string_view told);

/// What a line that raw_to_json_line() wrote tells. Throws DocumentJsonError.
RawLine raw_from_json(std::string_view line);

}  // namespace corpus
