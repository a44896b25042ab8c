// The figures that were reached, below which the gates fail: kept.tsv.
#pragma once

#include <map>
#include <string>

namespace quality {

/// By name. Throws CollectionError where a line is no name, tab and number.
std::map<std::string, double> kept_figures();

}  // namespace quality
