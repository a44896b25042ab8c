#include "corpus/sources/item_json.h"

#include <sodium/utils.h>

#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "corpus/checked_json.h"
#include "corpus/document_json.h"
#include "corpus/json_fields.h"
#include "corpus/json_text.h"
#include "corpus/plain_text.h"

namespace corpus {
namespace {

using Json = nlohmann::json;

constexpr int kBase64 = sodium_base64_VARIANT_ORIGINAL;

std::string to_base64(std::string_view bytes) {
  std::string text(sodium_base64_ENCODED_LEN(bytes.size(), kBase64), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), kBase64);
  text.pop_back();  // the zero at its end
  return text;
}

std::string from_base64(const std::string& text) {
  std::string bytes(text.size() / 4 * 3 + 3, '\0');
  std::size_t size = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), nullptr, &size, nullptr, kBase64) != 0) {
    complain("base64", "is not base 64");
  }
  bytes.resize(size);
  return bytes;
}

void append_part(std::string& json, const Capture::Part& part) {
  json.append("[").append(std::to_string(part.begin)).append(",").append(std::to_string(part.end));
  append_json_string(json += ',', part.key);
  append_json_string(json += ',', part.boilerplate);
  json += ']';
}

Capture::Part part_of(const Json& value) {
  const auto& fields = list_of(value, "parts");
  if (fields.size() != 4) complain("parts", "each must be [begin, end, key, standing text]");
  return {whole_number_of(fields[0], "parts"), whole_number_of(fields[1], "parts"),
          text_of(fields[2], "parts"), text_of(fields[3], "parts")};
}

}  // namespace

std::string to_json_line(const Capture& capture) {
  std::string json(kPageLineBegins);
  append_json_string(json += ",\"source\":", capture.source);
  append_json_string(json += ",\"file\":", capture.file);
  if (is_valid_utf8(capture.bytes)) {
    append_json_string(json += ",\"text\":", capture.bytes);
  } else {
    append_json_string(json += ",\"base64\":", to_base64(capture.bytes));
  }
  json += ",\"parts\":[";
  for (std::size_t at = 0; at < capture.parts.size(); ++at) {
    if (at > 0) json += ',';
    append_part(json, capture.parts[at]);
  }
  json += ']';
  if (!capture.sha256.empty()) append_json_string(json += ",\"sha256\":", capture.sha256);
  if (capture.provenance) append_provenance(json += ",\"from\":", *capture.provenance);
  return json += '}';
}

Capture capture_from_json(std::string_view line) {
  const Json json = checked_json(line, kLongestItemLine);
  const Fields fields(json, "a page",
                      {"type", "source", "file", "text", "base64", "parts", "sha256", "from"});
  Capture capture;
  capture.source = fields.text("source");
  capture.file = fields.text("file");
  capture.bytes = fields.find("base64") != nullptr ? from_base64(fields.text("base64")) : fields.text("text");
  if (const Json* parts = fields.find("parts")) {
    for (const auto& part : list_of(*parts, "parts")) capture.parts.push_back(part_of(part));
  }
  capture.sha256 = fields.text("sha256");
  if (const Json* from = fields.find("from")) capture.provenance = provenance_of(*from);
  return capture;
}

std::string raw_to_json_line(std::string_view bytes, std::string_view told) {
  std::string json(kRawLineBegins);
  // Text of many signs that have to be escaped would be longer than its base 64.
  const bool is_text = is_valid_utf8(bytes);
  if (is_text) append_json_string(json += ",\"text\":", bytes);
  if (!is_text || json.size() > bytes.size() * 4 / 3) {
    json = kRawLineBegins;
    append_json_string(json += ",\"base64\":", to_base64(bytes));
  }
  if (const auto hash = sha256_hex(bytes); hash != told) append_json_string(json += ",\"sha256\":", hash);
  return json += '}';
}

RawLine raw_from_json(std::string_view line) {
  const Json json = checked_json(line, kLongestPageLine);
  const Fields fields(json, "raw bytes", {"type", "text", "base64", "sha256"});
  auto bytes = fields.find("base64") != nullptr ? from_base64(fields.text("base64")) : fields.text("text");
  return {std::move(bytes), fields.text("sha256")};
}

}  // namespace corpus
