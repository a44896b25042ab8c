// The fields that a search can be filtered by, each said once: what counts, filters, shows or offers them all
// goes by this list.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analyzers/vocabulary.h"
#include "searchd/search/request.h"

namespace searchd {

struct FilterField {
  FacetField field;
  std::string_view parameter;  // of an address
  std::vector<std::string> Filters::*values;
  std::optional<analyzers::EntryType> type;  // whose ids the values are; nothing: words of our own
};

/// In the order in which they are shown.
inline constexpr FilterField kFilterFields[] = {
    {FacetField::partner, "partner", &Filters::partners, analyzers::EntryType::partner},
    {FacetField::topic, "topic", &Filters::topics, analyzers::EntryType::topic},
    {FacetField::kind, "kind", &Filters::kinds, std::nullopt},
    {FacetField::language, "lang", &Filters::languages, std::nullopt},
    {FacetField::outlet, "outlet", &Filters::outlets, analyzers::EntryType::outlet},
    {FacetField::place, "place", &Filters::places, analyzers::EntryType::place},
};

/// Null for a facet that is no filter: months are asked for by dates.
inline const FilterField* filter_field(FacetField field) {
  for (const auto& known : kFilterFields) {
    if (known.field == field) return &known;
  }
  return nullptr;
}

/// Null for a type that is no filter: persons and groups.
inline const FilterField* filter_field(analyzers::EntryType type) {
  for (const auto& known : kFilterFields) {
    if (known.type == type) return &known;
  }
  return nullptr;
}

}  // namespace searchd
