// Any bytes as a webhook's request, and as its body: a post that is named, or a refusal.
#include "indexer/webhook.h"

#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

// The bytes in two pieces give what they give in one.
int outcome(const std::string& bytes, std::size_t cut) {
  indexer::HookReader reader;
  reader.take(bytes.substr(0, cut));
  auto request = reader.next();
  if (!request) {
    reader.take(bytes.substr(cut));
    request = reader.next();
  }
  if (!request) return 0;
  const auto* refusal = std::get_if<indexer::HookRefusal>(&*request);
  if (refusal == nullptr && std::get<indexer::HookRequest>(*request).body.size() > indexer::kLongestHookBody)
    std::abort();
  return refusal == nullptr ? 200 : refusal->status;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const int whole = outcome(bytes, size);
  if (whole != 0 && (whole < 200 || whole > 505)) std::abort();
  if (whole == 0 && outcome(bytes, size / 2) != 0) std::abort();
  if (const auto hook = indexer::hook_in(bytes); hook && (hook->type.empty() || hook->id == 0)) std::abort();
  return 0;
}
