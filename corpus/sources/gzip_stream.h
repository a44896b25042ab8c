// The bytes of a gzip file (RFC 1952), of one member or many, piece by piece.
#pragma once

#include <cstdint>
#include <istream>
#include <memory>
#include <string>
#include <string_view>

namespace corpus {

/// What may come out of one compressed file. A file of 10 MB that holds nothing but zeros unpacks to 10 GB:
/// no text of people packs better than one to a hundred.
inline constexpr std::uint64_t kMostUnpacked = std::uint64_t{8} << 30;  // bytes
inline constexpr std::uint64_t kMostUnpackedRatio = 100;                // once more than this has come out:
inline constexpr std::uint64_t kUnpackedUnasked = std::uint64_t{1} << 20;

/// Whether `packed` bytes may have given `unpacked` ones so far; else why not, in words that follow "it ".
std::string unpacking_danger(std::uint64_t packed, std::uint64_t unpacked);

/// Whether `head`, the first bytes of a file, begins a gzip member; two bytes may be one that was cut off.
bool is_gzip(std::string_view head);

/// A stream of what `packed` holds. Where that cannot be read, is a bomb, damaged or cut off, it becomes
/// bad(), and report() tells why. What came before is given first: read() may give bytes and become bad() at
/// once. Not copyable; one thread.
class GzipStream final : public std::istream {
 public:
  enum class Damage : std::uint8_t {
    ends_it,  // it becomes bad()
    marked,   // a mark stands behind what came of the member; it goes on with the next that can be found
  };
  /// Behind a part of a member; for one of which nothing came; and for bytes between whole members, or behind
  /// the last, that are none: the number of the first of them in the file and kMarkEnd follow.
  static constexpr std::string_view kDamageMark = "(gzip data are damaged here)\r\n\r\n";
  static constexpr std::string_view kLossMark = "WARC/ (gzip data are lost here)\r\n\r\n";
  static constexpr std::string_view kForeignMark = "WARC/ (no gzip data from byte ";
  static constexpr std::string_view kMarkEnd = ")\r\n\r\n";

  /// How far the reading came; it lives on with whoever asks for it.
  struct Report {
    std::string fault;   // why nothing more can be read, in words that follow "it "; empty: all is well
    bool whole = false;  // the members before the fault are: then the stream ends, and is not bad()
    std::uint64_t packed_read = 0;  // bytes
  };

  explicit GzipStream(std::unique_ptr<std::istream> packed, Damage damage = Damage::ends_it);
  ~GzipStream() override;

  std::shared_ptr<const Report> report() const;

 private:
  class Buffer;
  std::unique_ptr<Buffer> buffer_;
};

}  // namespace corpus
