// What a reading process may send over its pipe, from anybody: an item, or an error; never a crash. What is
// an item comes back from the lines that we write for it.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "corpus/document_json.h"
#include "corpus/sources/item_json.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto cut = text.find('\n');
  const auto first = text.substr(0, cut);
  const auto second = cut == std::string_view::npos ? std::string_view() : text.substr(cut + 1);
  try {
    const auto sent = corpus::to_lines(corpus::message_from_lines(first, second));
    const auto end = sent.find('\n');
    const auto begin = sent.substr(0, end);
    auto rest = sent.substr(end + 1);
    if (!rest.empty()) rest.pop_back();
    if (corpus::has_second_line(begin) == rest.empty()) std::abort();
    if (corpus::to_lines(corpus::message_from_lines(begin, rest)) != sent) std::abort();
  } catch (const corpus::DocumentJsonError&) {
  }
  return 0;
}
