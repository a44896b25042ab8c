#include "corpus/sources/http_answer.h"

#include <brotli/decode.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <optional>
#include <vector>

#include "analyzers/text_ends.h"
#include "corpus/plain_text.h"
#include "corpus/sources/gzip_stream.h"

namespace corpus {
namespace {

constexpr std::size_t kPiece = 64U << 10;
constexpr std::size_t kMostCodings = 2;  // one within another: more is an attack
constexpr std::string_view kBlanks = " \t\r\n";

std::string_view trimmed(std::string_view text) { return analyzers::trimmed(text, kBlanks); }

std::string too_large() {
  return "is larger than " + std::to_string(kLargestBody >> 20U) + " MB when it is unpacked";
}

/// What was unpacked, growing within its limits.
class Unpacked {
 public:
  explicit Unpacked(std::size_t packed) : packed_(packed) {}

  /// False where that is too much.
  bool add(std::string_view piece) {
    body.bytes += piece;
    if (body.bytes.size() > kLargestBody) {
      body = {{}, too_large()};
    } else if (auto danger = unpacking_danger(packed_, body.bytes.size()); !danger.empty()) {
      body = {{}, std::move(danger)};
    }
    return body.problem.empty();
  }
  HttpBody fail(const char* what) { return {{}, what}; }

  HttpBody body;

 private:
  std::size_t packed_;
};

struct EndInflate {
  void operator()(z_stream* stream) const {
    (void)::inflateEnd(stream);
    delete stream;
  }
};

/// gzip, zlib or bare deflate by `window`, as zlib's inflateInit2() has it; members behind one another.
HttpBody inflated(const std::string& bytes, int window) {
  const std::unique_ptr<z_stream, EndInflate> stream(new z_stream{});
  if (::inflateInit2(stream.get(), window) != Z_OK) throw std::bad_alloc();
  std::vector<char> piece(kPiece);
  Unpacked unpacked(bytes.size());
  stream->next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));  // zlib does not write there
  stream->avail_in = static_cast<uInt>(bytes.size());                           // at most kLargestBody
  for (;;) {
    stream->next_out = reinterpret_cast<Bytef*>(piece.data());
    stream->avail_out = static_cast<uInt>(piece.size());
    const int result = ::inflate(stream.get(), Z_NO_FLUSH);
    if (!unpacked.add({piece.data(), piece.size() - stream->avail_out})) return std::move(unpacked.body);
    if (result == Z_STREAM_END) {
      const std::string_view rest(reinterpret_cast<const char*>(stream->next_in), stream->avail_in);
      if (!is_gzip(rest)) return std::move(unpacked.body);
      if (::inflateReset(stream.get()) != Z_OK) return unpacked.fail("cannot be unpacked");
    } else if (result == Z_BUF_ERROR && stream->avail_out > 0) {
      return unpacked.fail("ends within its compressed data");
    } else if (result != Z_OK && result != Z_BUF_ERROR) {
      return unpacked.fail("has compressed data that are damaged");
    }
  }
}

HttpBody without_brotli(const std::string& bytes) {
  const std::unique_ptr<BrotliDecoderState, decltype(&BrotliDecoderDestroyInstance)> state(
      BrotliDecoderCreateInstance(nullptr, nullptr, nullptr), BrotliDecoderDestroyInstance);
  if (!state) throw std::bad_alloc();
  std::vector<std::uint8_t> piece(kPiece);
  Unpacked unpacked(bytes.size());
  std::size_t left = bytes.size();
  const auto* in = reinterpret_cast<const std::uint8_t*>(bytes.data());
  for (;;) {
    std::size_t room = piece.size();
    std::uint8_t* out = piece.data();
    const auto result = BrotliDecoderDecompressStream(state.get(), &left, &in, &room, &out, nullptr);
    const std::string_view made(reinterpret_cast<const char*>(piece.data()), piece.size() - room);
    if (!unpacked.add(made)) return std::move(unpacked.body);
    if (result == BROTLI_DECODER_RESULT_SUCCESS) return std::move(unpacked.body);
    if (result == BROTLI_DECODER_RESULT_NEEDS_MORE_INPUT)
      return unpacked.fail("ends within its compressed data");
    if (result == BROTLI_DECODER_RESULT_ERROR) return unpacked.fail("has compressed data that are damaged");
  }
}

HttpBody without_zstandard(const std::string& bytes) {
  const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(), ZSTD_freeDCtx);
  if (!context) throw std::bad_alloc();
  (void)ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, 23);  // 8 MB: what RFC 9659 allows
  std::vector<char> piece(kPiece);
  Unpacked unpacked(bytes.size());
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  for (std::size_t hint = 1;;) {
    if (hint == 0 && in.pos == in.size) return std::move(unpacked.body);
    ZSTD_outBuffer out{piece.data(), piece.size(), 0};
    const std::size_t before = in.pos;
    hint = ZSTD_decompressStream(context.get(), &out, &in);
    if (ZSTD_isError(hint) != 0) return unpacked.fail("has compressed data that are damaged");
    if (!unpacked.add({piece.data(), out.pos})) return std::move(unpacked.body);
    if (hint != 0 && out.pos == 0 && in.pos == before)
      return unpacked.fail("ends within its compressed data");
  }
}

/// The size that a line of chunked coding states: "1a; extension"; nothing where it states none.
std::optional<std::size_t> chunk_size(std::string_view line) {
  line = trimmed(line.substr(0, line.find(';')));
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), size, 16);
  const bool whole = error == std::errc{} && end == line.data() + line.size() && !line.empty();
  return whole ? std::optional(size) : std::nullopt;
}

