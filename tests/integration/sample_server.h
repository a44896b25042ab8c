// The archive of sample_results.h behind a real server, for all cases of a test that only read.
#pragma once

#include <nlohmann/json.hpp>

#include <string>

#include "tests/support/contains.h"
#include "tests/support/raw_client.h"
#include "tests/support/served_archive.h"

namespace tests {

/// One server for all cases that only read.
struct Sample {
  Sample() : ids(tests::put_samples(archive)) { archive.update(); }
  ServedArchive archive;
  tests::SampleIds ids;
};
inline Sample& sample() {
  static Sample served;
  return served;
}

inline std::string get(const std::string& target, const std::string& fields = {}) {
  return sample().archive.get(target, fields);
}
inline nlohmann::json json_of(const std::string& target) {
  return nlohmann::json::parse(tests::body_of(get(target)));
}

}  // namespace tests
