// Bytes packed as gzip and records of web archives, for tests of what unpacks and reads them.
#pragma once

#include <zlib.h>

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace tests {

/// One gzip member (window 31), or bare deflate (-15), or zlib (15).
inline std::string packed(const std::string& bytes, int window = MAX_WBITS + 16) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("zlib");
  std::string out(deflateBound(&stream, static_cast<uLong>(bytes.size())) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  if (deflate(&stream, Z_FINISH) != Z_STREAM_END) throw std::runtime_error("zlib");
  out.resize(stream.total_out);
  (void)deflateEnd(&stream);
  return out;
}

/// What one gzip member holds; throws std::runtime_error where it is damaged, cut off or not alone.
inline std::string unpacked(const std::string& member) {
  z_stream stream{};
  if (inflateInit2(&stream, MAX_WBITS + 16) != Z_OK) throw std::runtime_error("zlib");
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(member.data()));
  stream.avail_in = static_cast<uInt>(member.size());
  std::string out;
  std::string piece(std::size_t{64} << 10, '\0');
  int result = Z_OK;
  while (result == Z_OK) {
    stream.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream.avail_out = static_cast<uInt>(piece.size());
    result = inflate(&stream, Z_NO_FLUSH);
    out.append(piece, 0, piece.size() - stream.avail_out);
  }
  const bool is_whole = result == Z_STREAM_END && stream.avail_in == 0;
  (void)inflateEnd(&stream);
  if (!is_whole) throw std::runtime_error("no whole gzip member");
  return out;
}

using Fields = std::vector<std::pair<std::string, std::string>>;

/// A record of a web archive; `more` fields go before its length, which is that of `block` unless it is
/// given.
inline std::string warc_record(const std::string& type, const std::string& address, const std::string& block,
                               const Fields& more = {}) {
  std::string record = "WARC/1.1\r\nWARC-Type: " + type + "\r\nWARC-Date: 2018-02-13T10:11:12Z\r\n";
  if (!address.empty()) record += "WARC-Target-URI: " + address + "\r\n";
  bool length_given = false;
  for (const auto& [name, value] : more) {
    record += name + ": " + value + "\r\n";
    length_given = length_given || name == "Content-Length";
  }
  if (!length_given) record += "Content-Length: " + std::to_string(block.size()) + "\r\n";
  return record + "\r\n" + block + "\r\n\r\n";
}

/// What a web server answered, and the record of it.
inline std::string http_answer(const std::string& status, const Fields& fields, const std::string& body) {
  std::string answer = "HTTP/1.1 " + status + "\r\n";
  for (const auto& [name, value] : fields) answer += name + ": " + value + "\r\n";
  return answer + "\r\n" + body;
}
inline std::string warc_answer(const std::string& address, const std::string& body, Fields fields = {},
                               const std::string& status = "200 OK") {
  if (fields.empty() || fields.front().first != "Content-Type")
    fields.insert(fields.begin(), {"Content-Type", "text/html; charset=utf-8"});
  return warc_record("response", address, http_answer(status, fields, body),
                     {{"Content-Type", "application/http; msgtype=response"}});
}

/// A page with a title and a text that is long enough to be one.
inline std::string page(const std::string& title) {
  return "<!DOCTYPE html><html lang=en><head><title>" + title +
         "</title><meta property=og:type content=article></head><body><h1>" + title +
         "</h1><p>The mayor opened the bridge on Tuesday, and a crowd of many hundred people crossed it on "
         "foot "
         "before the first lorry did.</p><p>It had been closed for more than three years.</p></body></html>";
}

}  // namespace tests
