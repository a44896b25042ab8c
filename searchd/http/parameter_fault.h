// What is wrong with a parameter of a URL, in one shape for all addresses.
#pragma once

#include <string>
#include <string_view>

namespace searchd {

/// What is wrong with one parameter. The API answers with all of them; a page repairs each and tells.
struct ParameterFault {
  std::string name, value;  // decoded; at most 200 bytes of each
  std::string reason;       // for a programmer, in English: "month must be 01 to 12"
  std::string code;         // for programs and for messages: "date_month" (all: docs/api.md)
  std::string suggestion;   // the nearest name or value that exists; empty: none is near
};

/// A fault with `name` and `value` as long as they are echoed, and the suggestion, if any, told in the
/// reason.
ParameterFault parameter_fault(std::string_view name, std::string_view value, std::string reason,
                               std::string code, std::string suggestion = {});

/// Whether `name` is one that others add to links (utm_*, fbclid, gclid): passed over everywhere.
bool is_tracking(std::string_view name);

}  // namespace searchd
