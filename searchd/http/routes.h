// Which addresses there are, and who reads what is answered there.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "searchd/http/router.h"

namespace searchd {

/// A route of the table of addresses.
struct RouteEntry {
  enum class Languages {
    none,  // there is one of it
    each   // one under the path of each language of the pages
  };
  std::string_view path;  // without that of a language; ends in '/': everything behind it too (but for "/")
  std::string_view name;  // in the log
  Audience audience;
  Languages languages;
  Route route;
};

/// What answers at an address.
struct FoundRoute {
  const RouteEntry* entry = nullptr;  // null: nothing does
  PageLanguage language = PageLanguage::english;
  std::string_view rest;  // of the path, as in Exchange
};

/// The route that answers at `path`. Paths are compared, never matched as patterns.
FoundRoute route_of(std::string_view path);

/// `head` on its way, from now on. Of an address that is no route its beginning and the sender's headers say
/// who reads the answer.
Exchange exchange_of(const RequestHead& head, std::string request_id);

/// The language in which a person is told that something failed; nothing where a program is. A file that
/// cannot be had is told as a page to who asked for it with a browser.
std::optional<PageLanguage> reader_of_failure(const Exchange& exchange);

/// What scripts of other pages may read: the API, whole results, and documents in other forms than their
/// page.
bool is_open_to_scripts(std::string_view path);

/// The same address in each of page_languages(); none where it is no page.
AddressInEach addresses_in_each_language(const Exchange& exchange);

/// Whether an address is `path` ("/search") or goes on from it: no language can have it.
bool begins_an_address(std::string_view path);

}  // namespace searchd
