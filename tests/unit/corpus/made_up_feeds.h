// Feeds of one entry, in each of their forms, for tests of how feeds are read.
#pragma once

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/temporary_directory.h"
#include "tests/unit/corpus/source_listing.h"

namespace tests {

inline std::filesystem::path write_feed(const TemporaryDirectory& directory, const std::string& bytes) {
  std::ofstream(directory / "feed.xml", std::ios::binary) << bytes;
  return directory / "feed.xml";
}

inline std::string rss(const std::string& items) {
  return "<rss version=\"2.0\"><channel><link>https://a.example/</link>" + items + "</channel></rss>";
}
inline std::string atom(const std::string& entry) {
  return "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry>" + entry + "</entry></feed>";
}
inline std::string atom03(const std::string& entry) {
  return "<feed version=\"0.3\" xmlns=\"http://purl.org/atom/ns#\"><entry>" + entry + "</entry></feed>";
}

/// The one record of a feed.
inline corpus::Record only_record(const std::string& bytes) {
  const TemporaryDirectory directory;
  auto listing = list(write_feed(directory, bytes));
  REQUIRE(listing.records.size() == 1);
  return listing.records.front();
}

}  // namespace tests
