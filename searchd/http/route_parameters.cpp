// The parameters of the routes that take one or two: what is typed so far, how many answers are wanted.
#include <algorithm>
#include <cstdlib>
#include <functional>
#include <string>
#include <utility>

#include "analyzers/text_ends.h"
#include "searchd/http/parameters.h"
#include "searchd/http/percent.h"
#include "searchd/search/nearest.h"
#include "searchd/search/query_limits.h"

namespace searchd {
namespace {

constexpr int kMostCompletions = 20;
constexpr int kMostSimilarDocuments = 50;
constexpr int kMostPagesOfDigests = 1'000;

/// Reads parameters that may each be given once.
class SingleParameters {
 public:
  explicit SingleParameters(std::vector<ParameterFault>& faults) : faults_(faults) {}

  void fault(std::string_view name, std::string_view value, std::string reason, std::string code,
             std::string suggestion = {}) {
    faults_.push_back(
        parameter_fault(name, value, std::move(reason), std::move(code), std::move(suggestion)));
  }

  /// Calls `take(name, value)` for each that is among `known`, well written and there for the first time.
  void read(std::string_view query, const std::vector<std::string_view>& known,
            const std::function<void(std::string_view, const std::string&)>& take) {
    std::vector<std::string> seen;
    for (const auto& [name, value] : query_parameters(query)) {
      if (is_tracking(name.text)) continue;
      if (name.has_controls || value.has_controls) {
        fault(name.text, value.text, "has control characters", "control");
      } else if (std::count(known.begin(), known.end(), name.text) == 0) {
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

  /// Whether `value` is as long as a question may be.
  bool is_short_enough(std::string_view name, const std::string& value) {
    if (value.size() <= kMostQueryBytes) return true;
    fault(name, value, "is " + std::to_string(value.size()) + " bytes long; at most 1,024 are taken",
          "too_long");
    return false;
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

ParsedText parse_text(std::string_view query) {
  ParsedText parsed;
  SingleParameters parameters(parsed.faults);
  bool given = false;
  parameters.read(query, {"text"}, [&](std::string_view name, const std::string& value) {
    given = !value.empty();
    if (parameters.is_short_enough(name, value)) parsed.text = value;
  });
  if (!given && parsed.faults.empty()) {
    parameters.fault("text", "", "is wanted: the text to be analysed", "missing");
  }
  return parsed;
}

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
    if (parameters.is_short_enough(name, value)) parsed.typed = value;
  });
  if (!typed && parsed.faults.empty()) {
    parameters.fault("q", "", "is wanted: what was typed so far", "missing");
  }
  return parsed;
}

ParsedNamed parse_named(std::string_view query) {
  ParsedNamed parsed;
  SingleParameters parameters(parsed.faults);
  parameters.read(query, {"name"}, [&](std::string_view name, const std::string& value) {
    if (parameters.is_short_enough(name, value)) parsed.named = analyzers::trimmed(value);
  });
  return parsed;
}

ParsedDigests parse_digests(std::string_view query) {
  ParsedDigests parsed;
  SingleParameters parameters(parsed.faults);
  parameters.read(query, {"year", "page"}, [&](std::string_view name, const std::string& value) {
    if (value.empty()) return;
    if (name == "year") return parameters.read_number(name, value, 9999, parsed.year);
    parameters.read_number(name, value, kMostPagesOfDigests, parsed.page);
  });
  return parsed;
}

// What is not the search's is read first, and the search from the rest.
ParsedFacetList parse_facet_list(std::string_view query, const analyzers::Vocabulary& vocabulary) {
  ParsedFacetList parsed;
  std::vector<ParameterFault> faults;
  SingleParameters parameters(faults);
  std::string own, of_search;
  while (!query.empty()) {
    const auto piece = query.substr(0, query.find('&'));
    query.remove_prefix(std::min(query.size(), piece.size() + 1));
    auto& into = piece.starts_with("order=") || piece.starts_with("name=") ? own : of_search;
    into.append(into.empty() ? "" : "&").append(piece);
  }
  parameters.read(own, {"order", "name"}, [&](std::string_view name, const std::string& value) {
    if (name == "name") {
      if (parameters.is_short_enough(name, value)) parsed.named = analyzers::trimmed(value);
    } else if (value == "name") {
      parsed.by_name = true;
    } else if (value != "count" && !value.empty()) {
      parameters.fault(name, value, "must be count or name", "unknown_value",
                       nearest(value, {"count", "name"}));
    }
  });
  parsed.search = parse_search(of_search, vocabulary);
  parsed.search.faults.insert(parsed.search.faults.end(), faults.begin(), faults.end());
  return parsed;
}

ParsedSimilar parse_similar(std::string_view query) {
  ParsedSimilar parsed;
  SingleParameters parameters(parsed.faults);
  parameters.read(query, {"limit"}, [&](std::string_view name, const std::string& value) {
    if (!value.empty()) parameters.read_number(name, value, kMostSimilarDocuments, parsed.limit);
  });
  return parsed;
}

std::vector<ParameterFault> parse_no_parameters(std::string_view query) {
  std::vector<ParameterFault> faults;
  for (const auto& [name, value] : query_parameters(query)) {
    if (is_tracking(name.text)) continue;
    faults.push_back(
        parameter_fault(name.text, value.text, "unknown parameter; this address takes none", "unknown"));
  }
  return faults;
}

}  // namespace searchd
