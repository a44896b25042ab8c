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
    // Raw bytes are of any kind: the second line's stand for them.
    const auto sent = corpus::to_lines(corpus::message_from_lines(first, second, std::string(second)));
    const auto end = sent.find('\n');
    const auto begin = sent.substr(0, end);
    auto rest = sent.substr(end + 1);
    const auto raw_size = corpus::raw_size_after(begin);
    if (raw_size > rest.size()) std::abort();
    const auto raw = rest.substr(rest.size() - raw_size);
    rest.resize(rest.size() - raw_size);
    if (!rest.empty()) rest.pop_back();
    if (corpus::has_second_line(begin) == rest.empty()) std::abort();
    if (corpus::to_lines(corpus::message_from_lines(begin, rest, raw)) != sent) std::abort();
  } catch (const corpus::DocumentJsonError&) {
  }
  return 0;
}
