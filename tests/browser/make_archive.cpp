// Writes documents made up by number to a file, in our exchange format: an archive of any size for tests in a
// browser. usage: make_archive COUNT FILE
#include <cstdlib>
#include <exception>
#include <iostream>

#include "tests/support/made_up_archive.h"

int main(int count, char** words) try {
  if (count != 3) {
    std::cerr << "usage: make_archive COUNT FILE\n";
    return 2;
  }
  tests::write_made_up(words[2], 0, static_cast<std::uint32_t>(std::strtoul(words[1], nullptr, 10)));
  return 0;
} catch (const std::exception& error) {
  std::cerr << error.what() << '\n';
  return 1;
}
