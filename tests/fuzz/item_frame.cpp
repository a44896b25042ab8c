// What a reading process may send over its pipe, from anybody: an item, or an error; never a crash. What is
// an item comes back from the frame that we write for it.
#include "corpus/sources/item_frame.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view frame(reinterpret_cast<const char*>(data), size);
  try {
    std::string sent;
    corpus::append_frame(sent, corpus::message_of_frame(frame));
    if (corpus::frame_size_of(sent) != sent.size() - corpus::kItemFrameHead) std::abort();
    std::string again;
    corpus::append_frame(again,
                         corpus::message_of_frame(std::string_view(sent).substr(corpus::kItemFrameHead)));
    if (again != sent) std::abort();
  } catch (const corpus::FrameError&) {
  }
  return 0;
}
