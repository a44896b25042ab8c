// What a template is filled with.
#pragma once

#include <kainjow/mustache.hpp>

#include <string>
#include <utility>

namespace searchd {

/// As the library's own, but for what is put into it: that is moved where it may be, and never copied by a
/// list that grows. A page of results is some thousands of values, in lists in lists. Without members of its
/// own: it can be taken for the library's, and is taken apart with it.
class Data : public kainjow::mustache::data {
 public:
  using Value = kainjow::mustache::data;
  using Value::Value;
  Data() = default;
  Data(Value value) : Value(std::move(value)) {}  // NOLINT(google-explicit-constructor): the same thing

  /// Of an object: `name` is `value` from now on.
  void set(const std::string& name, Value value) {
    if (is_object()) (*this)[name] = std::move(value);
  }

  /// At the end of a list.
  void push_back(Value value) {
    if (!is_list()) return;
    // The list is ours to change, which the library offers for copies alone.
    auto& list =
        const_cast<kainjow::mustache::list&>(list_value());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    if (list.size() == list.capacity()) grow(list);
    list.push_back(std::move(value));
  }

 private:
  // The library's values may throw when moved, for all that std::vector knows: it would copy them.
  static void grow(kainjow::mustache::list& list) {
    kainjow::mustache::list larger;
    larger.reserve(2 * list.size() + 4);
    for (auto& value : list) larger.push_back(std::move(value));
    list.swap(larger);
  }
};

}  // namespace searchd
