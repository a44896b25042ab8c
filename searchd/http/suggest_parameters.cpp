// The parameters of the small routes: what is typed so far, and how many answers are wanted.
#include <algorithm>
#include <cstdlib>
#include <functional>
#include <string>
#include <utility>

#include "searchd/http/parameters.h"
#include "searchd/http/percent.h"
#include "searchd/search/nearest.h"

namespace searchd {
namespace {

constexpr std::size_t kLongestTyped = 1024;
constexpr std::size_t kLongestEcho = 200;
constexpr int kMostCompletions = 20;
constexpr int kMostSimilar = 50;

std::string beginning_of(std::string_view text) {
  if (text.size() <= kLongestEcho) return std::string(text);
  auto end = kLongestEcho;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end));
}

bool is_tracking(std::string_view name) {
  return name.starts_with("utm_") || name == "fbclid" || name == "gclid";
}

/// Reads parameters that may each be given once.
class SingleParameters {
 public:
  explicit SingleParameters(std::vector<ParameterFault>& faults) : faults_(faults) {}

  void fault(std::string_view name, std::string_view value, std::string reason, std::string code,
             std::string suggestion = {}) {
    if (!suggestion.empty()) reason += "; did you mean '" + suggestion + "'?";
    faults_.push_back(
        {beginning_of(name), beginning_of(value), std::move(reason), std::move(code), std::move(suggestion)});
  }

  /// Calls `take(name, value)` for each that is among `known`, well written and there for the first time.
  void read(std::string_view query, const std::vector<std::string_view>& known,
            const std::function<void(std::string_view, const std::string&)>& take) {
    std::vector<std::string> seen;
    for (const auto& [name, value] : query_parameters(query)) {
      if (is_tracking(name.text)) continue;
      if (std::count(known.begin(), known.end(), name.text) == 0) {
        fault(name.text, value.text, "unknown parameter", "unknown", nearest(name.text, known));
      } else if (std::count(seen.begin(), seen.end(), name.text) > 0) {
        fault(name.text, value.text, "may be given once", "repeated");
      } else if (value.bad_percent) {
        fault(name.text, value.text, "'%' must be followed by two hexadecimal digits", "percent");
      } else if (value.bad_utf8) {
        fault(name.text, value.text, "this is not UTF-8", "utf8");
      } else {
        seen.push_back(name.text);
        take(name.text, value.text);
      }
    }
  }

  void read_number(std::string_view name, const std::string& value, int most, int& number) {
    const bool digits =
        !value.empty() && value.size() <= 6 && value.find_first_not_of("0123456789") == std::string::npos;
    const int read = digits ? std::atoi(value.c_str()) : 0;
    if (read >= 1 && read <= most) {
      number = read;
      return;
    }
    fault(name, value, "must be a whole number from 1 to " + std::to_string(most), "number");
  }

 private:
  std::vector<ParameterFault>& faults_;
};

}  // namespace

ParsedSuggest parse_suggest(std::string_view query) {
  ParsedSuggest parsed;
  SingleParameters parameters(parsed.faults);
  bool typed = false;
  parameters.read(query, {"q", "limit"}, [&](std::string_view name, const std::string& value) {
    if (name == "limit") {
      if (!value.empty()) parameters.read_number(name, value, kMostCompletions, parsed.limit);
      return;
    }
    typed = true;
    if (value.size() > kLongestTyped) {
      return parameters.fault(name, value,
                              "is " + std::to_string(value.size()) + " bytes long; at most 1,024 are taken",
                              "too_long");
    }
    parsed.typed = value;
  });
  if (!typed && parsed.faults.empty()) {
    parameters.fault("q", "", "is wanted: what was typed so far", "missing");
  }
  return parsed;
}

ParsedSimilar parse_similar(std::string_view query) {
  ParsedSimilar parsed;
  SingleParameters parameters(parsed.faults);
  parameters.read(query, {"limit"}, [&](std::string_view name, const std::string& value) {
    if (!value.empty()) parameters.read_number(name, value, kMostSimilar, parsed.limit);
  });
  return parsed;
}

}  // namespace searchd
