#include "corpus/whole_address.h"

#include <libxml/uri.h>

#include <algorithm>
#include <memory>

#include "corpus/document.h"
#include "corpus/plain_text.h"

namespace corpus {
namespace {

constexpr std::size_t kLongest = 2048;

/// `address` resolved against `base`; empty where libxml2 cannot.
std::string built(const std::string& address, const std::string& base) {
  struct Free {
    void operator()(xmlChar* text) const { xmlFree(text); }
  };
  const std::unique_ptr<xmlChar, Free> made(xmlBuildURI(reinterpret_cast<const xmlChar*>(address.c_str()),
                                                        reinterpret_cast<const xmlChar*>(base.c_str())));
  return made ? std::string(reinterpret_cast<const char*>(made.get())) : std::string();
}

}  // namespace

std::optional<std::string> whole_address(std::string_view address, const std::string& base) {
  const std::string plain = plain_line(address.substr(0, 2 * kLongest));
  if (auto whole = canonical_url(plain)) return whole;
  if (base.empty() || plain.empty() || plain.size() > kLongest) return std::nullopt;
  return canonical_url(built(plain, base));
}

std::string base_within(std::string_view stated, const std::string& base) {
  const std::string plain = plain_line(stated.substr(0, 2 * kLongest));
  if (plain.empty() || plain.size() > kLongest) return base;
  if (canonical_url(plain)) return plain;
  const std::string whole = base.empty() ? std::string() : built(plain, base);
  return canonical_url(whole) ? whole : base;
}

bool is_front(std::string_view address) {
  const auto path = address.substr(std::min(address.size(), address.find('/', address.find("://") + 3)));
  return path.size() <= 1 || (path.find('/', 1) >= path.size() - 1 && path.size() <= 4);
}

}  // namespace corpus
