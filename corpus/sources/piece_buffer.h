// A stream's bytes that come piece by piece, from what may turn out to be damaged on the way.
#pragma once

#include <istream>
#include <span>
#include <streambuf>

namespace corpus {

/// What comes before the damage is given first: read() may give bytes and make `stream` bad() at once.
class PieceBuffer : public std::streambuf {
 public:
  /// `stream` is the one that reads from this.
  explicit PieceBuffer(std::istream& stream) : stream_(stream) {}

 protected:
  /// The next bytes, which stay where they are until the next call; none at the end or where it breaks.
  virtual std::span<char> next_piece() = 0;

  /// Whether what gave no more bytes broke, rather than ended.
  virtual bool is_broken() const = 0;

  int_type underflow() final;
  std::streamsize xsgetn(char* to, std::streamsize wanted) final;

 private:
  bool more();

  std::istream& stream_;
};

}  // namespace corpus
