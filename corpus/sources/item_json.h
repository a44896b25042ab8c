// What a source gives, as lines of JSON: pages for the exchange format, every item for the pipe from a
// reading process.
#pragma once

#include <cstddef>
#include <optional>
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

// --- the pipe ---

/// Longest line that a reading process may send.
inline constexpr std::size_t kLongestItemLine = std::size_t{48} << 20;

/// What a reading process says: an item, that there are no more, or why it can read no further.
struct ItemMessage {
  std::optional<SourceItem> item;
  std::string failure;  // set: the words of a SourceError
  Source::Progress progress;
};

/// `message` in one line, or in two where its item is a document, standing text or a page: what stands around
/// it, and the item as the exchange format has it. Each line ends in '\n'. The raw bytes of a document, where
/// it has any that may be kept, follow as they are.
std::string to_lines(const ItemMessage& message);

/// Whether a line begins an item whose second line follows.
bool has_second_line(std::string_view first);

/// How many raw bytes follow the lines of which this is the first.
std::size_t raw_size_after(std::string_view first);

/// The inverse of to_lines(); `second` and `raw` are empty where there is none. Throws DocumentJsonError.
ItemMessage message_from_lines(std::string_view first, std::string_view second, std::string raw);

}  // namespace corpus
