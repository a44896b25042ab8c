// JSON written as it is said, without a tree of values in between: for the answers that are asked for most.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace searchd {

/// `value` to the nearest of `steps` in one: 100 for two places behind the point.
double rounded(double value, double steps);

/// Writes one JSON text (RFC 8259), without white space. The caller says what belongs together: each begin_
/// has its end_, each value in an object its name before it. One thread.
class JsonWriter {
 public:
  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }

  /// The name of the member whose value comes next: of our own making, nothing in it needs escaping.
  void name(std::string_view name);

  /// Bytes that are not UTF-8 are written as U+FFFD.
  void value(std::string_view text);
  void value(const char* text) { value(std::string_view(text)); }
  void value(const std::string& text) { value(std::string_view(text)); }
  void value(bool truth) { plain(truth ? "true" : "false"); }
  void value(std::nullptr_t) { plain("null"); }
  /// As short as it reads back the same; null where it is no number.
  void value(double number);
  template <std::integral Number>
  void value(Number number) {
    integer(static_cast<std::int64_t>(number));
  }

  template <typename Value>
  void member(std::string_view its_name, const Value& its_value) {
    name(its_name);
    value(its_value);
  }
  /// null where `text` is empty.
  void member_or_null(std::string_view its_name, std::string_view text);

  /// A list of texts.
  template <typename Texts>
  void texts(std::string_view its_name, const Texts& texts) {
    name(its_name);
    begin_array();
    for (const auto& text : texts) value(text);
    end_array();
  }

  /// What was written. The writer is empty then.
  std::string take();

 private:
  void open(char bracket);
  void close(char bracket);
  void separate();
  void plain(std::string_view text);
  void integer(std::int64_t number);
  void escaped(std::string_view text);

  std::string text_;
  bool follows_ = false;  // a value stands before what comes next, in the same object or array
};

}  // namespace searchd
