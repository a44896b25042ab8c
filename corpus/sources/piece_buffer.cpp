#include "corpus/sources/piece_buffer.h"

#include <algorithm>
#include <stdexcept>

namespace corpus {

PieceBuffer::int_type PieceBuffer::underflow() {
  if (more()) return traits_type::to_int_type(*gptr());
  if (is_broken()) throw std::runtime_error("broken");  // within istream, which becomes bad() by it
  return traits_type::eof();
}

// As the standard one, which would throw away what it has where the bytes break.
std::streamsize PieceBuffer::xsgetn(char* to, std::streamsize wanted) {
  std::streamsize given = 0;
  while (given < wanted && more()) {
    const auto size = std::min<std::streamsize>(wanted - given, egptr() - gptr());
    std::copy_n(gptr(), size, to + given);
    gbump(static_cast<int>(size));
    given += size;
  }
  if (given < wanted && is_broken()) stream_.setstate(std::ios::badbit);
  return given;
}

// Makes sure that there are bytes to give; false at the end or where it breaks.
bool PieceBuffer::more() {
  if (gptr() != egptr()) return true;
  const auto piece = next_piece();
  setg(piece.data(), piece.data(), piece.data() + piece.size());
  return !piece.empty();
}

}  // namespace corpus
