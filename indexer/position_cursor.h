// The positions of one document, gone through in their order without unpacking those that are passed over.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string_view>

#include "analyzers/packed_number.h"

namespace indexer {

class PositionCursor {
 public:
  /// `packed` as append_positions() made it; it must outlive this. Stands at the first position, at the end
  /// where there is none. Throws Xapian::DatabaseCorruptError, as pass() and next() do, where the bytes are
  /// something else.
  explicit PositionCursor(std::string_view packed) : at_(packed.data()), end_(at_ + packed.size()) { next(); }

  bool at_end() const { return at_end_; }
  /// Not at the end.
  Xapian::termpos position() const { return position_; }
  /// Of the positions to come; each takes one byte, a few more.
  std::size_t bytes_to_come() const { return static_cast<std::size_t>(end_ - at_); }

  void next() {
    if (at_ == end_) {
      at_end_ = true;
    } else if (const auto step = static_cast<unsigned char>(*at_); step < 0x80) {
      step_by(step);
      ++at_;
    } else {
      take_long_step();
    }
  }

  /// To the first position from here on that is `least` or more.
  void pass(Xapian::termpos least) {
    while (!at_end_ && position_ < least) {
      pass_words(least);
      for (unsigned step = 0; step < kStepsInWord && !at_end_ && position_ < least; ++step) next();
    }
  }

 private:
  static constexpr std::size_t kStepsInWord = sizeof(std::uint64_t);  // where each takes one byte

  [[noreturn]] static void damaged() {
    throw Xapian::DatabaseCorruptError("positions of a document are damaged");
  }

  void step_by(std::uint64_t step) {
    if (step > std::numeric_limits<Xapian::termpos>::max() - position_) damaged();
    position_ += static_cast<Xapian::termpos>(step);
  }

  void take_long_step() {
    std::string_view rest(at_, bytes_to_come());
    const auto step = analyzers::take_long_number(rest);
    if (!step) damaged();
    step_by(*step);
    at_ = rest.data();
  }

  // Passes as many machine words of steps as do not reach `least`. Next to a frequent word that is where the
  // time of a phrase goes: most steps are below 128, so that eight are added up at once.
  void pass_words(Xapian::termpos least) {
    constexpr std::uint64_t kHighBits = 0x8080808080808080, kEvenBytes = 0x00FF00FF00FF00FF;
    constexpr std::uint64_t kOnes = 0x0001000100010001;  // times this, the highest 16 bits are the sum of all
    while (bytes_to_come() >= kStepsInWord) {
      std::uint64_t steps = 0;
      std::memcpy(&steps, at_, sizeof steps);
      if ((steps & kHighBits) != 0) return;
      const auto pairs = (steps & kEvenBytes) + ((steps >> 8U) & kEvenBytes);
      const auto sum = (pairs * kOnes) >> 48U;
      if (position_ + sum >= least) return;
      position_ += static_cast<Xapian::termpos>(sum);
      at_ += kStepsInWord;
    }
  }

  const char* at_;
  const char* end_;
  Xapian::termpos position_ = 0;
  bool at_end_ = false;
};

}  // namespace indexer
