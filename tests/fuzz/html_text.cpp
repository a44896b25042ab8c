// Any bytes as HTML: the text is valid, in whole lines, and free of control characters, or there is a
// problem.
#include "corpus/html_text.h"

#include <cstdint>
#include <cstdlib>

#include "corpus/plain_text.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view html(reinterpret_cast<const char*>(data), size);
  for (const auto newlines : {corpus::Newlines::spaces, corpus::Newlines::breaks}) {
    const auto result = corpus::html_text(html, newlines);
    if (!result.ok() && !result.text.empty()) std::abort();
    if (!corpus::is_valid_utf8(result.text)) std::abort();
    if (!result.text.empty() && result.text.back() != '\n') std::abort();
    for (const char c : result.text) {
      if (static_cast<unsigned char>(c) < ' ' && c != '\n') std::abort();
    }
  }
  return 0;
}
