#include "corpus/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "corpus/plain_text.h"

namespace corpus {
namespace {

constexpr std::size_t kDeclarations = 4096;  // bytes in which a page declares its set; browsers look at 1,024
constexpr std::size_t kSample = std::size_t{1} << 18;  // bytes that the detector looks at
constexpr double kMostUnreadable = 0.02;  // of the letters outside ASCII, for a declared set to be believed

struct Closes {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};
using Converter = std::unique_ptr<UConverter, Closes>;

struct Mark {
  std::string_view bytes;
  const char* charset;
};
constexpr std::array<Mark, 5> kMarks{{
    {"\xEF\xBB\xBF", "UTF-8"},
    {std::string_view("\xFF\xFE\0\0", 4), "UTF-32LE"},
    {std::string_view("\0\0\xFE\xFF", 4), "UTF-32BE"},
    {"\xFF\xFE", "UTF-16LE"},
    {"\xFE\xFF", "UTF-16BE"},
}};

/// A declared name as browsers take it; nothing for sets that pages are not written in and that hide markup.
std::optional<std::string> known_name(std::string_view declared) {
  const std::string name = lower_case(declared);
  if (name.empty() || name.size() > 40) return std::nullopt;
  constexpr std::array<std::string_view, 6> kWestern{"iso-8859-1", "latin1", "latin-1",
                                                     "us-ascii",   "ascii",  "iso8859-1"};
  if (std::find(kWestern.begin(), kWestern.end(), name) != kWestern.end()) return "windows-1252";
  if (name == "utf8" || name == "unicode-1-1-utf-8") return "UTF-8";
  if (name == "x-cp1256" || name == "arabic" || name == "win-1256" || name == "windows1256") {
    return name == "arabic" ? "ISO-8859-6" : "windows-1256";
  }
  if (name.starts_with("iso-8859-6") || name == "asmo-708") return "ISO-8859-6";
  for (const std::string_view refused :
       {"utf-7", "scsu", "bocu", "cesu", "imap", "iso-2022", "hz", "lmbcs", "compound", "x-user"}) {
    if (name.starts_with(refused)) return std::nullopt;
  }
  return name;
}

Converter open_converter(const std::string& charset) {
  UErrorCode error = U_ZERO_ERROR;
  Converter converter(ucnv_open(charset.c_str(), &error));
  if (U_FAILURE(error) != 0) return nullptr;
  return converter;
}

std::string name_of(const UConverter* converter) {
  UErrorCode error = U_ZERO_ERROR;
  const char* name = ucnv_getName(converter, &error);
  if (name == nullptr || U_FAILURE(error) != 0) return {};
  for (const char* standard : {"MIME", "IANA"}) {
    const char* known = ucnv_getStandardName(name, standard, &error);
    if (known != nullptr && U_SUCCESS(error) != 0) return known;
    error = U_ZERO_ERROR;
  }
  return name;
}

/// What ICU keeps between two pieces of a text.
class Pivot {
 public:
  /// Appends `bytes`, converted, to `text`; false where ICU fails. `last`: no further piece.
  bool convert(UConverter& from, UConverter& to, std::string_view bytes, bool last, std::string& text) {
    std::vector<char> buffer(std::size_t{1} << 14);
    const char* source = bytes.data();
    const char* const end = bytes.data() + bytes.size();
    while (true) {
      char* target = buffer.data();
      UErrorCode error = U_ZERO_ERROR;
      ucnv_convertEx(&to, &from, &target, buffer.data() + buffer.size(), &source, end, units_.data(),
                     &source_, &target_, units_.data() + units_.size(), static_cast<UBool>(first_),
                     static_cast<UBool>(last), &error);
      first_ = false;
      text.append(buffer.data(), static_cast<std::size_t>(target - buffer.data()));
      if (error != U_BUFFER_OVERFLOW_ERROR) return U_FAILURE(error) == 0;
    }
  }

 private:
  std::vector<UChar> units_ = std::vector<UChar>(std::size_t{1} << 12);
  UChar* source_ = units_.data();
  UChar* target_ = units_.data();
  bool first_ = true;
};

/// `bytes` of `charset` as UTF-8; nothing where ICU does not know the set.
std::optional<DecodedText> decoded(std::string_view bytes, const std::string& charset,
                                   CharsetEvidence evidence) {
  const Converter from = open_converter(charset);
  const Converter to = open_converter("UTF-8");
  if (!from || !to) return std::nullopt;
  DecodedText result{{}, charset, evidence};
  if (auto name = name_of(from.get()); !name.empty() && charset.find("16") == std::string::npos)
    result.charset = name;
  Pivot pivot;
  if (!pivot.convert(*from, *to, bytes, true, result.text)) return std::nullopt;
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (result.text.starts_with(kMark)) result.text.erase(0, kMark.size());
  return result;
}

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + part.size()))
    ++count;
  return count;
}

