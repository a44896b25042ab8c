#include "corpus/packed_bytes.h"

#include <zstd.h>

#include <memory>
#include <mutex>
#include <new>
#include <stdexcept>
#include <utility>
#include <vector>

namespace corpus {
namespace {

constexpr std::int64_t kMostUnpacked = std::int64_t{64} << 20;

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { (void)ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { (void)ZSTD_freeDCtx(context); }
};

/// A context for unpacking, lent for a moment. It has some 100 kB, so that making one takes longer than to
/// unpack a document with it; and a server has more threads than ever unpack at once, so that one for each
/// would be too many.
class UnpackingContext {
 public:
  UnpackingContext() {
    const std::lock_guard lock(idle().mutex);
    if (idle().contexts.empty()) {
      context_.reset(ZSTD_createDCtx());
      if (!context_) throw std::bad_alloc();
    } else {
      context_ = std::move(idle().contexts.back());
      idle().contexts.pop_back();
    }
  }
  ~UnpackingContext() {
    const std::lock_guard lock(idle().mutex);
    idle().contexts.push_back(std::move(context_));
  }
  UnpackingContext(const UnpackingContext&) = delete;
  UnpackingContext& operator=(const UnpackingContext&) = delete;

  ZSTD_DCtx* get() const { return context_.get(); }

 private:
  using Context = std::unique_ptr<ZSTD_DCtx, FreeContext>;
  struct Idle {
    std::mutex mutex;
    std::vector<Context> contexts;
  };
  static Idle& idle() {
    static Idle contexts;
    return contexts;
  }

  Context context_;
};

}  // namespace

std::string packed(std::string_view bytes, int level) {
  // To make a context takes longer than to compress a record with it.
  thread_local const std::unique_ptr<ZSTD_CCtx, FreeContext> context(ZSTD_createCCtx());
  if (!context) throw std::bad_alloc();
  (void)ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, level);
  // Four bytes by which a bit that the disk lost is noticed: literals unpack to other letters without it.
  (void)ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  std::string result(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size =
      ZSTD_compress2(context.get(), result.data(), result.size(), bytes.data(), bytes.size());
  if (ZSTD_isError(size) != 0)
    throw std::runtime_error(std::string("cannot compress: ") + ZSTD_getErrorName(size));
  result.resize(size);
  return result;
}

std::optional<std::string> unpacked(std::string_view packed, std::int64_t size) {
  if (size < 0 || size > kMostUnpacked) return std::nullopt;
  std::string result(static_cast<std::size_t>(size), '\0');
  const std::size_t got = ZSTD_decompressDCtx(UnpackingContext().get(), result.data(), result.size(),
                                              packed.data(), packed.size());
  if (ZSTD_isError(got) != 0 || got != result.size()) return std::nullopt;
  return result;
}

}  // namespace corpus
