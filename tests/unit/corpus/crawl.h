// A web archive made up of bytes, and three records of one, for tests of what becomes of them.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/packing.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/corpus/source_listing.h"

namespace tests {

inline Listing listing_of_crawl(const std::string& bytes) {
  const TemporaryDirectory directory;
  const auto path = directory / "crawl.warc";
  std::ofstream(path, std::ios::binary) << bytes;
  return list(path);
}

inline const std::string kInfo = warc_record("warcinfo", "", "software: a crawler\r\n");
inline const std::string kBridge = warc_answer("https://example.org/bridge", page("The bridge opens"));
inline const std::string kPort = warc_answer("https://example.org/port", page("The port opens"));

}  // namespace tests