/// Whether `text` can be what was written: hardly anything in it was unreadable, and no controls stand in it.
bool is_readable(const DecodedText& text) {
  const std::size_t unreadable =
      count_of(text.text, "\xEF\xBF\xBD") + count_of(text.text, std::string_view("\0", 1));
  std::size_t controls = 0, beyond_ascii = 1;
  for (std::size_t at = 0; at < text.text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text.text[at]);
    if (byte >= 0xC0) ++beyond_ascii;
    if (byte == 0xC2 && at + 1 < text.text.size() && static_cast<unsigned char>(text.text[at + 1]) < 0xA0)
      ++controls;
  }
  return static_cast<double>(unreadable + controls) <= kMostUnreadable * static_cast<double>(beyond_ascii);
}

/// UTF-16 and UTF-32 without a mark: markup is ASCII, so every second byte, or three of four, are zero.
std::optional<std::string> wide_charset(std::string_view bytes) {
  const auto head = bytes.substr(0, 32);  // behind that may be text, whose letters fill both bytes
  std::array<std::size_t, 4> zeros{};
  for (std::size_t at = 0; at < head.size(); ++at) zeros[at % 4] += head[at] == 0 ? 1 : 0;
  const std::size_t most = head.size() / 4;
  const auto many = [&](std::size_t place) { return zeros[place] * 10 >= most * 6; };
  const auto few = [&](std::size_t place) { return zeros[place] * 10 <= most * 3; };
  if (most < 4) return std::nullopt;
  if (few(0) && many(1) && many(2) && many(3)) return "UTF-32LE";
  if (many(0) && many(1) && many(2) && few(3)) return "UTF-32BE";
  if (few(0) && many(1) && few(2) && many(3)) return "UTF-16LE";
  if (many(0) && few(1) && many(2) && few(3)) return "UTF-16BE";
  return std::nullopt;
}

/// What stands behind "charset=" or "encoding=" in `text`, from `at`.
std::string value_at(std::string_view text, std::size_t at) {
  at = text.find_first_not_of(" \t\r\n=\"'", at);
  if (at == std::string_view::npos) return {};
  return std::string(text.substr(at, text.find_first_of(" \t\r\n\"';>/?", at) - at));
}

/// The set that a page declares in <meta> or <?xml?>.
std::string declared_charset(std::string_view bytes) {
  const std::string head = lower_case(bytes.substr(0, kDeclarations));
  if (head.starts_with("<?xml")) {
    const auto end = head.find("?>");
    const auto at = head.find("encoding");
    if (at < end && end != std::string::npos) return value_at(head, at + 8);
  }
  for (auto at = head.find("<meta"); at != std::string::npos; at = head.find("<meta", at + 1)) {
    const auto tag = std::string_view(head).substr(at, head.find('>', at) - at);
    if (const auto charset = tag.find("charset"); charset != std::string_view::npos)
      return value_at(tag, charset + 7);
  }
  return {};
}

/// `text` of one-byte sets without its markup, whose ASCII letters mislead the detector.
std::string without_markup(std::string_view bytes) {
  std::string kept;
  bool inside = false;
  for (const char c : bytes) {
    if (c == '<') inside = true;
    if (!inside) kept += c;
    if (c == '>') inside = false;
  }
  return kept;
}

/// Whether the bytes can be text of windows-1252, which editors declared for everything: in no language of
/// the West are there many words of three letters and more without one of ASCII.
bool can_be_western(std::string_view bytes) {
  constexpr std::size_t kMostInHundred = 10;
  std::size_t words = 0, without_ascii = 0, length = 0, beyond = 0;
  const auto end_word = [&] {
    if (length >= 3) ++words;
    if (length >= 3 && beyond == length) ++without_ascii;
    length = beyond = 0;
  };
  for (const char c : without_markup(bytes.substr(0, kSample))) {
    const bool is_beyond = static_cast<unsigned char>(c) >= 0xC0;
    if (!is_beyond && !(c >= 'a' && c <= 'z') && !(c >= 'A' && c <= 'Z')) {
      end_word();
    } else {
      ++length;
      beyond += is_beyond ? 1 : 0;
    }
  }
  end_word();
  return without_ascii * 100 <= words * kMostInHundred;
}

