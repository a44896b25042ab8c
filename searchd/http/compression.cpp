#include "searchd/http/compression.h"

#include <libdeflate.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <string>

#include "searchd/http/field_list.h"

namespace searchd {
namespace {

// docs/performance.md has what the levels cost.
constexpr int kLevel = 1;

struct Free {
  void operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }
};

/// `body` packed; nothing where it would not be smaller.
std::optional<std::string> packed(const std::string& body) {
  const std::unique_ptr<libdeflate_compressor, Free> compressor(libdeflate_alloc_compressor(kLevel));
  if (!compressor) return std::nullopt;
  std::string bytes(body.size() - 1, '\0');
  const auto size =
      libdeflate_gzip_compress(compressor.get(), body.data(), body.size(), bytes.data(), bytes.size());
  if (size == 0) return std::nullopt;
  bytes.resize(size);
  bytes.shrink_to_fit();
  return bytes;
}

bool is_packed(const Reply& reply) {
  return std::any_of(reply.headers.begin(), reply.headers.end(),
                     [](const auto& header) { return header.first == "Content-Encoding"; });
}

void say_it_may_vary(Reply& reply) {
  constexpr std::string_view kField = "Accept-Encoding";
  for (auto& [name, value] : reply.headers) {
    if (name != "Vary") continue;
    if (value.find(kField) == std::string::npos) value.append(", ").append(kField);
    return;
  }
  reply.headers.emplace_back("Vary", kField);
}

}  // namespace

bool takes_gzip(std::string_view accept_encoding) {
  std::optional<bool> gzip, anything;
  while (!accept_encoding.empty()) {
    const auto member = take_member(accept_encoding);
    const auto name = member.substr(0, member.find_first_of("; \t"));
    const bool is_taken = weight_of(member) > 0;
    if (equal_ignoring_case(name, "gzip") || equal_ignoring_case(name, "x-gzip")) gzip = is_taken;
    if (name == "*") anything = is_taken;
  }
  return gzip.value_or(anything.value_or(false));
}

void compress(Reply& reply, std::string_view accept_encoding) {
  if (reply.body.size() <= kLargestUnpacked || is_packed(reply)) return;
  say_it_may_vary(reply);
  if (!takes_gzip(accept_encoding)) return;
  auto body = packed(reply.body);
  if (!body) return;
  reply.body = std::move(*body);
  reply.headers.emplace_back("Content-Encoding", "gzip");
}

}  // namespace searchd
