#include "searchd/http/request_head.h"

#include <algorithm>
#include <array>
#include <utility>

#include "analyzers/text_ends.h"
#include "searchd/http/field_list.h"

namespace searchd {
namespace {

bool is_token_character(char c) {
  constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         kMarks.find(c) != std::string_view::npos;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), is_token_character);
}

// Bytes above 0x7F are data: curl sends a typed Arabic letter as it is, and no harm comes from decoding it.
bool is_target_character(char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7F && c != '#'; }

bool is_value_character(char c) { return (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) || c == '\t'; }

bool lists_word(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    if (equal_ignoring_case(take_member(list), word)) return true;
  }
  return false;
}

using Fault = std::optional<HeadFault>;

// "http://host/path" is a legal way to write "/path"; the host in it is as little trusted as the header.
Fault strip_authority(std::string_view& target) {
  const auto scheme_end = target.find("://");
  if (scheme_end == std::string_view::npos) return HeadFault{400, "The request target must begin with '/'."};
  const auto scheme = target.substr(0, scheme_end);
  if (!equal_ignoring_case(scheme, "http") && !equal_ignoring_case(scheme, "https")) {
    return HeadFault{400, "The request target must begin with '/'."};
  }
  target.remove_prefix(scheme_end + 3);
  const auto path = target.find_first_of("/?");
  target = path == std::string_view::npos ? std::string_view("/") : target.substr(path);
  return std::nullopt;
}

Fault read_target(std::string_view target, RequestHead& head) {
  if (target.empty() || !std::all_of(target.begin(), target.end(), is_target_character)) {
    return HeadFault{400, "The request target holds a character that must be percent-encoded."};
  }
  if (target == "*") target = "/*";  // of OPTIONS: no path of ours, and so 405
  if (target.front() != '/') {
    if (auto fault = strip_authority(target)) return fault;
  }
  const auto question_mark = target.find('?');
  head.path = std::string(target.substr(0, question_mark));
  if (head.path.empty()) head.path += '/';
  if (question_mark != std::string_view::npos) head.query = std::string(target.substr(question_mark + 1));
  return std::nullopt;
}

bool is_version(std::string_view text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return text.size() == 8 && text.substr(0, 5) == "HTTP/" && digit(text[5]) && text[6] == '.' &&
         digit(text[7]);
}

struct RequestLine {
  Fault fault;
  bool is_1_0 = false;
};

RequestLine read_request_line(std::string_view line, RequestHead& head) {
  if (line.size() > kLongestRequestLine) return {HeadFault{414, "The address is longer than 8,000 bytes."}};
  const auto first = line.find(' ');
  const auto last = line.rfind(' ');
  if (first == std::string_view::npos || first == last || !is_token(line.substr(0, first))) {
    return {HeadFault{400, "The request line must be: method, target, version."}};
  }
  const auto version = line.substr(last + 1);
  if (!is_version(version)) return {HeadFault{400, "The request line must end in an HTTP version."}};
  if (version[5] != '1') return {HeadFault{505, "This server speaks HTTP/1.1."}};
  head.method = std::string(line.substr(0, first));
  return {read_target(line.substr(first + 1, last - first - 1), head), version[7] == '0'};
}

// Of a line that was cut: its end is not known to be that of anything but the path.
void read_cut_line(std::string_view line, RequestHead& head) {
  constexpr std::size_t kLongestPath = 200;
  const auto space = line.find(' ');
  if (space == std::string_view::npos || !is_token(line.substr(0, space))) return;
  auto path = line.substr(space + 1);
  path = path.substr(0, std::min(path.find_first_of(" ?\r\n"), kLongestPath));
  const bool is_clean = std::all_of(path.begin(), path.end(), is_target_character);
  if (path.empty() || path.front() != '/' || !is_clean) return;
  head.method = std::string(line.substr(0, space));
  head.path = std::string(path);
}

/// The header fields that decide how a request is framed, counted and kept.
struct Framing {
  int hosts = 0;
  std::optional<std::string> content_length;
  bool transfer_encoding = false, content_encoding = false;
};

Fault note_content_length(std::string_view value, Framing& framing) {
  const bool digits = !value.empty() && value.find_first_not_of("0123456789") == std::string_view::npos;
  if (!digits || framing.content_length) {
    return HeadFault{400, "Content-Length must be one whole number, given once."};
  }
  framing.content_length = std::string(value);
  return std::nullopt;
}

void keep_field(std::string_view name, std::string_view value, RequestHead& head) {
  const std::array<std::pair<std::string_view, std::string*>, 4> kept = {
      {{"Accept", &head.accept},
       {"Accept-Encoding", &head.accept_encoding},
       {"Accept-Language", &head.accept_language},
       {"If-None-Match", &head.if_none_match}}};
  for (const auto& [known, place] : kept) {
    if (!equal_ignoring_case(name, known)) continue;
    if (!place->empty()) *place += ',';
    *place += value;
  }
  if (equal_ignoring_case(name, "Connection") && lists_word(value, "close")) head.close = true;
}

