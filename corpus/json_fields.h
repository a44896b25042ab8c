// The fields of foreign JSON objects, taken with their types and names checked.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/document.h"

namespace corpus {

/// Throws DocumentJsonError: "published.date: WHAT".
[[noreturn]] void complain(std::string_view field, std::string_view what);

/// The value as text, list, whole number from 0 or finite number. `field` is for the message. Throw
/// DocumentJsonError.
std::string text_of(const nlohmann::json& value, std::string_view field);
const nlohmann::json::array_t& list_of(const nlohmann::json& value, std::string_view field);
std::uint32_t whole_number_of(const nlohmann::json& value, std::string_view field);
double number_of(const nlohmann::json& value, std::string_view field);

/// The fields of one object, which outlives it. Made with every name that may stand in it; another one is an
/// error.
class Fields {
 public:
  /// `where` is the object's own name for messages; empty for the line itself. Throws DocumentJsonError.
  Fields(const nlohmann::json& object, std::string_view where, std::initializer_list<std::string_view> known);

  const nlohmann::json* find(std::string_view name) const;  // nullptr: not there
  std::string text(std::string_view name) const;            // empty: not there
  std::vector<std::string> texts(std::string_view name) const;
  std::string path(std::string_view name) const;

 private:
  const nlohmann::json& object_;
  std::string where_;
};

/// {"source","format","time","importer","raw","media_type","fetched_from","fetched_at"}. Throws
/// DocumentJsonError.
Provenance provenance_of(const nlohmann::json& value);

}  // namespace corpus
