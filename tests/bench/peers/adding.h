// What programs share that add documents to an engine and wait until each is found.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "tests/bench/peers/http_client.h"

namespace peers {

using Clock = std::chrono::steady_clock;

double ms_since(Clock::time_point begin);

/// A word that no text has, of letters alone: q and then the time and `number` in letters.
std::string new_word(std::size_t number);

/// Until the answer to `search` tells one document behind `label`. Throws std::runtime_error a minute after
/// `begin`.
void wait_until_found(HttpClient& client, const std::string& search, const std::string& label,
                      Clock::time_point begin);

/// "NAME.p50" and "NAME.p95" of `ms`, a line each.
void print_percentiles(const std::string& name, std::vector<double> ms);

}  // namespace peers
