// A body whose beginning is made before any of it is sent.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <string>

#include "searchd/http/reply.h"
#include "searchd/search/turns.h"

namespace searchd {

/// How much of a body is made ahead: whoever reads it slowly holds this memory and a connection, and where it
/// is all, nothing else.
inline constexpr std::size_t kMadeAhead = std::size_t{256} << 10;

/// Makes the beginning of a body with its construction and lets go of its source where that is all of it. The
/// rest is made while it is sent.
class BegunBody final : public BodySource {
 public:
  /// Throws what `source` throws.
  explicit BegunBody(std::unique_ptr<BodySource> source);

  /// Whether all of it is made.
  bool is_made() const { return source_ == nullptr; }

  /// Of a body that is not all made: holds `place` while it is sent, and makes each further piece in a turn.
  void go_on_with(std::shared_ptr<void> place, std::shared_ptr<Turns> turns);

  std::string next() override;

 private:
  std::unique_ptr<BodySource> source_;
  std::shared_ptr<void> place_;
  std::shared_ptr<Turns> turns_;
  std::deque<std::string> made_;
};

}  // namespace searchd
