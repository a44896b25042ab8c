#include "corpus/document_head.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "corpus/document_json.h"

namespace corpus {
namespace {

using Json = nlohmann::json;

/// Takes the texts it looks for from the outermost object and ends the parsing where they are behind it.
class HeadReader : public nlohmann::json_sax<Json> {
 public:
  bool key(string_t& name) override {
    key_ = depth_ == 1 ? name : string_t();
    // Without a title the text comes next (to_json_line() writes the fields in this order).
    ended_ = key_ == "summary" || key_ == "body" || key_ == "published" || key_ == "tags";
    return !ended_;
  }
  bool string(string_t& text) override {
    if (depth_ != 1) return true;
    if (key_ == "id") head_.id = text;
    if (key_ == "kind") kind_ = kind_from_name(text);
    if (key_ == "lang") language_ = analyzers::language_from_code(text);
    if (key_ == "title") head_.title = text;
    ended_ = key_ == "title";
    return !ended_;
  }
  bool start_object(std::size_t) override { return ++depth_ < kDeepest; }
  bool start_array(std::size_t) override { return ++depth_ < kDeepest; }
  bool end_object() override { return --depth_, true; }
  bool end_array() override { return --depth_, true; }
  bool null() override { return true; }
  bool boolean(bool) override { return true; }
  bool number_integer(number_integer_t) override { return true; }
  bool number_unsigned(number_unsigned_t) override { return true; }
  bool number_float(number_float_t, const string_t&) override { return true; }
  bool binary(binary_t&) override { return true; }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return false;
  }

  DocumentHead head() && {
    if (!ended_ || !kind_ || !language_) {
      throw DocumentJsonError("the line does not begin as a document does");
    }
    head_.kind = *kind_;
    head_.language = *language_;
    return std::move(head_);
  }

 private:
  static constexpr int kDeepest = 32;

  DocumentHead head_;
  std::optional<Kind> kind_;
  std::optional<analyzers::Language> language_;
  std::string key_;  // of the outermost object, under which the parser is
  int depth_ = 0;
  bool ended_ = false;
};

}  // namespace

DocumentHead head_from_json(std::string_view line) {
  HeadReader reader;
  Json::sax_parse(line, &reader, Json::input_format_t::json, /*strict=*/false);
  return std::move(reader).head();
}

}  // namespace corpus
