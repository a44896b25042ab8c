// Text into written words, after Unicode's rules (ICU), with what would mislead them put right first.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct UBreakIterator;  // ICU's

namespace analyzers {

/// A written word, [first, last) in the units of a Reading.
struct Segment {
  enum class Kind : std::uint8_t { word, number, emoji };
  std::uint32_t first = 0;
  std::uint32_t last = 0;
  Kind kind{};
};

/// A stretch of text as it is analysed: without invisible characters, with one apostrophe and one hyphen.
struct Reading {
  std::u16string units;
  std::vector<std::uint32_t>
      begins;  // of each unit: the bytes [begin, end) of the stretch that it stands for
  std::vector<std::uint32_t> ends;
  std::vector<Segment> segments;
};

/// Breaks stretches of text. Not safe for use from two threads at once.
class WordBreaker {
 public:
  /// Throws std::runtime_error where ICU's data are missing.
  WordBreaker();
  ~WordBreaker();
  WordBreaker(const WordBreaker&) = delete;
  WordBreaker& operator=(const WordBreaker&) = delete;

  /// Fills `reading` with the words of `stretch`, UTF-8 of at most kLongestStretch bytes; where
  /// `spaced_joiners`, a ZERO WIDTH NON-JOINER parts words, as in Persian, else it is as good as not there.
  void read(std::string_view stretch, bool spaced_joiners, Reading& reading);

 private:
  void prepare(std::string_view stretch, bool spaced_joiners, Reading& reading);
  void find_segments(Reading& reading);

  struct Letters;
  std::unique_ptr<Letters> letters_;  // reused from stretch to stretch
  UBreakIterator* words_ = nullptr;
};

inline constexpr std::size_t kLongestStretch = std::size_t{1} << 24;

/// Whether ZERO WIDTH NON-JOINER parts words in `text`: it stands there, and so does a letter of Persian or
/// Urdu.
bool has_spaced_joiners(std::string_view text);

}  // namespace analyzers
