#include "corpus/sources/gzip_stream.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <stdexcept>
#include <utility>

#include "corpus/sources/piece_buffer.h"

namespace corpus {
namespace {

constexpr std::size_t kPiece = 64U << 10;
constexpr int kGzipWindow = 15 + 16;  // zlib: the largest window, in a gzip wrapping
constexpr int kMostStepsBack = 1000;  // in a file: each may read 64 KB again
constexpr std::string_view kMagic = "\x1F\x8B\x08";

}  // namespace

std::string unpacking_danger(std::uint64_t packed, std::uint64_t unpacked) {
  if (unpacked > kMostUnpacked) return "unpacks to more than " + std::to_string(kMostUnpacked >> 30U) + " GB";
  if (unpacked > kUnpackedUnasked && unpacked / kMostUnpackedRatio > packed)
    return "unpacks to more than " + std::to_string(kMostUnpackedRatio) + " times its size";
  return {};
}

bool is_gzip(std::string_view head) { return head.starts_with(kMagic) || head == kMagic.substr(0, 2); }

class GzipStream::Buffer final : public PieceBuffer {
 public:
  Buffer(std::unique_ptr<std::istream> packed, Damage damage, std::istream& reader)
      : PieceBuffer(reader), packed_(std::move(packed)), damage_(damage) {
    if (::inflateInit2(&inflate_, kGzipWindow) != Z_OK) throw std::bad_alloc();
  }
  ~Buffer() override { (void)::inflateEnd(&inflate_); }
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;

  std::shared_ptr<const Report> report() const { return report_; }

 private:
  std::span<char> next_piece() override { return {out_.data(), unpack()}; }
  bool is_broken() const override { return !report_->fault.empty() && !report_->whole; }

  void fail(std::string fault) {
    report_->fault = std::move(fault);
    ended_ = true;
  }

  /// The next bytes, into out_; 0 at the end.
  std::size_t unpack() {
    if (!mark_.empty()) return put_mark();
    while (!ended_) {
      if (!in_member_ && !begin_member()) break;
      if (!mark_.empty()) return put_mark();
      inflate_.next_out = reinterpret_cast<Bytef*>(out_.data());
      inflate_.avail_out = static_cast<uInt>(out_.size());
      if (inflate_.avail_in == 0) refill();
      if (ended_) break;
      const bool cut_off = inflate_.avail_in == 0;
      const int result = ::inflate(&inflate_, Z_NO_FLUSH);
      const std::size_t size = out_.size() - inflate_.avail_out;
      count(size);
      if (result == Z_STREAM_END) {
        in_member_ = false;
      } else if (cut_off && size == 0) {
        cut();
      } else if (result != Z_OK && result != Z_BUF_ERROR) {
        damaged("has gzip data that are damaged near byte " + std::to_string(position()));
      }
      if (size > 0) return size;
      if (!mark_.empty()) return put_mark();
    }
    return put_mark();
  }

  /// The mark that waits, into out_; 0 without one.
  std::size_t put_mark() { return std::exchange(mark_, {}).copy(out_.data(), out_.size()); }

  std::uint64_t position() const { return report_->packed_read - inflate_.avail_in; }

  void count(std::size_t size) {
    unpacked_ += size;
    member_gave_ = member_gave_ || size > 0;
    if (auto danger = unpacking_danger(position(), unpacked_); !danger.empty()) fail(std::move(danger));
  }

  void cut() {
    damaged("ends within its gzip data, at byte " + std::to_string(report_->packed_read) +
            ": it was cut off");
  }

  void damaged(std::string what) {
    if (damage_ == Damage::ends_it) return fail(std::move(what));
    mark_ = member_gave_ ? kDamageMark : kLossMark;
    behind_damage_ = true;
    in_member_ = false;
    step_back();
  }

