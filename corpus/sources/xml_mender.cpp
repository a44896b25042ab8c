#include "corpus/sources/xml_mender.h"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <charconv>
#include <optional>

#include "corpus/charset.h"
#include "corpus/plain_text.h"

namespace corpus {
namespace {

constexpr std::size_t kLongestReference = 40;
constexpr std::size_t kLongestOpening = 9;  // "<![CDATA["

bool is_letter_of_xml(char32_t letter) {
  return letter == '\t' || letter == '\n' || letter == '\r' || (letter >= 0x20 && letter < 0xD800) ||
         (letter >= 0xE000 && letter < 0xFFFE) || (letter >= 0x10000 && letter < 0x110000);
}

bool is_forbidden_byte(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte < 0x20 && c != '\t' && c != '\n' && c != '\r';
}

/// The number in "#38" or "#x26"; nothing for anything else.
std::optional<std::uint32_t> number_in(std::string_view name) {
  if (!name.starts_with('#')) return std::nullopt;
  name.remove_prefix(1);
  const bool hexadecimal = name.starts_with('x') || name.starts_with('X');
  if (hexadecimal) name.remove_prefix(1);
  std::uint32_t number = 0;
  const char* end = name.data() + name.size();
  const auto [stopped, error] = std::from_chars(name.data(), end, number, hexadecimal ? 16 : 10);
  if (name.empty() || stopped != end || error == std::errc::invalid_argument) return std::nullopt;
  return error == std::errc{} ? number : 0;  // too large a number is no letter
}

/// What stands for "&name;".
std::string read_reference(std::string_view name) {
  const std::string kept = "&" + std::string(name) + ";";
  if (const auto number = number_in(name)) {
    const char32_t letter = meant_letter(*number);
    if (!is_letter_of_xml(letter)) return {};
    return letter == *number ? kept : "&#" + std::to_string(static_cast<std::uint32_t>(letter)) + ";";
  }
  for (const std::string_view own : {"amp", "lt", "gt", "quot", "apos"}) {
    if (name == own) return kept;
  }
  const auto* entity = htmlEntityLookup(reinterpret_cast<const xmlChar*>(std::string(name).c_str()));
  if (entity != nullptr && entity->value > 0x7F) return "&#" + std::to_string(entity->value) + ";";
  return "&amp;" + kept.substr(1);
}

}  // namespace

std::string XmlMender::mend(std::string_view piece, bool last) {
  buffer_ += piece;
  std::string mended;
  mended.reserve(buffer_.size());
  while (step(mended, last)) {
  }
  return mended;
}

/// Moves the first `bytes` of the buffer on; not kept, only their line breaks are.
void XmlMender::give(std::size_t bytes, bool keep, std::string& mended) {
  for (const char c : std::string_view(buffer_).substr(at_, bytes)) {
    if (keep ? !is_forbidden_byte(c) : c == '\n') mended += c;
  }
  at_ += bytes;
  if (at_ < buffer_.size() && at_ < (std::size_t{1} << 16)) return;
  buffer_.erase(0, at_);
  at_ = 0;
}

/// Whether it found something to do; if not, it needs more.
bool XmlMender::step(std::string& mended, bool last) {
  if (at_ == buffer_.size()) return false;
  switch (within_) {
    case Within::text: return step_text(mended, last);
    case Within::section: return leave("]]>", true, mended, last);
    case Within::comment: return leave("-->", false, mended, last);
    case Within::declaration: return leave("?>", false, mended, last);
    case Within::type: return leave_type(mended);
  }
  return false;
}

bool XmlMender::step_text(std::string& mended, bool last) {
  const std::size_t next = std::min(buffer_.find_first_of("<&", at_), buffer_.size());
  if (next > at_) return give(next - at_, true, mended), true;
  return buffer_[at_] == '<' ? enter(mended, last) : mend_reference(mended, last);
}

bool XmlMender::enter(std::string& mended, bool last) {
  const std::string opening = lower_case(std::string_view(buffer_).substr(at_, kLongestOpening));
  if (opening.size() < kLongestOpening && !last) return false;
  if (opening == "<![cdata[") {
    within_ = Within::section;
    give(kLongestOpening, true, mended);
  } else if (opening.starts_with("<!--")) {
    within_ = Within::comment;
    give(4, false, mended);
  } else if (opening == "<!doctype") {
    within_ = Within::type;
    brackets_ = 0;
    give(kLongestOpening, false, mended);
  } else if (opening.starts_with("<?xml") && opening.size() > 5 && opening[5] <= ' ') {
    within_ = Within::declaration;
    give(5, false, mended);
  } else {
    give(1, true, mended);
  }
  return true;
}

/// Goes to `end`, or as far as it can tell that it has not come.
bool XmlMender::leave(std::string_view end, bool keep, std::string& mended, bool last) {
  const std::size_t found = buffer_.find(end, at_);
  if (found != std::string::npos) {
    within_ = Within::text;
    return give(found + end.size() - at_, keep, mended), true;
  }
  const std::size_t left = buffer_.size() - at_;
  const std::size_t held = last ? 0 : std::min(left, end.size() - 1);
  if (left == held) return false;
  return give(left - held, keep, mended), true;
}

bool XmlMender::leave_type(std::string& mended) {
  std::size_t end = at_;
  for (; end < buffer_.size() && within_ == Within::type; ++end) {
    const char c = buffer_[end];
    if (c == '[') ++brackets_;
    if (c == ']' && brackets_ > 0) --brackets_;
    if (c == '>' && brackets_ == 0) within_ = Within::text;
  }
  return give(end - at_, false, mended), true;
}

bool XmlMender::mend_reference(std::string& mended, bool last) {
  const auto text = std::string_view(buffer_).substr(at_, kLongestReference);
  const auto end = std::find_if(text.begin() + 1, text.end(), [](char c) {
    return !((c >= '0' && c <= '9') || (lower_case(c) >= 'a' && lower_case(c) <= 'z') || c == '#');
  });
  if (end == text.end() && text.size() < kLongestReference && !last) return false;
  const auto size = static_cast<std::size_t>(end - text.begin());
  if (end == text.end() || *end != ';' || size == 1) {
    mended += "&amp;";
    give(1, false, mended);
    return true;
  }
  mended += read_reference(text.substr(1, size - 1));
  give(size + 1, false, mended);
  return true;
}

std::string mended_xml(std::string_view xml) { return XmlMender().mend(xml, true); }

}  // namespace corpus
