#include "indexer/webhook.h"

#include <sodium/crypto_auth_hmacsha256.h>
#include <sodium/utils.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "corpus/checked_json.h"
#include "corpus/document_json.h"
#include "corpus/plain_text.h"

namespace indexer {
namespace {

constexpr std::size_t kShortestSecret = 16;   // bytes
constexpr std::size_t kLongestSecret = 4096;  // bytes
constexpr std::size_t kLongestType = 40;      // bytes; WordPress allows 20
constexpr std::size_t kMostLines = 4096;      // of the file of those seen, before it is written anew
constexpr std::string_view kKind = "sha256=";

HookRefusal refusal(int status, std::string reason) { return {status, std::move(reason)}; }

template <typename Number>
std::optional<Number> number_in(std::string_view text) {
  Number number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool good =
      error == std::errc() && end == text.data() + text.size() && !text.empty() && text[0] != '-';
  return good ? std::optional(number) : std::nullopt;
}

bool is_name(std::string_view text, std::string_view more) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    const char lower = corpus::lower_case(c);
    return (lower >= 'a' && lower <= 'z') || (c >= '0' && c <= '9') || more.find(c) != std::string_view::npos;
  });
}

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The fields of a head that are looked at; each at most once.
struct Fields {
  std::optional<std::string> length, timestamp, signature, expect;
  bool encoded = false;

  std::optional<std::string>* place(const std::string& name) {
    if (name == "content-length") return &length;
    if (name == "x-sijill-timestamp") return &timestamp;
    if (name == "x-sijill-signature") return &signature;
    if (name == "expect") return &expect;
    return nullptr;
  }

  /// False for what is no field, or one of these for the second time.
  bool take(std::string_view line) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || !is_name(line.substr(0, colon), "-_.!#$%&'*+^`|~")) return false;
    const bool printable = std::all_of(line.begin(), line.end(), [](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return (byte >= 0x20 && byte != 0x7F) || c == '\t';
    });
    if (!printable) return false;
    const auto name = corpus::lower_case(line.substr(0, colon));
    encoded = encoded || name == "transfer-encoding";
    auto* field = place(name);
    if (field == nullptr) return true;
    if (field->has_value()) return false;
    *field = std::string(trimmed(line.substr(colon + 1)));
    return true;
  }
};

std::optional<HookRefusal> fault_of_line(std::string_view line) {
  const auto first = line.find(' ');
  const auto second = first == std::string_view::npos ? first : line.find(' ', first + 1);
  if (second == std::string_view::npos) return refusal(400, "This is no request.");
  const auto version = line.substr(second + 1);
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return refusal(505, "Only HTTP/1.1 is spoken here.");
  if (line.substr(first + 1, second - first - 1) != "/hook") return refusal(404, "Only /hook is here.");
  if (line.substr(0, first) != "POST") return refusal(405, "A webhook is sent with POST.");
  return std::nullopt;
}

}  // namespace

std::variant<HookReader::Head, HookRefusal> HookReader::parse(std::string_view head) {
  Fields fields;
  auto end = head.find("\r\n");
  if (auto fault = fault_of_line(head.substr(0, end))) return *fault;
  for (auto begin = end + 2; begin < head.size(); begin = end + 2) {
    end = head.find("\r\n", begin);
    if (!fields.take(head.substr(begin, end - begin)))
      return refusal(400, "A header field is broken or given twice.");
  }
  if (fields.encoded || !fields.length) return refusal(411, "A webhook tells the length of its body.");
  const auto length = number_in<std::size_t>(*fields.length);
  if (!length) return refusal(400, "Content-Length is no number.");
  if (*length > kLongestHookBody) return refusal(413, "A webhook's body has at most 16 KB.");
  Head good;
  good.length = *length;
  good.waits = fields.expect && corpus::lower_case(*fields.expect) == "100-continue";
  good.request.timestamp = fields.timestamp.value_or("");
  good.request.signature = fields.signature.value_or("");
  return good;
}

std::optional<std::variant<HookRequest, HookRefusal>> HookReader::next() {
  if (!head_) {
    const auto end = buffer_.find("\r\n\r\n");
    if (end == std::string::npos) {
      if (buffer_.size() <= kLongestHookHead) return std::nullopt;
      return refusal(431, "The head of a webhook has at most 8 KB.");
    }
    if (end > kLongestHookHead) return refusal(431, "The head of a webhook has at most 8 KB.");
    auto head = parse(std::string_view(buffer_).substr(0, end + 2));
    if (auto* fault = std::get_if<HookRefusal>(&head)) return std::move(*fault);
    head_ = std::move(std::get<Head>(head));
    head_->begin = end + 4;
  }
  const auto come = buffer_.size() - head_->begin;
  if (come > head_->length) return refusal(400, "More came than Content-Length tells.");
  if (come < head_->length) return std::nullopt;
  HookRequest request = head_->request;
  request.body = buffer_.substr(head_->begin);
  return request;
}

