#include "searchd/http/export_name.h"

#include <algorithm>

#include "analyzers/utf8.h"
#include "searchd/search/filter_fields.h"
#include "searchd/views/addresses.h"

namespace searchd {
namespace {

constexpr std::size_t kLongestName = 80;  // code points: with the extension within what file systems take

bool is_digit_or_letter(char32_t c) {
  if (c < 0x80) return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  // Signs, spaces and what turns directions, of Latin, Arabic and the general blocks.
  const bool sign = c < 0xC0 || (c >= 0x600 && c <= 0x61F) || (c >= 0x66A && c <= 0x66D) || c == 0x6D4 ||
                    c == 0x640 || (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x2E00 && c <= 0x303F) ||
                    (c >= 0xD800 && c <= 0xFAFF) || (c >= 0xFE00 && c <= 0xFE6F) ||
                    (c >= 0xFEFF && c <= 0xFF0F) || (c >= 0xFFF0);
  return !sign;
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Joins words to a name.
class Name {
 public:
  void add(std::string_view text) {
    bool between = true;
    analyzers::for_each_code_point(text, [&](char32_t c) {
      if (!is_digit_or_letter(c)) {
        between = true;
        return;
      }
      if (count_ >= kLongestName) return;
      if (between && !name_.empty()) name_ += '-';
      between = false;
      analyzers::append_code_point(name_, c);
      ++count_;
    });
  }
  const std::string& text() const { return name_; }

 private:
  std::string name_;
  std::size_t count_ = 0;
};

}  // namespace

std::string export_name(const SearchRequest& request) {
  Name name;
  name.add("sijill");
  name.add(request.typed);
  for (const auto& filter : kFilterFields) {
    for (const auto& value : request.filters.*filter.values) {
      if (value == "_missing") name.add("no " + std::string(filter.parameter));
      if (value != "_missing") name.add(value);
    }
  }
  name.add(request.dates.from_text);
  if (request.dates.to_text != request.dates.from_text) name.add(request.dates.to_text);
  if (request.dates.within) name.add("within");
  return name.text();
}

std::string attachment(std::string_view name, std::string_view extension) {
  Name fallback;
  std::string ascii;
  for (const char c : name) ascii += static_cast<unsigned char>(c) < 0x80 ? c : ' ';
  fallback.add(ascii);
  auto value = "attachment; filename=\"" + fallback.text() + std::string(extension) + "\"";
  if (!is_ascii(name)) value += "; filename*=UTF-8''" + query_encoded(name) + std::string(extension);
  return value;
}

}  // namespace searchd
