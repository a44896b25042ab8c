#include "corpus/json_fields.h"

#include <algorithm>
#include <limits>

#include "corpus/checked_json.h"
#include "corpus/document_json.h"

namespace corpus {

using Json = nlohmann::json;

void complain(std::string_view field, std::string_view what) {
  throw DocumentJsonError(std::string(field).append(": ").append(what));
}

std::string text_of(const Json& value, std::string_view field) {
  if (!value.is_string()) complain(field, "must be text");
  return value.get<std::string>();
}

const Json::array_t& list_of(const Json& value, std::string_view field) {
  if (!value.is_array()) complain(field, "must be a list");
  return value.get_ref<const Json::array_t&>();
}

std::uint32_t whole_number_of(const Json& value, std::string_view field) {
  if (!value.is_number_unsigned() || value.get<std::uint64_t>() > std::numeric_limits<std::uint32_t>::max()) {
    complain(field, "must be whole numbers from 0");
  }
  return value.get<std::uint32_t>();
}

double number_of(const Json& value, std::string_view field) {
  if (!value.is_number()) complain(field, "must be a number");
  return value.get<double>();
}

Fields::Fields(const Json& object, std::string_view where, std::initializer_list<std::string_view> known)
    : object_(object), where_(where) {
  if (!object.is_object()) complain(where.empty() ? "the line" : where, "must be an object {…}");
  for (const auto& [name, value] : object.items()) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      complain(shown_in_json(name), "is no field of " + std::string(where.empty() ? "a document" : where));
    }
  }
}

const Json* Fields::find(std::string_view name) const {
  const auto found = object_.find(name);
  return found == object_.end() ? nullptr : &*found;
}

std::string Fields::text(std::string_view name) const {
  const Json* value = find(name);
  return value == nullptr ? std::string() : text_of(*value, path(name));
}

std::vector<std::string> Fields::texts(std::string_view name) const {
  std::vector<std::string> result;
  const Json* value = find(name);
  if (value == nullptr) return result;
  for (const auto& item : list_of(*value, path(name))) result.push_back(text_of(item, path(name)));
  return result;
}

std::string Fields::path(std::string_view name) const {
  return where_.empty() ? std::string(name) : where_ + '.' + std::string(name);
}

Provenance provenance_of(const Json& value) {
  const Fields fields(
      value, "from",
      {"source", "format", "time", "importer", "raw", "media_type", "fetched_from", "fetched_at"});
  return {fields.text("source"),       fields.text("format"),    fields.text("time"),
          fields.text("importer"),     fields.text("raw"),       fields.text("media_type"),
          fields.text("fetched_from"), fields.text("fetched_at")};
}

}  // namespace corpus
