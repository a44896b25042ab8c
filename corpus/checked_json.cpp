// JSON of other people into values, refused where it could be read in two ways or costs too much.
#include "corpus/checked_json.h"

#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "corpus/document_json.h"
#include "corpus/json_text.h"

namespace corpus {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kDeepest = 32;

// Builds the value and refuses what nlohmann's own builder lets pass: depth, and a key given twice.
class CheckedBuilder : public nlohmann::json_sax<Json> {
 public:
  Json take() { return std::move(root_); }

  bool null() override { return add(nullptr); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(value); }
  bool number_unsigned(number_unsigned_t value) override { return add(value); }
  bool number_float(number_float_t value, const string_t&) override { return add(value); }
  bool string(string_t& value) override { return add(std::move(value)); }
  bool binary(binary_t&) override { throw DocumentJsonError("holds binary data"); }

  bool start_object(std::size_t) override { return open(Json::object()); }
  bool start_array(std::size_t) override { return open(Json::array()); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }

  bool key(string_t& value) override {
    if (open_.back()->contains(value)) throw DocumentJsonError("gives " + shown_in_json(value) + " twice");
    key_ = std::move(value);
    return true;
  }

  bool parse_error(std::size_t position, const std::string&,
                   const nlohmann::detail::exception& error) override {
    // "[json.exception.parse_error.101] parse error at line 1, column 5: WHAT; last read: 'THE LINE'"
    const std::string_view text = error.what();
    const auto begin = text.find(": ");
    const auto what = begin == std::string_view::npos ? text : text.substr(begin + 2);
    throw DocumentJsonError("is not JSON at byte " + std::to_string(position) + ": " +
                            std::string(what.substr(0, what.find("; last read"))));
  }

 private:
  Json* place(Json&& value) {
    if (open_.empty()) return &(root_ = std::move(value));
    Json& parent = *open_.back();
    if (parent.is_object()) return &(parent[key_] = std::move(value));
    parent.push_back(std::move(value));
    return &parent.back();
  }
  template <typename Value>
  bool add(Value&& value) {
    place(Json(std::forward<Value>(value)));
    return true;
  }
  bool open(Json&& container) {
    if (open_.size() == kDeepest) {
      throw DocumentJsonError("nests deeper than " + std::to_string(kDeepest) + " levels");
    }
    open_.push_back(place(std::move(container)));
    return true;
  }
  bool close() {
    open_.pop_back();
    return true;
  }

  Json root_;
  std::vector<Json*> open_;  // from the root to where we are; only the last one grows
  std::string key_;
};

}  // namespace

std::string shown_in_json(std::string_view text) {
  constexpr std::size_t kShown = 80;
  std::string json;
  append_json_string(json, text.substr(0, kShown));
  return json;
}

nlohmann::json checked_json(std::string_view text, std::size_t longest) {
  if (text.size() > longest) {
    throw DocumentJsonError("is longer than " + std::to_string(longest >> 20U) + " MB");
  }
  CheckedBuilder builder;
  Json::sax_parse(text.begin(), text.end(), &builder);
  return builder.take();
}

}  // namespace corpus
