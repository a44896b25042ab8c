// A webhook: a site says that one of its posts has changed. Which one is all that is taken from it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

namespace indexer {

/// The post that a webhook names. What it says now is asked of the site itself.
struct Hook {
  std::string type;  // of letters, digits, - and _: "post"
  std::uint64_t id = 0;

  bool operator==(const Hook&) const = default;
};

/// A webhook that was read whole.
struct HookRequest {
  std::string timestamp, signature;  // X-Sijill-Timestamp, X-Sijill-Signature; empty: not sent
  std::string body;
};

/// What the sender is told where it is not accepted.
struct HookRefusal {
  int status = 400;
  std::string reason;  // one sentence
};

inline constexpr std::size_t kLongestHookHead = 8192;   // bytes; more: 431
inline constexpr std::size_t kLongestHookBody = 16384;  // bytes; more: 413

/// Reads one request as its bytes come: POST /hook with a Content-Length and nothing strange. One thread at a
/// time.
class HookReader {
 public:
  void take(std::string_view bytes) { buffer_.append(bytes); }

  /// The request, or why it is refused; nothing while it is incomplete.
  std::optional<std::variant<HookRequest, HookRefusal>> next();

  /// True once, where the sender waits to be told to go on ("Expect: 100-continue").
  bool is_to_be_encouraged();

 private:
  struct Head {
    HookRequest request;
    std::size_t length = 0, begin = 0;  // of the body, in bytes; where it begins
    bool waits = false;
  };
  static std::variant<Head, HookRefusal> parse(std::string_view head);

  std::string buffer_;
  std::optional<Head> head_;
};

/// "sha256=" and 64 hexadecimal digits: HMAC-SHA256 (RFC 2104, 4231) of `timestamp`, a full stop and `body`,
/// under `secret`.
std::string hook_signature(std::string_view secret, std::string_view timestamp, std::string_view body);

/// Tells webhooks of who knows the secret from others, and from those that were seen before.
class HookGuard {
 public:
  static constexpr std::int64_t kOldest = 300;   // seconds: older ones are refused
  static constexpr std::int64_t kFarthest = 60;  // seconds that the sender's clock may be ahead

  /// Remembers in `seen` which it has accepted, so that they are refused after a restart too. Throws
  /// std::runtime_error where that file cannot be written.
  HookGuard(std::string secret, std::filesystem::path seen);

  /// What `request` names, at `now` (seconds since 1970), or why it is refused: 401 for a wrong signature or
  /// time, 409 for one that was accepted before, 400 for a body that names no post.
  std::variant<Hook, HookRefusal> judge(const HookRequest& request, std::int64_t now);

 private:
  bool is_first(const std::string& signature, std::int64_t time, std::int64_t now);
  void write_all() const;

  std::string secret_;
  std::filesystem::path file_;
  std::map<std::string, std::int64_t> seen_;  // signatures and their times
  std::size_t lines_ = 0;                     // of the file
};

/// The post that a body names: {"type": "post", "id": 17}; other fields are passed over. Nothing for anything
/// else.
std::optional<Hook> hook_in(const std::string& body);

/// The secret in `file`, without the line's end. Throws std::runtime_error where the file cannot be read, may
/// be read by every user of the machine, or holds less than 16 bytes.
std::string secret_in(const std::filesystem::path& file);

}  // namespace indexer
