// What is told where the pages cannot be made.
#pragma once

#include <stdexcept>

namespace searchd {

/// The pages cannot be made: a template or a text is missing or wrong. The text names it. Only at start.
class ViewError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace searchd