bool HookReader::is_to_be_encouraged() { return head_ && std::exchange(head_->waits, false); }

std::string hook_signature(std::string_view secret, std::string_view timestamp, std::string_view body) {
  const auto bytes = [](std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
  };
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes(secret), secret.size());
  for (const auto part : {timestamp, std::string_view("."), body})
    crypto_auth_hmacsha256_update(&state, bytes(part), part.size());
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> mac{};
  crypto_auth_hmacsha256_final(&state, mac.data());
  std::array<char, 2 * crypto_auth_hmacsha256_BYTES + 1> digits{};
  sodium_bin2hex(digits.data(), digits.size(), mac.data(), mac.size());
  return std::string(kKind) + digits.data();
}

HookGuard::HookGuard(std::string secret, std::filesystem::path seen)
    : secret_(std::move(secret)), file_(std::move(seen)) {
  std::ifstream lines(file_);
  std::int64_t time = 0;
  for (std::string signature; lines >> time >> signature;) seen_[signature] = time;
  write_all();
  lines_ = seen_.size();
}

std::variant<Hook, HookRefusal> HookGuard::judge(const HookRequest& request, std::int64_t now) {
  const auto expected = hook_signature(secret_, request.timestamp, request.body);
  const bool genuine = request.signature.size() == expected.size() &&
                       sodium_memcmp(request.signature.data(), expected.data(), expected.size()) == 0;
  if (!genuine) return refusal(401, "The signature is not that of who knows the secret.");
  const auto time = number_in<std::int64_t>(request.timestamp);
  if (!time) return refusal(401, "X-Sijill-Timestamp is no time.");
  if (*time < now - kOldest) return refusal(401, "This is more than five minutes old.");
  if (*time > now + kFarthest) return refusal(401, "This is from a time to come: do the clocks agree?");
  auto hook = hook_in(request.body);
  if (!hook) return refusal(400, "The body names no post: {\"type\": \"post\", \"id\": 17}.");
  if (!is_first(request.signature, *time, now)) return refusal(409, "This was accepted before.");
  return *hook;
}

bool HookGuard::is_first(const std::string& signature, std::int64_t time, std::int64_t now) {
  std::erase_if(seen_, [now](const auto& old) { return old.second < now - kOldest; });
  if (seen_.contains(signature)) return false;
  // Noted first: who is told that it was accepted is not accepted again, whatever happens.
  if (lines_ >= kMostLines) {
    write_all();
    lines_ = seen_.size();
  }
  std::ofstream out(file_, std::ios::app);
  out << time << ' ' << signature << '\n' << std::flush;
  if (!out) throw std::runtime_error("cannot write " + file_.string() + ": is the disk full?");
  ++lines_;
  seen_.emplace(signature, time);
  return true;
}

void HookGuard::write_all() const {
  auto unfinished = file_;
  unfinished += ".part";
  std::ofstream out(unfinished, std::ios::trunc);
  for (const auto& [signature, time] : seen_) out << time << ' ' << signature << '\n';
  out.close();
  std::error_code error;
  if (out) std::filesystem::rename(unfinished, file_, error);
  if (!out || error) throw std::runtime_error("cannot write " + file_.string());
}

std::optional<Hook> hook_in(const std::string& body) {
  try {
    const auto value = corpus::checked_json(body, kLongestHookBody);
    if (!value.is_object() || !value.contains("type") || !value.contains("id")) return std::nullopt;
    const auto& type = value["type"];
    const auto& id = value["id"];
    if (!type.is_string() || !id.is_number_unsigned()) return std::nullopt;
    Hook hook{type.get<std::string>(), id.get<std::uint64_t>()};
    const bool good = is_name(hook.type, "-_") && hook.type.size() <= kLongestType && hook.id > 0 &&
                      hook.id <= std::uint64_t{INT64_MAX};
    return good ? std::optional(std::move(hook)) : std::nullopt;
  } catch (const corpus::DocumentJsonError&) {
    return std::nullopt;
  }
}

std::string secret_in(const std::filesystem::path& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) {
    throw std::runtime_error("there is no secret in " + file.string() + ": it is no file");
  }
  if ((status.st_mode & S_IRWXO) != 0) {
    throw std::runtime_error(
        "the secret in " + file.string() +
        " is none: every user of this machine may read or write it (chmod o= " + file.string() + ")");
  }
  std::ifstream in(file, std::ios::binary);
  std::string secret(kLongestSecret + 1, '\0');
  in.read(secret.data(), static_cast<std::streamsize>(secret.size()));
  secret.resize(static_cast<std::size_t>(in.gcount()));
  if (in.bad() || (secret.empty() && !in.eof())) throw std::runtime_error("cannot read " + file.string());
  while (!secret.empty() && (secret.back() == '\n' || secret.back() == '\r')) secret.pop_back();
  if (secret.size() < kShortestSecret || secret.size() > kLongestSecret) {
    throw std::runtime_error("the secret in " + file.string() + " must have 16 to 4,096 bytes");
  }
  return secret;
}

}  // namespace indexer
