#include "searchd/views/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "analyzers/utf8.h"
#include "corpus/plain_text.h"

namespace searchd {
namespace {

constexpr std::size_t kLongestNumber = 32;  // the longest double, shortest form, has 24 characters

bool must_be_escaped(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

void append_escape(std::string& text, char c) {
  switch (c) {
    case '"': text += "\\\""; return;
    case '\\': text += "\\\\"; return;
    case '\b': text += "\\b"; return;
    case '\f': text += "\\f"; return;
    case '\n': text += "\\n"; return;
    case '\r': text += "\\r"; return;
    case '\t': text += "\\t"; return;
    default: break;
  }
  constexpr char kDigits[] = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  text += "\\u00";
  text += kDigits[byte >> 4U];
  text += kDigits[byte & 0xFU];
}

}  // namespace

double rounded(double value, double steps) { return std::round(value * steps) / steps; }

void JsonWriter::separate() {
  if (follows_) text_ += ',';
  follows_ = true;
}

void JsonWriter::open(char bracket) {
  separate();
  text_ += bracket;
  follows_ = false;
}

void JsonWriter::close(char bracket) {
  text_ += bracket;
  follows_ = true;
}

void JsonWriter::plain(std::string_view text) {
  separate();
  text_ += text;
}

void JsonWriter::name(std::string_view name) {
  separate();
  text_ += '"';
  text_ += name;
  text_ += "\":";
  follows_ = false;
}

void JsonWriter::value(std::string_view text) {
  separate();
  text_ += '"';
  if (corpus::is_valid_utf8(text)) {
    escaped(text);
  } else {
    std::string mended;
    analyzers::for_each_code_point(text, [&mended](char32_t c) { analyzers::append_code_point(mended, c); });
    escaped(mended);
  }
  text_ += '"';
}

void JsonWriter::escaped(std::string_view text) {
  std::size_t copied = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!must_be_escaped(text[at])) continue;
    text_ += text.substr(copied, at - copied);
    append_escape(text_, text[at]);
    copied = at + 1;
  }
  text_ += text.substr(copied);
}

void JsonWriter::value(double number) {
  if (!std::isfinite(number)) return value(nullptr);
  std::array<char, kLongestNumber> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  const std::string_view written(digits.data(), static_cast<std::size_t>(end - digits.data()));
  plain(written);
  // A reader that tells whole numbers from others sees that this one need not be whole.
  if (written.find_first_of(".e") == std::string_view::npos) text_ += ".0";
}

void JsonWriter::integer(std::int64_t number) {
  std::array<char, kLongestNumber> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  plain({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

void JsonWriter::member_or_null(std::string_view its_name, std::string_view text) {
  name(its_name);
  if (text.empty()) return value(nullptr);
  value(text);
}

std::string JsonWriter::take() {
  follows_ = false;
  return std::exchange(text_, {});
}

}  // namespace searchd
