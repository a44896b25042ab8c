#include "searchd/http/response_writer.h"

#include <httplib.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <utility>

namespace searchd {
namespace {

constexpr std::size_t kPiece = std::size_t{256} << 10;
constexpr std::size_t kStreamPiece = std::size_t{64} << 10;

/// What httplib reads its request from and writes its response to. The request is one of two that we wrote
/// ourselves.
class GuardedStream final : public httplib::Stream {
 public:
  GuardedStream(bool is_head, const ResponseWriter::Send& send)
      : request_(is_head ? "HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n"
                         : "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"),
        send_(send) {}

  bool is_readable() const override { return true; }
  bool is_writable() const override { return !failed_; }

  ssize_t read(char* to, std::size_t most) override {
    const auto size = std::min(most, request_.size());
    std::memcpy(to, request_.data(), size);
    request_.remove_prefix(size);
    return static_cast<ssize_t>(size);
  }

  // Kept until there is a whole piece: head and body leave in one packet where they fit.
  ssize_t write(const char* bytes, std::size_t size) override {
    kept_.append(bytes, size);
    if (kept_.size() >= kPiece && !flush()) return -1;
    return static_cast<ssize_t>(size);
  }

  bool flush() {
    if (!failed_ && !kept_.empty()) failed_ = !send_(kept_);
    kept_.clear();
    return !failed_;
  }

  // RFC 9110, 8.6: a 304 must not tell a length other than that of the 200 it stands for, and a body in
  // chunks has none; httplib writes 0.
  void drop_length_of_nothing() {
    constexpr std::string_view kField = "Content-Length: 0\r\n";
    if (const auto at = kept_.find(kField); at != std::string::npos) kept_.erase(at, kField.size());
  }

  void get_remote_ip_and_port(std::string& ip, int& port) const override { ip.clear(), port = 0; }
  void get_local_ip_and_port(std::string& ip, int& port) const override { ip.clear(), port = 0; }
  socket_t socket() const override { return 0; }

 private:
  std::string_view request_;
  const ResponseWriter::Send& send_;
  std::string kept_;
  bool failed_ = false;
};

std::string date_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 40> text{};
  std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return text.data();
}

// The reply that this thread is writing: httplib's handlers are given to the server as a whole, not to a
// request.
thread_local Reply* reply_of_this_thread = nullptr;

void fill(httplib::Response& response, Reply& reply) {
  response.status = reply.status;
  response.set_header("Date", date_now());
  // httplib would claim bytes; ranges are not served.
  response.set_header("Accept-Ranges", "none");
  for (const auto& [name, value] : reply.headers) response.set_header(name, value);
  if (!reply.content_type.empty()) response.set_header("Content-Type", reply.content_type);
  response.body = std::move(reply.body);
}

// A chunk of HTTP/1.1 (RFC 9112, 7.1). An empty one would say that the body is whole.
bool write_chunk(std::string_view bytes, GuardedStream& stream) {
  std::array<char, 24> size{};
  const int digits = std::snprintf(size.data(), size.size(), "%zx\r\n", bytes.size());
  stream.write(size.data(), static_cast<std::size_t>(digits));
  stream.write(bytes.data(), bytes.size());
  stream.write("\r\n", 2);
  return stream.flush();
}

// The head is still kept in `stream`: it leaves with the first piece.
bool write_body(BodySource& body, bool chunked, GuardedStream& stream) {
  for (auto piece = body.next(); !piece.empty(); piece = body.next()) {
    for (std::string_view left = piece; !left.empty();) {
      const auto bytes = left.substr(0, kStreamPiece);
      left.remove_prefix(bytes.size());
      if (!chunked) stream.write(bytes.data(), bytes.size());
      if (chunked ? !write_chunk(bytes, stream) : !stream.flush()) return false;
    }
  }
  if (chunked) stream.write("0\r\n\r\n", 5);
  return stream.flush();
}

}  // namespace

class ResponseWriter::Library final : public httplib::Server {
 public:
  Library() {
    set_keep_alive_timeout(15);
    set_keep_alive_max_count(100);
    set_pre_routing_handler([](const httplib::Request&, httplib::Response& response) {
      fill(response, *reply_of_this_thread);
      return HandlerResponse::Handled;
    });
  }

  bool run(GuardedStream& stream, bool close) {
    bool closed = false;
    return process_request(stream, close, closed, {});
  }
};

ResponseWriter::ResponseWriter() : library_(std::make_unique<Library>()) {}
ResponseWriter::~ResponseWriter() = default;

bool ResponseWriter::write(Reply reply, const Manner& manner, const Send& send) const {
  const bool is_304 = reply.status == 304;
  const auto body = std::move(reply.stream);
  const bool chunked = body != nullptr && manner.can_take_chunks;
  if (chunked && !manner.is_head) reply.headers.emplace_back("Transfer-Encoding", "chunked");
  GuardedStream stream(manner.is_head, send);
  reply_of_this_thread = &reply;
  const bool written = library_->run(stream, manner.close);
  reply_of_this_thread = nullptr;
  if (is_304 || body != nullptr) stream.drop_length_of_nothing();
  if (body == nullptr || manner.is_head || !written) return stream.flush() && written;
  try {
    return write_body(*body, chunked, stream);
  } catch (const std::exception&) {  // whoever made it has noted why
    return false;
  }
}

}  // namespace searchd
