// The bytes a connection may bring, given to the reader of request heads whole and in pieces: it must give
// the same heads either way, and nothing that it takes may hold what a later reader could trip over.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/http/request_head.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

bool is_clean(const std::string& text) {
  return std::none_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\t') || byte == 0x7F;
  });
}

std::string described(const searchd::HeadResult& result) {
  if (const auto* fault = std::get_if<searchd::HeadFault>(&result)) {
    require(fault->status >= 400 && !fault->reason.empty());
    return "fault " + std::to_string(fault->status);
  }
  const auto& head = std::get<searchd::RequestHead>(result);
  require(!head.method.empty() && head.path.front() == '/');
  require(head.path.size() + head.query.size() <= searchd::kLongestRequestLine);
  for (const auto* text :
       {&head.method, &head.path, &head.query, &head.accept, &head.accept_language, &head.if_none_match}) {
    require(is_clean(*text));
  }
  require(head.path.find(' ') == std::string::npos && head.path.find('?') == std::string::npos);
  return head.method + ' ' + head.path + '?' + head.query + (head.close ? " close" : "");
}

std::vector<std::string> heads_of(std::string_view bytes, std::size_t piece) {
  searchd::HeadReader reader;
  std::vector<std::string> heads;
  while (!bytes.empty()) {
    const auto size = std::min(piece, bytes.size());
    reader.take(bytes.substr(0, size));
    bytes.remove_prefix(size);
    while (auto head = reader.next()) heads.push_back(described(*head));
  }
  return heads;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), std::min<std::size_t>(size, 64 << 10));
  const auto whole = heads_of(bytes, bytes.size() + 1);
  // In pieces a fault may be found before the whole head is there: another fault perhaps, but no later, and
  // no head that the other reading does not have.
  const auto pieces = heads_of(bytes, 7);
  const bool faulty = (!whole.empty() && whole.back().starts_with("fault")) ||
                      (!pieces.empty() && pieces.back().starts_with("fault"));
  const auto common = std::min(whole.size(), pieces.size());
  for (std::size_t i = 0; i + (faulty ? 1 : 0) < common; ++i) require(whole[i] == pieces[i]);
  if (!faulty) require(whole == pieces);
  return 0;
}
