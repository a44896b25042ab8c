// The elements of feeds that say something of an entry, by any of the names they had.
#pragma once

#include <cstdint>
#include <string_view>

namespace corpus {

/// What an element of an entry, or of a feed, is.
enum class FeedField : std::uint8_t {
  other,
  title,
  link,
  original_link,  // where a feed's link only counts readers
  id,             // Atom
  guid,           // RSS
  summary,
  description,  // RSS: the summary, or all of the text
  content,
  published,
  created,
  updated,
  category,
  language,
  enclosure,
};

struct FeedName {
  FeedField field = FeedField::other;
  std::uint8_t rank = 0;  // of several that say the same, the lowest is heard
  bool atom = false;      // its text is written by the rules of Atom
};

/// What the element `local` of the namespace `address` is; of an undeclared prefix, `address` is empty and
/// `local` has it ("dc:title").
FeedName feed_name(std::string_view address, std::string_view local);

}  // namespace corpus
