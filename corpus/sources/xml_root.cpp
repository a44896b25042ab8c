#include "corpus/sources/xml_root.h"

#include <algorithm>
#include <iterator>

#include "corpus/html_guard.h"
#include "corpus/plain_text.h"

namespace corpus {

std::string xml_root(std::string_view head) {
  constexpr std::size_t kLongestName = 60;
  std::string narrow;
  if (head.find('\0') != std::string_view::npos) {  // UTF-16 and UTF-32: markup is ASCII between zeros
    std::copy_if(head.begin(), head.end(), std::back_inserter(narrow), [](char c) { return c != '\0'; });
    head = narrow;
  }
  for (std::size_t at = head.find('<'); at < head.size(); at = head.find('<', at)) {
    const std::string tag = lower_case(head.substr(at, kLongestName));
    if (!tag.starts_with("<!") && !tag.starts_with("<?")) {
      const auto end = std::min(tag.find_first_of("> \t\r\n/"), tag.size());
      const auto colon = tag.substr(0, end).find(':');
      const auto begin = colon == std::string::npos ? 1 : colon + 1;
      return tag.substr(begin, end - begin);
    }
    const auto bracket = head.find('[', at), close = head.find('>', at);
    at = tag.starts_with("<!doctype") && bracket < close ? head.find("]", bracket) : end_of_markup(head, at);
  }
  return {};
}

}  // namespace corpus
