// Gives every file of a folder of seeds to a fuzz target, whole, cut short and with bits flipped: what a
// fuzzer found once is tried at each test run, and so are its near neighbours.
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

void give(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
}

void give_with_neighbours(const std::string& seed, std::mt19937& random) {
  give(seed);
  if (seed.empty()) return;
  for (int i = 0; i < 32; ++i) {
    give(seed.substr(0, random() % seed.size()));
    std::string flipped = seed;
    for (int flips = 0; flips < 1 + i / 8; ++flips) {
      flipped[random() % flipped.size()] ^= static_cast<char>(1U << (random() % 8));
    }
    give(flipped);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2 || !std::filesystem::is_directory(argv[1])) {
    std::fprintf(stderr, "usage: replay FOLDER_OF_SEEDS\n");
    return 2;
  }
  std::mt19937 random(2014);
  int seeds = 0;
  for (const auto& entry : std::filesystem::directory_iterator(argv[1])) {
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    give_with_neighbours(bytes, random);
    ++seeds;
  }
  std::printf("%d seeds and their neighbours\n", seeds);
  return seeds == 0 ? 1 : 0;
}
