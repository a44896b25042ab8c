// Any bytes may be given as a dictionary's index and text: what is read lies inside the text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "analyzers/freedict.h"
#include "analyzers/transliteration.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto middle = bytes.find("\n\n");
  if (middle == std::string_view::npos) return 0;
  const auto index = bytes.substr(0, middle + 1), text = bytes.substr(middle + 2);
  const auto inside = [text](std::string_view part) {
    return part.data() >= text.data() && part.data() + part.size() <= text.data() + text.size();
  };
  analyzers::for_each_sense(index, text, [&](std::string_view headword, std::string_view sense, int number) {
    if (!inside(headword) || !inside(sense) || number < 1) std::abort();
    const auto likeness = analyzers::sound_likeness(headword, sense);
    if (likeness < 0 || likeness > 1) std::abort();
    analyzers::sound_keys(sense, true);
  });
  return 0;
}
