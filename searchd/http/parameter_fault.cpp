#include "searchd/http/parameter_fault.h"

#include <utility>

#include "analyzers/text_ends.h"

namespace searchd {
namespace {

constexpr std::size_t kLongestEcho = 200;

}  // namespace

ParameterFault parameter_fault(std::string_view name, std::string_view value, std::string reason,
                               std::string code, std::string suggestion) {
  if (!suggestion.empty()) reason += "; did you mean '" + suggestion + "'?";
  return {std::string(analyzers::cut_to(name, kLongestEcho)),
          std::string(analyzers::cut_to(value, kLongestEcho)), std::move(reason), std::move(code),
          std::move(suggestion)};
}

bool is_tracking(std::string_view name) {
  return name.starts_with("utm_") || name == "fbclid" || name == "gclid";
}

}  // namespace searchd
