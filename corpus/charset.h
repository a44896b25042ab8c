// Bytes of foreign text as UTF-8, in whichever character set they were written.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace corpus {

enum class CharsetEvidence : std::uint8_t { mark, header, declared, detected };

struct DecodedText {
  std::string text;     // valid UTF-8 without a byte order mark; what cannot be read is U+FFFD
  std::string charset;  // as ICU names it: "UTF-8", "windows-1256", "ISO-8859-6", "UTF-16LE" ...
  CharsetEvidence evidence = CharsetEvidence::detected;
};

/// The text of an HTML page. In this order: a byte order mark; `content_type`, the header with which it was
/// sent (may be empty), <meta> and the XML declaration, each believed only where the bytes can be of that
/// set; then the bytes themselves: UTF-16 and UTF-32 by their zeros, UTF-8 by its form, others by ICU's
/// detector. Names mean what they mean to browsers: "iso-8859-1" is windows-1252.
DecodedText decode_page(std::string_view bytes, std::string_view content_type);

/// "windows-1256" of `text/html; charset="windows-1256"`; empty where there is none.
std::string charset_in_header(std::string_view content_type);

}  // namespace corpus
