// An answer of a web server as it was sent: its status, its headers, its body unpacked (RFC 9110, 9112).
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace corpus {

/// Header fields by their names in lower case; of a field that comes twice the values are joined by ", ".
using HeaderFields = std::map<std::string, std::string, std::less<>>;

/// The value of the field `name` (lower case); empty where there is none.
const std::string& field_of(const HeaderFields& fields, std::string_view name);

/// The lines of `text` as header fields: "Name: value", continued on lines that begin with a blank. Lines
/// that are none are passed over.
HeaderFields header_fields(std::string_view text);

/// The end of a head: behind the first empty line of `text`; npos where there is none.
std::size_t end_of_head(std::string_view text);

struct HttpHead {
  int status = 0;  // 100 to 599; 0: it is no answer
  HeaderFields fields;
};

/// The status line and header fields that `head` begins with.
HttpHead http_head(std::string_view head);

/// More than this no body may hold, packed or unpacked.
inline constexpr std::size_t kLargestBody = std::size_t{64} << 20;  // bytes

/// A body without its transfer and content codings.
struct HttpBody {
  std::string bytes;
  std::string problem;  // why there are none, in words that follow "its body "
};

/// Takes off what `fields` say was put on: chunks, gzip, deflate, Brotli, Zstandard. Crawlers that store a
/// body unpacked leave the fields as they were: bytes that cannot be of the coding stated stand for
/// themselves.
HttpBody http_body(std::string bytes, const HeaderFields& fields);

}  // namespace corpus
