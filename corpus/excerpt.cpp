#include "corpus/excerpt.h"

#include "corpus/key_text.h"

namespace corpus {

bool is_cut_from(std::string_view excerpt, const std::string& body) {
  if (excerpt.empty()) return true;  // most have none: the text need not be folded for it
  if (excerpt.ends_with("[…]") || excerpt.ends_with("[...]")) return true;
  for (const std::string_view end : {"…", "..."}) {
    if (!excerpt.ends_with(end)) continue;
    excerpt.remove_suffix(end.size());
    return key_text(body).starts_with(key_text(excerpt));
  }
  return key_text(excerpt) == key_text(body);
}

}  // namespace corpus
