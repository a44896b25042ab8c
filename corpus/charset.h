// Bytes of foreign text as UTF-8, in whichever character set they were written.
#pragma once

#include <cstdint>
#include <memory>
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
/// detector. windows-1252 is not believed of words without one letter of ASCII. Names mean what they mean to
/// browsers: "iso-8859-1" is windows-1252.
DecodedText decode_page(std::string_view bytes, std::string_view content_type);

/// The character set of a text of which `head` are the first bytes, as decode_page() finds it. Where `whole`
/// is false more follows, and a head of ASCII alone is believed to be what is declared.
std::string charset_of(std::string_view head, std::string_view content_type, bool whole);

/// A text of any length as UTF-8, piece by piece. Not copyable; one thread.
class TextDecoder {
 public:
  /// `charset` as charset_of() names it; an unknown one is read as UTF-8.
  explicit TextDecoder(const std::string& charset);
  ~TextDecoder();
  TextDecoder(const TextDecoder&) = delete;
  TextDecoder& operator=(const TextDecoder&) = delete;

  /// The next piece as valid UTF-8, what cannot be read as U+FFFD; letters that it cuts through come with the
  /// next one. A byte order mark at the beginning is left out. `last`: nothing follows.
  std::string decode(std::string_view bytes, bool last);

 private:
  struct Converters;
  std::unique_ptr<Converters> converters_;
};

/// The letter that is meant by `letter`: programs that take windows-1252 for Latin-1 write the numbers 0x80
/// to 0x9F ("&#146;"), and browsers read them so. Any other comes back as it is.
char32_t meant_letter(char32_t letter);

/// "windows-1256" of `text/html; charset="windows-1256"`; empty where there is none.
std::string charset_in_header(std::string_view content_type);

}  // namespace corpus
