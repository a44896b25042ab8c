#include "tests/bench/peers/adding.h"

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <stdexcept>
#include <thread>

namespace peers {
namespace {

constexpr auto kLongest = std::chrono::seconds(60);
constexpr auto kPause = std::chrono::microseconds(200);  // between two looks

}  // namespace

double ms_since(Clock::time_point begin) {
  return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

std::string new_word(std::size_t number) {
  std::string word = "q";
  auto rest = static_cast<std::uint64_t>(std::chrono::system_clock::now().time_since_epoch().count() / 1000);
  for (rest = rest * 1000 + number; rest > 0; rest /= 20) word += "bcdfghjklmnpqrstvwxz"[rest % 20];
  return word;
}

void wait_until_found(HttpClient& client, const std::string& search, const std::string& label,
                      Clock::time_point begin) {
  while (total_in(client.get(search).body, label) != 1) {
    if (Clock::now() - begin > kLongest) throw std::runtime_error("a document was not found");
    std::this_thread::sleep_for(kPause);
  }
}

void print_percentiles(const std::string& name, std::vector<double> ms) {
  std::ranges::sort(ms);
  std::cout << name << ".p50\t" << ms[ms.size() / 2] << '\n'
            << name << ".p95\t" << ms[ms.size() * 95 / 100] << '\n';
}

}  // namespace peers
