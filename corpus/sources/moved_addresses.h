// Which addresses a web archive says have moved for good.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace corpus {

/// Moves of one file, in the order in which they are read: the answer "moved" comes before that of the new
/// address, as a crawler follows it. Bounded; one thread.
class MovedAddresses {
 public:
  static constexpr std::size_t kMostBytes = std::size_t{32}
                                            << 20;  // of addresses, of one file: some 100,000 moves
  /// More old addresses than this lead to a page that stands in for what is gone, such as a front page.
  static constexpr std::size_t kMostToOne = 8;

  /// Both canonical.
  void add(const std::string& from, const std::string& to);

  /// The addresses that lead to `address`, over others too; empty for the front of a site.
  std::vector<std::string> leading_to(const std::string& address) const;

 private:
  std::map<std::string, std::vector<std::string>> moves_;  // by where they lead
  std::size_t bytes_ = 0;
};

}  // namespace corpus
