// XML put together element by element: what is put in is escaped.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace searchd {

class XmlText {
 public:
  using Attributes = std::initializer_list<std::pair<std::string_view, std::string_view>>;

  XmlText() : XmlText("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") {}
  /// Goes on behind `beginning`.
  explicit XmlText(std::string beginning) : text_(std::move(beginning)) {}

  /// "<NAME ATTRIBUTES>"; an attribute without a value is left out. Names are ours.
  void open(std::string_view name, Attributes attributes = {});
  void close(std::string_view name);
  /// "<NAME ATTRIBUTES>TEXT</NAME>".
  void element(std::string_view name, std::string_view text, Attributes attributes = {});
  /// "<NAME ATTRIBUTES/>".
  void empty(std::string_view name, Attributes attributes);

  /// What was written. Empty from then on.
  std::string take() { return std::exchange(text_, {}); }
  std::size_t size() const { return text_.size(); }

 private:
  void begin(std::string_view name, Attributes attributes);

  std::string text_;
};

}  // namespace searchd
