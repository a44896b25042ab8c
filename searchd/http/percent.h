// Percent-encoded text of a URL, decoded by our own rules.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace searchd {

/// A decoded name or value, and what was wrong with it.
struct DecodedText {
  std::string text;           // valid UTF-8 without C0 controls and DEL, always
  bool bad_percent = false;   // a '%' without two hexadecimal digits: kept as it stands
  bool bad_utf8 = false;      // bytes that are no UTF-8: each run became U+FFFD
  bool has_controls = false;  // control characters other than tab and line ends; those of C1 are in the text
};

/// Decodes `encoded`; '+' is a space in a query, itself in a path. Tab and line ends become spaces, other C0
/// controls (NUL too) and DEL are dropped: nobody types them. Marks of direction are no controls.
enum class UrlPart { query, path };
DecodedText percent_decoded(std::string_view encoded, UrlPart part = UrlPart::query);

/// The names and values of a query string in their order, decoded. Pieces without a name are left out,
/// unless it is one of controls alone.
std::vector<std::pair<DecodedText, DecodedText>> query_parameters(std::string_view query);

}  // namespace searchd