Fault read_field(std::string_view line, RequestHead& head, Framing& framing) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon))) {
    return HeadFault{
        400, "A header field must be: name, colon, value; on one line, without space before the colon."};
  }
  const auto name = line.substr(0, colon);
  const auto value = analyzers::trimmed(line.substr(colon + 1), " \t");
  if (!std::all_of(value.begin(), value.end(), is_value_character)) {
    return HeadFault{400, "A header field holds a control character."};
  }
  if (equal_ignoring_case(name, "Content-Length")) return note_content_length(value, framing);
  if (equal_ignoring_case(name, "Host")) ++framing.hosts;
  if (equal_ignoring_case(name, "Transfer-Encoding")) framing.transfer_encoding = true;
  if (equal_ignoring_case(name, "Content-Encoding")) framing.content_encoding = true;
  keep_field(name, value, head);
  return std::nullopt;
}

// No route takes a body. One that is announced is refused and the connection closed, so that it can never be
// read as a second request.
Fault fault_of_framing(const Framing& framing, bool is_1_0, std::string_view method) {
  const bool has_length =
      framing.content_length && framing.content_length->find_first_not_of('0') != std::string::npos;
  const bool has_body = framing.transfer_encoding || framing.content_encoding || has_length;
  const bool says_it_twice = framing.transfer_encoding && framing.content_length;
  if (has_body && !says_it_twice && method != "GET" && method != "HEAD")
    return HeadFault{405, "Only GET and HEAD are answered; no request bodies are taken."};
  if (framing.transfer_encoding) return HeadFault{400, "This server takes no request bodies."};
  if (framing.content_encoding) return HeadFault{415, "This server takes no encoded request bodies."};
  if (has_length) return HeadFault{413, "This server takes no request bodies."};
  if (framing.hosts > 1) return HeadFault{400, "Host must be given once."};
  if (framing.hosts == 0 && !is_1_0) return HeadFault{400, "Host is missing."};
  return std::nullopt;
}

/// The next line of `text`, without its CRLF, taken off its front; nothing where a bare CR or LF stands in
/// it.
std::optional<std::string_view> take_line(std::string_view& text) {
  const auto end = text.find_first_of("\r\n");
  if (end == std::string_view::npos || text.substr(end, 2) != "\r\n") return std::nullopt;
  const auto line = text.substr(0, end);
  text.remove_prefix(end + 2);
  return line;
}

HeadFault bare_line_end() { return {400, "Lines must end in CR LF."}; }

Fault read_fields(std::string_view text, RequestHead& head, Framing& framing) {
  if (text.size() > kLongestFields) return HeadFault{431, "The header fields are longer than 8 KB."};
  std::size_t fields = 0;
  for (;;) {
    const auto line = take_line(text);
    if (!line) return bare_line_end();
    if (line->empty()) break;
    if (++fields > kMostFields) return HeadFault{431, "There are more than 32 header fields."};
    if (auto fault = read_field(*line, head, framing)) return fault;
  }
  return text.empty() ? Fault() : HeadFault{400, "The head of the request ends twice."};
}

}  // namespace

RequestHead head_so_far(std::string_view bytes) {
  RequestHead head;
  Framing framing;
  const auto start = bytes;
  auto line = take_line(bytes);
  if (!line || line->size() > kLongestRequestLine || read_request_line(*line, head).fault) {
    head = RequestHead();
    read_cut_line(start.substr(0, kLongestRequestLine), head);
  }
  while (line && (line = take_line(bytes)) && !line->empty()) read_field(*line, head, framing);
  return head;
}

HeadResult parse_head(std::string_view head_text) {
  auto text = head_text;
  RequestHead head;
  Framing framing;
  const auto line = take_line(text);
  if (!line) return bare_line_end();
  auto [fault, is_1_0] = read_request_line(*line, head);
  if (!fault) fault = read_fields(text, head, framing);
  if (!fault) fault = fault_of_framing(framing, is_1_0, head.method);
  if (fault) {
    fault->head = head_so_far(head_text);
    return *fault;
  }
  head.is_1_0 = is_1_0;
  head.close = head.close || is_1_0;
  return head;
}

// An end that never comes must not be waited for: what is too long already is refused at once.
std::optional<HeadFault> HeadReader::fault_of_incomplete() const {
  const auto line_end = buffer_.find("\r\n");
  if (std::min(line_end, buffer_.size()) > kLongestRequestLine) {
    return HeadFault{414, "The address is longer than 8,000 bytes.", so_far()};
  }
  if (line_end != std::string::npos && buffer_.size() - line_end > kLongestFields + 4) {
    return HeadFault{431, "The header fields are longer than 8 KB.", so_far()};
  }
  // Without this a sender of bare LFs would wait for its answer until the deadline.
  if (buffer_.find("\n\n") != std::string::npos) return bare_line_end();
  return std::nullopt;
}

RequestHead HeadReader::so_far() const { return head_so_far(buffer_); }

std::optional<HeadResult> HeadReader::next() {
  if (refused_) return std::nullopt;
  // RFC 9112, 2.2: an empty line before a request line is passed over.
  if (searched_ == 0 && buffer_.compare(0, 2, "\r\n") == 0) buffer_.erase(0, 2);
  const auto end = buffer_.find("\r\n\r\n", searched_);
  if (end == std::string::npos) {
    searched_ = buffer_.size() < 3 ? 0 : buffer_.size() - 3;
    auto fault = fault_of_incomplete();
    if (!fault) return std::nullopt;
    refused_ = true;
    return HeadResult(std::move(*fault));
  }
  auto result = parse_head(std::string_view(buffer_).substr(0, end + 4));
  buffer_.erase(0, end + 4);
  searched_ = 0;
  refused_ = std::holds_alternative<HeadFault>(result);
  return result;
}

}  // namespace searchd
