// Any bytes as text and as what is wanted: passages are short enough and their marks lie inside.
#include "analyzers/passages.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "analyzers/utf8.h"

namespace {

std::size_t code_points(std::string_view text) {
  std::size_t count = 0;
  analyzers::for_each_code_point(text, [&count](char32_t) { ++count; });
  return count;
}

void check_marks(const std::vector<std::pair<std::uint32_t, std::uint32_t>>& marks, std::size_t length) {
  std::uint32_t end = 0;
  for (const auto& mark : marks) {
    if (mark.first < end || mark.second <= mark.first || mark.second > length) std::abort();
    end = mark.second;
  }
}

}  // namespace

// The first byte is the length asked for; the first line after it holds what is wanted.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const analyzers::Analyzer analyzer;
  if (size == 0) return 0;
  const std::size_t longest = data[0];
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto line = bytes.substr(0, bytes.find('\n'));
  const auto text = bytes.substr(std::min(line.size() + 1, bytes.size()));
  std::vector<analyzers::WantedTerm> wanted;
  for (const auto& token : analyzer.analyze(line)) wanted.push_back({token.stem, wanted.size() % 2 == 1});
  const auto passage = analyzers::best_passage(analyzer, text, wanted, longest);
  const auto length = code_points(passage.text);
  if (length > longest) std::abort();
  check_marks(passage.marks, length);
  check_marks(analyzers::marks_in(analyzer, text, wanted), code_points(text));
  return 0;
}
