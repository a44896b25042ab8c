// What a file that the writer of an index leaves for readers must do, whatever it holds.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <string>

#include "tests/support/file_text.h"
#include "tests/support/made_up_archive.h"
#include "tests/unit/indexer/test_index.h"

namespace tests {

/// In the place of a file that may be mapped.
inline void replace_file(const std::filesystem::path& path, const std::string& bytes) {
  std::filesystem::remove(path);
  write_file(path, bytes);
}

/// Options for updates of the main database itself that leave files as those of a large one do.
inline indexer::UpdateOptions as_if_large() {
  auto options = TestIndex::small();
  options.main_is_larger = 0;
  options.most_in_delta = 0;
  return options;
}

/// `mapped(house)` is what readers have of the file, or null; `is_right(it, house)` whether the database says
/// the same.
template <typename Mapped, typename IsRight>
void check_that_a_large_index_gets_new_ones(Mapped mapped, IsRight is_right) {
  TestIndex house;
  put_made_up(*house.archive, 0, 90);
  house.rebuild();
  put_made_up(*house.archive, 90, 100);
  auto options = TestIndex::small();
  options.main_is_larger = 1000;
  house.update(options);
  CHECK(mapped(house) == nullptr);
  put_made_up(*house.archive, 100, 110);
  house.update(as_if_large());
  const auto now = mapped(house);
  REQUIRE(now != nullptr);
  CHECK(is_right(*now, house));
}

/// `kept`: so many bytes of the file are of no use.
template <typename FileOf, typename Mapped>
void check_that_it_is_left_alone(FileOf file_of, Mapped mapped, std::size_t kept) {
  TestIndex house;
  put_made_up(*house.archive, 0, 90);
  house.rebuild();
  const std::filesystem::file_time_type long_ago{};
  std::filesystem::last_write_time(file_of(house), long_ago);
  house.update(as_if_large());
  CHECK(std::filesystem::last_write_time(file_of(house)) == long_ago);
  replace_file(file_of(house), file_text(file_of(house)).substr(0, kept));
  CHECK(mapped(house) == nullptr);
  house.update(as_if_large());
  CHECK(mapped(house) != nullptr);
}

/// Cuts the file `path` off or changes some bytes of it, every other time in its first `head` bytes, where a
/// change does most; then calls `is_refused`. How often that was so.
template <typename IsRefused>
int refused_when_damaged(const std::filesystem::path& path, int trials, std::size_t head,
                         IsRefused is_refused) {
  const auto whole = file_text(path);
  REQUIRE(whole.size() > 1000);
  std::mt19937 random(2014);
  int refused = 0;
  for (int trial = 0; trial < trials; ++trial) {
    auto bytes = whole;
    if (trial % 4 == 0) bytes.resize(random() % bytes.size());
    const auto range = trial % 2 == 0 ? std::min(bytes.size(), head) : bytes.size();
    for (auto changes = random() % 3; changes > 0 && range > 0; --changes)
      bytes[random() % range] = static_cast<char>(random());
    replace_file(path, bytes);
    refused += is_refused() ? 1 : 0;
  }
  return refused;
}

}  // namespace tests
