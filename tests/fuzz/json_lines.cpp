// A line of the exchange format from anybody: a record, standing text, found twins, or an error; never a
// crash. What is a record or twins comes back from the line that we write for it.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "corpus/document_json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view line(reinterpret_cast<const char*>(data), size);
  try {
    const auto item = corpus::line_from_json(line);
    if (const auto* record = std::get_if<corpus::Record>(&item)) {
      if (corpus::document_from_json(corpus::to_json_line(record->document)) != record->document)
        std::abort();
    }
    if (const auto* twin = std::get_if<corpus::FoundTwin>(&item)) {
      if (corpus::found_twin_from_json(corpus::to_json_line(*twin)) != *twin) std::abort();
    }
  } catch (const corpus::DocumentJsonError&) {
  }
  return 0;
}
