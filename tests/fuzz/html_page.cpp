// Any bytes as an HTML page, with any header: a record that holds together, a reason why it is left out, or a
// problem.
#include "corpus/sources/html_page.h"

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "tests/fuzz/foreign_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  // The first line may be the header with which the page was sent.
  const auto line =
      bytes.starts_with("Content-Type:") ? bytes.substr(0, bytes.find('\n')) : std::string_view();
  const auto item = corpus::read_html_page(bytes.substr(line.size()),
                                           {"page.html", "https://example.org/a/b", std::string(line)});
  if (const auto* record = std::get_if<corpus::Record>(&item)) tests::check(*record);
  if (const auto* problem = std::get_if<corpus::Problem>(&item)) {
    if (problem->what.empty() || !corpus::is_valid_utf8(problem->what)) std::abort();
  }
  (void)corpus::is_html_page(bytes);
  return 0;
}