std::string detected_charset(std::string_view bytes) {
  if (is_valid_utf8(bytes)) return "UTF-8";
  const std::string sample = without_markup(bytes.substr(0, kSample));
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, Closes> detector(ucsdet_open(&error));
  if (U_FAILURE(error) != 0) return "windows-1252";
  ucsdet_setText(detector.get(), sample.data(), static_cast<std::int32_t>(sample.size()), &error);
  const UCharsetMatch* match = U_FAILURE(error) != 0 ? nullptr : ucsdet_detect(detector.get(), &error);
  const char* name = match == nullptr ? nullptr : ucsdet_getName(match, &error);
  if (name == nullptr || U_FAILURE(error) != 0) return "windows-1252";
  return known_name(name).value_or("windows-1252");
}

}  // namespace

std::string charset_of(std::string_view head, std::string_view content_type, bool whole) {
  if (whole) return decode_page(head, content_type).charset;
  // A letter that the end of the head cuts through is no fault of the text.
  if (const auto end = head.rfind('>'); end != std::string_view::npos) head = head.substr(0, end + 1);
  const auto ascii = [](char c) { return c > 0; };
  if (std::all_of(head.begin(), head.end(), ascii)) {
    for (const auto& stated : {charset_in_header(content_type), declared_charset(head)}) {
      const auto name = known_name(stated);
      if (name && !name->starts_with("utf-") && open_converter(*name)) return *name;
    }
    return "UTF-8";
  }
  return decode_page(head, content_type).charset;
}

struct TextDecoder::Converters {
  Converter from, to;
  Pivot pivot;
  bool begun = false;
};

TextDecoder::TextDecoder(const std::string& charset) : converters_(std::make_unique<Converters>()) {
  converters_->from = open_converter(charset);
  if (!converters_->from) converters_->from = open_converter("UTF-8");
  converters_->to = open_converter("UTF-8");
}

TextDecoder::~TextDecoder() = default;

std::string TextDecoder::decode(std::string_view bytes, bool last) {
  std::string text;
  if (!converters_->from || !converters_->to) return std::string(bytes);  // ICU without its data
  converters_->pivot.convert(*converters_->from, *converters_->to, bytes, last, text);
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (!std::exchange(converters_->begun, converters_->begun || !text.empty()) && text.starts_with(kMark))
    text.erase(0, kMark.size());
  return text;
}

char32_t meant_letter(char32_t letter) {
  // The HTML standard, 13.2.5.80: what a numeric reference to a control character means.
  constexpr std::array<char32_t, 32> kWindows{0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                              0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                              0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                              0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};
  return letter >= 0x80 && letter < 0xA0 ? kWindows[letter - 0x80] : letter;
}

std::string charset_in_header(std::string_view content_type) {
  const std::string lower = lower_case(content_type.substr(0, kDeclarations));
  const auto at = lower.find("charset");
  return at == std::string::npos ? std::string() : value_at(lower, at + 7);
}

DecodedText decode_page(std::string_view bytes, std::string_view content_type) {
  for (const auto& [mark, charset] : kMarks) {
    if (!bytes.starts_with(mark)) continue;
    if (auto text = decoded(bytes.substr(mark.size()), charset, CharsetEvidence::mark))
      return std::move(*text);
  }
  if (const auto wide = wide_charset(bytes)) {
    if (auto text = decoded(bytes, *wide, CharsetEvidence::detected)) return std::move(*text);
  }
  const bool is_utf8 = is_valid_utf8(bytes);
  const std::array<std::pair<std::string, CharsetEvidence>, 2> stated{
      {{charset_in_header(content_type), CharsetEvidence::header},
       {declared_charset(bytes), CharsetEvidence::declared}}};
  for (const auto& [declared, evidence] : stated) {
    auto name = known_name(declared);
    if (!name) continue;
    if (name->starts_with("utf-16") || name->starts_with("utf-32"))
      name = "UTF-8";  // it could not have been read so far
    // Text of another set hardly ever has the form of UTF-8; pages saved by browsers are UTF-8 under their
    // old name.
    if (is_utf8) name = "UTF-8";
    if (*name == "windows-1252" && !can_be_western(bytes)) continue;
    auto text = decoded(bytes, *name, evidence);
    if (text && is_readable(*text)) return std::move(*text);
  }
  if (auto text = decoded(bytes, detected_charset(bytes), CharsetEvidence::detected)) return std::move(*text);
  return {plain_line(bytes), "UTF-8", CharsetEvidence::detected};
}

}  // namespace corpus
