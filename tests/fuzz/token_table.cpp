// Any bytes as the packed words of a text: they are refused or show words inside the text, of which passages
// can be made.
#include "analyzers/token_table.h"

#include <cstdint>
#include <cstdlib>

#include "analyzers/passages.h"

// The first byte is the length of the text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::string text;
  while (text.size() < data[0]) text += text.size() % 7 == 6 ? ' ' : 'm';
  const std::string_view packed(reinterpret_cast<const char*>(data) + 1, size - 1);
  try {
    const analyzers::TokenTable table(packed, text);
    std::size_t last = 0;
    table.for_each([&](std::string_view, std::string_view, std::size_t begin, std::size_t end) {
      if (begin < last || end < begin || end > text.size()) std::abort();
      last = begin;
    });
    const auto found = analyzers::find_wanted(table, {{"mosul"}, {"m", true}, {"m", true, {"m"}}});
    analyzers::best_passages(text, found, 3, 40);
    analyzers::marks_in(text, found);
  } catch (const analyzers::TokenTableError&) {
  }
  return 0;
}
