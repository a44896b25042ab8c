// Finds web and mail addresses in text, and the words inside them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace analyzers {

/// A word of an address: its letters, percent signs undone, and the bytes of the text that it stands in.
struct AddressWord {
  std::string text;
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// An address in a text; offsets in bytes of the text.
struct Address {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string host;  // in small letters, as "www.gov.uk"
  std::vector<AddressWord>
      words;  // of host, path and mailbox, three letters or longer; the host where there is none
};

/// The first address in `stretch`, text without white space: http and https, "www.", mailboxes, and hosts
/// that end in a well-known domain. Nothing where there is none.
std::optional<Address> find_address(std::string_view stretch);

}  // namespace analyzers
