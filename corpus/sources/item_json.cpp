#include "corpus/sources/item_json.h"

#include <sodium/utils.h>

#include <array>
#include <charconv>
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

// --- the pipe ---

std::string dumped(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace) + '\n';
}

/// The line around an item, and the item's own line where it has one.
struct Lines {
  Json first;
  std::string second;
  std::string_view raw = {};
};

constexpr std::string_view kRawSize = "\"bytes\":";

Lines lines_of(const Record& record) {
  const bool keeps_raw = record.raw.size() <= kMostRawBytes;
  return {{{"is", "record"},
           {"where", record.where},
           {"bytes", keeps_raw ? record.raw.size() : 0},
           {"media_type", record.media_type},
           {"fetched_from", record.fetched_from},
           {"fetched_at", record.fetched_at},
           {"raw", record.raw_sha256},
           {"joins_equal", record.joins_equal},
           {"tags_given", record.tags_given},
           {"events_given", record.events_given},
           {"parent", record.parent_key},
           {"translation", record.translation_key},
           {"earlier", record.memory && record.memory->earlier}},
          record.memory ? to_json_line(record.document, *record.memory) : to_json_line(record.document),
          keeps_raw ? std::string_view(record.raw) : std::string_view()};
}
Lines lines_of(const Skipped& skipped) {
  return {{{"is", "skipped"}, {"where", skipped.where}, {"what", skipped.why}, {"key", skipped.key}}, {}};
}
Lines lines_of(const Problem& problem) {
  return {{{"is", "problem"}, {"where", problem.where}, {"what", problem.what}}, {}};
}
Lines lines_of(const Boilerplate& text) { return {{{"is", "boilerplate"}}, to_json_line(text)}; }
Lines lines_of(const FoundTwin& twin) { return {{{"is", "twins"}}, to_json_line(twin)}; }
Lines lines_of(const Decision& decision) { return {{{"is", "decision"}}, to_json_line(decision)}; }
Lines lines_of(const Purged& purged) { return {{{"is", "purged"}}, to_json_line(purged)}; }
Lines lines_of(const Capture& capture) { return {{{"is", "capture"}}, to_json_line(capture)}; }

bool flag_of(const Fields& fields, std::string_view name) {
  const Json* value = fields.find(name);
  if (value == nullptr || !value->is_boolean()) complain(name, "must be true or false");
  return value->get<bool>();
}

Record record_of(const Fields& fields, std::string_view line, std::string raw) {
  // Any line that the reader sends may be longer than one that people write: texts that are too long are
  // refused where all texts are, with words of their own.
  Record record = sent_record_from_json(line, kLongestItemLine);
  record.where = fields.text("where");
  record.raw_sha256 = fields.text("raw");
  record.raw = std::move(raw);
  record.media_type = fields.text("media_type");
  record.fetched_from = fields.text("fetched_from");
  record.fetched_at = fields.text("fetched_at");
  record.joins_equal = flag_of(fields, "joins_equal");
  record.tags_given = flag_of(fields, "tags_given");
  record.events_given = flag_of(fields, "events_given");
  record.parent_key = fields.text("parent");
  record.translation_key = fields.text("translation");
  if (record.memory) record.memory->earlier = flag_of(fields, "earlier");
  return record;
}

std::optional<SourceItem> item_of(const Fields& fields, std::string_view second, std::string raw) {
  const std::string is = fields.text("is");
  if (is == "record") return record_of(fields, second, std::move(raw));
  if (is == "skipped") return Skipped{fields.text("where"), fields.text("what"), fields.text("key")};
  if (is == "problem") return Problem{fields.text("where"), fields.text("what")};
  if (is == "boilerplate") return boilerplate_from_json(second);
  if (is == "twins") return found_twin_from_json(second);
  if (is == "decision") return decision_from_json(second);
  if (is == "purged") return purged_from_json(second);
  if (is == "capture") return capture_from_json(second);
  if (is == "end" || is == "failure") return std::nullopt;
  complain("is", shown_in_json(is) + " is no item");
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

std::string to_lines(const ItemMessage& message) {
  Lines lines;
  if (message.item) {
    lines = std::visit([](const auto& item) { return lines_of(item); }, *message.item);
  } else if (message.failure.empty()) {
    lines.first = {{"is", "end"}};
  } else {
    lines.first = {{"is", "failure"}, {"what", message.failure}};
  }
  lines.first["at"] = {message.progress.read, message.progress.size};
  lines.first["lines"] = lines.second.empty() ? 1 : 2;
  std::string all = dumped(lines.first);
  if (!lines.second.empty()) all.append(lines.second).append("\n");
  return all.append(lines.raw);
}

bool has_second_line(std::string_view first) { return first.find("\"lines\":2") != std::string_view::npos; }

std::size_t raw_size_after(std::string_view first) {
  const auto at = first.find(kRawSize);
  if (at == std::string_view::npos) return 0;
  const auto number = first.substr(at + kRawSize.size());
  std::size_t size = 0;
  (void)std::from_chars(number.data(), number.data() + number.size(), size);
  return size;
}

ItemMessage message_from_lines(std::string_view first, std::string_view second, std::string raw) {
  const Json json = checked_json(first);
  const Fields fields(
      json, "an item",
      {"is", "at", "lines", "bytes", "where", "what", "key", "raw", "media_type", "fetched_from",
       "fetched_at", "joins_equal", "tags_given", "events_given", "parent", "translation", "earlier"});
  ItemMessage message;
  message.item = item_of(fields, second, std::move(raw));
  if (fields.text("is") == "failure") message.failure = fields.text("what");
  const Json* at = fields.find("at");
  if (at != nullptr && at->is_array() && at->size() == 2 && (*at)[0].is_number_unsigned() &&
      (*at)[1].is_number_unsigned()) {
    message.progress = {(*at)[0].get<std::uint64_t>(), (*at)[1].get<std::uint64_t>()};
  }
  return message;
}

}  // namespace corpus