  /// Back to behind where the member began, as far as the bytes are still there: one that breaks off (a crawl
  /// that was killed) takes the next for its own.
  void step_back() {
    if (steps_back_ == 0) return;
    --steps_back_;
    const auto held = reinterpret_cast<const char*>(inflate_.next_in) - in_.data();
    const auto back = std::min(static_cast<std::uint64_t>(held), position() - member_begin_ - 1);
    inflate_.next_in -= back;
    inflate_.avail_in += static_cast<uInt>(back);
  }

  /// Bytes that are no member stand behind one.
  void foreign_bytes(const char* what, std::uint64_t from) {
    if (damage_ == Damage::ends_it) {
      report_->whole = true;
      fail(what + std::to_string(from));
    } else if (!behind_damage_) {  // what lies between a damaged member and the next has been told
      mark_.assign(kForeignMark).append(std::to_string(from)).append(kMarkEnd);
    }
  }

  /// Moves to the next member; false where there is none. Zeros behind a member are what tapes leave.
  bool begin_member() {
    std::optional<std::uint64_t> foreign;  // where such bytes begin
    while (fill(kMagic.size())) {
      if (is_gzip(waiting())) {
        if (foreign) foreign_bytes("has bytes that are no gzip data, from byte ", *foreign);
        if (ended_) return false;
        in_member_ = true;
        member_begin_ = position();
        member_gave_ = behind_damage_ = false;
        return ::inflateReset(&inflate_) == Z_OK;
      }
      if (inflate_.next_in[0] != 0 && !foreign) foreign = position();
      ++inflate_.next_in;
      --inflate_.avail_in;
    }
    if (ended_) return false;
    ended_ = true;
    const auto rest = waiting();
    const auto odd = rest.find_first_not_of('\0');
    if (!foreign && odd == 0 && kMagic.starts_with(rest)) {
      member_gave_ = false;
      member_begin_ = position() - 1;
      cut();
    } else if (foreign || odd != std::string_view::npos) {
      foreign_bytes("ends in bytes that are no gzip data, from byte ", foreign.value_or(position() + odd));
    }
    return false;
  }

  std::string_view waiting() const {
    return {reinterpret_cast<const char*>(inflate_.next_in), inflate_.avail_in};
  }

  /// Whether `size` bytes wait, or can be had.
  bool fill(std::size_t size) {
    if (inflate_.avail_in < size) refill();
    return inflate_.avail_in >= size;
  }

  void refill() {
    const std::size_t kept = inflate_.avail_in;
    if (kept > 0) std::copy_n(inflate_.next_in, kept, reinterpret_cast<Bytef*>(in_.data()));
    packed_->read(in_.data() + kept, static_cast<std::streamsize>(in_.size() - kept));
    const auto got = static_cast<std::size_t>(packed_->gcount());
    if (got == 0 && packed_->bad())
      fail("cannot be read beyond byte " + std::to_string(report_->packed_read));
    report_->packed_read += got;
    inflate_.next_in = reinterpret_cast<Bytef*>(in_.data());
    inflate_.avail_in = static_cast<uInt>(kept + got);
  }

  std::unique_ptr<std::istream> packed_;
  Damage damage_;
  z_stream inflate_{};
  std::array<char, kPiece> in_{}, out_{};
  bool in_member_ = false, ended_ = false;
  std::string mark_;            // the next bytes, which tell of damage
  bool member_gave_ = false;    // any bytes
  bool behind_damage_ = false;  // no member was found since
  std::uint64_t member_begin_ = 0;
  int steps_back_ = kMostStepsBack;  // that are left
  std::uint64_t unpacked_ = 0;
  std::shared_ptr<Report> report_ = std::make_shared<Report>();
};

GzipStream::GzipStream(std::unique_ptr<std::istream> packed, Damage damage)
    : std::istream(nullptr), buffer_(std::make_unique<Buffer>(std::move(packed), damage, *this)) {
  rdbuf(buffer_.get());
}

GzipStream::~GzipStream() = default;

std::shared_ptr<const GzipStream::Report> GzipStream::report() const { return buffer_->report(); }

}  // namespace corpus
