#include "searchd/search/told.h"

#include <algorithm>

namespace searchd {

void add_once(std::vector<std::string>& list, std::string_view text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.emplace_back(text);
}

void tell(Interpretation::Term& term, std::string_view matched, std::string_view why) {
  add_once(term.matched, matched);
  add_once(term.why, why);
}

}  // namespace searchd