/// Without its chunks. A body that does not begin with one was stored without them; one whose chunks are
/// wrong later on has no end that could be believed.
HttpBody without_chunks(std::string bytes) {
  const std::string_view text = bytes;
  std::string whole;
  for (std::size_t at = 0;;) {
    const auto end = text.find('\n', at);
    const auto size = chunk_size(text.substr(at, end == std::string_view::npos ? end : end - at));
    if (!size || end == std::string_view::npos) {
      if (at == 0) return {std::move(bytes), {}};
      return {{}, size ? "ends within its chunks" : "has chunks that are wrong"};
    }
    if (*size == 0) return {std::move(whole), {}};
    if (*size > text.size() - end - 1) return {{}, "ends within its chunks"};
    whole += text.substr(end + 1, *size);
    at = end + 1 + *size;
    if (text.substr(at).starts_with("\r\n"))
      at += 2;
    else if (text.substr(at).starts_with("\n"))
      at += 1;
    else
      return {{}, at == text.size() ? "ends within its chunks" : "has chunks that are wrong"};
  }
}

bool is_zlib(std::string_view bytes) {
  if (bytes.size() < 2) return false;
  const auto first = static_cast<unsigned char>(bytes[0]), second = static_cast<unsigned char>(bytes[1]);
  return (first & 0x0FU) == 8 && (first >> 4U) <= 7 && (first * 256U + second) % 31 == 0;
}

HttpBody without_coding(std::string bytes, const std::string& coding) {
  if (bytes.empty()) return {};
  if (coding == "gzip" || coding == "x-gzip")
    return is_gzip(bytes) ? inflated(bytes, MAX_WBITS + 16) : HttpBody{std::move(bytes), {}};
  if (coding == "zstd") {
    constexpr std::string_view kMagic = "\x28\xB5\x2F\xFD";
    return bytes.starts_with(kMagic) ? without_zstandard(bytes) : HttpBody{std::move(bytes), {}};
  }
  // These two have no sign by which they are told: what cannot be unpacked, but is text, was stored unpacked.
  HttpBody body;
  if (coding == "deflate") {
    body = inflated(bytes, is_zlib(bytes) ? MAX_WBITS : -MAX_WBITS);
  } else if (coding == "br") {
    body = without_brotli(bytes);
  } else {
    return {{}, "is coded in a way that is not known (" + plain_line(coding.substr(0, 40)) + ")"};
  }
  const bool is_text = trimmed(bytes.substr(0, 256)).find_first_of("<{[") == 0;
  if (!body.problem.empty() && is_text) return {std::move(bytes), {}};
  return body;
}

/// The codings of a field, in the order in which they were put on, in small letters.
std::vector<std::string> codings_of(const std::string& field) {
  std::vector<std::string> codings;
  for (std::size_t at = 0; at <= field.size();) {
    const auto end = std::min(field.find(',', at), field.size());
    auto coding = lower_case(trimmed(std::string_view(field).substr(at, end - at)));
    if (!coding.empty() && coding != "identity") codings.push_back(std::move(coding));
    at = end + 1;
  }
  return codings;
}

}  // namespace

const std::string& field_of(const HeaderFields& fields, std::string_view name) {
  static const std::string kNone;
  const auto found = fields.find(name);
  return found == fields.end() ? kNone : found->second;
}

HeaderFields header_fields(std::string_view text) {
  HeaderFields fields;
  auto last = fields.end();
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if ((line.starts_with(' ') || line.starts_with('\t')) && last != fields.end()) {
      last->second.append(" ").append(trimmed(line));
      continue;
    }
    const auto colon = line.find(':');
    const auto name = trimmed(line.substr(0, colon));
    if (colon == std::string_view::npos || name.empty()) continue;
    const auto value = trimmed(line.substr(colon + 1));
    const auto [field, added] = fields.try_emplace(lower_case(name), value);
    if (!added) field->second.append(", ").append(value);
    last = field;
  }
  return fields;
}

std::size_t end_of_head(std::string_view text) {
  for (auto at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    if (text.substr(at + 1).starts_with('\n')) return at + 2;
    if (text.substr(at + 1).starts_with("\r\n")) return at + 3;
  }
  return std::string_view::npos;
}

HttpHead http_head(std::string_view head) {
  constexpr std::size_t kStatusDigits = 3;
  HttpHead read;
  const auto line = head.substr(0, head.find('\n'));
  const auto blank = line.find(' ');
  if (!line.starts_with("HTTP/") || blank == std::string_view::npos) return read;
  const auto digits = trimmed(line.substr(blank)).substr(0, kStatusDigits);
  int status = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), status);
  if (error != std::errc{} || end != digits.data() + kStatusDigits || status < 100 || status > 599)
    return read;
  read.status = status;
  read.fields = header_fields(head.substr(std::min(line.size() + 1, head.size())));
  return read;
}

HttpBody http_body(std::string bytes, const HeaderFields& fields) {
  if (bytes.size() > kLargestBody) return {{}, too_large()};
  HttpBody body{std::move(bytes), {}};
  auto transfer = codings_of(field_of(fields, "transfer-encoding"));
  auto content = codings_of(field_of(fields, "content-encoding"));
  if (transfer.size() > kMostCodings || content.size() > kMostCodings)
    return {{}, "is coded more than twice over"};
  for (auto* codings : {&transfer, &content}) {
    for (; !codings->empty() && body.problem.empty(); codings->pop_back()) {
      body = codings->back() == "chunked" ? without_chunks(std::move(body.bytes))
                                          : without_coding(std::move(body.bytes), codings->back());
    }
  }
  return body;
}

}  // namespace corpus
