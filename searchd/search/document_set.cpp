#include "searchd/search/document_set.h"

namespace searchd {

std::vector<Xapian::docid> all_but(const std::vector<Xapian::docid>& documents, Xapian::docid last) {
  std::vector<Xapian::docid> others;
  auto next = documents.begin();
  for (Xapian::docid number = 1; number <= last; ++number) {
    while (next != documents.end() && *next < number) ++next;
    if (next == documents.end() || *next != number) others.push_back(number);
  }
  return others;
}

}  // namespace searchd
