// What a reading process says over its pipe: items as frames of bytes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "corpus/frame_fields.h"
#include "corpus/sources/source.h"

namespace corpus {

/// Longest frame that a reading process may send: a page in base 64, or a record and its raw bytes.
inline constexpr std::size_t kLongestItemFrame = std::size_t{64} << 20;

/// Bytes before a frame, which tell its size.
inline constexpr std::size_t kItemFrameHead = 4;

/// What a reading process says: of which format the file is, an item, why it can read no further, or, with
/// none of them, that there are no more items.
struct ItemMessage {
  std::optional<SourceItem> item;
  std::string failure;  // set: the words of a SourceError
  std::string format;   // set: Source::format(), said once before all items
  Source::Progress progress;
};

/// Appends `message` to `bytes`: its head and its frame. Raw bytes of a record that may not be kept are left
/// out.
void append_frame(std::string& bytes, const ItemMessage& message);

/// The size of the frame behind `head`, which has kItemFrameHead bytes. Throws FrameError for one that is
/// longer than any may be.
std::size_t frame_size_of(std::string_view head);

/// The message of a frame without its head. The bytes may come from anybody: sizes, numbers and names are
/// checked, text that is not UTF-8 gets U+FFFD in the place of its bytes. Throws FrameError.
ItemMessage message_of_frame(std::string_view frame);

}  // namespace corpus
