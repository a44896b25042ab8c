// A page's template, put together and checked at the start.
#pragma once

#include <kainjow/mustache.hpp>

#include <string>
#include <string_view>

#include "searchd/views/data.h"
#include "searchd/views/messages.h"

namespace searchd {

/// One template in one language. Everything put into it is escaped: a template that asks for raw text is
/// refused. Not safe for use from two threads at once (rendering changes it).
class Template {
 public:
  /// Reads templates/layout.mustache with templates/NAME.mustache in its middle and replaces each {{t:KEY}}
  /// by the message of that key. Throws ViewError where a file, a message or a closing tag is missing.
  Template(std::string_view name, const Messages& messages);

  std::string render(const Data& data);

 private:
  kainjow::mustache::mustache parsed_;
};

/// `text` as it may stand in HTML, in an element or between the quotes of an attribute: markup escaped,
/// invalid UTF-8 made U+FFFD, controls but tab and newline dropped, direction controls dropped but for
/// isolates that are closed.
std::string escaped(std::string_view text);

}  // namespace searchd
