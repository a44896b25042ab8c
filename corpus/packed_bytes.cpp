#include "corpus/packed_bytes.h"

#include <zstd.h>

#include <memory>
#include <stdexcept>

namespace corpus {
namespace {

constexpr std::int64_t kMostUnpacked = std::int64_t{64} << 20;

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { (void)ZSTD_freeCCtx(context); }
};

}  // namespace

std::string packed(std::string_view bytes, int level) {
  // To make a context takes longer than to compress a record with it.
  thread_local const std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
  std::string result(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      ZSTD_compressCCtx(context.get(), result.data(), result.size(), bytes.data(), bytes.size(), level);
  if (ZSTD_isError(size) != 0)
    throw std::runtime_error(std::string("cannot compress: ") + ZSTD_getErrorName(size));
  result.resize(size);
  return result;
}

std::optional<std::string> unpacked(std::string_view packed, std::int64_t size) {
  if (size < 0 || size > kMostUnpacked) return std::nullopt;
  std::string result(static_cast<std::size_t>(size), '\0');
  const std::size_t got = ZSTD_decompress(result.data(), result.size(), packed.data(), packed.size());
  if (ZSTD_isError(got) != 0 || got != result.size()) return std::nullopt;
  return result;
}

}  // namespace corpus
