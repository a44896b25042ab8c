// Any bytes as text: the tokens keep their contract.
#include "analyzers/analyzer.h"

#include <cstdint>
#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const analyzers::Analyzer analyzer;
  static const analyzers::Analyzer judge{analyzers::Analyzer::IcuAlone{}};
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto tokens = analyzer.analyze(text);
  std::uint32_t position = 0;
  for (const auto& token : tokens) {
    const bool in_order = token.position == ++position && token.begin < token.end && token.end <= size;
    if (!in_order || token.exact.empty() || token.stem.empty()) std::abort();
    if (token.exact.size() > analyzers::kLongestWord * 4) std::abort();
  }
  if (tokens != judge.analyze(text)) std::abort();
  return 0;
}
