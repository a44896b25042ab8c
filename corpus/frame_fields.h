// Fields of a frame of bytes: numbers as the machine has them (both ends are one program), texts with their
// size before them.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "analyzers/utf8.h"
#include "corpus/plain_text.h"

namespace corpus {

/// Bytes that are no frame, or of whose fields one cannot be; says what is wrong with them.
class FrameError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

using FrameSize = std::uint32_t;

/// Appends fields to `bytes`, which outlives it. No text and no list has 4 GB.
class FrameWriter {
 public:
  explicit FrameWriter(std::string& bytes) : bytes_(bytes) {}

  template <typename Number>
  void number(Number value) {
    static_assert(std::is_integral_v<Number> || std::is_enum_v<Number>);
    std::array<char, sizeof(Number)> raw{};
    std::memcpy(raw.data(), &value, raw.size());
    bytes_.append(raw.data(), raw.size());
  }
  void size(std::size_t size) { number(static_cast<FrameSize>(size)); }
  void text(std::string_view text) {
    size(text.size());
    bytes_.append(text);
  }
  template <typename... Texts>
  void texts(const Texts&... all) {
    (text(all), ...);
  }
  template <typename Items, typename Write>
  void list(const Items& items, Write write) {
    size(items.size());
    for (const auto& item : items) write(item);
  }
  void list(const std::vector<std::string>& items) {
    list(items, [this](const std::string& item) { text(item); });
  }

 private:
  std::string& bytes_;
};

/// Takes fields off the front of bytes that may come from anybody: what reaches beyond them or is of no such
/// value throws FrameError. Views that it gives live as long as the bytes.
class FrameReader {
 public:
  explicit FrameReader(std::string_view bytes) : rest_(bytes) {}

  template <typename Number>
  Number number() {
    static_assert(std::is_integral_v<Number> && !std::is_same_v<Number, bool>);
    Number value{};
    std::memcpy(&value, taken(sizeof(Number)).data(), sizeof(Number));
    return value;
  }
  bool flag() { return number<std::uint8_t>() != 0; }

  /// `last` is the last value of its enumeration.
  template <typename Value>
  Value one_to(Value last) {
    const auto value = number<std::uint8_t>();
    if (value > static_cast<std::uint8_t>(last)) throw FrameError("a field has no such value");
    return static_cast<Value>(value);
  }
  std::string_view bytes() { return taken(number<FrameSize>()); }
  /// Bytes that are not UTF-8 arrive as U+FFFD.
  std::string text() {
    const auto text = bytes();
    if (is_valid_utf8(text)) return std::string(text);
    std::string mended;
    analyzers::for_each_code_point(text, [&mended](char32_t c) { analyzers::append_code_point(mended, c); });
    return mended;
  }
  /// `read()` gives an item, which takes one byte of the frame at least.
  template <typename Read>
  auto list(Read read) {
    const auto count = number<FrameSize>();
    if (count > rest_.size()) throw FrameError("a list is longer than its frame");
    std::vector<decltype(read())> items;
    items.reserve(std::min<std::size_t>(count, kReserved));
    for (FrameSize i = 0; i < count; ++i) items.push_back(read());
    return items;
  }
  std::vector<std::string> texts() {
    return list([this] { return text(); });
  }
  void end() const {
    if (!rest_.empty()) throw FrameError("a frame goes on behind its end");
  }

 private:
  static constexpr std::size_t kReserved = 64;  // a count alone costs no memory

  std::string_view taken(std::size_t size) {
    if (size > rest_.size()) throw FrameError("a field is longer than its frame");
    const auto taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

  std::string_view rest_;
};

}  // namespace corpus
